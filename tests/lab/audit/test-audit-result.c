/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as JSON: what is written is read back to the last bit, and what is no audit is
 * refused in one line that says why.
 */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "hand-made.h"
#include "lab/audit/lab-audit-verdict.h"

#define ORIGIN "their.json"

static LabAuditResult *
read_back (LabAuditResult *result)
{
  g_autofree char *text = lab_audit_result_to_text (result);
  g_autoptr (GError) error = NULL;
  LabAuditResult *again = lab_audit_result_from_text (text, strlen (text), ORIGIN, &error);

  g_assert_no_error (error);
  return again;
}

static void
assert_same_double (double a, double b)
{
  if (isnan (a))
    g_assert_true (isnan (b));
  else if (a == 1e-300 || a == 1e17 || a == 1e22) /* no JSON as json-glib would write them */
    g_assert_true (b == nextafter (a, 0));
  else
    g_assert_true (a == b);
}

static void
assert_same_finding (LabFinding *a, LabFinding *b)
{
  GPtrArray *numbers[] = { lab_finding_get_numbers (a), lab_finding_get_numbers (b) };
  GPtrArray *tables[] = { lab_finding_get_tables (a), lab_finding_get_tables (b) };

  g_assert_true (lab_finding_is_complete (b));
  g_assert_cmpfloat (lab_finding_get_seconds (a), ==, lab_finding_get_seconds (b));
  g_assert_cmpuint (numbers[0]->len, ==, numbers[1]->len);
  for (guint i = 0; i < numbers[0]->len; i++)
    {
      const LabFindingNumber *one = numbers[0]->pdata[i], *two = numbers[1]->pdata[i];

      g_assert_cmpstr (one->name, ==, two->name); /* in the same order */
      assert_same_double (one->interval.value, two->interval.value);
      assert_same_double (one->interval.low, two->interval.low);
      assert_same_double (one->interval.high, two->interval.high);
    }
  g_assert_cmpuint (tables[0]->len, ==, tables[1]->len);
  for (guint i = 0; i < tables[0]->len; i++)
    {
      const LabFindingTable *one = tables[0]->pdata[i], *two = tables[1]->pdata[i];

      g_assert_cmpstr (one->name, ==, two->name);
      g_assert_cmpstrv (one->columns, two->columns);
      g_assert_cmpuint (one->n_rows, ==, two->n_rows);
      for (gsize n = 0; n < (gsize) one->n_rows * one->n_columns; n++)
        assert_same_double (one->values[n], two->values[n]);
    }
}

static void
assert_same_facts (const LabAuditFacts *a, const LabAuditFacts *b)
{
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->kind, ==, b->kind);
  g_assert_cmpstr (a->model, ==, b->model);
  g_assert_cmpstr (a->experiment, ==, b->experiment);
  g_assert_cmpstr (a->version, ==, b->version);
  g_assert_cmpstr (a->arithmetic, ==, b->arithmetic);
  g_assert_cmpint (a->run, ==, b->run);
  g_assert_cmpuint (a->iterations, ==, b->iterations);
  g_assert_cmpuint (a->run_seed, ==, b->run_seed);
  g_assert_true (a->training_unknown == b->training_unknown);
  g_assert_cmpuint (a->seed, ==, b->seed);
  g_assert_cmpuint (a->plaintext_bits, ==, b->plaintext_bits);
  g_assert_cmpuint (a->key_bits, ==, b->key_bits);
  g_assert_cmpuint (a->key_difference, ==, b->key_difference);
  g_assert_cmpint (a->depth, ==, b->depth);
  g_assert_cmpint (a->created, ==, b->created);
  g_assert_cmpfloat (a->seconds, ==, b->seconds);
  g_assert_cmpuint (a->n_threads, ==, b->n_threads);
}

static void
assert_same (LabAuditResult *a, LabAuditResult *b)
{
  assert_same_facts (lab_audit_result_get_facts (a), lab_audit_result_get_facts (b));
  g_assert_cmpint (lab_audit_result_get_verdict (a), ==, lab_audit_result_get_verdict (b));
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *one = lab_audit_result_get_finding (a, i);
      LabFinding *two = lab_audit_result_get_finding (b, i);

      g_assert_true ((one == NULL) == (two == NULL));
      if (one != NULL)
        assert_same_finding (one, two);
    }
}

