/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chi-square distribution by the incomplete gamma function Q(a, x), where a is half the
 * degrees of freedom and x half the chi-square (Abramowitz & Stegun 1964, 26.4.19): by the series
 * 6.5.29 if x is below a + 1, else by the continued fraction 6.5.31.
 */
#include "audit/nc-audit-chi-square.h"

#include <math.h>

#define MAX_TERMS 10000
#define PRECISION 1e-15

/* x^a e^-x / Gamma (a). Avoids lgamma(), which writes a global. */
static double
get_factor (double a, double x)
{
  int sign;

  return exp (a * log (x) - x - lgamma_r (a, &sign));
}

/* 1 - Q: the factor times the sum over n of x^n / (a (a + 1) … (a + n)). */
static double
sum_series (double a, double x)
{
  double term = 1 / a, sum = term;

  for (guint n = 1; n < MAX_TERMS && term > sum * PRECISION; n++)
    {
      term *= x / (a + n);
      sum += term;
    }
  return get_factor (a, x) * sum;
}

/* Q: the factor over x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - …)), from the
 * inside out; the terms die away once x is past a. */
static double
evaluate_fraction (double a, double x)
{
  guint n_terms = 200 + (guint) (4 * sqrt (a + x));
  double value = x + 2 * n_terms + 1 - a;

  for (guint n = n_terms; n > 0; n--)
    value = x + 2 * n - 1 - a - n * (n - a) / value;
  return get_factor (a, x) / value;
}

double
nc_audit_chi_square_get_p (double chi_square, guint degrees)
{
  double a = degrees / 2.0, x = chi_square / 2;

  g_return_val_if_fail (degrees > 0, NAN);

  if (!(x > 0))
    return 1;
  return x < a + 1 ? fmax (1 - sum_series (a, x), 0) : evaluate_fraction (a, x);
}

double
nc_audit_normal_get_p (double z)
{
  return erfc (fabs (z) / G_SQRT2);
}
