/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mini-batches: values, exactly n flips, when flips are drawn anew, and that a
 * sample depends on nothing but its number.
 */
#include <string.h>

#include "engine-fixture.h"
#include "engine/training/nc-batch.h"

#define MAX_BITS 256
#define N_TILES 3

typedef struct
{
  nc_real *alice_input; /* [2 N][lane] */
  nc_real *bob_key;     /* [N][lane] */
} Tile;

static void
tile_init (Tile *tile)
{
  tile->alice_input = nc_real_new0 (2 * MAX_BITS * NC_LANES);
  tile->bob_key = nc_real_new0 (MAX_BITS * NC_LANES);
}

static void
tile_clear (Tile *tile)
{
  nc_real_free (tile->alice_input);
  nc_real_free (tile->bob_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tile, tile_clear)

static NcBatchSource
make_source (guint key_bits, guint key_difference, NcFuzzing fuzzing)
{
  return (NcBatchSource){
    .seed = 17,
    .key_bits = key_bits,
    .key_difference = key_difference,
    .fuzzing = fuzzing,
    .plaintext_stream = NC_STREAM_PLAINTEXT,
    .key_stream = NC_STREAM_KEY,
  };
}

static void
draw (const NcBatchSource *source, guint iteration, guint tile_number, Tile *tile)
{
  nc_batch_draw (source, nc_kernels_get_best (), iteration, tile_number, tile->alice_input,
                 tile->bob_key);
}

/* Which positions of a sample are flipped, as bytes. */
static void
get_flips (const Tile *tile, guint n_bits, guint lane, guint8 *flips)
{
  for (guint i = 0; i < n_bits; i++)
    flips[i]
        = tile->alice_input[(n_bits + i) * NC_LANES + lane] != tile->bob_key[i * NC_LANES + lane];
}

static void
test_values (void)
{
  static const guint cases[][2] = { { 8, 0 },   { 8, 1 },    { 8, 8 },    { 10, 7 },   { 16, 3 },
                                    { 34, 20 }, { 128, 64 }, { 256, 31 }, { 256, 256 } };
  g_auto (Tile) tile = { 0 };

  tile_init (&tile);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (NcFuzzing fuzzing = NC_FUZZING_PER_SAMPLE; fuzzing <= NC_FUZZING_FIXED; fuzzing++)
      for (guint iteration = 0; iteration < 5; iteration++)
        {
          guint n_bits = cases[i][0];
          NcBatchSource source = make_source (n_bits, cases[i][1], fuzzing);

          draw (&source, iteration, iteration % N_TILES, &tile);
          for (guint j = 0; j < 2 * n_bits * NC_LANES; j++)
            g_assert_true (tile.alice_input[j] == 1 || tile.alice_input[j] == -1);
          for (guint lane = 0; lane < NC_LANES; lane++)
            {
              guint8 flips[MAX_BITS];
              guint n = 0;

              get_flips (&tile, n_bits, lane, flips);
              for (guint j = 0; j < n_bits; j++)
                {
                  nc_real value = tile.bob_key[j * NC_LANES + lane];

                  g_assert_true (value == 1 || value == -1);
                  n += flips[j];
                }
              g_assert_cmpuint (n, ==, cases[i][1]);
            }
        }
}

/* Bit 1 of the stream is +1, plaintext before key. */
static void
test_streams (void)
{
  const guint n_bits = 40;
  NcBatchSource source = make_source (n_bits, 3, NC_FUZZING_PER_SAMPLE);
  g_auto (Tile) tile = { 0 };

  tile_init (&tile);
  draw (&source, 6, 2, &tile);
  for (guint lane = 0; lane < NC_LANES; lane++)
    for (guint part = 0; part < 2; part++)
      {
        guint32 bits[2];

        nc_random_bits (source.seed, part == 0 ? source.plaintext_stream : source.key_stream, 6,
                        2 * NC_LANES + lane, n_bits, bits);
        for (guint i = 0; i < n_bits; i++)
          g_assert_true (tile.alice_input[(part * n_bits + i) * NC_LANES + lane]
                         == ((bits[i / 32] >> (i % 32)) & 1 ? 1 : -1));
      }
}

/* How many samples of two batches share their flips with the first sample. */
static guint
count_same_flips (NcFuzzing fuzzing, guint iteration)
{
  const guint n_bits = 64;
  NcBatchSource source = make_source (n_bits, 20, fuzzing);
  g_auto (Tile) tile = { 0 };
  guint8 first[MAX_BITS], flips[MAX_BITS];
  guint n = 0;

  tile_init (&tile);
  draw (&source, 0, 0, &tile);
  get_flips (&tile, n_bits, 0, first);
  for (guint t = 0; t < N_TILES; t++)
    {
      draw (&source, iteration, t, &tile);
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          get_flips (&tile, n_bits, lane, flips);
          n += memcmp (first, flips, n_bits) == 0;
        }
    }
  return n;
}

