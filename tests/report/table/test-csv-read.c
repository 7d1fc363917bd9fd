/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loss tables from anywhere: what is taken, and what is refused with file and
 * line.
 */
#include <math.h>
#include <string.h>

#include "folder-fixture.h"
#include "report-fixture.h"
#include "report/table/report-csv.h"

#define HEADER                                                                                     \
  "study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,bob_bit_error,"           \
  "eve_loss_rate,eve_bit_error"
#define ROW "S,L,16,3,1,alice-bob,0,0.5,0.5,,\n"

static const struct
{
  const char *text;
  guint line;
  const char *words;
} malformed[] = {
  { "\n", 1, "no column “iteration”" },
  { "hello\n", 1, "no column “iteration”; the only one is “hello”" },
  { "study,label\n" ROW, 1, "no column “iteration”; the columns are “study”, “label”" },
  { "iteration,seed\n0,1\n", 1, "no column “bob_loss_rate”, " },
  { "iteration|bob_loss_rate\n0|0.5\n", 1, "semicolons or tabs" },
  { "iteration bob_loss_rate\n0 0.5\n", 1, "semicolons or tabs" },
  { "seed,iteration,bob_loss_rate,seed\n0,1,0.5,0\n", 1, "two columns are called “seed”" },
  { "a,b,c,d,e,f,g,h,i,j,k,l,m,n\n", 1, "“k”, “l”, …" },
  { HEADER "\n", 1, "no rows" },
  { HEADER "\n" ROW "S,L,16,3,1,alice-bob\n", 3, "6 fields" },
  { HEADER "\n" ROW "S,L,16,3,1,alice-bob,1,0.5,0.5,\n", 3, "10 fields" },
  { HEADER "\nS,L,16,3,1,bob,0,0.5,0.5,,\n", 2, "turn is “bob”; expected alice-bob or eve" },
  { HEADER "\nS,L,16,3,1,,0,0.5,0.5,,\n", 2, "turn is “”" },
  { HEADER "\nS,L,x,3,1,alice-bob,0,0.5,0.5,,\n", 2, "key_bits is “x”" },
  { HEADER "\nS,L,16,17,1,alice-bob,0,0.5,0.5,,\n", 2, "key_difference is “17”" },
  { HEADER "\nS,L,16,-1,1,alice-bob,0,0.5,0.5,,\n", 2, "key_difference is “-1”" },
  { HEADER "\nS,L,16,3,4294967296,alice-bob,0,0.5,0.5,,\n", 2, "seed is “4294967296”" },
  { HEADER "\nS,L,16,3,,alice-bob,0,0.5,0.5,,\n", 2, "seed is “”" },
  { HEADER "\nS,L,16,3,1,alice-bob,-1,0.5,0.5,,\n", 2, "iteration is “-1”" },
  { HEADER "\nS,L,16,3,1,alice-bob,0.5,0.5,0.5,,\n", 2, "iteration is “0.5”" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,2,0.5,,\n", 2, "bob_loss_rate is “2”" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,-0.1,0.5,,\n", 2, "bob_loss_rate is “-0.1”" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,nano,0.5,,\n", 2, "bob_loss_rate is “nano”" },
  { HEADER "\nS,L,16,3,1,alice-bob,NA,0.5,0.5,,\n", 2,
    "iteration is “NA”; expected a whole number" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,0.5,inf,,\n", 2, "bob_bit_error is “inf”" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,0.5,0x0,,\n", 2, "bob_bit_error is “0x0”" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,0.5,0.5,half,\n", 2, "eve_loss_rate is “half”" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,0.5,0.5,,1e\n", 2, "eve_bit_error is “1e”" },
  { HEADER "\n" ROW ROW, 3, "iteration 0 of “L”, seed 1, is in line 2 already" },
  { HEADER "\nS,L,16,3,1,alice-bob,5,0.5,0.5,,\nS,L,16,3,1,alice-bob,4,0.5,0.5,,\n"
           "S,L,16,3,1,alice-bob,5,0.5,0.5,,\n",
    4, "iteration 5 of “L”, seed 1, is in line 2 already" },
  { HEADER "\n" ROW "S,L,8,3,1,alice-bob,1,0.5,0.5,,\n", 3, "key_bits is 8, but 16" },
  { HEADER "\n" ROW "S,L,16,4,1,alice-bob,1,0.5,0.5,,\n", 3, "key_difference is 4, but 3" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,0,5,0,5,,\n", 2, "13 fields under 11 column names" },
  { HEADER "\nS,L,16,3,1,alice-bob,0,0,5,0.5,,\n", 2, "decimal comma need semicolons or tabs" },
  { HEADER "\nS,\"L\"x,16,3,1,alice-bob,0,0.5,0.5,,\n", 2, "after the closing quote" },
  { HEADER "\nS,\"L,16,3,1,alice-bob,0,0.5,0.5,,\n", 2, "quoted" },
  { HEADER "\nS,\"two\nlines\",16,3,1,alice-bob,0,0.5,0.5,,\nS,L,16,3,1,nobody,0,0.5,0.5,,\n", 4,
    "nobody" },
  { HEADER "\n\n\nS,L,16,3,1,nobody,0,0.5,0.5,,\n", 4, "nobody" },
  { HEADER "\nS,L\xff,16,3,1,alice-bob,0,0.5,0.5,,\n", 2, "UTF-8" },
  { HEADER "\nS,L,16,3,1,\xff\x12\"\t,0,0.5,0.5,,\n", 2, "turn is “\xef\xbf\xbd\xef\xbf\xbd\" ”;" },
  { HEADER "\nS,L,16,3,1,äääääääääääääääääääääääääääääääääääääääääääää,0,0.5,0.5,,\n", 2,
    "turn is “ääääääääääääääääääääääääääääääääääääääää…”;" },
  { HEADER "\nS,L,16,3,1,alice-bob,100000001,0.5,0.5,,\n", 2, "iteration is “100000001”" },
  { HEADER "\n" ROW "S,L,16,3,1,alice-bob,99999,0.5,0.5,,\n", 3, "too large a gap" },
};

static void
assert_refused (const char *text, gsize length, guint line, const char *words)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *curves = report_csv_parse (text, length, "my.csv", &error);
  g_autofree char *place = g_strdup_printf ("my.csv, line %u: ", line);

  if (curves != NULL)
    g_error ("was taken: %s", text);
  g_assert_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED);
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, words) == NULL)
    g_error ("“%s” is not of line %u or does not hold “%s”", error->message, line, words);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (const char *at = error->message; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
}

