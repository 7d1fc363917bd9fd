/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as JSON: reading an instrument's finding. Rows are checked before memory is allocated,
 * and never for more values than were seen.
 */
#include <math.h>
#include <string.h>

#include "audit/nc-audit-channel.h"
#include "audit/nc-audit-chosen.h"
#include "lab/audit/lab-audit-json-private.h"
#include "lab/audit/lab-instrument.h"

/* Per finding, and per table. */
#define MAX_NAMED 100
#define MAX_COLUMNS 4096
#define MAX_NAME 60

/* Numbers per ciphertext. */
#define MAX_OUTPUT 65535

static gboolean
is_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= MAX_NAME
         && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* LAB_RANGE_ANY for a number that no descriptor lists. */
static LabRange
get_range (LabFinding *finding, const char *name)
{
  const LabInstrumentNumber *number
      = lab_instrument_find_number (lab_finding_get_instrument (finding), name);

  return number != NULL ? number->range : LAB_RANGE_ANY;
}

/* NULL if @value is in @range, else what is wrong with it. */
static const char *
find_fault (double value, LabRange range)
{
  switch (range)
    {
    case LAB_RANGE_SHARE:
      return value >= 0 && value <= 1 ? NULL : "must be from 0 to 1";
    case LAB_RANGE_SIGNED:
      return value >= -1 && value <= 1 ? NULL : "must be from -1 to 1";
    case LAB_RANGE_COUNT:
      return value >= 0 && value <= (double) LAB_AUDIT_JSON_MAX_COUNT && value == floor (value)
                 ? NULL
                 : "must be a whole number from 0";
    case LAB_RANGE_AMOUNT:
      return value >= 0 ? NULL : "must be a number from 0";
    case LAB_RANGE_ANY:
    default:
      return NULL;
    }
}

static gboolean
read_number (const LabAuditReader *reader,
             LabFinding *finding,
             JsonObject *numbers,
             const char *name)
{
  JsonArray *array = lab_audit_json_get_array (reader, numbers, name);
  NcAuditInterval interval;
  const char *fault = NULL;

  if (array == NULL)
    return FALSE;
  if (!is_name (name) || json_array_get_length (array) != 3
      || !lab_audit_json_get_number (json_array_get_element (array, 0), &interval.value)
      || !lab_audit_json_get_number (json_array_get_element (array, 1), &interval.low)
      || !lab_audit_json_get_number (json_array_get_element (array, 2), &interval.high))
    return lab_audit_json_fail_at (reader, name, "must be three numbers: value, low, high");
  if (interval.low > interval.value || interval.high < interval.value
      || isnan (interval.low) != isnan (interval.value)
      || isnan (interval.high) != isnan (interval.value))
    return lab_audit_json_fail_at (reader, name, "must have its value between low and high");
  if (!isnan (interval.value))
    fault = find_fault (interval.value, get_range (finding, name));
  if (fault != NULL)
    return lab_audit_json_fail_at (reader, name, fault);
  lab_finding_add_number (finding, name, interval);
  return TRUE;
}

/* Whether the columns of a known table are as expected; a "*" allows any further ones. */
static gboolean
have_columns (const char *const *columns, const char *expected)
{
  g_auto (GStrv) names = g_strsplit (expected, ",", -1);
  guint i;

  for (i = 0; names[i] != NULL && strcmp (names[i], "*") != 0; i++)
    if (columns[i] == NULL || strcmp (columns[i], names[i]) != 0)
      return FALSE;
  return names[i] != NULL || columns[i] == NULL;
}

static gboolean
are_counted (const char *const *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    {
      char number[16];

      g_snprintf (number, sizeof number, "%u", i);
      if (strcmp (columns[i], number) != 0)
        return FALSE;
    }
  return TRUE;
}

/* NULL with an error, else NULL-terminated (transfer container). */
static const char **
read_columns (const LabAuditReader *reader, const char *name, JsonArray *array)
{
  guint n = json_array_get_length (array);
  g_autofree const char **columns = NULL;

  if (n == 0 || n > MAX_COLUMNS)
    {
      lab_audit_json_fail_at (reader, name, "has no columns, or too many");
      return NULL;
    }
  columns = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      columns[i] = lab_audit_json_get_text (json_array_get_element (array, i), MAX_NAME);
      if (columns[i] == NULL || !is_name (columns[i]))
        {
          lab_audit_json_fail_at (reader, name, "has a column with an invalid name");
          return NULL;
        }
    }
  return g_steal_pointer (&columns);
}

/* Every row must be as long as there are columns; checked before anything is allocated. */
static gboolean
check_rows (JsonArray *rows, guint n_columns)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);

      if (!JSON_NODE_HOLDS_ARRAY (row)
          || json_array_get_length (json_node_get_array (row)) != n_columns)
        return FALSE;
    }
  return TRUE;
}

