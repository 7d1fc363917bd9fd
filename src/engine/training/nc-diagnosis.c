/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking for dead units and outputs, with forward-only passes.
 */
#include "engine/training/nc-diagnosis.h"

#include <string.h>

#include "engine/training/nc-batch.h"
#include "engine/network/nc-pass.h"

/* A whole number of tiles: no lane is padding. */
G_STATIC_ASSERT (NC_DIAGNOSIS_BATCH % NC_LANES == 0);
#define N_TILES (NC_DIAGNOSIS_BATCH / NC_LANES)

/* Whether none of `rows` rows of a tile is above 0, or NaN. */
static gboolean
is_quiet (const nc_real *y, guint rows)
{
  for (guint i = 0; i < rows * NC_LANES; i++)
    if (!(y[i] <= 0))
      return FALSE;
  return TRUE;
}

/* Units of one layer, each taking up unit_rows rows of array [tile][rows][lane]. */
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

struct _NcDiagnoser
{
  NcSetup setup;
  NcLayout layouts[NC_N_PARTIES];
  NcPass *passes[NC_N_PARTIES]; /* Eve's NULL without her; their inputs hold the batch */
};

NcDiagnoser *
nc_diagnoser_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels)
{
  const NcBatchSource source = {
    .seed = seed,
    .key_bits = setup->key_bits,
    .key_difference = setup->key_difference,
    .fuzzing = setup->fuzzing,
    .plaintext_stream = NC_STREAM_DIAGNOSIS_PLAINTEXT,
    .key_stream = NC_STREAM_DIAGNOSIS_KEY,
  };
  NcDiagnoser *diagnoser = g_new0 (NcDiagnoser, 1);
  guint n = setup->key_bits;

  diagnoser->setup = *setup;
  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      const NcTopology *topology = &diagnoser->setup.topologies[party];

      nc_layout_init (&diagnoser->layouts[party], topology);
      diagnoser->passes[party] = nc_pass_new (topology, &diagnoser->layouts[party], kernels,
                                              NC_MEMORY_FORWARD, NC_DIAGNOSIS_BATCH, 0);
    }
  for (guint tile = 0; tile < N_TILES; tile++)
    nc_batch_draw (&source, kernels, 0, tile,
                   nc_pass_get_tile (diagnoser->passes[NC_ALICE]->input, 2 * n, tile),
                   nc_pass_get_tile (diagnoser->passes[NC_BOB]->input, 2 * n, tile) + n * NC_LANES);
  return diagnoser;
}

void
nc_diagnoser_free (NcDiagnoser *diagnoser)
{
  if (diagnoser == NULL)
    return;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    nc_pass_free (diagnoser->passes[party]);
  g_free (diagnoser);
}

/* The ciphertext becomes the first inputs of Bob or Eve. */
static void
deliver (NcDiagnoser *diagnoser, NcPass *pass)
{
  guint n = diagnoser->setup.key_bits;

  for (guint tile = 0; tile < N_TILES; tile++)
    memcpy (nc_pass_get_tile (pass->input, pass->topology->inputs, tile),
            nc_pass_get_tile (diagnoser->passes[NC_ALICE]->output, n, tile),
            sizeof (nc_real) * n * NC_LANES);
}

void
nc_diagnoser_look (NcDiagnoser *diagnoser,
                   const nc_real *const parameters[NC_N_PARTIES],
                   NcDiagnosis *diagnosis)
{
  *diagnosis = (NcDiagnosis){ 0 };
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      NcPass *pass = diagnoser->passes[party];

      if (pass == NULL)
        continue;
      if (party != NC_ALICE)
        deliver (diagnoser, pass);
      nc_pass_forward (pass, NC_DIAGNOSIS_BATCH, NC_MODE_TRAINING, parameters[party], NULL);
      look_at_layers (pass, &diagnosis->parties[party]);
      if (party != NC_ALICE)
        look_at_outputs (pass, &diagnosis->parties[party]);
    }
}