static void
test_malformed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    assert_refused (malformed[i].text, strlen (malformed[i].text), malformed[i].line,
                    malformed[i].words);
}

static void
test_nul (void)
{
  static const char text[] = HEADER "\nS,L,16,3,1,alice-bob,0,0.5\0,0.5,,\n";

  assert_refused (text, sizeof text - 1, 2, "NUL");
}

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *curves = report_csv_parse (text, strlen (text), "my.csv", &error);

  g_assert_no_error (error);
  return curves;
}

static void
assert_value (GPtrArray *curves, guint curve, LabChannel channel, gsize index, double expected)
{
  double value
      = plot_source_get_value (((ReportCurve *) curves->pdata[curve])->sources[channel], index);

  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat (value, ==, expected);
}

/* Columns of a later version, other line ends, a byte order mark, no last line end. */
static void
test_tolerated (void)
{
  static const char *const texts[] = {
    HEADER ",more,columns\nS,L,16,3,1,alice-bob,0,0.25,0.5,,,a,b\n",
    HEADER ",more\nS,L,16,3,1,alice-bob,0,0.25,0.5,,\n",
    HEADER "\r\nS,L,16,3,1,alice-bob,0,0.25,0.5,,\r\n\r\n",
    HEADER "\nS,L,16,3,1,alice-bob,0,0.25,0.5,,",
    "\xef\xbb\xbf" HEADER "\nS,L,16,3,1,alice-bob,0,0.25,0.5,,\n",
    HEADER "\n\n\"S\",\"L\",\"16\",\"3\",\"1\",\"alice-bob\",\"0\",\"0.25\",\"5e-1\",\"\",\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) curves = parse (texts[i]);

      g_assert_cmpuint (curves->len, ==, 1);
      g_assert_cmpstr (((ReportCurve *) curves->pdata[0])->label, ==, "L");
      g_assert_cmpuint (((ReportCurve *) curves->pdata[0])->key_bits, ==, 16);
      g_assert_false (((ReportCurve *) curves->pdata[0])->eve);
      assert_value (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 0, 0.25);
      assert_value (curves, 0, LAB_CHANNEL_BOB_BIT_ERROR, 0, 0.5);
      assert_value (curves, 0, LAB_CHANNEL_EVE_LOSS_RATE, 0, (double) NAN);
    }
}

