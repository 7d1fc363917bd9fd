/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the groups' partial gradients to the gradient of the mini-batch. Private to the backward
 * pass. Groups are added in order and lanes by add_row_sums(), so the sum is the same whichever
 * thread computed a group.
 */
#pragma once

#include <string.h>

#include "engine/network/nc-pass.h"

G_BEGIN_DECLS

/* Zeroes what the groups of the current batch add to; the gradients of dense weights are set by a
 * group's first tile. */
void nc_gradient_clear (NcPass *pass);

/* Adds up the groups' sums of one normalised layer, writes the gradients of gamma and beta, and
 * prepares the layer's norm for the backward pass. */
void nc_gradient_combine_norm (NcPass *pass, guint layer, const nc_real *parameters);

/* Adds up everything else, group after group. */
void nc_gradient_combine (NcPass *pass);

G_END_DECLS
