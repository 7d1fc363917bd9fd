/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loss tables as other programs write them: every shape gives the same numbers, and
 * what could mean two things is refused.
 */
#include <math.h>
#include <string.h>

#include "report-fixture.h"
#include "report/table/report-csv.h"

/* Two rows of one curve, as each program would save them: of iterations 0 and 100, Bob's
 * loss rates 0.5 and 0.25, his bit errors 0.125 and none. */
static const struct
{
  const char *program;
  const char *text;
} shapes[] = {
  { "fuzzy-key",
    "study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,bob_bit_error,"
    "eve_loss_rate,eve_bit_error\nS,L,16,3,7,alice-bob,0,0.5,0.125,,\n"
    "S,L,16,3,7,alice-bob,100,0.25,,,\n" },
  { "pandas, with its index and numbers made floats by a missing one",
    ",study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,bob_bit_error,"
    "eve_loss_rate,eve_bit_error\n0,S,L,16.0,3.0,7.0,alice-bob,0.0,0.5,0.125,,\n"
    "1,S,L,16.0,3.0,7.0,alice-bob,100.0,0.25,,,\n" },
  { "pandas with na_rep, other columns, other order",
    "iteration,mean,bob_bit_error,bob_loss_rate,seed,label,study,key_difference,key_bits\n"
    "0,1.5,0.125,0.5,7,L,S,3,16\n100,NaN,NaN,0.25,7,L,S,3,16\n" },
  { "R, write.csv with row names",
    "\"\",\"study\",\"label\",\"key_bits\",\"key_difference\",\"seed\",\"turn\",\"iteration\","
    "\"bob_loss_rate\",\"bob_bit_error\",\"eve_loss_rate\",\"eve_bit_error\"\n"
    "\"1\",\"S\",\"L\",16,3,7,\"alice-bob\",0,0.5,0.125,NA,NA\n"
    "\"2\",\"S\",\"L\",16,3,7,\"alice-bob\",100,0.25,NA,NA,NA\n" },
  { "R, write.csv2",
    "\"study\";\"label\";\"key_bits\";\"key_difference\";\"seed\";\"turn\";\"iteration\";"
    "\"bob_loss_rate\";\"bob_bit_error\"\n"
    "\"S\";\"L\";16;3;7;\"alice-bob\";0;0,5;0,125\n\"S\";\"L\";16;3;7;\"alice-bob\";1e+02;0,25;"
    "NA\n" },
  { "LibreOffice, German",
    "\xef\xbb\xbfstudy;label;key_bits;key_difference;seed;turn;iteration;bob_loss_rate;"
    "bob_bit_error;eve_loss_rate;eve_bit_error\r\nS;L;16;3;7;alice-bob;0;0,5;0,125;;\r\n"
    "S;L;16;3;7;alice-bob;1,00E+02;0,25;;;\r\n;;;;;;;;;;\r\n" },
  { "Excel, German, which says its separator",
    "sep=;\r\nstudy;label;key_bits;key_difference;seed;iteration;bob_loss_rate;bob_bit_error\r\n"
    "S;L;16;3;7;0;5,00E-01;12,5E-2\r\nS;L;16;3;7;100;0,25;#N/A\r\n" },
  { "tabs, decimal commas, old Macintosh",
    "study\tlabel\tkey_bits\tkey_difference\tseed\titeration\tbob_loss_rate\tbob_bit_error\r"
    "S\tL\t16\t3\t7\t0\t0,5\t0,125\rS\tL\t16\t3\t7\t100,0\t0,25\t\r" },
  { "pandas, decimal=',' between commas",
    "study,label,key_bits,key_difference,seed,iteration,bob_loss_rate,bob_bit_error\n"
    "S,L,16,3,7,0,\"0,5\",\"0,125\"\nS,L,16,3,7,100,\"0,25\",\n" },
  { "semicolons, decimal points",
    "study;label;key_bits;key_difference;seed;iteration;bob_loss_rate;bob_bit_error\n"
    "S;L;16;3;7;0;.5;125.e-3\nS;L;16;3;7;+100;0.25;null\n" },
  { "blanks around everything",
    "study , label , key_bits , key_difference , seed , turn , iteration , bob_loss_rate , "
    "bob_bit_error\n S , L , 16 , 3 , 7 , alice-bob , 0 , 0.5 , 0.125 \n"
    " S , \"L\" , 16 , 3 , 7 , alice-bob , 100 , 0.25 ,  \n" },
  { "NumPy, all columns floats",
    "seed,key_bits,key_difference,iteration,bob_loss_rate,bob_bit_error,label,study\n"
    "7.000,16.000,3.000,0.000,0.500,0.125,L,S\n7.000,16.000,3.000,100.000,0.250,nan,L,S\n" },
  { "cat a.csv b.csv, each with its names and its mark",
    "\xef\xbb\xbfstudy,label,key_bits,key_difference,seed,iteration,bob_loss_rate,bob_bit_error\n"
    "S,L,16,3,7,0,0.5,0.125\n"
    "\xef\xbb\xbfstudy,label,key_bits,key_difference,seed,iteration,bob_loss_rate,bob_bit_error\n"
    "S,L,16,3,7,100,0.25,\n" },
  { "cat a.csv b.csv in another order of columns",
    "study,label,key_bits,key_difference,seed,iteration,bob_loss_rate,bob_bit_error\n"
    "S,L,16,3,7,0,0.5,0.125\nbob_loss_rate,iteration,study,label,seed,x\n0.25,100,S,L,7,\n" },
  { "sorted by loss, empty rows between",
    "\n\nstudy,label,key_bits,key_difference,seed,iteration,bob_loss_rate,bob_bit_error\n"
    ",,,,,,,\nS,L,16,3,7,100,0.25,None\n\n  \nS,L,16,3,7,0,0.5,0.125\n,,\n" },
};

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *curves = report_csv_parse (text, strlen (text), "folder/my.table.csv", &error);

  g_assert_no_error (error);
  return curves;
}

