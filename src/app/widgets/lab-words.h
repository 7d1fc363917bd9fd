/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The values of an experiment and the states of a run in words. Formatting only; uses no widget
 * and changes nothing.
 */
#pragma once

#include "lab/experiment/lab-key.h"
#include "lab/training/lab-run.h"
#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

/**
 * lab_words_for_choice:
 * @value: a choice as written in an experiment, "per-sample"
 *
 * Returns: (transfer none): translated, "new for every sample"; @value itself if there is no other
 * wording
 */
const char *lab_words_for_choice (const char *value);

/**
 * lab_words_for_reading:
 *
 * Returns: (transfer none): translated
 */
const char *lab_words_for_reading (const char *reading);

/**
 * lab_words_for_dense:
 * @dense: activations as written in an experiment, "tanh;sigmoid"
 *
 * Returns: (transfer full): the paper's name ("Bob2") or "3 dense, relu, …"
 */
char *lab_words_for_dense (const char *dense);

/**
 * lab_words_for_rate:
 *
 * Returns: (transfer full): as beside the curves of the plot; "–" for NAN
 */
char *lab_words_for_rate (double rate);

/**
 * lab_words_for_count:
 *
 * Returns: (transfer full): with commas between thousands, "20,000"
 */
char *lab_words_for_count (guint64 count);

/**
 * lab_words_for_time:
 * @seconds: NAN if unknown
 *
 * Returns: (transfer full): "12 s", "3 min", "1 h 20 min"; "–" for NAN
 */
char *lab_words_for_time (double seconds);

/* (transfer full): the value of @name that all curves share. */
char *lab_words_for_value (LabStudyFile *file, const char *name);

/**
 * lab_words_for_overrides:
 * @name: "GROUP.KEY"
 *
 * Returns: (transfer full) (nullable): the values that curves of @file set instead of the base
 * value, "set by the curves: 1 … 5"; NULL if none does
 */
char *lab_words_for_overrides (LabStudyFile *file, const char *name);

G_END_DECLS
