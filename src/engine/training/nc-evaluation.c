/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measuring a trained pair, with forward-only passes.
 *
 * Mini-batches that are smaller than a tile and do not need their own statistics share a tile;
 * otherwise most of its lanes would be wasted.
 */
#include "engine/training/nc-evaluation.h"

#include <math.h>
#include <string.h>

#include "engine/training/nc-batch.h"
#include "engine/network/nc-pass.h"

#define MAX_BATCH 4096

/* Tiles of a pass in which mini-batches share tiles: as many as a group has. */
#define SHARED_TILES NC_TILES_PER_GROUP

struct _NcEvaluator
{
  NcSetup setup;
  NcLayout layouts[NC_N_PARTIES];
  NcPass *passes[NC_N_PARTIES]; /* Eve's NULL without her */
  const NcKernels *kernels;
  NcBatchSource messages;
  NcBatchSource wrong_keys; /* only the keys are used */
  guint batch;
  guint n_tiles;                 /* of the current pass */
  guint per_tile;                /* mini-batches that share a tile; 1 if each has its own */
  nc_real *keys[NC_N_KEY_KINDS]; /* [tile][N][lane]; the exact ones are in Alice's input */
  nc_real *scratch;              /* [3N][lane]: P, K, K' of a mini-batch that is to share a tile */
};

NcEvaluator *
nc_evaluator_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels)
{
  NcEvaluator *evaluator = g_new0 (NcEvaluator, 1);
  guint n = setup->key_bits;
  guint max_batch = MIN (setup->batch, MAX_BATCH);

  evaluator->setup = *setup;
  evaluator->kernels = kernels;
  evaluator->batch = max_batch;
  if (max_batch < NC_LANES)
    max_batch = SHARED_TILES * NC_LANES;
  evaluator->messages = (NcBatchSource){
    .seed = seed,
    .key_bits = n,
    .key_difference = setup->key_difference,
    .fuzzing = setup->fuzzing,
    .plaintext_stream = NC_STREAM_EVALUATION_PLAINTEXT,
    .key_stream = NC_STREAM_EVALUATION_KEY,
  };
  evaluator->wrong_keys = evaluator->messages;
  evaluator->wrong_keys.key_stream = NC_STREAM_EVALUATION_WRONG_KEY;
  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      const NcTopology *topology = &evaluator->setup.topologies[party];

      nc_layout_init (&evaluator->layouts[party], topology);
      evaluator->passes[party] = nc_pass_new (topology, &evaluator->layouts[party], kernels,
                                              NC_MEMORY_FORWARD, max_batch, 0);
    }
  for (NcKeyKind kind = NC_KEY_FUZZY; kind < NC_N_KEY_KINDS; kind++)
    evaluator->keys[kind] = nc_real_new0 ((gsize) NC_TILES (max_batch) * n * NC_LANES);
  evaluator->scratch = nc_real_new0 ((gsize) 3 * n * NC_LANES);
  return evaluator;
}

void
nc_evaluator_free (NcEvaluator *evaluator)
{
  if (evaluator == NULL)
    return;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    nc_pass_free (evaluator->passes[party]);
  for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
    nc_real_free (evaluator->keys[kind]);
  nc_real_free (evaluator->scratch);
  g_free (evaluator);
}

/* Whether a mini-batch has its tiles to itself: it fills at least one, or needs its own
 * statistics. */
static gboolean
is_alone (const NcEvaluator *evaluator, NcMode mode)
{
  return evaluator->batch >= NC_LANES
         || (mode == NC_MODE_TRAINING && nc_setup_has_norm (&evaluator->setup));
}

/* Samples of the current pass. */
static guint
get_samples (const NcEvaluator *evaluator)
{
  return evaluator->per_tile > 1 ? evaluator->n_tiles * NC_LANES : evaluator->batch;
}

/* Copies the first lanes of rows, from lane 0 of one tile to @lane of another. */
static void
copy_lanes (nc_real *to, guint lane, const nc_real *from, guint rows, guint n_lanes)
{
  for (guint row = 0; row < rows; row++)
    memcpy (to + row * NC_LANES + lane, from + row * NC_LANES, sizeof (nc_real) * n_lanes);
}

