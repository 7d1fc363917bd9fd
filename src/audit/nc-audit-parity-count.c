/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counting, 64 messages per word: a product of signs is an exclusive or of their bits, and in the
 * exclusive or of two products a 1 bit means that they disagree.
 */
#include "audit/nc-audit-parity-count.h"

#define N_WORDS (NC_AUDIT_COUNTER_MESSAGES / 64)
#define MAX_LENGTH_OF_TRIPLES 32
#define MAX_LENGTH_OF_PAIRS 64

/* Words handled at a time; the compiler maps them to the processor's registers. */
#define WORDS_PER_BLOCK 4
typedef guint64 Block __attribute__ ((vector_size (WORDS_PER_BLOCK * sizeof (guint64))));
#define N_BLOCKS (N_WORDS / WORDS_PER_BLOCK)
/* The bytes of a block count up to 8 per word: this many words fit. */
#define BLOCKS_PER_SUM 16

struct _NcAuditCounter
{
  guint plaintext_bits;
  guint length;
  guint n_targets;
  const NcAuditProduct *targets;
  guint n_products;
  NcAuditProduct *products;
  guint32 *n_differ;  /* [target][product] */
  guint64 n_messages; /* counted */
  Block *plaintext;   /* [bit][N_BLOCKS], packed */
  Block *signs;       /* [row][N_BLOCKS] */
  Block *words;       /* [product][N_BLOCKS] */
};

static void
list_products (NcAuditCounter *counter)
{
  guint l = counter->length;
  GArray *products = g_array_new (FALSE, FALSE, sizeof (NcAuditProduct));

  for (guint16 i = 0; i < l; i++)
    {
      NcAuditProduct single = { 1, { i } };

      g_array_append_val (products, single);
      for (guint16 j = 0; j < i && l <= MAX_LENGTH_OF_PAIRS; j++)
        {
          NcAuditProduct pair = { 2, { j, i } };

          g_array_append_val (products, pair);
          for (guint16 k = 0; k < j && l <= MAX_LENGTH_OF_TRIPLES; k++)
            {
              NcAuditProduct triple = { 3, { k, j, i } };

              g_array_append_val (products, triple);
            }
        }
    }
  counter->n_products = products->len;
  counter->products = (NcAuditProduct *) g_array_free (products, FALSE);
}

NcAuditCounter *
nc_audit_counter_new (guint plaintext_bits,
                      guint ciphertext_length,
                      guint n_targets,
                      const NcAuditProduct *targets)
{
  NcAuditCounter *counter = g_new0 (NcAuditCounter, 1);
  const gsize row = N_BLOCKS * sizeof (Block);

  g_return_val_if_fail (ciphertext_length > 0, NULL);

  counter->plaintext_bits = plaintext_bits;
  counter->length = ciphertext_length;
  counter->n_targets = n_targets;
  counter->targets = targets;
  list_products (counter);
  counter->n_differ = g_new0 (guint32, (gsize) n_targets * counter->n_products);
  counter->plaintext = g_aligned_alloc0 (plaintext_bits, row, NC_ALIGNMENT);
  counter->signs = g_aligned_alloc0 (ciphertext_length, row, NC_ALIGNMENT);
  counter->words = g_aligned_alloc0 (counter->n_products, row, NC_ALIGNMENT);
  return counter;
}

void
nc_audit_counter_free (NcAuditCounter *counter)
{
  if (counter == NULL)
    return;
  g_free (counter->products);
  g_free (counter->n_differ);
  g_aligned_free (counter->plaintext);
  g_aligned_free (counter->signs);
  g_aligned_free (counter->words);
  g_free (counter);
}

/* The signs of numbers [tile][row][lane]: bit message % 64 of word message / 64 is set if the
 * number is above 0. */
static void
pack (guint n_rows, const nc_real *numbers, Block *blocks)
{
  guint64 *words = (guint64 *) blocks;

  for (guint row = 0; row < n_rows; row++)
    for (guint word = 0; word < N_WORDS; word++)
      {
        guint64 bits = 0;

        for (guint bit = 0; bit < 64; bit++)
          {
            gsize tile = (word * 64 + bit) / NC_LANES, lane = bit % NC_LANES;

            bits |= (guint64) (numbers[(tile * n_rows + row) * NC_LANES + lane] > 0) << bit;
          }
        words[(gsize) row * N_WORDS + word] = bits;
      }
}

