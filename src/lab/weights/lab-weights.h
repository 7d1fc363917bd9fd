/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trained networks as a file: safetensors, with the names and shapes of PyTorch's Linear, Conv1d
 * and BatchNorm1d.
 *
 * Tensors are named by party and place: "bob.dense.0.weight" [out, in], "bob.conv.0.weight" [out,
 * in, window], "bob.norm.0.running_mean" [width], and so on, F32, row-major. Running statistics
 * come with PyTorch's counter "bob.norm.0.num_batches_tracked", I64 without dimensions: the
 * mini-batches that trained the party. Eve's tensors are there if she listens. The metadata are
 * "experiment" (its canonical text), "seed", "iterations" and "version" (of the program that wrote
 * it), and "format", always "pt", which other tools look for.
 *
 * A file is read as strictly as it is written: it has exactly these tensors, every byte belongs to
 * one, and every number is finite. Further metadata are ignored. If Python has lost the metadata,
 * an experiment can be supplied instead.
 */
#pragma once

#include "lab/experiment/lab-error.h"
#include "lab/experiment/lab-experiment.h"

G_BEGIN_DECLS

typedef struct _LabWeights LabWeights;

/**
 * lab_weights_new:
 * @seed: of the run
 * @iterations: that it was trained for
 * @parameters: by party, [n_parameters] each, copied; Eve's is not read without her
 * @statistics: by party, [n_statistics] each, copied; not read for a party without batch norm
 */
LabWeights *lab_weights_new (LabExperiment *experiment,
                             guint32 seed,
                             guint64 iterations,
                             const float *const parameters[NC_N_PARTIES],
                             const float *const statistics[NC_N_PARTIES]);
void lab_weights_free (LabWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabWeights, lab_weights_free)

LabExperiment *lab_weights_get_experiment (LabWeights *weights); /* transfer none */

/* Whether the file states seed and iterations; if not, they are 0. */
gboolean lab_weights_is_training_known (LabWeights *weights);
guint32 lab_weights_get_seed (LabWeights *weights);
guint64 lab_weights_get_iterations (LabWeights *weights);

/* Of the program that wrote it; NULL if there are no metadata. */
const char *lab_weights_get_version (LabWeights *weights);

/**
 * lab_weights_get_parameters:
 *
 * Returns: (transfer none): by party, [n_parameters] of nc_layout_init(); NULL for Eve without her
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
 * @origin: begins errors
 *
 * Returns: (transfer full): the file; NULL with LAB_ERROR_VALUE if the networks contain NaN or
 * infinity
 */
GBytes *lab_weights_to_bytes (LabWeights *weights, const char *origin, GError **error);

/**
 * lab_weights_write:
 *
 * Replaces @path completely or leaves it unchanged.
 *
 * Returns: FALSE with LAB_ERROR_VALUE or a G_FILE_ERROR, one sentence
 */
gboolean lab_weights_write (LabWeights *weights, const char *path, GError **error);

/**
 * lab_weights_parse:
 * @bytes: untrusted
 * @origin: begins errors
 *
 * Returns: (transfer full): NULL with a LAB_ERROR, one sentence
 */
LabWeights *
lab_weights_parse (const guint8 *bytes, gsize n_bytes, const char *origin, GError **error);

/**
 * lab_weights_parse_as:
 * @experiment: (nullable): replaces lost metadata; the tensors must match it. Metadata in the file
 * must agree with it.
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