/* Messages, keys and fuzzy keys of a tile, and independently drawn wrong keys. @nth: mini-batch of
 * the tile that begins with @number. */
static void
draw_shared (NcEvaluator *evaluator, guint32 number, guint tile, guint nth)
{
  guint n = evaluator->setup.key_bits, lane = nth * evaluator->batch;
  nc_real *input = nc_pass_get_tile (evaluator->passes[NC_ALICE]->input, 2 * n, tile);
  nc_real *scratch = evaluator->scratch, *fuzzy = scratch + (gsize) 2 * n * NC_LANES;

  nc_batch_draw (&evaluator->messages, evaluator->kernels, number + nth, 0, scratch, fuzzy);
  copy_lanes (input, lane, scratch, 2 * n, evaluator->batch);
  copy_lanes (nc_pass_get_tile (evaluator->keys[NC_KEY_FUZZY], n, tile), lane, fuzzy, n,
              evaluator->batch);
  nc_batch_draw (&evaluator->wrong_keys, evaluator->kernels, number + nth, 0, scratch, NULL);
  copy_lanes (nc_pass_get_tile (evaluator->keys[NC_KEY_WRONG], n, tile), lane,
              scratch + (gsize) n * NC_LANES, n, evaluator->batch);
}

static void
draw_alone (NcEvaluator *evaluator, guint32 number, guint tile)
{
  guint n = evaluator->setup.key_bits;

  nc_batch_draw (&evaluator->messages, evaluator->kernels, number, tile,
                 nc_pass_get_tile (evaluator->passes[NC_ALICE]->input, 2 * n, tile),
                 nc_pass_get_tile (evaluator->keys[NC_KEY_FUZZY], n, tile));
  nc_batch_draw (&evaluator->wrong_keys, evaluator->kernels, number, tile, evaluator->scratch,
                 NULL);
  memcpy (nc_pass_get_tile (evaluator->keys[NC_KEY_WRONG], n, tile),
          evaluator->scratch + (gsize) n * NC_LANES, sizeof (nc_real) * n * NC_LANES);
}

/* Of the mini-batches from @number on. */
static void
draw (NcEvaluator *evaluator, guint32 number)
{
  for (guint tile = 0; tile < evaluator->n_tiles; tile++)
    if (evaluator->per_tile == 1)
      draw_alone (evaluator, number, tile);
    else
      for (guint nth = 0; nth < evaluator->per_tile; nth++)
        draw_shared (evaluator, number + tile * evaluator->per_tile, tile, nth);
}

/* The ciphertext becomes the first inputs of Bob or Eve. */
static void
deliver (NcEvaluator *evaluator, NcParty party)
{
  NcPass *alice = evaluator->passes[NC_ALICE], *pass = evaluator->passes[party];
  guint n = evaluator->setup.key_bits;

  for (guint tile = 0; tile < evaluator->n_tiles; tile++)
    memcpy (nc_pass_get_tile (pass->input, pass->topology->inputs, tile),
            nc_pass_get_tile (alice->output, n, tile), sizeof (nc_real) * n * NC_LANES);
}

static void
give_key (NcEvaluator *evaluator, NcKeyKind kind)
{
  NcPass *alice = evaluator->passes[NC_ALICE], *bob = evaluator->passes[NC_BOB];
  guint n = evaluator->setup.key_bits;

  for (guint tile = 0; tile < evaluator->n_tiles; tile++)
    {
      nc_real *key = nc_pass_get_tile (bob->input, 2 * n, tile) + (gsize) n * NC_LANES;
      const nc_real *from
          = kind == NC_KEY_EXACT
                ? nc_pass_get_tile (alice->input, 2 * n, tile) + (gsize) n * NC_LANES
                : nc_pass_get_tile (evaluator->keys[kind], n, tile);

      memcpy (key, from, sizeof (nc_real) * n * NC_LANES);
    }
}

static void
add_loss (NcLoss *sum, NcLoss loss)
{
  sum->loss_rate += loss.loss_rate;
  sum->bit_error += loss.bit_error;
}

