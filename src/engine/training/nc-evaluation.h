/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well a trained pair performs, measured on fresh messages: Bob with the exact key, with the
 * fuzzy one and with a wrong one, and Eve. Nothing is trained or changed.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "engine/network/nc-objective.h"
#include "engine/network/nc-pass.h"
#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

/* The key that Bob is given for a message that Alice encrypted with K. */
typedef enum
{
  NC_KEY_EXACT, /* K */
  NC_KEY_FUZZY, /* K with n bits flipped, as in training */
  NC_KEY_WRONG, /* drawn independently of K */
} NcKeyKind;
#define NC_N_KEY_KINDS 3

/* The fewest messages measured. The standard error of a bit error e over N bits is then below sqrt
 * (e (1 - e) / 51200), 0.0022, even if all N bits failed together. */
#define NC_EVALUATION_SAMPLES 51200

typedef struct
{
  guint64 n_samples;
  NcLoss bob[NC_N_KEY_KINDS];
  NcLoss eve; /* NAN without her */
} NcEvaluation;

typedef struct _NcEvaluator NcEvaluator;

/**
 * nc_evaluator_new:
 * @setup: checked with nc_setup_check() and copied
 * @seed: of the run; messages and keys have their own streams
 */
NcEvaluator *nc_evaluator_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels);
void nc_evaluator_free (NcEvaluator *evaluator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcEvaluator, nc_evaluator_free)

/**
 * nc_evaluator_measure:
 * @parameters: by party, [n_parameters]; Eve's is not read without her
 * @statistics: by party, [n_statistics]
 * @mode: which statistics batch norm uses: those of each mini-batch (of the setup's size, 4096 at
 * most), as in training, or the running ones
 * @evaluation: (out)
 *
 * The same messages and keys every time. Allocates nothing.
 */
void nc_evaluator_measure (NcEvaluator *evaluator,
                           nc_real *const parameters[NC_N_PARTIES],
                           nc_real *const statistics[NC_N_PARTIES],
                           NcMode mode,
                           NcEvaluation *evaluation);

/**
 * nc_setup_has_norm:
 *
 * Returns: whether any party has batch norm, so that the mode makes a difference
 */
gboolean nc_setup_has_norm (const NcSetup *setup);

G_END_DECLS
