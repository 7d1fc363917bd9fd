/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key search: the pairs' ciphertexts are copied to all lanes of a batch once, then only keys
 * change.
 */
#include "audit/nc-audit-search.h"

#include <math.h>
#include <string.h>

#define STREAM_KEY NC_STREAM_AUDIT_SEARCH
#define STREAM_PLAINTEXT (NC_STREAM_AUDIT_SEARCH + 1)
#define STREAM_KEYS (NC_STREAM_AUDIT_SEARCH + 2)

#define BATCHES_PER_REPORT 256

typedef struct
{
  NcAuditCipher *cipher;
  const NcKernels *kernels;
  guint32 seed;
  guint32 trial;
  guint n_pairs;
  gboolean complete;
  gsize message_size;                         /* numbers of a tile of plaintexts */
  gsize ciphertext_size;                      /* numbers of a batch of ciphertexts */
  nc_real *plaintexts;                        /* [pair][N][lane], a pair's the same in every lane */
  nc_real *ciphertexts;                       /* [pair][tile][ciphertext_length][lane], likewise */
  nc_real *key;                               /* [tile][key_bits][lane] */
  nc_real *output;                            /* [tile][N][lane] */
  nc_real distances[NC_AUDIT_BATCH_MESSAGES]; /* summed over the pairs so far */
  guint8 left[NC_AUDIT_BATCH_MESSAGES];
  guint32 true_key; /* as a number, for a complete search */
} Work;

/* rows [n_bits][lane] of a tile: sample 0 of a position in a stream, in every lane. */
static void
draw_once (const Work *work, guint32 stream, guint32 sample, guint n_bits, nc_real *rows)
{
  guint32 words[NC_AUDIT_MAX_BITS / 32], spread[NC_AUDIT_MAX_BITS / 32 * NC_LANES];

  nc_random_bits (work->seed, stream, work->trial, sample, n_bits, words);
  for (guint i = 0; i < (n_bits + 31) / 32 * NC_LANES; i++)
    spread[i] = words[i / NC_LANES];
  work->kernels->write_signs (n_bits, spread, rows);
}

static void
init_work (Work *work)
{
  NcAuditCipher *cipher = work->cipher;
  gsize tile = (gsize) cipher->ciphertext_length * NC_LANES;
  gsize key_tile = (gsize) cipher->key_bits * NC_LANES;

  work->complete = cipher->key_bits <= NC_AUDIT_SEARCH_MAX_KEY_BITS;
  work->message_size = (gsize) cipher->plaintext_bits * NC_LANES;
  work->ciphertext_size = NC_AUDIT_BATCH_TILES * tile;
  work->plaintexts = nc_real_new0 (work->n_pairs * work->message_size);
  work->ciphertexts = nc_real_new0 (work->n_pairs * work->ciphertext_size);
  work->key = nc_real_new0 (NC_AUDIT_BATCH_TILES * key_tile);
  work->output = nc_real_new0 (NC_AUDIT_BATCH_TILES * work->message_size);

  draw_once (work, STREAM_KEY, 0, cipher->key_bits, work->key);
  for (guint bit = 0; work->complete && bit < cipher->key_bits; bit++)
    work->true_key |= (work->key[bit * NC_LANES] > 0 ? 1u : 0u) << bit;
  for (guint i = 1; i < NC_AUDIT_BATCH_TILES; i++)
    memcpy (work->key + i * key_tile, work->key, key_tile * sizeof (nc_real));
  for (guint pair = 0; pair < work->n_pairs; pair++)
    {
      nc_real *plaintext = work->plaintexts + pair * work->message_size;
      nc_real *ciphertext = work->ciphertexts + pair * work->ciphertext_size;

      draw_once (work, STREAM_PLAINTEXT, pair, cipher->plaintext_bits, plaintext);
      cipher->encrypt (cipher, 1, plaintext, work->key, ciphertext);
      /* Takes one lane for all, so that they are the same message to the bit. */
      for (gsize i = 0; i < work->ciphertext_size; i++)
        ciphertext[i] = ciphertext[i % tile / NC_LANES * NC_LANES];
    }
}

static void
clear_work (Work *work)
{
  nc_real_free (work->plaintexts);
  nc_real_free (work->ciphertexts);
  nc_real_free (work->key);
  nc_real_free (work->output);
}

/* The keys of a batch: enumerated, or drawn. */
static void
write_keys (Work *work, guint64 first)
{
  guint n_bits = work->cipher->key_bits;
  guint32 numbers[NC_LANES];

  if (!work->complete)
    {
      NcAuditBits bits
          = { work->kernels, work->seed, STREAM_KEYS, work->trial, (guint32) (first / NC_LANES) };

      nc_audit_bits_draw (&bits, NC_AUDIT_BATCH_TILES, n_bits, work->key);
      return;
    }
  for (guint tile = 0; tile < NC_AUDIT_BATCH_TILES; tile++)
    {
      for (guint lane = 0; lane < NC_LANES; lane++)
        numbers[lane] = (guint32) first + tile * NC_LANES + lane;
      work->kernels->write_signs (n_bits, numbers, work->key + (gsize) tile * n_bits * NC_LANES);
    }
}

