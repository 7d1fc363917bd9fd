/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loss tables that are right: what is written is exactly what the documentation
 * says, and reads back to the same numbers; a failed write harms nothing.
 */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "folder-fixture.h"
#include "report-fixture.h"
#include "report/table/report-csv-text.h"
#include "report/table/report-csv.h"

#define HEADER                                                                                     \
  "study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,bob_bit_error,"           \
  "eve_loss_rate,eve_bit_error\n"

static GPtrArray *
new_curves (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);
}

static char *
write_text (GPtrArray *curves)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  report_csv_write (curves, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_files (folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  fixture_remove_folder (folder);
  return text;
}

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *curves = report_csv_parse (text, strlen (text), "test.csv", &error);

  g_assert_no_error (error);
  return curves;
}

static void
assert_same_numbers (ReportCurve *a, ReportCurve *b)
{
  for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      gsize length = plot_source_get_length (a->sources[channel]);

      g_assert_cmpuint (length, ==, plot_source_get_length (b->sources[channel]));
      for (gsize i = 0; i < length; i++)
        {
          double first = plot_source_get_value (a->sources[channel], i);
          double second = plot_source_get_value (b->sources[channel], i);

          /* The same float, and the same as a float. */
          g_assert_true (isnan (first) ? isnan (second) : (float) first == (float) second);
        }
    }
}

static void
assert_same (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      ReportCurve *first = a->pdata[i], *second = b->pdata[i];

      g_assert_cmpstr (first->study, ==, second->study);
      g_assert_cmpstr (first->label, ==, second->label);
      g_assert_cmpuint (first->key_bits, ==, second->key_bits);
      g_assert_cmpuint (first->key_difference, ==, second->key_difference);
      g_assert_cmpuint (first->seed, ==, second->seed);
      g_assert_cmpint (first->eve, ==, second->eve);
      g_assert_cmpint (first->own_turn, ==, second->own_turn);
      assert_same_numbers (first, second);
    }
}