static double
get (GPtrArray *curves, guint nth, LabChannel channel, gsize index)
{
  return plot_source_get_value (((ReportCurve *) curves->pdata[nth])->sources[channel], index);
}

static void
test_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GPtrArray) curves = NULL;
      ReportCurve *curve;

      g_test_message ("%s", shapes[i].program);
      curves = parse (shapes[i].text);
      g_assert_cmpuint (curves->len, ==, 1);
      curve = curves->pdata[0];
      g_assert_cmpstr (curve->study, ==, "S");
      g_assert_cmpstr (curve->label, ==, "L");
      g_assert_cmpuint (curve->key_bits, ==, 16);
      g_assert_cmpuint (curve->key_difference, ==, 3);
      g_assert_cmpuint (curve->seed, ==, 7);
      g_assert_cmpuint (curve->begin, ==, 0);
      g_assert_cmpuint (curve->length, ==, 101);
      g_assert_false (curve->eve);
      g_assert_cmpfloat (get (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 0), ==, 0.5);
      g_assert_cmpfloat (get (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 100), ==, 0.25);
      g_assert_cmpfloat (get (curves, 0, LAB_CHANNEL_BOB_BIT_ERROR, 0), ==, 0.125);
      g_assert_true (isnan (get (curves, 0, LAB_CHANNEL_BOB_BIT_ERROR, 100)));
      g_assert_true (isnan (get (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 50)));
    }
}