static void
begin_batch (Work *work)
{
  for (guint i = 0; i < NC_AUDIT_BATCH_MESSAGES; i++)
    {
      work->distances[i] = 0;
      work->left[i] = TRUE;
    }
}

/* Updates distances and left with one more pair, for all keys of the batch. */
static void
add_pair (Work *work, guint pair)
{
  guint n = work->cipher->plaintext_bits;
  nc_real losses[NC_LANES];
  gint32 wrong[NC_LANES];

  work->cipher->decrypt (work->cipher, NC_AUDIT_BATCH_TILES,
                         work->ciphertexts + pair * work->ciphertext_size, work->key, work->output);
  for (guint tile = 0; tile < NC_AUDIT_BATCH_TILES; tile++)
    {
      guint at = tile * NC_LANES;

      work->kernels->measure (n, 1, 0, work->plaintexts + pair * work->message_size,
                              work->output + tile * work->message_size, losses, wrong);
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          work->distances[at + lane] += losses[lane] / (nc_real) (2 * n);
          work->left[at + lane] &= wrong[lane] == 0;
        }
    }
}

/* Results for the true key, which is in work->key. */
static void
measure_true_key (Work *work, NcAuditSearch *search)
{
  begin_batch (work);
  for (guint pair = 0; pair < work->n_pairs; pair++)
    {
      add_pair (work, pair);
      search->steps[pair].true_distance = (double) work->distances[0];
      search->steps[pair].true_key_left = work->left[0];
    }
}

static void
try_batch (Work *work, guint64 first, guint n_keys, NcAuditSearch *search)
{
  guint skipped = G_MAXUINT;

  if (work->complete && work->true_key >= first && work->true_key < first + n_keys)
    skipped = (guint) (work->true_key - first);
  write_keys (work, first);
  begin_batch (work);
  for (guint pair = 0; pair < work->n_pairs; pair++)
    {
      NcAuditSearchStep *step = &search->steps[pair];
      nc_real below = (nc_real) (step->true_distance - NC_AUDIT_SEARCH_EQUAL * (pair + 1));
      nc_real above = (nc_real) (step->true_distance + NC_AUDIT_SEARCH_EQUAL * (pair + 1));
      guint left = 0, nearer = 0, near = 0;

      add_pair (work, pair);
      for (guint i = 0; i < n_keys; i++)
        {
          left += work->left[i];
          nearer += work->distances[i] < below;
          near += work->distances[i] <= above;
        }
      if (skipped != G_MAXUINT)
        {
          nearer -= work->distances[skipped] < below;
          near -= work->distances[skipped] <= above;
        }
      step->n_left += left;
      step->n_nearer += nearer;
      step->n_as_near += near - nearer;
    }
}

static void
finish (NcAuditSearch *search)
{
  for (guint pair = 0; pair < search->n_pairs; pair++)
    {
      NcAuditSearchStep *step = &search->steps[pair];

      step->true_distance /= pair + 1;
      step->share_left
          = nc_audit_interval_of_share ((double) step->n_left, (double) search->n_keys);
      if (search->complete)
        step->share_left.low = step->share_left.high = step->share_left.value;
      step->log2_left = search->key_bits + log2 (step->share_left.value);
    }
}

gboolean
nc_audit_search_run (NcAuditCipher *cipher,
                     const NcKernels *kernels,
                     guint32 seed,
                     guint32 trial,
                     guint n_pairs,
                     const NcAuditProgress *progress,
                     NcAuditSearch *search)
{
  gboolean goes_on = TRUE;
  guint64 first = 0;
  Work *work;

  g_return_val_if_fail (cipher != NULL && kernels != NULL && search != NULL, FALSE);
  g_return_val_if_fail (n_pairs >= 1 && n_pairs <= NC_AUDIT_SEARCH_MAX_PAIRS, FALSE);
  g_return_val_if_fail (MAX (cipher->key_bits, cipher->plaintext_bits) <= NC_AUDIT_MAX_BITS, FALSE);

  work = g_new0 (Work, 1);
  work->cipher = cipher;
  work->kernels = kernels;
  work->seed = seed;
  work->trial = trial;
  work->n_pairs = n_pairs;
  init_work (work);
  *search = (NcAuditSearch){
    .n_pairs = n_pairs,
    .key_bits = cipher->key_bits,
    .complete = work->complete,
    .n_keys = work->complete ? G_GUINT64_CONSTANT (1) << cipher->key_bits : NC_AUDIT_SEARCH_SAMPLES,
  };
  measure_true_key (work, search);
  for (guint batch = 1; goes_on && first < search->n_keys; batch++)
    {
      guint count = (guint) MIN (search->n_keys - first, NC_AUDIT_BATCH_MESSAGES);

      try_batch (work, first, count, search);
      first += count;
      if (batch % BATCHES_PER_REPORT == 0)
        goes_on = nc_audit_progress_report (progress, (double) first / (double) search->n_keys);
    }
  if (goes_on)
    finish (search);
  clear_work (work);
  g_free (work);
  return goes_on;
}