/* The table as text, byte for byte. */
static void
test_text (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  ReportCurve *curve = fixture_curve ("n = 3", 16, 3, 7);
  const double bob[] = { 0.5, 0.25, (double) NAN }, bits[] = { 0.125, 0, 1 };
  const double eve[] = { 0.5, (double) NAN, (double) 0.1f };
  g_autofree char *text = NULL;

  g_ptr_array_add (curves, curve);
  for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
    fixture_set_source (curve, channel, 3, 0, fixture_never);
  g_object_unref (curve->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  curve->sources[LAB_CHANNEL_BOB_LOSS_RATE] = PLOT_SOURCE (plot_array_source_new (bob, 3));
  g_object_unref (curve->sources[LAB_CHANNEL_BOB_BIT_ERROR]);
  curve->sources[LAB_CHANNEL_BOB_BIT_ERROR] = PLOT_SOURCE (plot_array_source_new (bits, 3));
  g_object_unref (curve->sources[LAB_CHANNEL_EVE_LOSS_RATE]);
  curve->sources[LAB_CHANNEL_EVE_LOSS_RATE] = PLOT_SOURCE (plot_array_source_new (eve, 3));
  text = write_text (curves);
  g_assert_cmpstr (text, ==,
                   HEADER "A study,n = 3,16,3,7,alice-bob,0,0.5,0.125,0.5,\n"
                          "A study,n = 3,16,3,7,alice-bob,1,0.25,0,,\n"
                          "A study,n = 3,16,3,7,alice-bob,2,,1,0.100000001,\n");
}

static void
test_quoting (void)
{
  static const char *const labels[]
      = { "a,b", "say \"yes\"", "two\nlines",    "carriage\rreturn", "",         " blanks ",
          "\"",  ",",           "Größe · n = 3", "it's; all = fine", "\"\n\",\"" };
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_ptr_array_add (curves, fixture_curve (labels[i], 16, i, i));
  text = write_text (curves);
  g_assert_nonnull (strstr (text, "\nA study,\"a,b\",16,0,0,alice-bob,0,"));
  g_assert_nonnull (strstr (text, "\nA study,\"say \"\"yes\"\"\",16,1,1,"));
  g_assert_nonnull (strstr (text, "\nA study,Größe · n = 3,16,8,8,"));
  again = parse (text);
  assert_same (curves, again);
}

/* A terminal that shows the table must obey nothing in it; what is read back is text. */
static void
test_control_characters (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (curves, fixture_curve ("\x1b[2J\a, \x7f\xc2\x9b\tß\xc2\xa0", 16, 0, 0));
  text = write_text (curves);
  g_assert_nonnull (strstr (
      text, "\nA study,\"\\u001b[2J\\u0007, \\u007f\\u009b\tß\xc2\xa0\",16,0,0,alice-bob,0,"));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_true (strchr ("\t\n", *at) != NULL || !g_unichar_iscntrl (g_utf8_get_char (at)));
  again = parse (text);
  assert_same_numbers (curves->pdata[0], again->pdata[0]);
  g_assert_cmpstr (((ReportCurve *) again->pdata[0])->label, ==,
                   "\\u001b[2J\\u0007, \\u007f\\u009b\tß\xc2\xa0");
}

/* The same in the tables beside a replay's report. */
static void
test_field (void)
{
  g_autoptr (GString) row = g_string_new ("a,");

  report_csv_append_text (row, "\x1b]0;title\a");
  g_string_append_c (row, ',');
  report_csv_append_text (row, "\xc2\x85 \"\x01\"\r");
  g_assert_cmpstr (row->str, ==, "a,\\u001b]0;title\\u0007,\"\\u0085 \"\"\\u0001\"\"\r\"");
}

/* A part of a table is written from where it begins. */
static void
test_part (void)
{
  static const char text[] = HEADER "S,L,16,3,1,alice-bob,5000000,0.5,0.25,,\n"
                                    "S,L,16,3,1,alice-bob,5000001,0.25,,,\n";
  g_autoptr (GPtrArray) curves = parse (text);
  g_autofree char *again = write_text (curves);

  g_assert_cmpstr (again, ==, text);
}

/* By round: the turn of each row, from the schedule and from the numbers. */
static void
test_turns (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  ReportCurve *curve = fixture_curve ("by round", 16, 3, 1);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL, *text_again = NULL;

  curve->eve = curve->own_turn = TRUE;
  curve->round_length = 10;
  fixture_set_source (curve, LAB_CHANNEL_BOB_LOSS_RATE, 20, 1, fixture_first_turn);
  fixture_set_source (curve, LAB_CHANNEL_BOB_BIT_ERROR, 20, 2, fixture_first_turn);
  fixture_set_source (curve, LAB_CHANNEL_EVE_LOSS_RATE, 20, 3, fixture_first_turn);
  fixture_set_source (curve, LAB_CHANNEL_EVE_BIT_ERROR, 20, 4, fixture_first_turn);
  fixture_set_source (curve, LAB_CHANNEL_EVE_OWN_LOSS_RATE, 20, 5, fixture_second_turn);
  fixture_set_source (curve, LAB_CHANNEL_EVE_OWN_BIT_ERROR, 20, 6, fixture_second_turn);
  g_ptr_array_add (curves, curve);
  text = write_text (curves);
  g_assert_nonnull (strstr (text, ",alice-bob,4,"));
  g_assert_nonnull (strstr (text, ",eve,5,,,0."));
  g_assert_nonnull (strstr (text, ",eve,9,,,0."));
  g_assert_nonnull (strstr (text, ",alice-bob,10,"));
  g_assert_nonnull (strstr (text, ",eve,19,,,0."));
  again = parse (text);
  assert_same (curves, again);
  text_again = write_text (again);
  g_assert_cmpstr (text, ==, text_again);
}

/* Rows left out, and one of Eve's two numbers alone: all of it reads back. */
static void
test_sparse (void)
{
  g_autoptr (GPtrArray) curves = parse (HEADER "S,L,16,3,1,alice-bob,2,0.5,0.25,,0.75\n"
                                               "S,L,16,3,1,eve,9,,,,0.5\n");
  g_autofree char *text = write_text (curves);
  g_autoptr (GPtrArray) again = parse (text);
  ReportCurve *curve = curves->pdata[0];
  PlotSpan span;

  g_assert_true (curve->eve);
  g_assert_nonnull (strstr (text, "\nS,L,16,3,1,alice-bob,8,,,,\nS,L,16,3,1,eve,9,,,,0.5\n"));
  assert_same (curves, again);
  g_assert_true (plot_source_get_span (curve->sources[LAB_CHANNEL_BOB_LOSS_RATE], 1, 3, &span));
  g_assert_cmpuint (span.count, ==, 1);
  g_assert_cmpfloat (span.mean, ==, 0.5);
  g_assert_false (plot_source_get_span (curve->sources[LAB_CHANNEL_BOB_LOSS_RATE], 3, 10, &span));
}

/* A real run, by way of a file. */
static void
test_run (void)
{
  g_autoptr (LabStudy) study
      = fixture_train_study ("[study]\ntitle=Trained, really\n[parties]\nkey-bits=8\neve=true\n"
                             "[training]\nrounds=2\niterations=30\nbatch=8\n[curve A]\n"
                             "parties.key-difference=1\n[curve B]\nparties.key-difference=2\n",
                             2);
  g_autoptr (GPtrArray) curves = report_curves_from_study (study);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = write_text (curves);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 4 * 120 + 1);
  again = parse (text);
  assert_same (curves, again);
  g_assert_cmpstr (((ReportCurve *) again->pdata[0])->study, ==, "Trained, really");
  g_assert_true (((ReportCurve *) again->pdata[0])->own_turn);
  /* Seeds of one curve share its colour. */
  g_assert_cmpuint (((ReportCurve *) again->pdata[0])->colour, ==, 0);
  g_assert_cmpuint (((ReportCurve *) again->pdata[1])->colour, ==, 0);
  g_assert_cmpuint (((ReportCurve *) again->pdata[2])->colour, ==, 1);
}

