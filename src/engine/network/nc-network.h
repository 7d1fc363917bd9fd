/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One network with fixed parameters, to run a trained party without training it. Embedded in a
 * larger structure, which must not move.
 */
#pragma once

#include "engine/network/nc-pass.h"

G_BEGIN_DECLS

typedef struct
{
  NcTopology topology;
  NcLayout layout;
  NcPass *pass;
  nc_real *parameters; /* [n_parameters] */
  nc_real *statistics; /* [n_statistics] */
} NcNetwork;

/**
 * nc_network_init:
 * @memory: of its pass, see nc_pass_new(); without room for a gradient with respect to inputs
 * @parameters: [n_parameters], copied
 * @statistics: (nullable): [n_statistics], copied; NULL leaves zeros
 */
void nc_network_init (NcNetwork *network,
                      const NcTopology *topology,
                      const NcKernels *kernels,
                      NcMemory memory,
                      guint max_batch,
                      const nc_real *parameters,
                      const nc_real *statistics);
void nc_network_clear (NcNetwork *network);

G_END_DECLS