/* Mini-batches that share tiles, each measured separately, for the first @n_batches. */
static void
add_shared (NcEvaluator *evaluator, const NcPass *pass, guint n_batches, NcLoss *sum)
{
  const nc_real *plaintext = evaluator->passes[NC_ALICE]->input;
  guint batch = evaluator->batch, per_tile = evaluator->per_tile;

  for (guint tile = 0; tile < evaluator->n_tiles; tile++)
    {
      nc_real losses[NC_LANES];
      gint32 wrong[NC_LANES];

      nc_objective_measure_samples (pass, plaintext, 2 * evaluator->setup.key_bits, tile, losses,
                                    wrong);
      for (guint nth = 0; nth < per_tile && tile * per_tile + nth < n_batches; nth++)
        {
          NcLoss loss = { 0 };

          for (guint lane = nth * batch; lane < (nth + 1) * batch; lane++)
            add_loss (&loss, (NcLoss){ (double) losses[lane], wrong[lane] });
          add_loss (sum, (NcLoss){ loss.loss_rate / batch,
                                   loss.bit_error / ((double) batch * pass->topology->outputs) });
        }
    }
}

static void
add_measured (NcEvaluator *evaluator,
              NcParty party,
              nc_real *const parameters[NC_N_PARTIES],
              nc_real *const statistics[NC_N_PARTIES],
              NcMode mode,
              guint n_batches,
              NcLoss *sum)
{
  NcPass *pass = evaluator->passes[party];

  nc_pass_forward (pass, get_samples (evaluator), mode, parameters[party], statistics[party]);
  if (evaluator->per_tile > 1)
    add_shared (evaluator, pass, n_batches, sum);
  else
    add_loss (sum, nc_objective_measure (pass, evaluator->passes[NC_ALICE]->input,
                                         2 * evaluator->setup.key_bits));
}

static void
divide (NcLoss *sum, guint n_batches)
{
  sum->loss_rate /= n_batches;
  sum->bit_error /= n_batches;
}

void
nc_evaluator_measure (NcEvaluator *evaluator,
                      nc_real *const parameters[NC_N_PARTIES],
                      nc_real *const statistics[NC_N_PARTIES],
                      NcMode mode,
                      NcEvaluation *evaluation)
{
  guint n_batches = (NC_EVALUATION_SAMPLES + evaluator->batch - 1) / evaluator->batch;
  guint n_together;

  evaluator->per_tile = is_alone (evaluator, mode) ? 1 : NC_LANES / evaluator->batch;
  evaluator->n_tiles = evaluator->per_tile > 1 ? SHARED_TILES : NC_TILES (evaluator->batch);
  n_together = evaluator->per_tile > 1 ? SHARED_TILES * evaluator->per_tile : 1;
  *evaluation = (NcEvaluation){ .n_samples = (guint64) n_batches * evaluator->batch };
  for (guint number = 0; number < n_batches; number += n_together)
    {
      draw (evaluator, number);
      nc_pass_forward (evaluator->passes[NC_ALICE], get_samples (evaluator), mode,
                       parameters[NC_ALICE], statistics[NC_ALICE]);
      deliver (evaluator, NC_BOB);
      for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
        {
          give_key (evaluator, kind);
          add_measured (evaluator, NC_BOB, parameters, statistics, mode, n_batches - number,
                        &evaluation->bob[kind]);
        }
      if (evaluator->setup.eve)
        {
          deliver (evaluator, NC_EVE);
          add_measured (evaluator, NC_EVE, parameters, statistics, mode, n_batches - number,
                        &evaluation->eve);
        }
    }
  for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
    divide (&evaluation->bob[kind], n_batches);
  divide (&evaluation->eve, n_batches);
  if (!evaluator->setup.eve)
    evaluation->eve = (NcLoss){ (double) NAN, (double) NAN };
}

gboolean
nc_setup_has_norm (const NcSetup *setup)
{
  gboolean has_norm = FALSE;

  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    has_norm |= setup->topologies[party].batch_norm;
  return has_norm;
}