static void
test_fuzzing (void)
{
  g_assert_cmpuint (count_same_flips (NC_FUZZING_PER_SAMPLE, 0), ==, 1); /* itself */
  g_assert_cmpuint (count_same_flips (NC_FUZZING_PER_SAMPLE, 1), ==, 0);
  g_assert_cmpuint (count_same_flips (NC_FUZZING_PER_BATCH, 0), ==, N_TILES * NC_LANES);
  g_assert_cmpuint (count_same_flips (NC_FUZZING_PER_BATCH, 1), ==, 0);
  g_assert_cmpuint (count_same_flips (NC_FUZZING_FIXED, 0), ==, N_TILES * NC_LANES);
  g_assert_cmpuint (count_same_flips (NC_FUZZING_FIXED, 1), ==, N_TILES * NC_LANES);
}

/* Fixed means fixed for a seed. */
static void
test_seed (void)
{
  const guint n_bits = 64;
  NcBatchSource source = make_source (n_bits, 20, NC_FUZZING_FIXED);
  g_auto (Tile) one = { 0 }, other = { 0 };
  guint8 one_flips[MAX_BITS], other_flips[MAX_BITS];
  gsize bytes = sizeof (nc_real) * 2 * n_bits * NC_LANES;

  tile_init (&one);
  tile_init (&other);
  draw (&source, 0, 0, &one);
  source.seed++;
  draw (&source, 0, 0, &other);
  get_flips (&one, n_bits, 0, one_flips);
  get_flips (&other, n_bits, 0, other_flips);
  g_assert_cmpint (memcmp (one_flips, other_flips, n_bits), !=, 0);
  g_assert_cmpint (memcmp (one.alice_input, other.alice_input, bytes), !=, 0);
}

/* The same call gives the same samples whatever was drawn before; other tiles,
 * iterations and streams give others; without Bob nothing else changes. */
static void
test_order (void)
{
  const guint n_bits = 64;
  NcBatchSource source = make_source (n_bits, 5, NC_FUZZING_PER_SAMPLE);
  g_auto (Tile) one = { 0 }, other = { 0 };
  gsize bytes = sizeof (nc_real) * 2 * n_bits * NC_LANES;

  tile_init (&one);
  tile_init (&other);
  draw (&source, 4, 1, &one);
  draw (&source, 9, 0, &other);
  g_assert_cmpint (memcmp (one.alice_input, other.alice_input, bytes), !=, 0);
  draw (&source, 4, 0, &other);
  g_assert_cmpint (memcmp (one.alice_input, other.alice_input, bytes), !=, 0);
  draw (&source, 5, 1, &other);
  g_assert_cmpint (memcmp (one.alice_input, other.alice_input, bytes), !=, 0);
  draw (&source, 4, 1, &other);
  g_assert_cmpmem (one.alice_input, bytes, other.alice_input, bytes);
  g_assert_cmpmem (one.bob_key, bytes / 2, other.bob_key, bytes / 2);

  memset (other.alice_input, 0, bytes);
  nc_batch_draw (&source, nc_kernels_get_best (), 4, 1, other.alice_input, NULL);
  g_assert_cmpmem (one.alice_input, bytes, other.alice_input, bytes);

  source.plaintext_stream = NC_STREAM_EVE_PLAINTEXT;
  draw (&source, 4, 1, &other);
  g_assert_cmpint (memcmp (one.alice_input, other.alice_input, bytes / 2), !=, 0);
  g_assert_cmpint (memcmp (one.alice_input + n_bits * NC_LANES,
                           other.alice_input + n_bits * NC_LANES, bytes / 2),
                   ==, 0);
}

