/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much memory a training takes, before anything is allocated.
 */
#pragma once

#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

/**
 * nc_setup_estimate_memory:
 * @setup: checked with nc_setup_check()
 *
 * Parameters, Adam's moments, passes of all parties and their partial gradients, one set for every
 * 256 samples of a mini-batch. The allocator's overhead is not counted.
 *
 * Returns: bytes that nc_trainer_new() allocates
 */
guint64 nc_setup_estimate_memory (const NcSetup *setup);

/**
 * nc_setup_estimate_diagnosis_memory:
 *
 * Returns: bytes that nc_diagnoser_new() allocates
 */
guint64 nc_setup_estimate_diagnosis_memory (const NcSetup *setup);

/**
 * nc_setup_estimate_state_size:
 *
 * Returns: bytes of nc_trainer_save_state(), without its headers
 */
guint64 nc_setup_estimate_state_size (const NcSetup *setup);

G_END_DECLS
