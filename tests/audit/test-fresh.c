/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh Eves against ciphers whose answers are known: they read what is in the
 * clear, and learn nothing of a one-time pad or of single bits behind one key bit.
 */
#include "audit/nc-audit-fresh.h"
#include "tiny-ciphers.h"

/* The given one has Abadi's training and one layer of ReLU units. */
static NcAuditFreshOptions
get_options (NcAuditFreshKind kind)
{
  NcAuditFreshOptions options;
  guint width = 32;

  if (kind != NC_AUDIT_FRESH_GIVEN)
    return nc_audit_fresh_get_options (kind, TRUE);
  options = nc_audit_fresh_get_options (NC_AUDIT_FRESH_ABADI, TRUE);
  options.topology = nc_audit_learner_dense_topology (8, 8, 1, &width);
  return options;
}

static NcAuditFresh *
attack (TinyCipher *cipher, NcAuditFreshKind kind, guint n_eves)
{
  NcAuditFreshOptions options = get_options (kind);
  NcAuditFresh *fresh;

  options.n_eves = n_eves;
  fresh = nc_audit_fresh_new (&cipher->cipher, kind, &options, 3, nc_kernels_get_best ());
  while (nc_audit_fresh_step (fresh))
    ;
  return fresh;
}

static void
report (NcAuditFreshKind kind, const NcAuditFreshResult *result)
{
  g_test_message ("kind %d, Eve %u: bit error %g (%g to %g), whole messages %g (%g to %g)", kind,
                  result->best, result->bit_error.value, result->bit_error.low,
                  result->bit_error.high, result->whole.value, result->whole.low,
                  result->whole.high);
}

static void
test_in_the_clear (gconstpointer data)
{
  NcAuditFreshKind kind = GPOINTER_TO_UINT (data);
  TinyCipher cipher = tiny_cipher (TINY_CLEAR, 8, 1);
  g_autoptr (NcAuditFresh) fresh = attack (&cipher, kind, 2);
  const NcAuditFreshResult *result = nc_audit_fresh_get_result (fresh);

  report (kind, result);
  g_assert_cmpfloat (result->bit_error.low, ==, 0);
  g_assert_cmpfloat (result->bit_error.high, <, 1e-4);
  g_assert_cmpfloat (result->whole.high, ==, 1);
  g_assert_cmpfloat (result->whole.low, >, 0.9999);
}

static void
test_nothing_to_read (gconstpointer data)
{
  NcAuditFreshKind kind = GPOINTER_TO_UINT (data);
  TinyKind ciphers[] = { TINY_PAD, TINY_COMPLEMENT };

  for (guint i = 0; i < G_N_ELEMENTS (ciphers); i++)
    {
      TinyCipher cipher = tiny_cipher (ciphers[i], 8, 1);
      g_autoptr (NcAuditFresh) fresh = attack (&cipher, kind, 2);
      const NcAuditFreshResult *result = nc_audit_fresh_get_result (fresh);

      report (kind, result);
      tiny_assert_covers (result->bit_error, 0.5);
      g_assert_cmpfloat (result->bit_error.high - result->bit_error.low, <, 0.01);
      if (ciphers[i] == TINY_PAD)
        tiny_assert_covers (result->whole, 1.0 / 256);
    }
}

/* The same attack again is the same to the bit; Eves differ; the series tells what
 * each step said. */
static void
test_repeatable (void)
{
  NcAuditFreshOptions options = nc_audit_fresh_get_options (NC_AUDIT_FRESH_WIDE, TRUE);
  TinyCipher cipher = tiny_cipher (TINY_CLEAR, 8, 1);
  NcAuditInterval found[2];
  double chosen_by[2][3];

  options.n_eves = 3;
  options.training.n_steps = 14;
  options.training.learning_rate = 1e-4;
  options.n_points = 7;
  for (guint run = 0; run < 2; run++)
    {
      g_autoptr (NcAuditFresh) fresh = nc_audit_fresh_new (&cipher.cipher, NC_AUDIT_FRESH_WIDE,
                                                           &options, 1, nc_kernels_get_best ());
      const NcAuditFreshResult *result = nc_audit_fresh_get_result (fresh);
      double before = nc_audit_fresh_get_progress (fresh);

      g_assert_cmpfloat (before, ==, 0);
      while (nc_audit_fresh_step (fresh))
        {
          g_assert_cmpfloat (nc_audit_fresh_get_progress (fresh), >, before);
          before = nc_audit_fresh_get_progress (fresh);
        }
      g_assert_cmpfloat (nc_audit_fresh_get_progress (fresh), ==, 1);
      g_assert_false (nc_audit_fresh_step (fresh));
      g_assert_cmpuint (result->n_done, ==, 3);
      for (guint nth = 0; nth < 3; nth++)
        {
          const NcLoss *series = result->series + nth * result->n_points;

          g_assert_cmpuint (result->n_points_done[nth], ==, 7);
          g_assert_cmpfloat (series[6].loss_rate, <, series[0].loss_rate);
          g_assert_cmpfloat (result->chosen_by[result->best], <=, result->chosen_by[nth]);
          chosen_by[run][nth] = result->chosen_by[nth];
        }
      found[run] = result->bit_error;
    }
  g_assert_true (found[0].value == found[1].value && found[0].low == found[1].low);
  for (guint nth = 0; nth < 3; nth++)
    g_assert_true (chosen_by[0][nth] == chosen_by[1][nth]);
  g_assert_false (chosen_by[0][0] == chosen_by[0][1]);
}

int
main (int argc, char **argv)
{
  const char *names[] = { "abadi", "paper", "wide", "given" };

  g_test_init (&argc, &argv, NULL);

  for (guint kind = 0; kind < G_N_ELEMENTS (names); kind++)
    {
      g_autofree char *clear = g_strdup_printf ("/audit/fresh/in-the-clear/%s", names[kind]);
      g_autofree char *hidden = g_strdup_printf ("/audit/fresh/nothing-to-read/%s", names[kind]);

      g_test_add_data_func (clear, GUINT_TO_POINTER (kind), test_in_the_clear);
      g_test_add_data_func (hidden, GUINT_TO_POINTER (kind), test_nothing_to_read);
    }
  g_test_add_func ("/audit/fresh/repeatable", test_repeatable);

  return g_test_run ();
}
