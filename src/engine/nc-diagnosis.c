/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking for what has died. One network after the other, each with a pass that
 * has no room for a way back.
 */
#include "nc-diagnosis.h"

#include <string.h>

#include "nc-batch.h"
#include "nc-pass.h"

/* A whole number of tiles: no lane is padding. */
G_STATIC_ASSERT (NC_DIAGNOSIS_BATCH % NC_LANES == 0);
#define N_TILES (NC_DIAGNOSIS_BATCH / NC_LANES)

/* Whether none of so many rows of a tile is above 0, or NaN. */
static gboolean
is_quiet (const nc_real *y, guint rows)
{
  for (guint i = 0; i < rows * NC_LANES; i++)
    if (!(y[i] <= 0))
      return FALSE;
  return TRUE;
}

/* Units of one layer, each of which is so many rows of array [tile][rows][lane]. */
static void
count_dead (NcPartyDiagnosis *party, guint layer, nc_real *array, guint units, guint unit_rows)
{
  party->units[layer] = units;
  for (guint unit = 0; unit < units; unit++)
    {
      gboolean dead = TRUE;

      for (guint tile = 0; tile < N_TILES && dead; tile++)
        dead = is_quiet (nc_pass_get_tile (array, units * unit_rows, tile)
                             + (gsize) unit * unit_rows * NC_LANES,
                         unit_rows);
      party->dead[layer] += dead;
    }
  party->n_units += units;
  party->n_dead += party->dead[layer];
}

static void
look_at_layers (NcPass *pass, NcPartyDiagnosis *party)
{
  const NcTopology *topology = pass->topology;

  party->n_dense = topology->n_dense;
  party->n_layers = topology->n_dense + (topology->convolutions ? NC_N_CONVOLUTIONS - 1 : 0);
  for (guint layer = 0; layer < topology->n_dense; layer++)
    if (topology->activation[layer] == NC_ACTIVATION_RELU)
      count_dead (party, layer, pass->dense[layer], topology->width[layer], 1);
  if (!topology->convolutions || topology->convolution_activation != NC_ACTIVATION_RELU)
    return;
  for (guint i = 0; i < NC_N_CONVOLUTIONS - 1; i++)
    {
      guint channels = nc_convolutions[i].out_channels;

      count_dead (party, topology->n_dense + i, pass->conv[i], channels,
                  nc_pass_get_conv_features (topology, i) / channels);
    }
}

static NcOutputState
get_output_state (gboolean has_negative, gboolean has_positive)
{
  if (has_negative)
    return has_positive ? NC_OUTPUT_FREE : NC_OUTPUT_NEVER_POSITIVE;
  return has_positive ? NC_OUTPUT_NEVER_NEGATIVE : NC_OUTPUT_SILENT;
}

static void
look_at_outputs (NcPass *pass, NcPartyDiagnosis *party)
{
  guint n = pass->topology->outputs;
  gboolean logistic = pass->topology->output == NC_OUTPUT_LOGISTIC;

  party->n_outputs = n;
  for (guint output = 0; output < n; output++)
    {
      gboolean has_negative = FALSE, has_positive = FALSE;

      for (guint tile = 0; tile < N_TILES; tile++)
        {
          const nc_real *y = nc_pass_get_tile (pass->output, n, tile) + output * NC_LANES;

          for (guint lane = 0; lane < NC_LANES; lane++)
            {
              double value = logistic ? 2 * (double) y[lane] - 1 : (double) y[lane];

              has_negative |= !(value >= -NC_DIAGNOSIS_ZERO);
              has_positive |= !(value <= NC_DIAGNOSIS_ZERO);
            }
        }
      party->outputs[output] = get_output_state (has_negative, has_positive);
      party->n_stuck += party->outputs[output] != NC_OUTPUT_FREE;
    }
}

static NcPass *
new_pass (const NcSetup *setup, NcParty party, NcLayout *layout, const NcKernels *kernels)
{
  nc_layout_init (layout, &setup->topologies[party]);
  return nc_pass_new (&setup->topologies[party], layout, kernels, NC_MEMORY_FORWARD,
                      NC_DIAGNOSIS_BATCH, 0);
}

/* Bob or Eve on what Alice made. */
static void
look_at_listener (const NcSetup *setup,
                  NcParty who,
                  NcPass *alice,
                  const nc_real *bob_keys,
                  const nc_real *parameters,
                  NcPartyDiagnosis *party)
{
  guint n = setup->key_bits, inputs = setup->topologies[who].inputs;
  NcLayout layout;
  g_autoptr (NcPass) pass = new_pass (setup, who, &layout, alice->kernels);

  for (guint tile = 0; tile < N_TILES; tile++)
    {
      nc_real *input = nc_pass_get_tile (pass->input, inputs, tile);
      gsize rows = (gsize) n * NC_LANES;

      memcpy (input, nc_pass_get_tile (alice->output, n, tile), rows * sizeof (nc_real));
      if (who == NC_BOB)
        memcpy (input + rows, bob_keys + tile * rows, rows * sizeof (nc_real));
    }
  nc_pass_forward (pass, NC_DIAGNOSIS_BATCH, NC_MODE_TRAINING, parameters, NULL);
  look_at_layers (pass, party);
  look_at_outputs (pass, party);
}

void
nc_diagnose (const NcSetup *setup,
             guint32 seed,
             const NcKernels *kernels,
             const nc_real *const parameters[NC_N_PARTIES],
             NcDiagnosis *diagnosis)
{
  const NcBatchSource source = {
    .seed = seed,
    .key_bits = setup->key_bits,
    .key_difference = setup->key_difference,
    .fuzzing = setup->fuzzing,
    .plaintext_stream = NC_STREAM_DIAGNOSIS_PLAINTEXT,
    .key_stream = NC_STREAM_DIAGNOSIS_KEY,
  };
  guint n = setup->key_bits;
  NcLayout layout;
  g_autoptr (NcPass) alice = new_pass (setup, NC_ALICE, &layout, kernels);
  nc_real *bob_keys = nc_real_new0 ((gsize) n * NC_DIAGNOSIS_BATCH);

  *diagnosis = (NcDiagnosis){ 0 };
  for (guint tile = 0; tile < N_TILES; tile++)
    nc_batch_draw (&source, kernels, 0, tile, nc_pass_get_tile (alice->input, 2 * n, tile),
                   nc_pass_get_tile (bob_keys, n, tile));
  nc_pass_forward (alice, NC_DIAGNOSIS_BATCH, NC_MODE_TRAINING, parameters[NC_ALICE], NULL);
  look_at_layers (alice, &diagnosis->parties[NC_ALICE]);
  for (NcParty party = NC_BOB; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    look_at_listener (setup, party, alice, bob_keys, parameters[party], &diagnosis->parties[party]);
  nc_real_free (bob_keys);
}