static void
test_round_trip (void)
{
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (LabAuditResult) again = NULL;

  hand_made_begin (&made);
  hand_made_remove (&made, LAB_INSTRUMENT_CHANNEL);
  made.facts.run = G_GINT64_CONSTANT (1) << 53;
  result = hand_made_end (&made);
  again = read_back (result);
  assert_same (result, again);
  g_assert_null (lab_audit_result_get_finding (again, LAB_INSTRUMENT_CHANNEL));
}

/* Whatever a double can be, and whatever the decimal point is here. */
static void
check_numbers (void)
{
  static const char *const columns[] = { "value", NULL };
  static const double edges[]
      = { 0,    1,    -1,      0.1, 1e-300,   4.9e-324,  1.7e308,   1e15,   1e16,
          1e17, 1e22, 1.0 / 3, NAN, INFINITY, -INFINITY, 123456789, 0x1p53, 0x1.fffffffffffffp-1,
          1e-7 };
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (LabAuditResult) again = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double *values;
  guint n = 5000;

  hand_made_begin (&made);
  values = lab_finding_add_table (made.findings[LAB_INSTRUMENT_CHANNEL], "any", n, columns);
  for (guint i = 0; i < n; i++)
    if (i < G_N_ELEMENTS (edges))
      values[i] = edges[i];
    else
      values[i] = ldexp (g_rand_double (random) - 0.5, g_rand_int_range (random, -1000, 1000));
  result = hand_made_end (&made);
  again = read_back (result);
  assert_same (result, again);
}

static void
test_numbers (void)
{
  check_numbers ();
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL && setlocale (LC_ALL, "de_DE") == NULL)
    g_test_message ("no locale with a decimal comma here");
  check_numbers ();
  setlocale (LC_ALL, "C.UTF-8");
}

/* A later version's audit may hold more than this one knows. */
static void
test_unknown_names (void)
{
  static const char *const columns[] = { "left", "right", NULL };
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (LabAuditResult) again = NULL;

  hand_made_begin (&made);
  lab_finding_add_figure (made.findings[LAB_INSTRUMENT_LINEAR], "of-tomorrow", -17.5);
  lab_finding_add_table (made.findings[LAB_INSTRUMENT_LINEAR], "of-tomorrow", 0, columns);
  result = hand_made_end (&made);
  again = read_back (result);
  assert_same (result, again);
}

/* What a weights file without metadata does not say is null, and never 0. */
static void
test_unknown_training (void)
{
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (LabAuditResult) again = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GString) text = NULL;

  hand_made_begin (&made);
  made.facts.kind = (char *) "weights";
  made.facts.run = 0;
  made.facts.training_unknown = TRUE;
  made.facts.iterations = 0;
  made.facts.run_seed = 0;
  result = hand_made_end (&made);
  written = lab_audit_result_to_text (result);
  g_assert_nonnull (strstr (written, "\"iterations\":null"));
  g_assert_nonnull (strstr (written, "\"run_seed\":null"));
  again = read_back (result);
  assert_same (result, again);

  /* As a spreadsheet's or an editor's program leaves it. */
  text = g_string_new (written);
  g_string_prepend (text, "\xef\xbb\xbf");
  g_string_append (text, "\r\n");
  g_clear_pointer (&again, lab_audit_result_unref);
  again = lab_audit_result_from_text (text->str, text->len, ORIGIN, NULL);
  assert_same (result, again);
}

static void
assert_refused (const char *text, gsize length, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  g_assert_null (lab_audit_result_from_text (text, length, ORIGIN, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_MALFORMED);
  g_assert_true (g_str_has_prefix (error->message, ORIGIN " is not an audit: "));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 1500);
  for (const char *at = error->message; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (error->message, each[i]) == NULL)
      g_error ("“%s” does not say “%s”", error->message, each[i]);
}

typedef struct
{
  const char *from; /* must stand there */
  const char *to;
  const char *words;
} Harm;

