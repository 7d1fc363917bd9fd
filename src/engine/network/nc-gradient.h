/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the partial gradients of the groups to the gradient of the mini-batch.
 * Private to the backward pass. Groups are added in their order and lanes by
 * add_row_sums(), so the sum is the same whoever computed a group.
 */
#pragma once

#include <string.h>

#include "engine/network/nc-pass.h"

G_BEGIN_DECLS

/* Zeroes what the groups of the batch at hand add to; the gradients of dense
 * weights are set by a group's first tile. */
void nc_gradient_clear (NcPass *pass);

/* Adds up the groups' sums of one normalised layer, writes the gradients of
 * gamma and beta, and prepares the layer's norm for the way back. */
void nc_gradient_combine_norm (NcPass *pass, guint layer, const nc_real *parameters);

/* Adds up all else, group after group. */
void nc_gradient_combine (NcPass *pass);

G_END_DECLS
