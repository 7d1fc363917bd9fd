/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of the lab, and where in a study they are.
 */
#include "lab/experiment/lab-error.h"

#include <string.h>

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
    .curve = g_strdup (from->curve),
    .group = g_strdup (from->group),
    .key = g_strdup (from->key),
    .assignment = g_strdup (from->assignment),
  };
}

static void
lab_error_private_clear (LabErrorPrivate *place)
{
  g_free ((char *) place->file);
  g_free ((char *) place->curve);
  g_free ((char *) place->group);
  g_free ((char *) place->key);
  g_free ((char *) place->assignment);
}

G_DEFINE_EXTENDED_ERROR (LabError, lab_error)

const LabErrorPlace *
lab_error_get_place (const GError *error)
{
  static const LabErrorPlace nowhere = { 0 };

  return g_error_matches (error, LAB_ERROR, error->code) ? lab_error_get_private (error) : &nowhere;
}

static void
replace (const char **text, const char *by, gsize length)
{
  if (by == NULL)
    return;
  g_free ((char *) *text);
  *text = g_strndup (by, MIN (length, strlen (by)));
}

void
lab_error_set_place (GError **error, const LabErrorPlace *place)
{
  const char *group = place->group, *key = place->key;
  const char *point = group == NULL && key != NULL ? strchr (key, '.') : NULL;
  LabErrorPlace *own;

  if (error == NULL || *error == NULL || (*error)->domain != LAB_ERROR)
    return;
  own = lab_error_get_private (*error);
  replace (&own->file, place->file, G_MAXSSIZE);
  own->line = place->line > 0 ? place->line : own->line;
  replace (&own->curve, place->curve, G_MAXSSIZE);
  replace (&own->group, point != NULL ? key : group,
           point != NULL ? (gsize) (point - key) : G_MAXSSIZE);
  replace (&own->key, point != NULL ? point + 1 : key, G_MAXSSIZE);
  replace (&own->assignment, place->assignment, G_MAXSSIZE);
}
