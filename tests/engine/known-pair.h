/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs whose answers are known by calculation, built by hand out of one ReLU
 * layer a party: the one-time pad and plaintext in the clear.
 */
#pragma once

#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

#define N 8
#define FLIPS 3
#define STEEP 20 /* weight of the output layer: tanh of it is 1 in float */

typedef struct
{
  NcSetup setup;
  NcLayout layouts[NC_N_PARTIES];
  nc_real *parameters[NC_N_PARTIES];
  nc_real *statistics[NC_N_PARTIES];
} Parties;

/* Three parties of one ReLU layer of 2N units and an output layer, tanh, without
 * batch norm; N = 8, FLIPS key bits differ, batch 40. */
NcSetup known_pair_setup (void);

/* Parameters all zero. */
void init_parties (Parties *parties, const NcSetup *setup);
void clear_parties (Parties *parties);

/* The party's output i is its input i, times input N + i where with_key; all inputs
 * are +1 or -1. */
void build_party (Parties *parties, NcParty party, gboolean with_key);

G_END_DECLS
