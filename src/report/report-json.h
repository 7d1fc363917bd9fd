/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study's runs as JSON, for programs.
 */
#pragma once

#include "lab/lab-study.h"

G_BEGIN_DECLS

/**
 * report_json_from_study:
 *
 * Returns: (transfer full): one object: study (its name), title, reading, version, kernels, blas
 * and an array runs of objects label, seed, state, message, iterations, seconds and turns, which
 * holds for "alice-bob" and "eve" the final bob_loss_rate, bob_bit_error, eve_loss_rate and
 * eve_bit_error: the mean over the last LAB_FINAL_ITERATIONS of that turn, null where not
 * measured
 */
char *report_json_from_study (LabStudy *study);

G_END_DECLS
