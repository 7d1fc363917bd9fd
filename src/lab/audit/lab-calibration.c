/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the instruments were calibrated. The shipped figures were measured by a program in this
 * tree, never written by hand; a test repeats part of it.
 */
#include "config.h"

#include "lab/audit/lab-calibration.h"

#include <glib/gi18n-lib.h>

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "lab/experiment/lab-error.h"
#include "lab-resources.h"

#define SHIPPED "/org/fuzzykey/Lab/audit/calibration.csv"
#define N_FIELDS 9

static const char *const names[LAB_CALIBRATION_N_QUANTITIES] = {
  "bob-bit-error", "wrong-key-bit-error", "eve-bit-error",
  "hidden-bits",   "advantage",           "log2-keys-left",
};

const char *
lab_calibration_get_name (LabCalibrationQuantity quantity)
{
  g_return_val_if_fail ((guint) quantity < LAB_CALIBRATION_N_QUANTITIES, NULL);

  return names[quantity];
}

double
lab_calibration_get_known (NcAuditKnown kind,
                           guint bits,
                           guint key_difference,
                           LabCalibrationQuantity quantity)
{
  NcAuditKnownFacts facts;

  nc_audit_known_get_facts (kind, bits, key_difference, &facts);
  const double known[LAB_CALIBRATION_N_QUANTITIES] = {
    facts.bob_bit_error, facts.wrong_key_bit_error, facts.eve_bit_error,
    facts.hidden_bits,   facts.chosen_advantage,    facts.log2_keys_left,
  };
  g_return_val_if_fail ((guint) quantity < LAB_CALIBRATION_N_QUANTITIES, (double) NAN);
  return known[quantity];
}

static gboolean
find_name (const char *name, const char *(*get_name) (guint), guint n, guint *found)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (name, get_name (i)) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

static const char *
get_quantity_name (guint quantity)
{
  return lab_calibration_get_name (quantity);
}

static const char *
get_kind_name (guint kind)
{
  return nc_audit_known_get_name (kind);
}

static const char *
get_verdict_name (guint verdict)
{
  return lab_audit_verdict_get_name (verdict);
}

static gboolean
read_number (const char *text, double *value)
{
  char *end;

  *value = NAN;
  if (text[0] == '\0')
    return TRUE;
  *value = g_ascii_strtod (text, &end);
  return *end == '\0' && end != text;
}

/* One line: sets one number of the row it belongs to. */
static gboolean
read_line (char **fields, LabCalibration *row, guint *quantity)
{
  guint kind, verdict;
  guint64 bits, difference;
  NcAuditInterval *found;

  if (g_strv_length (fields) != N_FIELDS
      || !find_name (fields[0], get_kind_name, NC_AUDIT_N_KNOWN, &kind)
      || !g_ascii_string_to_unsigned (fields[1], 10, 8, 16, &bits, NULL)
      || !g_ascii_string_to_unsigned (fields[2], 10, 0, 16, &difference, NULL)
      || !lab_audit_depth_from_name (fields[3], &row->depth)
      || !find_name (fields[4], get_verdict_name, LAB_AUDIT_NOTHING_FOUND + 1, &verdict)
      || !find_name (fields[5], get_quantity_name, LAB_CALIBRATION_N_QUANTITIES, quantity))
    return FALSE;
  row->kind = kind;
  row->bits = (guint) bits;
  row->key_difference = (guint) difference;
  row->verdict = verdict;
  found = &row->measured[*quantity];
  return read_number (fields[6], &found->value) && read_number (fields[7], &found->low)
         && read_number (fields[8], &found->high);
}

static LabCalibration *
find_row (GArray *rows, const LabCalibration *like)
{
  for (guint i = 0; i < rows->len; i++)
    {
      LabCalibration *row = &g_array_index (rows, LabCalibration, i);
      if (row->kind == like->kind && row->bits == like->bits)
        return row;
    }
  g_array_append_vals (rows, like, 1);
  return &g_array_index (rows, LabCalibration, rows->len - 1);
}

GArray *
lab_calibration_read (const char *text, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (LabCalibration));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", N_FIELDS + 1);
      LabCalibration one = { 0 };
      guint quantity;

      if (lines[i][0] == '\0')
        continue;
      for (guint k = 0; k < LAB_CALIBRATION_N_QUANTITIES; k++)
        one.measured[k] = (NcAuditInterval){ NAN, NAN, NAN };
      if (!read_line (fields, &one, &quantity))
        {
          g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
                       _ ("line %u of a calibration cannot be read"), i + 1);
          return NULL;
        }
      find_row (rows, &one)->measured[quantity] = one.measured[quantity];
    }
  return g_steal_pointer (&rows);
}

GArray *
lab_calibration_read_shipped (GError **error)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (lab_get_resource (), SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);
  return lab_calibration_read (text, error);
}