/* Rows may be left out and curves may alternate. */
static void
test_thinned (void)
{
  g_autoptr (GPtrArray) curves = parse (HEADER "\nS,A,16,3,1,alice-bob,0,0.5,0.5,,\n"
                                               "S,B,16,3,1,alice-bob,100,0.25,0.5,0.125,\n"
                                               "S,A,16,3,1,eve,10,,,0.25,0.5\n"
                                               "S,A,16,3,2,alice-bob,0,0.75,0.5,,\n");

  g_assert_cmpuint (curves->len, ==, 3);
  assert_value (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 0, 0.5);
  assert_value (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 5, (double) NAN);
  assert_value (curves, 0, LAB_CHANNEL_EVE_LOSS_RATE, 10, (double) NAN);
  assert_value (curves, 0, LAB_CHANNEL_EVE_OWN_LOSS_RATE, 10, 0.25);
  assert_value (curves, 1, LAB_CHANNEL_BOB_LOSS_RATE, 100, 0.25);
  assert_value (curves, 1, LAB_CHANNEL_BOB_LOSS_RATE, 99, (double) NAN);
  assert_value (curves, 1, LAB_CHANNEL_EVE_LOSS_RATE, 100, 0.125);
  g_assert_true (((ReportCurve *) curves->pdata[0])->own_turn);
  g_assert_true (((ReportCurve *) curves->pdata[1])->eve);
  g_assert_false (((ReportCurve *) curves->pdata[1])->own_turn);
  g_assert_cmpuint (((ReportCurve *) curves->pdata[2])->seed, ==, 2);
  g_assert_cmpuint (plot_source_get_length (((ReportCurve *) curves->pdata[1])->sources[0]), ==,
                    101);
}

/* Where one name ends and the other begins decides, not what they are together. */
static void
test_names (void)
{
  g_autoptr (GPtrArray) curves = parse (HEADER "\n\"A\nB\",C,16,3,1,alice-bob,0,0.5,0.5,,\n"
                                               "A,\"B\nC\",8,1,1,alice-bob,0,0.25,0.5,,\n");

  g_assert_cmpuint (curves->len, ==, 2);
  g_assert_cmpstr (((ReportCurve *) curves->pdata[1])->label, ==, "B\nC");
  assert_value (curves, 1, LAB_CHANNEL_BOB_LOSS_RATE, 0, 0.25);
}

/* Each curve's gap is small enough, but they are many: memory must not follow. */
static void
test_many_gaps (void)
{
  g_autoptr (GString) text = g_string_new (HEADER "\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 200; i++)
    for (guint j = 0; j < 2; j++)
      g_string_append_printf (text, "S,%u,16,3,1,alice-bob,%u,0.5,0.5,,\n", i, j * i * 4100);
  g_assert_null (report_csv_parse (text->str, text->len, "my.csv", &error));
  g_assert_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "gap"));
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (HEADER "\n");
  g_autoptr (GString) wide = g_string_new (HEADER);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= 10000; i++)
    g_string_append_printf (text, "S,%u,16,3,1,alice-bob,0,0.5,0.5,,\n", i);
  assert_refused (text->str, text->len, 10002, "more than 10000 curves");
  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, ",x");
  g_assert_null (report_csv_parse (wide->str, wide->len, "my.csv", &error));
  g_assert_nonnull (strstr (error->message, "1000 fields"));
}

static void
test_files (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (report_csv_read ((const char *[]){ missing, NULL }, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, missing));
  g_clear_error (&error);
  g_assert_null (report_csv_read ((const char *[]){ folder, NULL }, &error));
  g_assert_nonnull (strstr (error->message, folder));
  fixture_remove_folder (folder);
}

static const char *
write_table (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_intern_string (path);
}

