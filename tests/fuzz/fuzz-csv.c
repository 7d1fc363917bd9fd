/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target "csv": a table of losses. What is read is written and read back to
 * the same curves, with other separators and decimal commas too; it is the same from a
 * pipe; what is refused is refused with a sentence.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "report/table/report-csv.h"

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
  g_assert_cmpuint (a->begin, ==, b->begin);
  g_assert_cmpuint (a->length, ==, b->length);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      gsize length = plot_source_get_length (a->sources[channel]);

      g_assert_cmpuint (length, ==, a->length);
      g_assert_cmpuint (length, ==, plot_source_get_length (b->sources[channel]));
      for (gsize index = a->begin; index < length; index++)
        if (!same_written (plot_source_get_value (a->sources[channel], index),
                           plot_source_get_value (b->sources[channel], index)))
          g_error ("channel %u, iteration %" G_GSIZE_FORMAT " reads back otherwise", channel,
                   index);
    }
}

static void
assert_reads_as (GPtrArray *curves, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = report_csv_parse (text, length, FUZZ_ORIGIN, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (curves->len, ==, again->len);
  for (guint i = 0; i < curves->len; i++)
    assert_same_curve (curves->pdata[i], again->pdata[i]);
}

/* (transfer full): a table that was written, with another separator and decimal mark */
static GString *
translate (const char *text, gsize length, char separator, char mark)
{
  GString *other = g_string_sized_new (2 * length);
  gboolean quoted = FALSE;
  guint field = 0;

  for (const char *at = text; at < text + length; at++)
    {
      gboolean is_text = field < 2; /* study and label */

      if (*at == '"')
        quoted = !quoted;
      if (!quoted && (*at == ',' || *at == '\n'))
        {
          g_string_append_c (other, *at == ',' ? separator : '\n');
          field = *at == ',' ? field + 1 : 0;
        }
      else
        g_string_append_c (other, !is_text && *at == '.' ? mark : *at);
    }
  return other;
}

/* Whether a name holds what another separator would part, or is not written as it is. */
static gboolean
is_plain (const char *name, const char *others)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (strchr (others, *at) != NULL
        || (g_unichar_iscntrl (g_utf8_get_char (at)) && strchr ("\t\r\n", *at) == NULL))
      return FALSE;
  return TRUE;
}

static gboolean
are_plain (GPtrArray *curves, const char *others)
{
  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];

      if (!is_plain (curve->study, others) || !is_plain (curve->label, others))
        return FALSE;
    }
  return TRUE;
}

static void
assert_no_control (const char *text, gsize length)
{
  g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) && strchr ("\t\r\n", *at) == NULL)
      g_error ("a control character is written");
}

static void
assert_reads_back (GPtrArray *curves)
{
  g_autoptr (GError) error = NULL;
  gsize length, length_again;
  g_autofree char *text = write_table (curves, &length);
  g_autofree char *text_again = NULL;
  g_autoptr (GPtrArray) again = NULL;

  assert_no_control (text, length);
  if (!are_plain (curves, ""))
    return;
  assert_reads_as (curves, text, length);
  again = report_csv_parse (text, length, FUZZ_ORIGIN, &error);
  text_again = write_table (again, &length_again);
  g_assert_cmpmem (text, length, text_again, length_again);
  if (are_plain (curves, ";\t"))
    {
      g_autoptr (GString) semicolons = translate (text, length, ';', ',');
      g_autoptr (GString) tabs = translate (text, length, '\t', '.');

      assert_reads_as (curves, semicolons->str, semicolons->len);
      assert_reads_as (curves, tabs->str, tabs->len);
    }
}

/* What a figure asks: spans that fit to the values. */
static void
assert_spans (ReportCurve *curve)
{
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      PlotSource *source = curve->sources[channel];
      gsize length = plot_source_get_length (source), count = 0;
      gsize n = length - curve->begin;
      gsize begin = curve->begin + n / 3, end = length - n / 5;
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

/* A memory file of the bytes. */
static int
open_memory (const guint8 *bytes, gsize n_bytes)
{
  int descriptor = memfd_create ("table", 0);

  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpint (pwrite (descriptor, bytes, n_bytes, 0), ==, (gssize) n_bytes);
  return descriptor;
}

/* What fits into a pipe at once comes through one. */
static void
set_standard_input (const guint8 *bytes, gsize n_bytes)
{
  int ends[2];

  if (n_bytes > 65536 || pipe (ends) != 0)
    {
      ends[0] = open_memory (bytes, n_bytes);
      g_assert_cmpint (dup2 (ends[0], STDIN_FILENO), ==, STDIN_FILENO);
      close (ends[0]);
      return;
    }
  g_assert_cmpint (write (ends[1], bytes, n_bytes), ==, (gssize) n_bytes);
  close (ends[1]);
  g_assert_cmpint (dup2 (ends[0], STDIN_FILENO), ==, STDIN_FILENO);
  close (ends[0]);
}

static void
assert_same_from_pipe (const guint8 *bytes, gsize n_bytes, GPtrArray *curves)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) piped = NULL;

  set_standard_input (bytes, n_bytes);
  piped = report_csv_read ((const char *const[]){ "-", NULL }, &error);
  if (curves == NULL)
    {
      g_assert_null (piped);
      g_assert_true (g_str_has_prefix (error->message, "standard input"));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (curves->len, ==, piped->len);
  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *one = curves->pdata[i], *other = piped->pdata[i];

      g_assert_cmpuint (one->begin, ==, other->begin);
      g_assert_cmpuint (one->length, ==, other->length);
      g_assert_cmpuint (one->colour, ==, other->colour);
    }
}

/* Each row stands in both tables: that is refused, but for curves that are called after their
 * table. */
static void
assert_collides (const guint8 *bytes, gsize n_bytes, GPtrArray *curves)
{
  int descriptor = open_memory (bytes, n_bytes);
  g_autofree char *path = g_strdup_printf ("/dev/fd/%d", descriptor);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) both = NULL;

  set_standard_input (bytes, n_bytes);
  both = report_csv_read ((const char *const[]){ "-", path, NULL }, &error);
  close (descriptor);
  if (both == NULL)
    g_assert_true (g_str_has_prefix (error->message, path));
  else
    {
      g_assert_cmpuint (both->len, ==, 2 * curves->len);
      report_curves_tell_apart (both);
    }
}

void
fuzz_read (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) curves
      = report_csv_parse ((const char *) bytes, n_bytes, FUZZ_ORIGIN, &error);
  guint64 iterations = 0;

  assert_same_from_pipe (bytes, n_bytes, curves);
  if (curves == NULL)
    {
      fuzz_assert_sentence (error);
      return;
    }
  g_assert_cmpuint (curves->len, >, 0);
  assert_collides (bytes, n_bytes, curves);
  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];

      g_assert_cmpuint (curve->begin, <, curve->length);
      iterations += curve->length - curve->begin;
    }
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
