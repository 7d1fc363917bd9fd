/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chosen plaintext.
 */
#include "audit/nc-audit-chosen.h"

#include <math.h>

#include "audit/nc-audit-discriminant.h"

#define STREAM_PLAINTEXTS NC_STREAM_AUDIT_CHOSEN
#define STREAM_KEYS (NC_STREAM_AUDIT_CHOSEN + 1)

/* A couple's keys are of three kinds; each is an iteration of its stream. */
typedef enum
{
  TO_LEARN,
  TO_CHOOSE,
  TO_MEASURE,
} Purpose;
#define N_PURPOSES 3

typedef struct
{
  NcAuditCipher *cipher;
  const NcKernels *kernels;
  guint32 seed;
  nc_real *messages; /* [NC_AUDIT_BATCH_TILES][N][lane]: the couple's plaintexts, alternating */
  nc_real *key;      /* [NC_AUDIT_BATCH_TILES][key_bits][lane] */
  nc_real *examples; /* [tile][ciphertext_length][lane]: for one purpose */
} Work;

/* Converts a couple's number to its kind. */
static NcAuditCouple
describe_couple (guint n_bits, guint number)
{
  guint n_single = MIN (n_bits, NC_AUDIT_CHOSEN_SINGLE_BITS);

  if (number == 0)
    return (NcAuditCouple){ .kind = NC_AUDIT_COUPLE_OPPOSITE };
  if (number > n_single)
    return (NcAuditCouple){ .kind = NC_AUDIT_COUPLE_RANDOM };
  return (NcAuditCouple){
    .kind = NC_AUDIT_COUPLE_SINGLE_BIT,
    .bit = (number - 1) * n_bits / n_single,
  };
}

/* values[2][N]: the plaintexts of a couple. */
static void
draw_couple (const Work *work, guint number, gint8 values[2][NC_AUDIT_MAX_BITS])
{
  guint n = work->cipher->plaintext_bits;
  NcAuditCouple couple = describe_couple (n, number);
  guint32 words[2][NC_AUDIT_MAX_BITS / 32];
  gboolean differ = FALSE;

  for (guint which = 0; which < 2; which++)
    nc_random_bits (work->seed, STREAM_PLAINTEXTS, number, which, n, words[which]);
  for (guint i = 0; i < n; i++)
    {
      for (guint which = 0; which < 2; which++)
        values[which][i] = (words[which][i / 32] >> (i % 32)) & 1 ? 1 : -1;
      if (couple.kind == NC_AUDIT_COUPLE_OPPOSITE)
        {
          values[0][i] = -1;
          values[1][i] = 1;
        }
      else if (couple.kind == NC_AUDIT_COUPLE_SINGLE_BIT)
        values[1][i] = i == couple.bit ? -values[0][i] : values[0][i];
      differ |= values[0][i] != values[1][i];
    }
  /* Two random plaintexts may be equal; a couple needs two. */
  if (!differ)
    values[1][0] = -values[0][0];
}

static void
set_couple (Work *work, guint number)
{
  guint n = work->cipher->plaintext_bits;
  gint8 values[2][NC_AUDIT_MAX_BITS];

  draw_couple (work, number, values);
  for (guint tile = 0; tile < NC_AUDIT_BATCH_TILES; tile++)
    for (guint i = 0; i < n; i++)
      for (guint lane = 0; lane < NC_LANES; lane++)
        work->messages[((gsize) tile * n + i) * NC_LANES + lane] = values[tile % 2][i];
}

/* A batch of ciphertexts of the current couple, under fresh keys: tile t has plaintext t % 2. */
static void
encrypt_batch (Work *work, guint couple, Purpose purpose, guint batch, nc_real *ciphertexts)
{
  NcAuditBits keys = { work->kernels, work->seed, STREAM_KEYS, couple * N_PURPOSES + purpose,
                       batch * NC_AUDIT_BATCH_TILES };

  nc_audit_bits_draw (&keys, NC_AUDIT_BATCH_TILES, work->cipher->key_bits, work->key);
  work->cipher->encrypt (work->cipher, NC_AUDIT_BATCH_TILES, work->messages, work->key,
                         ciphertexts);
}

static void
encrypt_batches (Work *work, guint couple, Purpose purpose, guint n_batches)
{
  gsize size = (gsize) work->cipher->ciphertext_length * NC_AUDIT_BATCH_MESSAGES;

  for (guint batch = 0; batch < n_batches; batch++)
    encrypt_batch (work, couple, purpose, batch, work->examples + batch * size);
}

static NcAuditInterval
get_advantage (guint64 right, guint64 n)
{
  NcAuditInterval accuracy = nc_audit_interval_of_share ((double) right, (double) n);

  return (NcAuditInterval){ 2 * accuracy.value - 1, 2 * accuracy.low - 1, 2 * accuracy.high - 1 };
}

