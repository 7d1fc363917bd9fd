/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counting multiply-adds.
 */
#include "engine/training/nc-flops.h"

#include "engine/network/nc-pass.h"

/* Which of the three products of each layer are needed. */
typedef struct
{
  gboolean weights;       /* the network is trained */
  gboolean inputs;        /* the backward pass continues below a layer */
  guint first_input_rows; /* and below the first one for this many inputs */
} Need;

static const Need forward_alone = { FALSE, FALSE, 0 };

/* The products of a layer of `multiply_adds`, all inputs alike. */
static double
count_layer (double multiply_adds, const Need *need)
{
  return multiply_adds * (1 + need->weights + need->inputs);
}

/* Taps of a convolution's window, over all positions, that are not padding. */
static guint
count_taps (const NcConvolution *conv, guint length)
{
  guint taps = 0;

  for (guint position = 0; position < length / conv->stride; position++)
    for (guint tap = 0; tap < conv->window; tap++)
      {
        guint place = position * conv->stride + tap;

        taps += place >= conv->pad && place - conv->pad < length;
      }
  return taps;
}

/* Multiply-adds per network and sample. */
static double
count_network (const NcTopology *topology, const Need *need)
{
  guint in = topology->inputs;
  double sum = 0;

  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      guint width = topology->width[layer];

      if (layer > 0)
        sum += count_layer ((double) in * width, need);
      else
        sum += (double) width
               * (in + (need->weights ? in : 0) + (need->inputs ? need->first_input_rows : 0));
      in = width;
    }
  if (!topology->convolutions)
    return sum + count_layer ((double) in * topology->outputs, need);
  for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
    {
      const NcConvolution *conv = &nc_convolutions[i];

      sum += count_layer ((double) conv->in_channels * conv->out_channels
                              * count_taps (conv, nc_pass_get_conv_length (topology, i)),
                          need);
    }
  return sum;
}

static double
count_alice_bob_step (const NcSetup *setup)
{
  const Need alice = { TRUE, TRUE, 0 };
  const Need bob = { TRUE, TRUE, setup->key_bits };
  const Need eve = { FALSE, TRUE, setup->key_bits };

  return count_network (&setup->topologies[NC_ALICE], &alice)
         + count_network (&setup->topologies[NC_BOB], &bob)
         + (setup->eve ? count_network (&setup->topologies[NC_EVE], &eve) : 0);
}

static double
count_eve_step (const NcSetup *setup)
{
  const Need eve = { TRUE, TRUE, 0 };

  return count_network (&setup->topologies[NC_ALICE], &forward_alone)
         + count_network (&setup->topologies[NC_EVE], &eve);
}

double
nc_setup_count_flops (const NcSetup *setup, NcTurn turn)
{
  double alice_bob = 2 * count_alice_bob_step (setup) * setup->batch;
  double eve = setup->eve ? 2 * count_eve_step (setup) * setup->batch * setup->eve_batch_factor : 0;

  if (turn == NC_TURN_EVE)
    return eve;
  return setup->schedule == NC_SCHEDULE_BY_STEP ? alice_bob + setup->eve_steps * eve : alice_bob;
}