/* Tables read together: parts of a curve are one, and a label has one colour. */
static void
test_together (void)
{
  char *folder = fixture_make_folder ();
  const char *a = write_table (folder, "a.csv",
                               HEADER "\nS,L,16,3,1,alice-bob,0,0.5,0.5,,\n"
                                      "S,M,16,3,1,alice-bob,0,0.5,0.5,,\n");
  const char *b = write_table (folder, "b.csv",
                               "iteration;label;study;seed;bob_loss_rate\n"
                               "101;L;S;1;0,125\n100;L;S;1;0,25\n0;L;T;1;0,75\n");
  const char *c = write_table (folder, "c.csv", "iteration,bob_loss_rate\n0,0.5\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) curves = report_csv_read ((const char *[]){ b, a, c, NULL }, &error);
  ReportCurve *curve;

  g_assert_no_error (error);
  g_assert_cmpuint (curves->len, ==, 4);
  curve = curves->pdata[0];
  g_assert_cmpuint (curve->begin, ==, 0);
  g_assert_cmpuint (curve->key_bits, ==, 16);
  assert_value (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 0, 0.5);
  assert_value (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 100, 0.25);
  assert_value (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 101, 0.125);
  assert_value (curves, 1, LAB_CHANNEL_BOB_LOSS_RATE, 0, 0.75);
  g_assert_cmpuint (((ReportCurve *) curves->pdata[1])->colour, ==, curve->colour);
  g_assert_cmpuint (((ReportCurve *) curves->pdata[2])->colour, ==, 1);
  g_assert_cmpstr (((ReportCurve *) curves->pdata[3])->label, ==, "c");
  g_assert_cmpstr (((ReportCurve *) curves->pdata[3])->study, ==, "c");
  report_curves_tell_apart (curves);
  g_assert_cmpstr (((ReportCurve *) curves->pdata[0])->label, ==, "L · S");
  g_assert_cmpstr (((ReportCurve *) curves->pdata[1])->label, ==, "L · T");
  g_assert_cmpstr (((ReportCurve *) curves->pdata[2])->label, ==, "M");
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (((ReportCurve *) curves->pdata[i])->colour, ==, i);
  fixture_remove_folder (folder);
}

static void
assert_collides (const char *a, const char *b, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (report_csv_read ((const char *[]){ a, b, NULL }, &error));
  g_assert_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED);
  if (!g_str_has_prefix (error->message, b) || strstr (error->message, words) == NULL)
    g_error ("“%s” does not hold “%s”", error->message, words);
}

/* What two tables say otherwise of one curve names both, or the line. */
static void
test_collisions (void)
{
  char *folder = fixture_make_folder ();
  const char *a = write_table (folder, "a.csv",
                               HEADER "\nS,L,16,3,1,alice-bob,0,0.5,0.5,,\n"
                                      "S,L,16,3,1,alice-bob,7,0.5,0.5,,\n");
  const char *b = write_table (folder, "b.csv",
                               HEADER "\n\nS,L,16,3,1,alice-bob,5,0.5,0.5,,\n"
                                      "S,L,16,3,1,alice-bob,7,0.5,0.5,,\n");
  const char *c = write_table (folder, "c.csv", HEADER "\nS,L,8,3,1,alice-bob,9,0.5,0.5,,\n");
  g_autofree char *there = g_strdup_printf (
      "line 4: iteration 7 of “L”, seed 1, is in %s, line 3, already; another curve", a);

  assert_collides (a, b, there);
  assert_collides (a, a, "line 2: iteration 0 of “L”, seed 1, is in");
  assert_collides (a, c, "line 2: key_bits is 8, but 16 in earlier rows of “L”, seed 1");
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/csv-read/malformed", test_malformed);
  g_test_add_func ("/report/csv-read/nul", test_nul);
  g_test_add_func ("/report/csv-read/tolerated", test_tolerated);
  g_test_add_func ("/report/csv-read/thinned", test_thinned);
  g_test_add_func ("/report/csv-read/names", test_names);
  g_test_add_func ("/report/csv-read/many-gaps", test_many_gaps);
  g_test_add_func ("/report/csv-read/many", test_many);
  g_test_add_func ("/report/csv-read/files", test_files);
  g_test_add_func ("/report/csv-read/together", test_together);
  g_test_add_func ("/report/csv-read/collisions", test_collisions);
  return g_test_run ();
}
