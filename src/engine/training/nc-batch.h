/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mini-batches: plaintexts P, keys K and fuzzy keys K', as +1 and -1.
 *
 * Sample s of iteration i depends only on (seed, i, s): no state, no order.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "engine/model/nc-random.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 seed;
  guint key_bits;
  guint key_difference;
  NcFuzzing fuzzing;
  NcStream plaintext_stream;
  NcStream key_stream;
} NcBatchSource;

/**
 * nc_batch_draw:
 * @iteration: which mini-batch of the source's streams
 * @tile: samples tile * NC_LANES … + NC_LANES - 1
 * @alice_input: [2 key_bits][lane]: P, then K; bit 1 is +1, bit 0 is -1
 * @bob_key: (nullable): [key_bits][lane]: K', which is K with exactly
 * key_difference of its bits flipped, every set of positions equally likely
 */
void nc_batch_draw (const NcBatchSource *source,
                    const NcKernels *kernels,
                    guint32 iteration,
                    guint tile,
                    nc_real *alice_input,
                    nc_real *bob_key);

G_END_DECLS