/* Learns both discriminants of a couple; the better one replaces *best if it beats it. */
static void
try_couple (
    Work *work, guint number, guint n_batches, NcAuditChosen *chosen, NcAuditDiscriminant *best)
{
  guint n_tiles = n_batches * NC_AUDIT_BATCH_TILES, length = work->cipher->ciphertext_length;
  NcAuditCouple *couple = &chosen->couples[number];
  NcAuditDiscriminant discriminants[2];

  *couple = describe_couple (work->cipher->plaintext_bits, number);
  set_couple (work, number);
  encrypt_batches (work, number, TO_LEARN, n_batches);
  for (guint which = 0; which < 2; which++)
    nc_audit_discriminant_learn (which == 1, length, n_tiles, work->examples,
                                 &discriminants[which]);
  encrypt_batches (work, number, TO_CHOOSE, n_batches);
  for (guint which = 0; which < 2; which++)
    {
      guint64 right = nc_audit_discriminant_count (&discriminants[which], n_tiles, work->examples);
      NcAuditInterval advantage = get_advantage (right, (guint64) n_tiles * NC_LANES);

      if (which == 0 || advantage.value > couple->chosen.value)
        {
          couple->chosen = advantage;
          couple->quadratic = which == 1;
        }
    }
  if (best->n == 0 || couple->chosen.value > chosen->couples[chosen->best].chosen.value)
    {
      nc_audit_discriminant_clear (best);
      *best = discriminants[couple->quadratic];
      discriminants[couple->quadratic] = (NcAuditDiscriminant){ 0 };
      chosen->best = number;
    }
  for (guint which = 0; which < 2; which++)
    nc_audit_discriminant_clear (&discriminants[which]);
}

static void
measure_best (Work *work, guint n_batches, NcAuditChosen *chosen, NcAuditDiscriminant *best)
{
  guint64 right = 0;

  set_couple (work, chosen->best);
  draw_couple (work, chosen->best, chosen->plaintexts);
  for (guint batch = 0; batch < n_batches; batch++)
    {
      encrypt_batch (work, chosen->best, TO_MEASURE, batch, work->examples);
      right += nc_audit_discriminant_count (best, NC_AUDIT_BATCH_TILES, work->examples);
    }
  chosen->n_measured = (guint64) n_batches * NC_AUDIT_BATCH_MESSAGES;
  chosen->advantage = get_advantage (right, chosen->n_measured);
}

static void
init_work (
    Work *work, NcAuditCipher *cipher, const NcKernels *kernels, guint32 seed, guint n_batches)
{
  *work = (Work){
    .cipher = cipher,
    .kernels = kernels,
    .seed = seed,
    .messages = nc_real_new0 ((gsize) cipher->plaintext_bits * NC_AUDIT_BATCH_MESSAGES),
    .key = nc_real_new0 ((gsize) cipher->key_bits * NC_AUDIT_BATCH_MESSAGES),
    .examples
    = nc_real_new0 ((gsize) n_batches * cipher->ciphertext_length * NC_AUDIT_BATCH_MESSAGES),
  };
}

static void
clear_work (Work *work)
{
  nc_real_free (work->messages);
  nc_real_free (work->key);
  nc_real_free (work->examples);
}

gboolean
nc_audit_chosen_run (NcAuditCipher *cipher,
                     const NcKernels *kernels,
                     guint32 seed,
                     guint n_messages,
                     guint n_measured,
                     const NcAuditProgress *progress,
                     NcAuditChosen *chosen)
{
  guint n_batches = (n_messages / 2 + NC_AUDIT_BATCH_MESSAGES - 1) / NC_AUDIT_BATCH_MESSAGES;
  NcAuditDiscriminant best = { 0 };
  gboolean goes_on = TRUE;
  Work work;

  g_return_val_if_fail (cipher != NULL && chosen != NULL, FALSE);
  g_return_val_if_fail (n_messages >= 2 && n_measured > 0, FALSE);
  g_return_val_if_fail (MAX (cipher->key_bits, cipher->plaintext_bits) <= NC_AUDIT_MAX_BITS, FALSE);

  init_work (&work, cipher, kernels, seed, n_batches);
  *chosen = (NcAuditChosen){
    .n_couples
    = 1 + MIN (cipher->plaintext_bits, NC_AUDIT_CHOSEN_SINGLE_BITS) + NC_AUDIT_CHOSEN_RANDOM,
    .n_messages = (guint64) n_batches * NC_AUDIT_BATCH_MESSAGES,
  };
  for (guint number = 0; goes_on && number < chosen->n_couples; number++)
    {
      try_couple (&work, number, n_batches, chosen, &best);
      goes_on = nc_audit_progress_report (progress, (number + 1.0) / (chosen->n_couples + 1));
    }
  if (goes_on)
    {
      measure_best (&work, (n_measured + NC_AUDIT_BATCH_MESSAGES - 1) / NC_AUDIT_BATCH_MESSAGES,
                    chosen, &best);
      goes_on = nc_audit_progress_report (progress, 1);
    }
  nc_audit_discriminant_clear (&best);
  clear_work (&work);
  return goes_on;
}
