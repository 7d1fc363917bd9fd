/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Number formatting. Translates units of time.
 */
#include "config.h"

#include "base/number.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define MINUS "\u2212"
#define MARK_SIZE 8

typedef struct
{
  char decimal[MARK_SIZE];
  char group[MARK_SIZE]; /* between thousands */
  locale_t locale;       /* 0: C */
} Marks;

static const Marks plain_marks = { ".", ",", 0 };
static Marks screen_marks = { ".", ",", 0 };
static _Thread_local guint n_plain;

static const Marks *
get_marks (void)
{
  return n_plain > 0 ? &plain_marks : &screen_marks;
}

void
base_number_follow_locale (void)
{
  const char *name = setlocale (LC_NUMERIC, NULL);
  const struct lconv *found = localeconv ();
  g_autofree char *decimal = g_locale_to_utf8 (found->decimal_point, -1, NULL, NULL, NULL);
  g_autofree char *group = g_locale_to_utf8 (found->thousands_sep, -1, NULL, NULL, NULL);

  /* C has no mark for thousands, but people want one. */
  if (name == NULL || name[0] == 'C' || g_str_equal (name, "POSIX") || decimal == NULL
      || group == NULL || strlen (decimal) >= MARK_SIZE || strlen (group) >= MARK_SIZE)
    return;
  g_strlcpy (screen_marks.decimal, decimal, MARK_SIZE);
  g_strlcpy (screen_marks.group, group, MARK_SIZE);
  screen_marks.locale = newlocale (LC_NUMERIC_MASK, name, (locale_t) 0);
}

void
base_number_begin_plain (void)
{
  n_plain++;
}

void
base_number_end_plain (void)
{
  g_return_if_fail (n_plain > 0);

  n_plain--;
}

/* A number of printf as people write it. */
static char *
format (const char *pattern, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE * 16];
  GString *text = g_string_new (g_ascii_formatd (buffer, sizeof buffer, pattern, value));

  g_string_replace (text, "-", MINUS, 0);
  g_string_replace (text, ".", get_marks ()->decimal, 0);
  return g_string_free (text, FALSE);
}

static char *
format_decimals (double value, guint decimals)
{
  char pattern[16];

  g_snprintf (pattern, sizeof pattern, "%%.%uf", MIN (decimals, 20));
  return format (pattern, value);
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
        g_string_append (text, get_marks ()->group);
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

static void
append_sentence (GString *text, const char *format, va_list arguments)
{
  locale_t locale = get_marks ()->locale;
  locale_t former = locale != (locale_t) 0 ? uselocale (locale) : (locale_t) 0;

  g_string_append_vprintf (text, format, arguments);
  if (former != (locale_t) 0)
    uselocale (former);
}

char *
base_number_sentence (const char *format, ...)
{
  GString *text = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, format);
  append_sentence (text, format, arguments);
  va_end (arguments);
  return g_string_free (text, FALSE);
}

void
base_number_append (GString *text, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  append_sentence (text, format, arguments);
  va_end (arguments);
}

char *
base_number_decimals (double value, guint decimals)
{
  return isfinite (value) ? format_decimals (value, decimals) : not_finite (value);
}

char *
base_number_tick (double value, double step)
{
  if (!isfinite (value))
    return not_finite (value);
  if (fabs (value) >= 1e6 || step < 1e-6)
    return format ("%g", value);

  int decimals = step >= 1.0 ? 0 : (int) ceil (-log10 (step) - 1e-9);

  return format_decimals (value, (guint) MAX (decimals, 0));
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
  g_autofree char *number = format_decimals (seconds, decimals);

  /* Translators: seconds. */
  return g_strdup_printf (_ ("%s s"), number);
}

char *
base_number_milliseconds (double seconds, guint decimals)
{
  g_autofree char *number = format_decimals (1000 * seconds, decimals);

  /* Translators: milliseconds. */
  return g_strdup_printf (_ ("%s ms"), number);
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
