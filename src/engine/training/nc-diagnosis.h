/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has died in a network: units that never fire and outputs that never change sign.
 *
 * Measured on a mini-batch of its own, always the same for a seed, with batch norm in training
 * mode. It changes nothing: training continues bit for bit as if it had not been done.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

#define NC_DIAGNOSIS_BATCH 256

/* Recovered values P^ this close to 0 count as 0: neither sign. */
#define NC_DIAGNOSIS_ZERO 0.01

/* Dense layers first, then the convolutions except the last, whose output is the network's. */
#define NC_MAX_HIDDEN (NC_MAX_DENSE + NC_N_CONVOLUTIONS - 1)

/* An output over the whole batch. P has both signs in every bit, so an output that lacks one is
 * wrong for about half of all messages. */
typedef enum
{
  NC_OUTPUT_FREE,           /* both signs occur */
  NC_OUTPUT_NEVER_NEGATIVE, /* never below 0: it reads +1, or costs half a bit of loss */
  NC_OUTPUT_NEVER_POSITIVE, /* never above 0 */
  NC_OUTPUT_SILENT,         /* always 0 */
} NcOutputState;

typedef struct
{
  /* A unit is a neuron of a dense layer, or a channel of a convolution; it is dead if its ReLU was
   * 0 for every sample (and at every position). Layers without ReLU have no units that can die:
   * units is 0 there. */
  guint n_layers; /* hidden layers, in the order above */
  guint n_dense;  /* how many of them are dense */
  guint units[NC_MAX_HIDDEN];
  guint dead[NC_MAX_HIDDEN];
  guint n_units; /* sums over the layers */
  guint n_dead;

  /* Bob's and Eve's; Alice's output is the ciphertext, which may be anything. */
  guint n_outputs;                 /* N, 0 for Alice */
  guint n_stuck;                   /* outputs that are not free */
  guint8 outputs[NC_MAX_KEY_BITS]; /* NcOutputState */
} NcPartyDiagnosis;

typedef struct
{
  NcPartyDiagnosis parties[NC_N_PARTIES]; /* all 0 for an absent party */
} NcDiagnosis;

/* A pass of each party, and the mini-batch. */
typedef struct _NcDiagnoser NcDiagnoser;

/**
 * nc_diagnoser_new:
 * @setup: checked with nc_setup_check() and copied
 * @seed: of the run
 */
NcDiagnoser *nc_diagnoser_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels);
void nc_diagnoser_free (NcDiagnoser *diagnoser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcDiagnoser, nc_diagnoser_free)

/**
 * nc_diagnoser_look:
 * @parameters: of each party, [n_parameters] of its layout; Eve's is not read
 * without her. NaN neither fires nor is dead, and has neither sign nor lacks one
 * @diagnosis: (out caller-allocates)
 *
 * A forward pass of each party over NC_DIAGNOSIS_BATCH samples. Allocates nothing.
 */
void nc_diagnoser_look (NcDiagnoser *diagnoser,
                        const nc_real *const parameters[NC_N_PARTIES],
                        NcDiagnosis *diagnosis);

G_END_DECLS
