/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A curve of a study file: what it overrides, and what the paper says of it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files that are copies of each other share their curves: who changes one takes it over
 * first, see lab_curve_take(). */
typedef struct
{
  gatomicrefcount count;
  char *label;
  GHashTable *overrides; /* "GROUP.KEY" -> value */
  gboolean frozen;       /* overrides everything, as the base was when the curve was added */
  double paper_loss_rate;
  char *paper_note;
  int paper_claim; /* LabClaim as written, or -1 */
} LabCurve;

/* (transfer full): one that overrides nothing */
LabCurve *lab_curve_new (const char *label);

LabCurve *lab_curve_ref (LabCurve *curve);
void lab_curve_unref (LabCurve *curve);

/**
 * lab_curve_take:
 * @curve: (transfer full)
 *
 * Returns: (transfer full): the same if nobody else has it, else a copy: to be changed
 */
LabCurve *lab_curve_take (LabCurve *curve);

G_END_DECLS
