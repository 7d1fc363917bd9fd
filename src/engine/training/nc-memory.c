/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counting bytes. Every line here has its allocation in nc-pass.c, nc-norm.c, nc-exchange.c or
 * nc-trainer.c; a test compares the two.
 */
#include "engine/training/nc-memory.h"

#include "engine/training/nc-diagnosis.h"
#include "engine/training/nc-exchange.h"
#include "engine/network/nc-pass.h"

/* Per group of tiles, in numbers; mirrors init_group() of nc-pass.c. */
static guint64
count_group (const NcTopology *topology)
{
  guint64 most = nc_pass_get_most_features (topology), sum = 0;

  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      guint64 width = topology->width[layer];

      sum += width * NC_PADDED (nc_pass_get_dense_inputs (topology, layer));
      sum += width * (1 + 2 * NC_LANES);
    }
  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      {
        const NcConvolution *conv = &nc_convolutions[i];

        sum += (guint64) conv->out_channels * (conv->in_channels * conv->window + 1) * NC_LANES;
      }
  else
    sum += (guint64) topology->outputs * (NC_PADDED (topology->width[topology->n_dense - 1]) + 1);
  return sum + (2 * most + NC_PADDED (most)) * NC_LANES;
}

/* Batch norm of one layer, in bytes; mirrors nc_norm_init(). */
static guint64
count_norm (guint64 width, guint64 n_groups)
{
  return (n_groups * width * (1 + 2 * NC_LANES) + 6 * width) * sizeof (nc_real)
         + width * sizeof (double);
}

guint64
nc_pass_estimate_memory (const NcTopology *topology,
                         const NcLayout *layout,
                         NcMemory memory,
                         guint max_batch,
                         guint input_delta_rows)
{
  guint64 n_groups = NC_GROUPS (NC_TILES (max_batch));
  guint64 samples = (guint64) NC_TILES (max_batch) * NC_LANES;
  guint64 passing = memory == NC_MEMORY_TILE ? n_groups * NC_LANES : samples;
  gboolean returns = memory != NC_MEMORY_FORWARD;
  guint64 numbers = topology->inputs * samples, bytes = sizeof (NcPass);

  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      guint64 width = topology->width[layer];
      gboolean read_again = topology->batch_norm && layer + 1 < topology->n_dense;

      numbers += width * (read_again ? samples : passing);
      if (!topology->batch_norm)
        continue;
      numbers += width * samples; /* pre_norm, and norm_delta unless it is dense */
      if (returns && !(memory == NC_MEMORY_TILE && read_again))
        numbers += width * samples;
      bytes += count_norm (width, n_groups);
    }
  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      numbers += nc_pass_get_conv_features (topology, i) * passing;
  else
    numbers += topology->outputs * passing;
  if (returns)
    {
      numbers += topology->outputs * passing + input_delta_rows * samples;
      numbers += n_groups * count_group (topology) + layout->n_parameters;
      bytes += n_groups * sizeof (NcPassGroup);
    }
  return bytes + numbers * sizeof (nc_real);
}

/* Parameters, Adam's two moments, statistics. */
static guint64
count_state (const NcLayout *layout)
{
  return (3 * (guint64) layout->n_parameters + layout->n_statistics) * sizeof (nc_real);
}

guint64
nc_setup_estimate_state_size (const NcSetup *setup)
{
  guint64 bytes = 0;

  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      NcLayout layout;

      nc_layout_init (&layout, &setup->topologies[party]);
      bytes += count_state (&layout);
    }
  return bytes;
}

guint64
nc_setup_estimate_memory (const NcSetup *setup)
{
  guint max_batch = setup->batch * (setup->eve ? setup->eve_batch_factor : 1);
  guint n_parties = setup->eve ? NC_N_PARTIES : NC_EVE;
  NcMemory memory[NC_N_PARTIES];
  guint64 bytes = sizeof (NcExchange)
                  + NC_N_PARTIES * (guint64) NC_GROUPS (NC_TILES (max_batch)) * sizeof (NcLoss);

  nc_exchange_get_step_memory (setup, memory);
  for (NcParty party = NC_ALICE; party < n_parties; party++)
    {
      const NcTopology *topology = &setup->topologies[party];
      NcLayout layout;

      nc_layout_init (&layout, topology);
      /* Alice needs the gradient with respect to the ciphertext from all who read it. */
      bytes += nc_pass_estimate_memory (topology, &layout, memory[party],
                                        party == NC_BOB ? setup->batch : max_batch,
                                        party == NC_ALICE ? 0 : setup->key_bits);
      bytes += count_state (&layout);
    }
  return bytes;
}

guint64
nc_setup_estimate_diagnosis_memory (const NcSetup *setup)
{
  guint64 bytes = sizeof (NcSetup) + NC_N_PARTIES * sizeof (NcLayout);

  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      NcLayout layout;

      nc_layout_init (&layout, &setup->topologies[party]);
      bytes += nc_pass_estimate_memory (&setup->topologies[party], &layout, NC_MEMORY_FORWARD,
                                        NC_DIAGNOSIS_BATCH, 0);
    }
  return bytes;
}