/* What could be two numbers, or is another than it seems. */
static const struct
{
  const char *text;
  const char *words;
} refused[] = {
  { "iteration;bob_loss_rate\n1.000;\n",
    "line 2: iteration is “1.000”, which may have a thousands" },
  { "iteration;bob_loss_rate\n1,000;NA\n", "which may have a thousands separator or decimals" },
  { "iteration;bob_loss_rate\n1.000;0,5\n", "“1.000”, but other numbers have a decimal comma" },
  { "iteration;bob_loss_rate\n0;0,5\n1;0.5\n",
    "line 3: bob_loss_rate is “0.5”, but other numbers" },
  { "iteration\tbob_loss_rate\n0\t0.5\n1\t0,5\n", "“0,5”, but other numbers have a decimal point" },
  { "iteration,bob_loss_rate\n0,0.5\n\"1,000\",0.5\n", "“1,000”, but other numbers" },
  { "iteration;bob_loss_rate\n1.234.567;0,5\n", "without thousands separators" },
  { "iteration;bob_loss_rate\n1 234;0,5\n",
    "“1 234”; expected a whole number from 0 to 100000000, without" },
  { "iteration;bob_loss_rate\n1’234;0,5\n", "without thousands separators" },
  { "iteration,bob_loss_rate\n0,0,5\n", "line 2: 3 fields under 2 column names; numbers" },
  { "iteration,bob_loss_rate,note\n0,0,5,\n", "4 fields under 3 column names" },
  { "iteration;bob_loss_rate\n0;0,5;\n", "3 fields under 2 column names" },
  { "iteration;bob_loss_rate\n100,5;0,5\n", "iteration is “100,5”; expected a whole number" },
  { "iteration,bob_loss_rate\n1e-1,0.5\n", "iteration is “1e-1”; expected a whole number" },
  { "iteration,bob_loss_rate\n1e9,0.5\n", "iteration is “1e9”; expected a whole number" },
  { "iteration,bob_loss_rate\n0,50%\n",
    "bob_loss_rate is “50%”; expected a number from 0 to 1, or nothing" },
  { "iteration,bob_loss_rate\n0,-\n", "bob_loss_rate is “-”; expected a number from 0 to 1" },
  { "iteration,bob_loss_rate\n0,inf\n", "bob_loss_rate is “inf”" },
  { "iteration,bob_loss_rate\n0,0x1\n", "bob_loss_rate is “0x1”" },
  { "iteration,bob_loss_rate\n0,0..5\n", "bob_loss_rate is “0..5”" },
  { "iteration,bob_loss_rate\n0,1e\n", "bob_loss_rate is “1e”" },
  { "iteration,bob_loss_rate\n0,.\n", "bob_loss_rate is “.”" },
  { "iteration,bob_loss_rate,seed\n0,0.5,\n", "seed is “”; expected a whole number" },
  { "iteration,bob_loss_rate\n3,0.5\n1,0.5\n3,0.5\n",
    "line 4: iteration 3 of “my.table”, seed 0, is in line 2 already" },
  { "iteration,bob_loss_rate\n0,0.5\niteration,loss\n1,0.5\n",
    "line 3: there is no column “bob_loss" },
  { "iteration,bob_loss_rate\n0,0.5\n5000,0.5\n", "line 3: iteration 5000 leaves too large a gap" },
  { "iteration,bob_loss_rate,key_bits,key_difference\n0,0.5,16,\n1,0.5,,17\n",
    "line 3: key_difference is 17; it can be up to key_bits, 16" },
  { "i,iteration\n0,1\n", "“bob_loss_rate”, “bob_bit_error”, “eve_loss_rate” or “eve_bit_error”" },
  { "Iteration,bob_loss_rate\n0,1\n",
    "no column “iteration”; the columns are “Iteration”, “bob_loss" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) curves
          = report_csv_parse (refused[i].text, strlen (refused[i].text), "my.table.csv", &error);

      if (curves != NULL)
        g_error ("was taken: %s", refused[i].text);
      g_assert_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED);
      g_assert_true (g_str_has_prefix (error->message, "my.table.csv, line "));
      if (strstr (error->message, refused[i].words) == NULL)
        g_error ("“%s” does not hold “%s”", error->message, refused[i].words);
    }
}

/* The least there may be: iterations, and one loss. */
static void
test_least (void)
{
  g_autoptr (GPtrArray) curves = parse ("iteration,eve_bit_error\n0,0.25\n1,0.5\n");
  ReportCurve *curve = curves->pdata[0];

  g_assert_cmpuint (curves->len, ==, 1);
  g_assert_cmpstr (curve->study, ==, "my.table");
  g_assert_cmpstr (curve->label, ==, "my.table");
  g_assert_cmpuint (curve->seed, ==, 0);
  g_assert_cmpuint (curve->key_bits, ==, 0);
  g_assert_true (curve->eve);
  g_assert_false (curve->own_turn);
  g_assert_cmpfloat (get (curves, 0, LAB_CHANNEL_EVE_BIT_ERROR, 1), ==, 0.5);
  g_assert_true (isnan (get (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, 1)));
}

/* What one row of a curve does not say, another may. */
static void
test_key_bits_missing (void)
{
  g_autoptr (GPtrArray) curves
      = parse ("iteration,bob_loss_rate,key_bits,key_difference\n0,0.5,,\n1,0.5,16,3\n2,0.5,NA,\n");

  g_assert_cmpuint (((ReportCurve *) curves->pdata[0])->key_bits, ==, 16);
  g_assert_cmpuint (((ReportCurve *) curves->pdata[0])->key_difference, ==, 3);
}

/* Blanks at the ends of a label are its own unless the names of the columns have some too. */
static void
test_blanks_of_labels (void)
{
  g_autoptr (GPtrArray) curves = parse ("iteration,label,bob_loss_rate\n0, L ,0.5\n");
  g_autoptr (GPtrArray) trimmed = parse ("iteration, label, bob_loss_rate\n0, L , 0.5\n");

  g_assert_cmpstr (((ReportCurve *) curves->pdata[0])->label, ==, " L ");
  g_assert_cmpstr (((ReportCurve *) trimmed->pdata[0])->label, ==, "L");
}

