/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vocabulary of the engine: who takes part, what a layer or an objective can be, and how each
 * is written in an experiment.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NC_ALICE,
  NC_BOB,
  NC_EVE,
} NcParty;
#define NC_N_PARTIES 3

typedef enum
{
  NC_ACTIVATION_SIGMOID,
  NC_ACTIVATION_TANH,
  NC_ACTIVATION_RELU,
  NC_ACTIVATION_LEAKY_RELU,
} NcActivation;

typedef enum
{
  NC_OUTPUT_TANH,     /* plaintext in (-1, 1) */
  NC_OUTPUT_LOGISTIC, /* probability that the bit is +1, in (0, 1) */
} NcOutput;

typedef enum
{
  NC_INITIALISATION_XAVIER_UNIFORM,
  NC_INITIALISATION_XAVIER_NORMAL,
} NcInitialisation;

/* When new positions are drawn for the n flips in Bob's key. */
typedef enum
{
  NC_FUZZING_PER_SAMPLE,
  NC_FUZZING_PER_BATCH,
  NC_FUZZING_FIXED,
} NcFuzzing;

typedef enum
{
  NC_OBJECTIVE_ABSOLUTE,      /* eq. 1 of the paper: mean of |P - P^| / 2 */
  NC_OBJECTIVE_SQUARED,       /* mean of ((P - P^) / 2)^2 */
  NC_OBJECTIVE_CROSS_ENTROPY, /* nats, for networks with a logistic output */
} NcObjective;

/* What Alice and Bob pay for what Eve knows, L_E being Eve's loss rate. */
typedef enum
{
  NC_EVE_TERM_LINEAR,             /* 1 - 2 L_E: eq. 3 as printed */
  NC_EVE_TERM_SQUARED,            /* (1 - 2 L_E)^2 of the mini-batch mean */
  NC_EVE_TERM_SQUARED_PER_SAMPLE, /* (1 - 2 L_E)^2 of every sample, then the mean (Abadi) */
} NcEveTerm;

typedef enum
{
  NC_SCHEDULE_TOGETHER, /* only Alice and Bob */
  NC_SCHEDULE_BY_STEP,  /* an iteration is one Alice/Bob step, then some of Eve's */
  NC_SCHEDULE_BY_ROUND, /* a round of Alice and Bob's iterations, then a round of Eve's */
} NcSchedule;

/* Which side an iteration trains. */
typedef enum
{
  NC_TURN_ALICE_BOB,
  NC_TURN_EVE,
} NcTurn;

/**
 * nc_party_get_name:
 *
 * Returns: "alice", "bob" or "eve", as in experiments and weights files
 */
const char *nc_party_get_name (NcParty party);

/**
 * nc_turn_get_name:
 *
 * Returns: "alice-bob" or "eve", as in CSV and JSON
 */
const char *nc_turn_get_name (NcTurn turn);

/* The names of each enumeration's values, in order, NULL-terminated, as an experiment writes
 * them. */
extern const char *const nc_activation_names[];
extern const char *const nc_initialisation_names[];
extern const char *const nc_fuzzing_names[];
extern const char *const nc_objective_names[];
extern const char *const nc_eve_term_names[];
extern const char *const nc_schedule_names[];

/* How the engine refuses what it cannot do: the code says which value is at
 * fault, the message is one sentence that names it and what is allowed. */
#define NC_ERROR (nc_error_quark ())
typedef enum
{
  NC_ERROR_KEY_BITS,
  NC_ERROR_KEY_DIFFERENCE,
  NC_ERROR_DENSE,
  NC_ERROR_WIDTH,
  NC_ERROR_LEAKY_SLOPE,
  NC_ERROR_NORM_EPSILON,
  NC_ERROR_NORM_MOMENTUM,
  NC_ERROR_BATCH,
  NC_ERROR_SCHEDULE,
  NC_ERROR_ROUNDS,
  NC_ERROR_ITERATIONS,
  NC_ERROR_EVE_STEPS,
  NC_ERROR_EVE_BATCH_FACTOR,
  NC_ERROR_BOB_OBJECTIVE,
  NC_ERROR_BOB_WEIGHT,
  NC_ERROR_LEARNING_RATE,
  NC_ERROR_LEARNING_RATE_CHANGES,
  NC_ERROR_BETA1,
  NC_ERROR_BETA2,
  NC_ERROR_EPSILON,
  NC_ERROR_STATE, /* bytes that are not a state of this setup; the other codes name a part of a
                   * setup */
} NcError;
GQuark nc_error_quark (void);

G_END_DECLS
