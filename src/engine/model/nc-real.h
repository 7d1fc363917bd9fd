/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The number type and the tile of the engine.
 *
 * The same sources are built twice: with float, for training, and with double, in which the tests
 * check every gradient by finite differences. Nothing else may decide the precision of a number.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#ifdef NC_REAL_IS_DOUBLE
typedef double nc_real;
#else
typedef float nc_real;
#endif

/* Samples side by side in a tile: every inner loop runs over these lanes. A batch of B samples is
 * NC_TILES (B) tiles; the lanes past the last sample hold finite numbers and never affect a loss
 * or a gradient. The width is part of the promise of bit-identical runs, because it determines how
 * sums are grouped. */
#define NC_LANES 32

/* Tiles whose gradients are summed one after the other into one partial gradient; partial
 * gradients are then added in the order of their groups, whichever thread computed them. */
#define NC_TILES_PER_GROUP 8

#define NC_TILES(batch) (((batch) + NC_LANES - 1) / NC_LANES)
#define NC_GROUPS(tiles) (((tiles) + NC_TILES_PER_GROUP - 1) / NC_TILES_PER_GROUP)

/* Alignment, in bytes, of every buffer that a kernel touches. */
#define NC_ALIGNMENT 64

/**
 * nc_real_new0:
 * @n: how many numbers
 *
 * Zeroed, NC_ALIGNMENT-aligned numbers; like g_malloc(), aborts when out of memory. Free with
 * nc_real_free().
 */
nc_real *nc_real_new0 (gsize n);
void nc_real_free (nc_real *numbers);

G_END_DECLS
