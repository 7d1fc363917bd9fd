/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A curve of a study file.
 */
#include "lab/experiment/lab-curve.h"

#include <math.h>

LabCurve *
lab_curve_new (const char *label)
{
  LabCurve *curve = g_new0 (LabCurve, 1);

  g_atomic_ref_count_init (&curve->count);
  curve->label = g_strdup (label);
  curve->overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  curve->paper_loss_rate = NAN;
  curve->paper_claim = -1;
  return curve;
}

LabCurve *
lab_curve_ref (LabCurve *curve)
{
  g_atomic_ref_count_inc (&curve->count);
  return curve;
}

void
lab_curve_unref (LabCurve *curve)
{
  if (!g_atomic_ref_count_dec (&curve->count))
    return;
  g_free (curve->label);
  g_free (curve->paper_note);
  g_hash_table_unref (curve->overrides);
  g_free (curve);
}

LabCurve *
lab_curve_take (LabCurve *curve)
{
  LabCurve *own;
  GHashTableIter iter;
  gpointer name, value;

  if (g_atomic_ref_count_compare (&curve->count, 1))
    return curve;
  own = lab_curve_new (curve->label);
  g_hash_table_iter_init (&iter, curve->overrides);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (own->overrides, g_strdup (name), g_strdup (value));
  own->frozen = curve->frozen;
  own->paper_loss_rate = curve->paper_loss_rate;
  own->paper_note = g_strdup (curve->paper_note);
  own->paper_claim = curve->paper_claim;
  lab_curve_unref (curve);
  return own;
}
