/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Number formatting. Ignores the locale, but translates units of time.
 */
#include "config.h"

#include "base/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MINUS "\u2212"

/* Frees @plain; a hyphen becomes a minus sign. */
static char *
with_minus (char *plain)
{
  g_autofree char *text = plain;
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  return g_strjoinv (MINUS, parts);
}

static char *
format (const char *pattern, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE * 16];

  return with_minus (g_strdup (g_ascii_formatd (buffer, sizeof buffer, pattern, value)));
}

static char *
not_finite (double value)
{
  if (isnan (value))
    return g_strdup ("–");
  return g_strdup (value > 0.0 ? "∞" : MINUS "∞");
}

char *
base_number_whole (double value)
{
  if (!isfinite (value))
    return not_finite (value);
  if (fabs (value) >= 1e15)
    return format ("%.3g", value);

  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) (fabs (value) + 0.5));
  gsize n = strlen (digits);
  GString *text = g_string_new (value <= -0.5 ? MINUS : "");

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

char *
base_number_value (double value)
{
  if (!isfinite (value))
    return not_finite (value);
  if (fabs (value) >= 1e5)
    return format ("%.3g", value);
  /* Four decimals would round it to zero. */
  if (value != 0.0 && fabs (value) < 5e-5)
    return format ("%.0e", value);
  return format ("%.4f", value);
}

char *
base_number_tick (double value, double step)
{
  if (!isfinite (value))
    return not_finite (value);
  if (fabs (value) >= 1e6 || step < 1e-6)
    return format ("%g", value);

  int decimals = step >= 1.0 ? 0 : (int) ceil (-log10 (step) - 1e-9);
  g_autofree char *pattern = g_strdup_printf ("%%.%df", decimals);

  return format (pattern, value);
}

char *
base_number_log_tick (double value)
{
  static const char *const superscripts[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

  if (!isfinite (value) || value <= 0.0)
    return not_finite (value);
  if (value >= 0.99e-4 && value < 1e5)
    return format ("%.4g", value);

  int exponent = (int) floor (log10 (value) + 1e-9);
  int mantissa = (int) lround (value / pow (10.0, exponent));
  g_autofree char *digits = g_strdup_printf ("%d", ABS (exponent));
  GString *text = g_string_new (NULL);

  if (mantissa != 1)
    g_string_append_printf (text, "%d·", mantissa);
  g_string_append (text, exponent < 0 ? "10⁻" : "10");
  for (const char *c = digits; *c != '\0'; c++)
    g_string_append (text, superscripts[*c - '0']);
  return g_string_free (text, FALSE);
}

char *
base_number_seconds (double seconds, guint decimals)
{
  /* Translators: seconds. */
  return g_strdup_printf (_ ("%.*f s"), (int) decimals, seconds);
}

char *
base_number_milliseconds (double seconds, guint decimals)
{
  /* Translators: milliseconds. */
  return g_strdup_printf (_ ("%.*f ms"), (int) decimals, 1000 * seconds);
}

char *
base_number_time (double seconds)
{
  if (!isfinite (seconds) || seconds < 0)
    return g_strdup ("–");
  if (seconds < 90)
    return base_number_seconds (ceil (seconds), 0);

  guint minutes = MIN (ceil (seconds / 60), 1e8);

  if (seconds < 90 * 60)
    return g_strdup_printf (_ ("%u min"), minutes);
  return g_strdup_printf (_ ("%u h %02u min"), minutes / 60, minutes % 60);
}
