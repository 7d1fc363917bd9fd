/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The learner by itself: it learns with either output, is the same again to the bit,
 * keeps what is masked at 0, and ends at the threshold it says.
 */
#include <string.h>

#include "audit/nc-audit-learner.h"
#include "audit/nc-audit-samples.h"
#include "tiny-ciphers.h"

#define N 8
#define BATCH 64

static const NcAuditTraining training = { BATCH, 400, 0.01 };

/* Targets are the inputs, the last N of them; the first N are noise. */
static void
fill (NcAuditLearner *learner, NcAuditSamples *samples, guint32 number)
{
  nc_audit_samples_draw (samples, number);
  for (guint tile = 0; tile < NC_TILES (BATCH); tile++)
    for (guint i = 0; i < N * NC_LANES; i++)
      {
        gsize from = (gsize) tile * N * NC_LANES + i;

        nc_audit_learner_get_inputs (learner, tile)[i] = samples->key[from];
        nc_audit_learner_get_inputs (learner, tile)[N * NC_LANES + i] = samples->plaintext[from];
        nc_audit_learner_get_targets (learner, tile)[i] = samples->plaintext[from];
      }
}

static NcAuditLearner *
make (NcOutput output, guint task)
{
  const guint width = 32;
  NcTopology topology = nc_audit_learner_dense_topology (2 * N, N, 1, &width);

  topology.output = output;
  return nc_audit_learner_new (&topology, &training, 3, task, nc_kernels_get_best ());
}

static NcLoss
train (NcAuditLearner *learner, guint n_steps)
{
  TinyCipher cipher = tiny_cipher (TINY_CLEAR, N, 1);
  NcAuditSamples samples;
  NcLoss loss = { 0 };

  nc_audit_samples_init (&samples, &cipher.cipher, nc_kernels_get_best (), 3, 0, NC_TILES (BATCH),
                         FALSE);
  for (guint step = 0; step < n_steps; step++)
    {
      fill (learner, &samples, step);
      loss = nc_audit_learner_step (learner);
    }
  nc_audit_samples_clear (&samples);
  return loss;
}

static void
test_learns (void)
{
  for (NcOutput output = NC_OUTPUT_TANH; output <= NC_OUTPUT_LOGISTIC; output++)
    {
      g_autoptr (NcAuditLearner) learner = make (output, 0);
      NcLoss loss = train (learner, training.n_steps);
      const nc_real *outputs = nc_audit_learner_get_outputs (learner, 0);
      const nc_real *targets = nc_audit_learner_get_targets (learner, 0);

      g_assert_cmpfloat (loss.bit_error, ==, 0);
      g_assert_cmpfloat (loss.loss_rate, <, 0.05);
      for (guint i = 0; i < N * NC_LANES; i++)
        g_assert_true ((outputs[i] > nc_audit_learner_get_threshold (learner)) == (targets[i] > 0));
    }
}

static void
test_repeatable (void)
{
  g_autoptr (NcAuditLearner) one = make (NC_OUTPUT_LOGISTIC, 5);
  g_autoptr (NcAuditLearner) again = make (NC_OUTPUT_LOGISTIC, 5);
  g_autoptr (NcAuditLearner) other = make (NC_OUTPUT_LOGISTIC, 6);
  double loss_rate = train (one, 30).loss_rate;

  g_assert_true (train (again, 30).loss_rate == loss_rate);
  g_assert_false (train (other, 30).loss_rate == loss_rate);
}

/* With the plaintext masked away nothing but noise is left to learn from. */
static void
test_mask (void)
{
  g_autoptr (NcAuditLearner) learner = make (NC_OUTPUT_LOGISTIC, 0);
  const NcLayout *layout = nc_audit_learner_get_layout (learner);
  nc_real *mask = nc_real_new0 (layout->n_parameters);
  nc_real before[N * NC_LANES];

  for (gsize i = 0; i < layout->n_parameters; i++)
    mask[i] = 1;
  for (guint unit = 0; unit < 32; unit++)
    for (guint input = N; input < 2 * N; input++)
      mask[layout->dense_weight[0] + unit * 2 * N + input] = 0;
  nc_audit_learner_set_mask (learner, mask);
  nc_real_free (mask);
  g_assert_cmpfloat (train (learner, training.n_steps).bit_error, >, 0.3);

  nc_audit_learner_forward (learner);
  for (guint i = 0; i < N * NC_LANES; i++)
    before[i] = nc_audit_learner_get_outputs (learner, 0)[i];
  for (guint i = 0; i < N * NC_LANES; i++)
    nc_audit_learner_get_inputs (learner, 0)[N * NC_LANES + i] *= -1;
  nc_audit_learner_forward (learner);
  for (guint i = 0; i < N * NC_LANES; i++)
    g_assert_true (nc_audit_learner_get_outputs (learner, 0)[i] == before[i]);
}

/* Keys are as long as the cipher says, Bob's have exactly n bits flipped, batches and
 * tasks differ, and scaling is what it says. */
static void
test_samples (void)
{
  TinyCipher cipher = tiny_cipher (TINY_PAD, 48, 5);
  NcAuditSamples samples;
  NcAuditScaling scaling;
  nc_real first[48 * NC_LANES], scaled[48 * NC_LANES];

  nc_audit_samples_init (&samples, &cipher.cipher, nc_kernels_get_best (), 3, 0, 2, TRUE);
  nc_audit_samples_draw (&samples, 0);
  for (guint tile = 0; tile < 2; tile++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      {
        guint n_flips = 0, n_errors = 0;

        for (guint bit = 0; bit < 48; bit++)
          {
            gsize i = ((gsize) tile * 48 + bit) * NC_LANES + lane;

            n_flips += samples.key[i] != samples.bob_key[i];
            n_errors += samples.plaintext[i] != samples.decrypted[i];
            g_assert_true (samples.ciphertext[i] == samples.plaintext[i] * samples.key[i]);
          }
        g_assert_cmpuint (n_flips, ==, 5);
        g_assert_cmpuint (n_errors, ==, 5);
      }
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    first[i] = samples.plaintext[i];
  nc_audit_samples_draw (&samples, 1);
  g_assert_true (memcmp (first, samples.plaintext, sizeof first) != 0);
  nc_audit_samples_draw (&samples, 0);
  g_assert_cmpmem (first, sizeof first, samples.plaintext, sizeof first);
  samples.task++;
  nc_audit_samples_draw (&samples, 0);
  g_assert_true (memcmp (first, samples.plaintext, sizeof first) != 0);

  nc_audit_scaling_init (&scaling, &samples, 4096);
  nc_audit_scaling_apply (&scaling, samples.ciphertext, scaled);
  for (guint i = 0; i < G_N_ELEMENTS (scaled); i++)
    g_assert_cmpfloat_with_epsilon (scaled[i], samples.ciphertext[i], 0.15);
  nc_audit_scaling_clear (&scaling);
  nc_audit_samples_clear (&samples);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/learner/learns", test_learns);
  g_test_add_func ("/audit/learner/repeatable", test_repeatable);
  g_test_add_func ("/audit/learner/mask", test_mask);
  g_test_add_func ("/audit/learner/samples", test_samples);

  return g_test_run ();
}
