/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A curve of a study file: what it overrides, and what the paper claims about it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Copies of a file share their curves: to change one, take it first with lab_curve_take(). */
typedef struct
{
  gatomicrefcount count;
  char *label;
  GHashTable *overrides; /* "GROUP.KEY" -> value */
  gboolean frozen;       /* overrides every key, with the base's values when the curve was added */
  double paper_loss_rate;
  char *paper_note;
  int paper_claim; /* LabClaim as written, or -1 */
} LabCurve;

/* (transfer full): a curve that overrides nothing */
LabCurve *lab_curve_new (const char *label);

LabCurve *lab_curve_ref (LabCurve *curve);
void lab_curve_unref (LabCurve *curve);

/**
 * lab_curve_take:
 * @curve: (transfer full)
 *
 * Returns: (transfer full): the same curve if nobody else holds it, else a copy; safe to change
 */
LabCurve *lab_curve_take (LabCurve *curve);

G_END_DECLS
