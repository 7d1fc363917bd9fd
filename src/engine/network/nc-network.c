/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One network with fixed parameters.
 */
#include "engine/network/nc-network.h"

#include <string.h>

void
nc_network_init (NcNetwork *network,
                 const NcTopology *topology,
                 const NcKernels *kernels,
                 NcMemory memory,
                 guint max_batch,
                 const nc_real *parameters,
                 const nc_real *statistics)
{
  NcLayout *layout = &network->layout;

  network->topology = *topology;
  nc_layout_init (layout, &network->topology);
  network->pass = nc_pass_new (&network->topology, layout, kernels, memory, max_batch, 0);
  network->parameters = nc_real_new0 (layout->n_parameters);
  memcpy (network->parameters, parameters, layout->n_parameters * sizeof (nc_real));
  network->statistics = nc_real_new0 (layout->n_statistics);
  if (statistics != NULL && layout->n_statistics > 0)
    memcpy (network->statistics, statistics, layout->n_statistics * sizeof (nc_real));
}

void
nc_network_clear (NcNetwork *network)
{
  nc_pass_free (network->pass);
  nc_real_free (network->parameters);
  nc_real_free (network->statistics);
}