/* What the random-number functions of one sample say of sample number. */
static void
check_sample (const NcBatchSource *source, const Tile *tile, guint iteration, guint lane)
{
  guint n = source->key_bits, sample = NC_LANES + lane;
  guint32 plaintext[8], key[8], flips[8];

  nc_random_bits (source->seed, source->plaintext_stream, iteration, sample, n, plaintext);
  nc_random_bits (source->seed, source->key_stream, iteration, sample, n, key);
  nc_random_subset (source->seed, NC_STREAM_FLIPS, iteration, sample, source->key_difference, n,
                    flips);
  for (guint i = 0; i < n; i++)
    {
      guint shift = i % 32, word = i / 32;

      g_assert_true ((tile->alice_input[i * NC_LANES + lane] > 0)
                     == ((plaintext[word] >> shift) & 1));
      g_assert_true ((tile->alice_input[(n + i) * NC_LANES + lane] > 0)
                     == ((key[word] >> shift) & 1));
      g_assert_true ((tile->bob_key[i * NC_LANES + lane] > 0)
                     == (((key[word] ^ flips[word]) >> shift) & 1));
    }
}

/* The kernels draw all lanes at once, and on every variant the same. */
static void
check_kernels (const NcKernels *kernels)
{
  static const guint sizes[][2]
      = { { 8, 3 },   { 16, 0 }, { 16, 3 },    { 16, 16 }, { 32, 1 },  { 32, 5 },   { 32, 32 },
          { 34, 30 }, { 64, 9 }, { 128, 128 }, { 16, 11 }, { 22, 12 }, { 256, 200 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      NcBatchSource source = make_source (sizes[i][0], sizes[i][1], NC_FUZZING_PER_SAMPLE);
      g_auto (Tile) tile;

      tile_init (&tile);
      nc_batch_draw (&source, kernels, 1000003, 1, tile.alice_input, tile.bob_key);
      for (guint lane = 0; lane < NC_LANES; lane++)
        check_sample (&source, &tile, 1000003, lane);
    }
}

static void
test_kernels (void)
{
  for (const NcKernels *const *kernels = nc_kernels_get_all (); *kernels != NULL; kernels++)
    check_kernels (*kernels);
}

#ifdef HAVE_AVX_KERNELS

extern const NcKernels nc_kernels_avx;

/* Wide vectors without wide integers: no variant of ours, but what a packager's
 * flags may make of the baseline. */
static void
test_avx (void)
{
  if (!__builtin_cpu_supports ("avx"))
    g_test_skip ("this processor has no AVX");
  else
    check_kernels (&nc_kernels_avx);
}

#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/batch/values", test_values);
  g_test_add_func ("/engine/batch/streams", test_streams);
  g_test_add_func ("/engine/batch/fuzzing", test_fuzzing);
  g_test_add_func ("/engine/batch/seed", test_seed);
  g_test_add_func ("/engine/batch/order", test_order);
  g_test_add_func ("/engine/batch/kernels", test_kernels);
#ifdef HAVE_AVX_KERNELS
  g_test_add_func ("/engine/batch/avx", test_avx);
#endif

  return g_test_run ();
}
