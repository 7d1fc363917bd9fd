/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study's runs as JSON, for other programs.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/**
 * report_json_from_study:
 *
 * Returns: (transfer full): one object: study (its name), title, reading, version, kernels, blas
 * and an array runs of objects number (in the store, null without one), label, seed, experiment,
 * state, message, arithmetic (see lab_run_get_arithmetic()), iterations, seconds, turns, diagnosis
 * and evaluation. Turns holds for "alice-bob" and "eve" the final bob_loss_rate, bob_bit_error,
 * eve_loss_rate and eve_bit_error: the mean over the last LAB_FINAL_ITERATIONS of that turn, null
 * where not measured. Diagnosis is null if there is none yet, else an object: iterations (done
 * when diagnosed), dead_units (of alice, bob and eve: the share of ReLU units that never fire,
 * null without any), stuck_outputs (an array of objects party, bit, which counts from 1, and
 * state: "never-negative", "never-positive" or "silent"), flat (whether Bob's loss rate is at
 * rest) and words (null if there is nothing to say); see lab-diagnosis.h. Evaluation is null until
 * the run is finished, else an object: verdict ("key-used", "key-unused", "bob-fails"), words, and
 * for batch norm's batch_statistics and running_statistics an object messages, bob_exact_key,
 * bob_fuzzy_key, bob_wrong_key and eve, each loss_rate and bit_error, eve null if there is no Eve;
 * see lab-evaluation.h
 */
char *report_json_from_study (LabStudy *study);

/**
 * report_json_from_runs:
 * @studies: [n_runs], the study of each run
 *
 * Runs of several studies.
 *
 * Returns: (transfer full): one object: version, kernels, blas and an array runs as above, each
 * starting with its study, title and reading
 */
char *report_json_from_runs (LabStudy *const *studies, LabRun *const *runs, guint n_runs);

G_END_DECLS
