/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target "csv": a table of losses. What is read is written and read back to
 * the same curves; what is refused is refused with a sentence.
 */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "report/report-csv.h"

/* A table that grows beyond this by its gaps is not written: it would be slow. */
#define MAX_ITERATIONS 20000

/* What report_csv_write() writes, without a disk. */
static char *
write_table (GPtrArray *curves, gsize *length)
{
  int descriptor = memfd_create ("table", 0);
  g_autofree char *path = g_strdup_printf ("/dev/fd/%d", descriptor);
  g_autoptr (GError) error = NULL;
  off_t size;
  char *text;

  g_assert_cmpint (descriptor, >=, 0);
  report_csv_write (curves, path, NULL, &error);
  g_assert_no_error (error);
  size = lseek (descriptor, 0, SEEK_END);
  text = g_malloc ((gsize) size);
  g_assert_cmpint (pread (descriptor, text, (gsize) size, 0), ==, size);
  close (descriptor);
  *length = (gsize) size;
  return text;
}

/* To nine digits, as they are written. */
static gboolean
same_written (double a, double b)
{
  char digits_a[G_ASCII_DTOSTR_BUF_SIZE], digits_b[G_ASCII_DTOSTR_BUF_SIZE];

  return g_str_equal (g_ascii_formatd (digits_a, sizeof digits_a, "%.9g", a),
                      g_ascii_formatd (digits_b, sizeof digits_b, "%.9g", b));
}

static void
assert_same_curve (const ReportCurve *a, const ReportCurve *b)
{
  g_assert_cmpstr (a->study, ==, b->study);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpuint (a->key_bits, ==, b->key_bits);
  g_assert_cmpuint (a->key_difference, ==, b->key_difference);
  g_assert_cmpuint (a->seed, ==, b->seed);
  g_assert_cmpuint (a->colour, ==, b->colour);
  g_assert_cmpuint (a->length, ==, b->length);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      gsize length = plot_source_get_length (a->sources[channel]);

      g_assert_cmpuint (length, ==, a->length);
      g_assert_cmpuint (length, ==, plot_source_get_length (b->sources[channel]));
      for (gsize index = 0; index < length; index++)
        if (!same_written (plot_source_get_value (a->sources[channel], index),
                           plot_source_get_value (b->sources[channel], index)))
          g_error ("channel %u, iteration %" G_GSIZE_FORMAT " reads back otherwise", channel,
                   index);
    }
}

static void
assert_reads_back (GPtrArray *curves)
{
  g_autoptr (GError) error = NULL;
  gsize length, length_again;
  g_autofree char *text = write_table (curves, &length);
  g_autofree char *text_again = NULL;
  g_autoptr (GPtrArray) again = report_csv_parse (text, length, FUZZ_ORIGIN, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (curves->len, ==, again->len);
  for (guint i = 0; i < curves->len; i++)
    assert_same_curve (curves->pdata[i], again->pdata[i]);
  text_again = write_table (again, &length_again);
  g_assert_cmpmem (text, length, text_again, length_again);
}

/* What a figure asks: spans that fit to the values. */
static void
assert_spans (ReportCurve *curve)
{
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      PlotSource *source = curve->sources[channel];
      gsize length = plot_source_get_length (source), count = 0;
      gsize begin = length / 3, end = length - length / 5;
      PlotSpan span;

      plot_source_get_span (source, begin, end, &span);
      for (gsize index = begin; index < end; index++)
        {
          double value = plot_source_get_value (source, index);

          if (value != value)
            continue;
          count++;
          g_assert_cmpfloat (value, >=, span.min);
          g_assert_cmpfloat (value, <=, span.max);
        }
      g_assert_cmpuint (count, ==, span.count);
    }
}

void
fuzz_read (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) curves
      = report_csv_parse ((const char *) bytes, n_bytes, FUZZ_ORIGIN, &error);
  guint64 iterations = 0;

  if (curves == NULL)
    {
      fuzz_assert_sentence (error);
      return;
    }
  g_assert_cmpuint (curves->len, >, 0);
  for (guint i = 0; i < curves->len; i++)
    iterations += ((ReportCurve *) curves->pdata[i])->length;
  if (iterations > MAX_ITERATIONS)
    return;
  for (guint i = 0; i < curves->len; i++)
    assert_spans (curves->pdata[i]);
  assert_reads_back (curves);
}

gboolean
fuzz_try (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (GPtrArray) curves
      = report_csv_parse ((const char *) bytes, n_bytes, FUZZ_ORIGIN, error);

  return curves != NULL;
}