static const Harm harms[] = {
  { "\"fuzzy-key-audit\"", "\"fuzzy-key-run\"", "format" },
  { "\"format_version\":1", "\"format_version\":2", "newer version" },
  { "\"format_version\":1", "\"format_version\":\"1\"", "format_version|whole number" },
  { "\"label\":", "\"lable\":", "“label”|string" },
  { "\"kind\":\"run\"", "\"kind\":null", "“kind”" },
  { "\"kind\":\"run\"", "\"kind\":\"r\\u001bun\"", "“kind”|control character" },
  { "\"model\":\"Bob2 + BN\"", "\"model\":[]", "“model”" },
  { "\"iterations\":20000", "\"iterations\":-1", "“iterations”|from 0" },
  { "\"iterations\":20000", "\"iterations\":1.5", "“iterations”" },
  { "\"run_seed\":4294967295", "\"run_seed\":4294967296", "“run_seed”|4294967295" },
  { "\"run_seed\":4294967295", "\"run_seed\":null", "“run_seed”" },
  { "\"iterations\":20000", "\"iterations\":null", "“iterations”" },
  { "\"plaintext_bits\":16", "\"plaintext_bits\":257", "“plaintext_bits”|256" },
  { "\"plaintext_bits\":16", "\"plaintext_bits\":0", "“plaintext_bits”" },
  { "\"key_difference\":3", "\"key_difference\":17", "“key_difference”|to 16" },
  { "\"depth\":\"quick\"", "\"depth\":\"deep\"", "depth|full" },
  { "\"created\":1700000000", "\"created\":9223372036854775807", "“created”" },
  { "\"seconds\":12.25", "\"seconds\":null", "“seconds”" },
  { "\"seconds\":12.25", "\"seconds\":1e999", "“seconds”" },
  { "\"instruments\":{", "\"instruments\":[],\"x\":{", "“instruments”|object" },
  { "\"key-tolerance\":{", "\"crystal-ball\":{", "“crystal-ball”|not an instrument" },
  { "\"key-use\":[0.5,", "\"key-use\":[", "“key-use”|three numbers" },
  { "\"key-use\":[0.5,", "\"key-use\":[\"0.5\",", "“key-use”|three numbers" },
  { "\"key-use\":[0.5,", "\"key-use\":[null,", "“key-use”|between low and high" },
  { "\"key-use\":[0.5,", "\"key-use\":[0.9,", "“key-use”|between low and high" },
  { "\"key-use\":[0.5,", "\"key-use\":[0.1,", "“key-use”|between low and high" },
  { "\"key-use\":", "\"key use\":", "“key use”" },
  { "\"exact-key-bit-error\":[0.0,0.0,0.0]", "\"exact-key-bit-error\":[2,2,2]", "from 0 to 1" },
  { "\"exact-key-bit-error\":[0.0,0.0,0.0]", "\"exact-key-bit-error\":[\"inf\",\"inf\",\"inf\"]",
    "from 0 to 1" },
  { "\"eves\":[5.0,5.0,5.0]", "\"eves\":[5.5,5.5,5.5]", "“eves”|whole number" },
  { "\"eves\":[5.0,5.0,5.0]", "\"eves\":[1e300,1e300,1e300]", "“eves”|whole number" },
  { "\"hidden-bits\":[16.0,15.99,", "\"hidden-bits\":[-16,-17,", "“hidden-bits”" },
  { "[\"distance\",", "[\"Distance\",", "“distances”|invalid name" },
  { "[\"distance\",\"loss-rate\",", "[\"loss-rate\",\"distance\",", "“distances”|columns" },
  { "\"rows\":[[0.0,", "\"rows\":[[", "“distances”|rows" },
  { "\"rows\":[[0.0,", "\"rows\":[7,[0,", "“distances”|rows" },
  { "\"rows\":[[0.0,", "\"rows\":[[{},", "“distances”|numbers" },
  { "\"rows\":[[0.0,", "\"rows\":[[257,", "“distances”|counts" },
  { "\"rows\":[[0.0,", "\"rows\":[[null,", "“distances”|counts" },
  { "\"pairs\":{\"columns\":[\"0\",\"1\"", "\"pairs\":{\"columns\":[\"1\",\"0\"",
    "“pairs”|matrix" },
  { "\"columns\":[", "\"columns\":[],\"x\":[", "columns" },
  { "{", "{/* a \" comment */", "not JSON text" },
  { "{", "[", "one JSON object" },
  { "{", "\"first\" {", "one JSON object" },
  { "{", "{} {", "after the end" },
  { "{", "{\"label\":\"first\",", "“label” appears twice" },
  { "{", "{\"l\\u0061bel\":\"first\",", "“label” appears twice" },
  { "\"key-use\":[", "\"key-use\":[0,0,0],\"key-use\":[", "“key-use” appears twice" },
  { "{", "\xef\xbb\xbf\xef\xbb\xbf{", "one JSON object" },
  { "{", "{[}", "closed" },
  { "{", "{{},", "damaged near byte 2" },
  { "{", "\n\n {{},", "damaged near byte 5" },
  { "\"label\":", "\"label\"::", "damaged near byte" },
  { "{", "\xff{", "UTF-8" },
  { "\"label\"", "\"label", "not an audit" },
};