/* Columns that index something: whole numbers from 0 to max, null only where allowed. */
static gboolean
is_index (const char *column, double value)
{
  static const struct
  {
    const char *column;
    double max;
    gboolean may_be_null;
  } indices[] = {
    { "distance", NC_AUDIT_MAX_BITS, FALSE },  { "bit", NC_AUDIT_MAX_BITS, TRUE },
    { "i", NC_AUDIT_MAX_BITS, TRUE },          { "j", NC_AUDIT_MAX_BITS, TRUE },
    { "k", NC_AUDIT_MAX_BITS, TRUE },          { "output", MAX_OUTPUT, TRUE },
    { "kind", NC_AUDIT_COUPLE_RANDOM, FALSE }, { "channel", NC_AUDIT_N_CHANNELS - 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    if (strcmp (column, indices[i].column) == 0)
      return isnan (value) ? indices[i].may_be_null
                           : value >= 0 && value <= indices[i].max && value == floor (value);
  return TRUE;
}

static gboolean
read_rows (const LabAuditReader *reader,
           const char *name,
           JsonArray *rows,
           const LabFindingTable *table)
{
  for (guint i = 0; i < table->n_rows; i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);

      for (guint j = 0; j < table->n_columns; j++)
        {
          double *value = &table->values[(gsize) i * table->n_columns + j];

          if (!lab_audit_json_get_number (json_array_get_element (row, j), value))
            return lab_audit_json_fail_at (reader, name, "contains something other than numbers");
          if (!is_index (table->columns[j], *value))
            return lab_audit_json_fail_at (reader, name, "counts what it cannot have");
        }
    }
  return TRUE;
}

static gboolean
read_table (const LabAuditReader *reader, LabFinding *finding, JsonObject *tables, const char *name)
{
  const char *expected = lab_instrument_find_columns (lab_finding_get_instrument (finding), name);
  JsonObject *object = lab_audit_json_get_object (reader, tables, name);
  JsonArray *columns = object != NULL ? lab_audit_json_get_array (reader, object, "columns") : NULL;
  JsonArray *rows = columns != NULL ? lab_audit_json_get_array (reader, object, "rows") : NULL;
  g_autofree const char **names = NULL;
  guint n_rows;

  if (rows == NULL)
    return FALSE;
  if (!is_name (name))
    return lab_audit_json_fail_at (reader, name, "is not the name of a table");
  names = read_columns (reader, name, columns);
  if (names == NULL)
    return FALSE;
  n_rows = json_array_get_length (rows);
  if (!check_rows (rows, json_array_get_length (columns)))
    return lab_audit_json_fail_at (reader, name,
                                   "has rows that are not as long as its columns are many");
  if (expected != NULL && *expected == '#'
      && (!are_counted (names)
          || (expected[1] == '#' && n_rows != json_array_get_length (columns))))
    return lab_audit_json_fail_at (reader, name, "is not the matrix that it must be");
  if (expected != NULL && *expected != '#' && !have_columns (names, expected))
    return lab_audit_json_fail_at (reader, name, "lacks the columns that it must have");
  lab_finding_add_table (finding, name, n_rows, names);
  return read_rows (reader, name, rows, lab_finding_get_table (finding, name));
}

typedef gboolean (*ReadNamed) (const LabAuditReader *reader,
                               LabFinding *finding,
                               JsonObject *object,
                               const char *name);

static gboolean
read_all_named (const LabAuditReader *reader,
                LabFinding *finding,
                JsonObject *from,
                const char *what,
                ReadNamed read)
{
  JsonObject *object = lab_audit_json_get_object (reader, from, what);
  g_autoptr (GList) names = NULL;

  if (object == NULL)
    return FALSE;
  if (json_object_get_size (object) > MAX_NAMED)
    return lab_audit_json_fail_at (reader, what, "are more than an instrument has");
  names = json_object_get_members (object);
  for (GList *name = names; name != NULL; name = name->next)
    if (!read (reader, finding, object, name->data))
      return FALSE;
  return TRUE;
}

LabFinding *
lab_audit_json_read_finding (const LabAuditReader *reader,
                             JsonObject *instruments,
                             const char *name)
{
  JsonObject *object = lab_audit_json_get_object (reader, instruments, name);
  g_autoptr (LabFinding) finding = NULL;
  LabInstrument instrument;
  double seconds;

  if (object == NULL || !lab_instrument_from_name (name, &instrument))
    return NULL;
  finding = lab_finding_new (instrument);
  if (!lab_audit_json_read_seconds (reader, object, &seconds)
      || !read_all_named (reader, finding, object, "numbers", read_number)
      || !read_all_named (reader, finding, object, "tables", read_table))
    return NULL;
  lab_finding_set_seconds (finding, seconds);
  lab_finding_set_complete (finding);
  return g_steal_pointer (&finding);
}
