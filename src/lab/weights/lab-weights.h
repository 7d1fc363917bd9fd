/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trained networks as a file: safetensors, with the names and shapes in which
 * PyTorch's Linear, Conv1d and BatchNorm1d hold them.
 *
 * A tensor is named by its party and its place: "bob.dense.0.weight" [out, in],
 * "bob.conv.0.weight" [out, in, window], "bob.norm.0.running_mean" [width], and
 * so on, F32, row-major. Beside running statistics stands PyTorch's counter
 * "bob.norm.0.num_batches_tracked", I64 without dimensions: the mini-batches that
 * trained the party. Eve's are there where she listens. The metadata say
 * "experiment" (its canonical text), "seed", "iterations" and "version" (of the
 * program that wrote it), and "format", which is "pt": other tools look for it.
 *
 * A file is read as strictly as it is written: it holds exactly these tensors,
 * every byte belongs to one, and every number is finite. More metadata do no harm.
 * Those that Python has lost an experiment can stand in for.
 */
#pragma once

#include "lab/experiment/lab-error.h"
#include "lab/experiment/lab-experiment.h"

G_BEGIN_DECLS

typedef struct _LabWeights LabWeights;

/**
 * lab_weights_new:
 * @seed: of the run
 * @iterations: that it has been trained
 * @parameters: by party, [n_parameters] each, copied; Eve's is not read without her
 * @statistics: by party, [n_statistics] each, copied; not read for a party
 * without batch norm
 */
LabWeights *lab_weights_new (LabExperiment *experiment,
                             guint32 seed,
                             guint64 iterations,
                             const float *const parameters[NC_N_PARTIES],
                             const float *const statistics[NC_N_PARTIES]);
void lab_weights_free (LabWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabWeights, lab_weights_free)

LabExperiment *lab_weights_get_experiment (LabWeights *weights); /* transfer none */

/* Whether the file said seed and iterations, which are 0 otherwise. */
gboolean lab_weights_is_training_known (LabWeights *weights);
guint32 lab_weights_get_seed (LabWeights *weights);
guint64 lab_weights_get_iterations (LabWeights *weights);

/* Of the program that wrote it; NULL for one without metadata. */
const char *lab_weights_get_version (LabWeights *weights);

/**
 * lab_weights_get_parameters:
 *
 * Returns: (transfer none): by party, [n_parameters] of nc_layout_init(); Eve's
 * NULL without her
 */
const float *const *lab_weights_get_parameters (LabWeights *weights);

/**
 * lab_weights_get_statistics:
 *
 * Returns: (transfer none): by party, [n_statistics], likewise
 */
const float *const *lab_weights_get_statistics (LabWeights *weights);

/**
 * lab_weights_to_bytes:
 * @origin: what to begin an error with
 *
 * Returns: (transfer full): the file; NULL with LAB_ERROR_VALUE for networks that
 * hold NaN or an infinity
 */
GBytes *lab_weights_to_bytes (LabWeights *weights, const char *origin, GError **error);

/**
 * lab_weights_write:
 *
 * Replaces @path as a whole or leaves it as it was.
 *
 * Returns: FALSE with LAB_ERROR_VALUE or a G_FILE_ERROR, one sentence
 */
gboolean lab_weights_write (LabWeights *weights, const char *path, GError **error);

/**
 * lab_weights_parse:
 * @bytes: may be anybody's
 * @origin: what to begin an error with
 *
 * Returns: (transfer full): NULL with a LAB_ERROR, one sentence
 */
LabWeights *
lab_weights_parse (const guint8 *bytes, gsize n_bytes, const char *origin, GError **error);

/**
 * lab_weights_parse_as:
 * @experiment: (nullable): in place of metadata that were lost; the tensors must be its.
 * Where the file has metadata of its own, they must say the same.
 */
LabWeights *lab_weights_parse_as (const guint8 *bytes,
                                  gsize n_bytes,
                                  const char *origin,
                                  LabExperiment *experiment,
                                  GError **error);

/**
 * lab_weights_read:
 * @path: "-" for standard input
 *
 * Returns: (transfer full): NULL with a LAB_ERROR or a G_FILE_ERROR, one sentence that
 * names @path
 */
LabWeights *lab_weights_read (const char *path, GError **error);
LabWeights *lab_weights_read_as (const char *path, LabExperiment *experiment, GError **error);

G_END_DECLS