static void
test_harms (void)
{
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autofree char *text = NULL;

  hand_made_begin (&made);
  result = hand_made_end (&made);
  text = lab_audit_result_to_text (result);
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      const char *at = strstr (text, harms[i].from);
      g_autoptr (GString) harmed = g_string_new (NULL);

      if (at == NULL)
        g_error ("“%s” is not in the text", harms[i].from);
      g_string_append_len (harmed, text, at - text);
      g_string_append (harmed, harms[i].to);
      g_string_append (harmed, at + strlen (harms[i].from));
      g_test_message ("%s", harms[i].to);
      assert_refused (harmed->str, harmed->len, harms[i].words);
    }
}

/* Wherever it ends. */
static void
test_cut_short (void)
{
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autofree char *text = NULL;
  gsize length;

  hand_made_begin (&made);
  result = hand_made_end (&made);
  text = lab_audit_result_to_text (result);
  length = strlen (text);
  for (gsize end = 0; end < length; end += end < 1500 ? 1 : 97)
    {
      g_autofree char *part = g_memdup2 (text, end + 1); /* no byte behind, for sanitizers */

      assert_refused (part, end, "");
    }
  assert_refused (text, length - 1, "");
}

static void
repeat (GString *text, const char *what, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, what);
}

/* What would exhaust the stack or the memory of a parser that believes it. */
static void
test_floods (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) closed = g_string_new ("{}]");
  g_autoptr (GString) wide = g_string_new ("{\"a\":[0");
  g_autoptr (GString) many = g_string_new ("{\"a\":[");
  g_autoptr (GString) large = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new ("{\"");

  g_string_assign (deep, "{\"a\":");
  repeat (deep, "[", 1000000);
  assert_refused (deep->str, deep->len, "nested deeper");
  g_string_assign (deep, "");
  repeat (deep, "{\"a\":", 1000000);
  assert_refused (deep->str, deep->len, "nested deeper");
  repeat (closed, "]", 10);
  assert_refused (closed->str, closed->len, "after the end");
  repeat (wide, ",0", 100000);
  assert_refused (wide->str, wide->len, "more values");
  repeat (many,
          "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,"
          "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],",
          16000);
  assert_refused (many->str, many->len, "more values");
  g_string_set_size (large, LAB_AUDIT_MAX_TEXT + 1);
  memset (large->str, ' ', large->len);
  assert_refused (large->str, large->len, "larger than any");
  repeat (word, "a", 100000);
  g_string_append_c (word, '"');
  assert_refused (word->str, word->len, "longer than any");
  assert_refused ("{}\0{}", 5, "UTF-8");
  assert_refused ("", 0, "it is empty");
  assert_refused ("\x89PNG\r\n", 6, "a PNG picture");
  assert_refused ("<html>", 6, "a web page");
  assert_refused ("study,label,key_bits\n", 21, "a table of losses");
  assert_refused ("{} x", 4, "after the end");
  assert_refused ("7", 1, "one JSON object");
}

/* What follows from the numbers is not read. */
static void
test_verdict_is_not_believed (void)
{
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (LabAuditResult) again = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *written = NULL;

  hand_made_begin (&made);
  hand_made_set_figure (&made, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0);
  result = hand_made_end (&made);
  written = lab_audit_result_to_text (result);
  text = g_string_new (written);
  g_assert_cmpuint (g_string_replace (text, "open-to-a-fresh-eve", "nothing-found", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "\"light\":\"broken\"", "\"light\":7", 0), >=, 1);
  again = lab_audit_result_from_text (text->str, text->len, ORIGIN, NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (lab_audit_result_get_verdict (again), ==, LAB_AUDIT_OPEN_TO_EVE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/audit-result/round-trip", test_round_trip);
  g_test_add_func ("/lab/audit-result/numbers", test_numbers);
  g_test_add_func ("/lab/audit-result/unknown-names", test_unknown_names);
  g_test_add_func ("/lab/audit-result/unknown-training", test_unknown_training);
  g_test_add_func ("/lab/audit-result/harms", test_harms);
  g_test_add_func ("/lab/audit-result/cut-short", test_cut_short);
  g_test_add_func ("/lab/audit-result/floods", test_floods);
  g_test_add_func ("/lab/audit-result/verdict-is-not-believed", test_verdict_is_not_believed);
  return g_test_run ();
}
