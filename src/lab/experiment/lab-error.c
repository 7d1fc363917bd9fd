/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of the lab, and where in a study they lie.
 */
#include "lab/experiment/lab-error.h"

typedef LabErrorPlace LabErrorPrivate;

static void
lab_error_private_init (LabErrorPrivate *place)
{
  *place = (LabErrorPrivate){ 0 };
}

static void
lab_error_private_copy (const LabErrorPrivate *from, LabErrorPrivate *to)
{
  *to = (LabErrorPrivate){
    .file = g_strdup (from->file),
    .line = from->line,
    .group = g_strdup (from->group),
    .key = g_strdup (from->key),
    .assignment = g_strdup (from->assignment),
  };
}

static void
lab_error_private_clear (LabErrorPrivate *place)
{
  g_free (place->file);
  g_free (place->group);
  g_free (place->key);
  g_free (place->assignment);
}

G_DEFINE_EXTENDED_ERROR (LabError, lab_error)

const LabErrorPlace *
lab_error_get_place (const GError *error)
{
  static const LabErrorPlace nowhere = { 0 };

  return g_error_matches (error, LAB_ERROR, error->code) ? lab_error_get_private (error) : &nowhere;
}

void
lab_error_set_line (GError *error, const char *file, guint line)
{
  LabErrorPlace *place = lab_error_get_private (error);

  g_return_if_fail (place != NULL);

  g_free (place->file);
  place->file = g_strdup (file);
  place->line = line;
}

void
lab_error_set_key (GError *error, const char *name, const char *value, const char *reason)
{
  LabErrorPlace *place = lab_error_get_private (error);
  g_auto (GStrv) parts = g_strsplit (name, ".", 2);

  g_return_if_fail (place != NULL && parts[0] != NULL && parts[1] != NULL);

  g_free (place->group);
  g_free (place->key);
  g_free (place->assignment);
  place->group = g_strdup (parts[0]);
  place->key = g_strdup (parts[1]);
  place->assignment = g_strdup_printf ("%s: %s", value, reason);
}
