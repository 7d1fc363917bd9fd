/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the reader and the writer of weights files share; only for lab-weights*.c.
 */
#pragma once

#include "lab/weights/lab-weights-header.h"
#include "lab/weights/lab-weights.h"

G_BEGIN_DECLS

/* The header's length, little-endian. */
#define LAB_WEIGHTS_PREFIX 8

struct _LabWeights
{
  LabExperiment *experiment;
  gboolean training_unknown; /* seed and iterations are unknown, and 0 */
  guint32 seed;
  guint64 iterations;
  char *version; /* NULL: unknown */
  NcLayout layouts[NC_N_PARTIES];
  float *parameters[NC_N_PARTIES];
  float *statistics[NC_N_PARTIES];
};

/* A tensor of the file. */
typedef struct
{
  char name[48]; /* "bob.norm.0.running_mean" */
  NcParty party;
  const NcTensor *tensor; /* NULL for num_batches_tracked */
} LabWeightsTensor;

/* Networks without numbers so far. */
LabWeights *lab_weights_new_empty (LabExperiment *experiment);

/* FALSE if there is not enough memory for the numbers. */
gboolean lab_weights_allocate (LabWeights *weights);

/* Element-type LabWeightsTensor, in file order: the counters first, so that every number in the
 * file is aligned. */
GArray *lab_weights_list_tensors (LabWeights *weights);

/* "F32" or "I64", and the tensor's size in bytes. */
const char *lab_weights_tensor_get_type (const LabWeightsTensor *tensor);
gsize lab_weights_tensor_get_size (const LabWeightsTensor *tensor);

/* The numbers of a tensor of the layout. */
float *lab_weights_get_numbers (LabWeights *weights, const LabWeightsTensor *tensor);

/* NULL, or why no network can compute with it: "a number that is not finite". */
const char *lab_weights_find_flaw (LabWeights *weights, const LabWeightsTensor *tensor);

/* FALSE with LAB_ERROR_MALFORMED: "ORIGIN is not a weights file: what". */
gboolean
lab_weights_fail (const char *origin, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* A text of the file, made safe for a sentence: one line, short, without terminal controls.
 * (transfer full) */
char *lab_weights_quote (const char *text);

/**
 * lab_weights_read_metadata:
 * @other: (nullable): the experiment to use if the metadata were lost
 *
 * Returns: networks without numbers, NULL with an error
 */
LabWeights *lab_weights_read_metadata (LabWeightsHeader *header,
                                       LabExperiment *other,
                                       const char *origin,
                                       GError **error);

G_END_DECLS
