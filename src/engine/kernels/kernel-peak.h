/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The peak that benchmarks compare a step with: only multiply-adds in registers. Not used in
 * training.
 *
 * Included only by nc-kernels-variant.c.
 */
#pragma once

#include "engine/kernels/kernel-vector.h"

/* Independent chains: ten keep two units of four or five cycles' latency busy. With factor and
 * addend they still fit 16 registers. */
#define PEAK_CHAINS 12

/* x <- x factor + addend, repeatedly; factor and addend come from memory and the last x goes
 * there, so that no compiler can know or drop the result. Without a fused multiply-add it takes
 * two instructions. */
static gsize
multiply_add (gsize rounds, nc_real factor, nc_real addend, nc_real *sums)
{
  NcVector x[PEAK_CHAINS], factors, addends;

  for (guint i = 0; i < NC_VECTOR_LENGTH; i++)
    {
      factors[i] = factor;
      addends[i] = addend;
    }
#pragma GCC unroll 12
  for (guint chain = 0; chain < PEAK_CHAINS; chain++)
    x[chain] = vector_load (sums) + (nc_real) chain;
  for (gsize round = 0; round < rounds; round++)
    {
#pragma GCC unroll 12
      for (guint chain = 0; chain < PEAK_CHAINS; chain++)
        x[chain] = x[chain] * factors + addends;
    }
#pragma GCC unroll 12
  for (guint chain = 1; chain < PEAK_CHAINS; chain++)
    x[0] += x[chain];
  vector_store (sums, x[0]);
  return 2 * rounds * PEAK_CHAINS * NC_VECTOR_LENGTH;
}