/* A part begins where it begins, however late, and takes no memory for what is not in it. */
static void
test_part (void)
{
  g_autoptr (GString) text = g_string_new ("iteration,label,bob_loss_rate\n");
  g_autoptr (GPtrArray) curves = NULL;
  ReportCurve *curve;
  PlotSpan span;

  for (guint seed = 0; seed < 30; seed++)
    for (guint i = 0; i < 3; i++)
      g_string_append_printf (text, "%u,%u,0.%u\n", 100000000 - i, seed, i + 1);
  curves = parse (text->str);
  g_assert_cmpuint (curves->len, ==, 30);
  curve = curves->pdata[29];
  g_assert_cmpuint (curve->begin, ==, 99999998);
  g_assert_cmpuint (curve->length, ==, 100000001);
  g_assert_cmpuint (plot_source_get_length (curve->sources[0]), ==, 100000001);
  g_assert_false (plot_source_get_span (curve->sources[0], 0, 99999998, &span));
  g_assert_true (plot_source_get_span (curve->sources[0], 0, 99999999, &span));
  g_assert_cmpfloat (span.mean, ==, 0.3);
  g_assert_cmpfloat (get (curves, 29, LAB_CHANNEL_BOB_LOSS_RATE, 100000000), ==, 0.1);
  g_assert_true (isnan (get (curves, 29, LAB_CHANNEL_BOB_LOSS_RATE, 99999997)));
}

/* Rows in any order: the same as in theirs. */
static void
test_sorted (void)
{
  g_autoptr (GString) text = g_string_new ("iteration,label,bob_loss_rate,turn,eve_loss_rate\n");
  g_autoptr (GPtrArray) curves = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      guint iteration = i * 7919 % 10000;

      g_string_append_printf (text, "%u,A,0.%04u,alice-bob,\n%u,B,,eve,0.%04u\n", iteration,
                              iteration, iteration, iteration);
    }
  curves = parse (text->str);
  g_assert_cmpuint (curves->len, ==, 2);
  for (guint i = 0; i < 10000; i++)
    {
      g_assert_cmpfloat (get (curves, 0, LAB_CHANNEL_BOB_LOSS_RATE, i), ==, i / 10000.0);
      g_assert_cmpfloat (get (curves, 1, LAB_CHANNEL_EVE_OWN_LOSS_RATE, i), ==, i / 10000.0);
    }
  g_assert_true (isnan (get (curves, 0, LAB_CHANNEL_EVE_LOSS_RATE, 5)));
}

/* [n]: the first bytes of what people take for a table, and its name. */
static const struct
{
  const char *bytes;
  gsize n;
  const char *words;
} others[] = {
  { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "it is a PNG picture" },
  { "PK\3\4\24\0\6\0", 8, "it is a zip archive" },
  { "SQLite format 3\0\20\0", 18, "it is an SQLite database" },
  { "\x1f\x8b\10\0\0\0\0\0", 8, "gzip; unpack it first" },
  { "\xff\xfei\0t\0e\0r\0", 10, "UTF-16 text; save it as UTF-8" },
  { "\xfe\xff\0i\0t\0e\0r", 10, "UTF-16 text; save it as UTF-8" },
  { "<!DOCTYPE html>\n<html>", 22, "it is a web page" },
  { "{\"runs\": [1, 2]}", 16, "it is JSON text" },
  { "[study]\ntitle=A,B\n", 18, "it is a study file" },
  { "", 0, "it is empty" },
};

static void
test_others (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (report_csv_parse (others[i].bytes, others[i].n, "x.csv", &error));
      g_assert_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED);
      if (!g_str_has_prefix (error->message, "x.csv is not a table of losses: ")
          || strstr (error->message, others[i].words) == NULL)
        g_error ("“%s” does not hold “%s”", error->message, others[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/csv-shapes/shapes", test_shapes);
  g_test_add_func ("/report/csv-shapes/refused", test_refused);
  g_test_add_func ("/report/csv-shapes/least", test_least);
  g_test_add_func ("/report/csv-shapes/key-bits-missing", test_key_bits_missing);
  g_test_add_func ("/report/csv-shapes/blanks-of-labels", test_blanks_of_labels);
  g_test_add_func ("/report/csv-shapes/part", test_part);
  g_test_add_func ("/report/csv-shapes/sorted", test_sorted);
  g_test_add_func ("/report/csv-shapes/others", test_others);
  return g_test_run ();
}
