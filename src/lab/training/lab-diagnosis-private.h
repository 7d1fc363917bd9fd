/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of a diagnosis; only for lab-diagnosis.c and lab-diagnosis-words.c.
 */
#pragma once

#include "lab/training/lab-diagnosis.h"

G_BEGIN_DECLS

struct _LabDiagnosis
{
  gatomicrefcount count;
  guint64 iteration;
  guint key_bits;
  gboolean all_well; /* Bob's loss rate is near 0 */
  NcDiagnosis found;
  LabFlatness flatness;
  gboolean in_rounds; /* the stretch is a round */
  char *words;
};

/* (transfer full) (nullable): for lab_diagnosis_get_words(). */
char *lab_diagnosis_make_words (const LabDiagnosis *diagnosis);

G_END_DECLS
