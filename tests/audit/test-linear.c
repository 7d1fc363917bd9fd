/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear Eve against ciphers whose answers are known by calculation.
 */
#include "audit/nc-audit-linear.h"
#include "tiny-ciphers.h"

static NcAuditLinear *
attack (TinyCipher *cipher)
{
  NcAuditLinearOptions options = nc_audit_linear_get_options (TRUE);
  NcAuditLinear *linear
      = nc_audit_linear_new (&cipher->cipher, &options, 5, nc_kernels_get_best ());
  double before = nc_audit_linear_get_progress (linear);

  g_assert_cmpfloat (before, ==, 0);
  while (nc_audit_linear_step (linear))
    {
      g_assert_cmpfloat (nc_audit_linear_get_progress (linear), >, before);
      before = nc_audit_linear_get_progress (linear);
    }
  g_assert_cmpfloat (nc_audit_linear_get_progress (linear), ==, 1);
  g_assert_false (nc_audit_linear_step (linear));
  return linear;
}

static void
test_in_the_clear (void)
{
  TinyCipher cipher = tiny_cipher (TINY_CLEAR, 16, 1);
  g_autoptr (NcAuditLinear) linear = attack (&cipher);

  for (guint view = 0; view < NC_AUDIT_LINEAR_N_VIEWS; view++)
    {
      const NcAuditLinearResult *result = nc_audit_linear_get_result (linear, view);

      g_assert_true (result->done);
      g_assert_cmpfloat (result->bit_error.value, ==, 0);
      g_assert_cmpfloat (result->bit_error.high, <, 1e-3);
      for (guint bit = 0; bit < 16; bit++)
        g_assert_cmpfloat (result->of_bits[bit].value, ==, 0);
    }
}

static void
test_nothing_to_read (void)
{
  TinyKind kinds[] = { TINY_PAD, TINY_COMPLEMENT };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      TinyCipher cipher = tiny_cipher (kinds[i], 16, 1);
      g_autoptr (NcAuditLinear) linear = attack (&cipher);

      for (guint view = 0; view < NC_AUDIT_LINEAR_N_VIEWS; view++)
        {
          const NcAuditLinearResult *result = nc_audit_linear_get_result (linear, view);

          tiny_assert_covers (result->bit_error, 0.5);
          for (guint bit = 0; bit < 16; bit++)
            tiny_assert_covers (result->of_bits[bit], 0.5);
        }
    }
}

/* P_0 behind a key bit that is given away, which is a product of two numbers; P_1 as
 * a small part of a number, lost in its sign; P_2 in the size of a number, which is in
 * its square; P_3 in a number that is always above 0. */
static void
encrypt_mixed (NcAuditCipher *cipher,
               guint n_tiles,
               const nc_real *plaintext,
               const nc_real *key,
               nc_real *ciphertext)
{
  guint n = cipher->plaintext_bits, length = cipher->ciphertext_length;

  for (guint tile = 0; tile < n_tiles; tile++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      {
        const nc_real *p = plaintext + (gsize) tile * n * NC_LANES + lane;
        const nc_real *k = key + (gsize) tile * n * NC_LANES + lane;
        nc_real *c = ciphertext + (gsize) tile * length * NC_LANES + lane;

        c[0] = p[0] * k[0];
        c[NC_LANES] = k[0];
        c[2 * NC_LANES] = k[NC_LANES] + p[NC_LANES] / 1000;
        c[3 * NC_LANES] = k[NC_LANES];
        c[4 * NC_LANES] = k[2 * NC_LANES] * (2 + p[2 * NC_LANES]);
        c[5 * NC_LANES] = 3 + p[3 * NC_LANES];
      }
}

static void
test_views_differ (void)
{
  TinyCipher cipher = tiny_cipher (TINY_CLEAR, 4, 0);
  g_autoptr (NcAuditLinear) linear = NULL;
  const NcAuditLinearResult *numbers, *signs, *products;

  cipher.cipher.encrypt = encrypt_mixed;
  cipher.cipher.ciphertext_length = 6;
  linear = attack (&cipher);
  numbers = nc_audit_linear_get_result (linear, NC_AUDIT_LINEAR_NUMBERS);
  signs = nc_audit_linear_get_result (linear, NC_AUDIT_LINEAR_SIGNS);
  products = nc_audit_linear_get_result (linear, NC_AUDIT_LINEAR_PRODUCTS);
  /* No threshold over two signs is their product more than three times in four. */
  g_assert_cmpfloat (numbers->of_bits[0].high, >=, 0.25);
  g_assert_cmpfloat (signs->of_bits[0].high, >=, 0.25);
  g_assert_cmpfloat (products->of_bits[0].value, ==, 0);
  g_assert_cmpfloat (numbers->of_bits[1].value, ==, 0);
  tiny_assert_covers (signs->of_bits[1], 0.5);
  g_assert_cmpfloat (products->of_bits[1].value, ==, 0);
  g_assert_cmpfloat (numbers->of_bits[2].high, >=, 0.25); /* likewise of -3, -1, 1 and 3 */
  tiny_assert_covers (signs->of_bits[2], 0.5);
  g_assert_cmpfloat (products->of_bits[2].value, ==, 0);
  g_assert_cmpfloat (numbers->of_bits[3].value, ==, 0);
  tiny_assert_covers (signs->of_bits[3], 0.5);
  g_assert_cmpfloat (products->bit_error.value, ==, 0);
  g_assert_cmpuint (products->n_features, ==, 1 + 6 + 21);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/linear/in-the-clear", test_in_the_clear);
  g_test_add_func ("/audit/linear/nothing-to-read", test_nothing_to_read);
  g_test_add_func ("/audit/linear/views-differ", test_views_differ);

  return g_test_run ();
}
