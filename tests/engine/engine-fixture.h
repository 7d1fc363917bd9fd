/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the engine's tests begin with: a network with random parameters and a
 * random mini-batch, a setup in which every field has a value, how far two arrays
 * are apart, and whether two trainers are the same.
 *
 * Numbers come from a GRand of a given seed: a test is the same every time. The
 * lanes past the last sample are filled with large finite numbers, so that a
 * test fails where they count.
 */
#pragma once

#include "engine/network/nc-pass.h"
#include "engine/model/nc-setup.h"
#include "engine/training/nc-trainer.h"

G_BEGIN_DECLS

typedef struct
{
  NcTopology topology;
  NcLayout layout;
  const NcKernels *kernels;
  guint batch;
  NcPass *pass;
  nc_real *parameters; /* [n_parameters] */
  nc_real *statistics; /* [n_statistics] */
  nc_real *plaintext;  /* [tile][outputs][lane] */
} Fixture;

/* Sigmoid layers of width 2 * outputs, convolutions with sigmoid, biases, no
 * batch norm, tanh output. */
NcTopology fixture_topology (guint inputs, guint outputs, guint n_dense);

/* Two sigmoid layers for each party; together, or with Eve by step. */
NcSetup fixture_setup (guint key_bits, guint batch, gboolean eve);

/* Batch norm, three tiles with a gap, Eve twice a step with twice the batch. */
NcSetup fixture_setup_with_norm (void);

/* The gradient by every input is asked for. */
Fixture *
fixture_new (const NcTopology *topology, const NcKernels *kernels, guint batch, guint32 seed);
void fixture_free (Fixture *fixture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* Weights are three times Xavier's, so that no gradient vanishes; no bias,
 * factor or statistic is trivial. Either array may be NULL. */
void fixture_draw_parameters (const NcLayout *layout,
                              GRand *rand,
                              nc_real *parameters,
                              nc_real *statistics);

/* numbers is [tile][rows][lane] of a mini-batch: low to high where a sample is,
 * far outside past the last. */
void fixture_fill_batch (
    nc_real *numbers, guint rows, guint batch, GRand *rand, double low, double high);

/* Likewise with -1 and +1. */
void fixture_fill_signs (nc_real *numbers, guint rows, guint batch, GRand *rand);

/* Element row of sample of such an array. */
nc_real *fixture_at (nc_real *numbers, guint rows, guint sample, guint row);

/* Euclidean norm of found - expected over that of expected, which is not 0. */
double fixture_distance (const nc_real *found, const double *expected, gsize n);

/* To the bit, NaN included. Never compare the structures' bytes: what pads them is
 * not set. */
gboolean fixture_same_measurement (const NcMeasurement *a, const NcMeasurement *b);

/* Where the numbers of @party's network are; of no Eve there are none. */
const NcLayout *fixture_get_layout (NcTrainer *trainer, NcParty party);

/* Whether parameters and statistics of @party, or of all three, are the same to the
 * bit in trainers of one setup. */
gboolean fixture_same_party (NcTrainer *a, NcTrainer *b, NcParty party);
gboolean fixture_same_networks (NcTrainer *a, NcTrainer *b);

/* Adds one test for each table of kernels that this processor can run, path/NAME;
 * the table is the test's data. */
void fixture_add_for_kernels (const char *path, GTestDataFunc test);

G_END_DECLS
