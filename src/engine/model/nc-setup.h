/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that decides a training except the seed: a plain value, checked once.
 */
#pragma once

#include "engine/model/nc-topology.h"

G_BEGIN_DECLS

#define NC_MIN_KEY_BITS 8
#define NC_MAX_KEY_BITS 256
#define NC_MAX_BATCH 65536
#define NC_MAX_ITERATIONS 100000000 /* of a whole run */

#define NC_MAX_RATE_CHANGES 16

typedef struct
{
  guint64 iteration; /* from this one on, counted from 0 over all turns; 1 at least */
  double learning_rate;
} NcRateChange;

typedef struct
{
  guint key_bits;       /* N, even */
  guint key_difference; /* n, 0 to N */
  NcFuzzing fuzzing;
  gboolean eve; /* whether she listens; if not, the fields below that name her are unused */
  NcTopology topologies[NC_N_PARTIES];

  NcObjective bob_objective; /* absolute or squared */
  double bob_weight;
  NcEveTerm eve_term;

  NcSchedule schedule;
  guint rounds;
  guint iterations; /* a round: of Alice and Bob, then (by round) as many of Eve */
  guint batch;
  guint eve_steps;        /* by step: Eve's steps after each of Alice and Bob's */
  guint eve_batch_factor; /* 1 or 2: Eve's mini-batches are this many times as large */

  /* Adam, Kingma & Ba 2015, in PyTorch's form (epsilon outside the root's
   * bias correction). */
  double learning_rate;
  double beta1;
  double beta2;
  double epsilon;

  NcRateChange rate_changes[NC_MAX_RATE_CHANGES]; /* [n_rate_changes], iterations ascending */
  guint n_rate_changes;
} NcSetup;

/**
 * nc_setup_check:
 *
 * Returns: FALSE with an NC_ERROR that says which value is not allowed
 */
gboolean nc_setup_check (const NcSetup *setup, GError **error);

/**
 * nc_setup_equal:
 *
 * Whether both train the same; fields that a setup does not use, such as Eve's network when she is
 * absent, are ignored.
 */
gboolean nc_setup_equal (const NcSetup *a, const NcSetup *b);

/**
 * nc_setup_get_inputs:
 *
 * Returns: how many inputs @party has: Alice [P; K] 2N, Bob [C; K'] 2N, Eve C N
 */
guint nc_setup_get_inputs (guint key_bits, NcParty party);

/**
 * nc_setup_get_length:
 *
 * Returns: the iterations of the whole run, both turns counted
 */
guint64 nc_setup_get_length (const NcSetup *setup);

/**
 * nc_setup_get_round_length:
 *
 * Returns: the iterations of one round, both turns counted
 */
guint nc_setup_get_round_length (const NcSetup *setup);

/**
 * nc_setup_get_turn:
 *
 * Returns: whose step @iteration (from 0) is
 */
NcTurn nc_setup_get_turn (const NcSetup *setup, guint64 iteration);

/**
 * nc_setup_get_learning_rate:
 *
 * Returns: the rate at which all parties learn in @iteration (from 0)
 */
double nc_setup_get_learning_rate (const NcSetup *setup, guint64 iteration);

G_END_DECLS