static void
test_hidden (void)
{
  g_autoptr (LabStudy) study = fixture_train_study (
      "[parties]\nkey-bits=8\n[training]\nrounds=1\niterations=2\nbatch=8\n"
      "[curve A]\nparties.key-difference=1\n[curve B]\nparties.key-difference=2\n",
      1);
  g_autoptr (GPtrArray) curves = NULL;

  lab_run_set_visible (lab_study_get_run (study, 0), FALSE);
  curves = report_curves_from_study (study);
  g_assert_cmpuint (curves->len, ==, 1);
  g_assert_cmpstr (((ReportCurve *) curves->pdata[0])->label, ==, "B");
}

static char *
make_former (const char *folder)
{
  char *path = g_build_filename (folder, "table.csv", NULL);

  g_assert_true (g_file_set_contents (path, "former", -1, NULL));
  return path;
}

static void
assert_former (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "former");
}

static void
test_cancelled (void)
{
  static const gsize lengths[] = { 20, 20000 }; /* of one buffer, of many */
  char *folder = fixture_make_folder ();
  g_autofree char *path = make_former (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GPtrArray) curves = new_curves ();
      ReportCurve *curve = fixture_curve ("long", 16, 3, 1);
      g_autoptr (GError) error = NULL;

      for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
        fixture_set_source (curve, channel, lengths[i], 1, fixture_always);
      g_ptr_array_add (curves, curve);
      g_assert_false (report_csv_write (curves, path, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_former (path);
      g_assert_cmpuint (fixture_count_files (folder), ==, 1);
    }
  fixture_remove_folder (folder);
}

static void
test_unwritable (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "no", "table.csv", NULL);
  g_autofree char *full = fixture_make_full_device (folder);
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (curves, fixture_curve ("one", 16, 3, 1));
  g_assert_false (report_csv_write (curves, path, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_false (report_csv_write (curves, folder, NULL, &error));
  g_assert_nonnull (strstr (error->message, folder));
  g_clear_error (&error);
  if (full != NULL)
    {
      g_assert_false (report_csv_write (curves, full, NULL, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
      g_assert_nonnull (strstr (error->message, full));
      g_assert_true (fixture_is_full_device (full));
    }
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/csv/text", test_text);
  g_test_add_func ("/report/csv/quoting", test_quoting);
  g_test_add_func ("/report/csv/control-characters", test_control_characters);
  g_test_add_func ("/report/csv/field", test_field);
  g_test_add_func ("/report/csv/part", test_part);
  g_test_add_func ("/report/csv/turns", test_turns);
  g_test_add_func ("/report/csv/sparse", test_sparse);
  g_test_add_func ("/report/csv/run", test_run);
  g_test_add_func ("/report/csv/hidden", test_hidden);
  g_test_add_func ("/report/csv/cancelled", test_cancelled);
  g_test_add_func ("/report/csv/unwritable", test_unwritable);
  return g_test_run ();
}