static void
take (NcAuditCounter *counter, const NcAuditSamples *samples)
{
  g_assert (samples->n_tiles == NC_AUDIT_COUNTER_TILES);
  pack (counter->plaintext_bits, samples->plaintext, counter->plaintext);
  pack (counter->length, samples->ciphertext, counter->signs);
}

/* A clear bit means -1: a product of two signs is +1 where the bits are equal, and a set bit of
 * the result must mean +1 again. */
static void
multiply (const NcAuditProduct *product, const Block *rows, Block *result)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      result[i] = rows[(gsize) product->rows[0] * N_BLOCKS + i];
      for (guint factor = 1; factor < product->n; factor++)
        result[i] = ~(result[i] ^ rows[(gsize) product->rows[factor] * N_BLOCKS + i]);
    }
}

/* How many bits of a and b differ: the bits of a word are added in parallel, 2, 4 and 8 at a time
 * (Knuth, The Art of Computer Programming, 7.1.3). */
static guint
count_differences (const Block *a, const Block *b)
{
  const Block odd
      = { 0x5555555555555555u, 0x5555555555555555u, 0x5555555555555555u, 0x5555555555555555u };
  const Block twos
      = { 0x3333333333333333u, 0x3333333333333333u, 0x3333333333333333u, 0x3333333333333333u };
  const Block fours
      = { 0x0f0f0f0f0f0f0f0fu, 0x0f0f0f0f0f0f0f0fu, 0x0f0f0f0f0f0f0f0fu, 0x0f0f0f0f0f0f0f0fu };
  const Block eights
      = { 0x00ff00ff00ff00ffu, 0x00ff00ff00ff00ffu, 0x00ff00ff00ff00ffu, 0x00ff00ff00ff00ffu };
  guint n = 0;

  for (guint begin = 0; begin < N_BLOCKS; begin += BLOCKS_PER_SUM)
    {
      Block sum = { 0 };

      for (guint i = begin; i < MIN (begin + BLOCKS_PER_SUM, N_BLOCKS); i++)
        {
          Block x = a[i] ^ b[i];

          x -= (x >> 1) & odd;
          x = (x & twos) + ((x >> 2) & twos);
          sum += (x + (x >> 4)) & fours;
        }
      sum = (sum & eights) + ((sum >> 8) & eights);
      for (guint word = 0; word < WORDS_PER_BLOCK; word++)
        n += (guint) ((sum[word] * 0x0001000100010001u) >> 48);
    }
  return n;
}

void
nc_audit_counter_count (NcAuditCounter *counter, const NcAuditSamples *samples)
{
  take (counter, samples);
  for (guint product = 0; product < counter->n_products; product++)
    multiply (&counter->products[product], counter->signs,
              counter->words + (gsize) product * N_BLOCKS);
  for (guint t = 0; t < counter->n_targets; t++)
    {
      guint32 *n_differ = counter->n_differ + (gsize) t * counter->n_products;
      Block target[N_BLOCKS];

      multiply (&counter->targets[t], counter->plaintext, target);
      for (guint product = 0; product < counter->n_products; product++)
        n_differ[product]
            += count_differences (target, counter->words + (gsize) product * N_BLOCKS);
    }
  counter->n_messages += NC_AUDIT_COUNTER_MESSAGES;
}

NcAuditChoice
nc_audit_counter_choose (const NcAuditCounter *counter, guint target)
{
  const guint32 *n_differ = counter->n_differ + (gsize) target * counter->n_products;
  gint64 half = (gint64) (counter->n_messages / 2), farthest = -1;
  NcAuditChoice choice = { 0 };

  for (guint product = 0; product < counter->n_products; product++)
    {
      gint64 distance = ABS ((gint64) n_differ[product] - half);

      if (distance <= farthest)
        continue;
      farthest = distance;
      choice.signs = counter->products[product];
      choice.inverted = (gint64) n_differ[product] > half;
    }
  return choice;
}

void
nc_audit_counter_measure (NcAuditCounter *counter,
                          const NcAuditSamples *samples,
                          const NcAuditChoice *choices,
                          guint64 *n_wrong)
{
  take (counter, samples);
  for (guint t = 0; t < counter->n_targets; t++)
    {
      Block target[N_BLOCKS], signs[N_BLOCKS];
      guint n_differ;

      multiply (&counter->targets[t], counter->plaintext, target);
      multiply (&choices[t].signs, counter->signs, signs);
      n_differ = count_differences (target, signs);
      n_wrong[t] += choices[t].inverted ? NC_AUDIT_COUNTER_MESSAGES - n_differ : n_differ;
    }
}
