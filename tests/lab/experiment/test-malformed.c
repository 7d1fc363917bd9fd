/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Study files that are wrong: one sentence each, that names what is wrong, where
 * it stands and what is allowed; and nothing has changed.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "folder-fixture.h"
#include "lab-fixture.h"

#define BASE "[parties]\nkey-bits=8\nkey-difference=1\n"

/* What is found when a file is read, and what its sentence must hold, '|' between. */
static const struct
{
  const char *text;
  int code;
  const char *words;
} unreadable[] = {
  { "", LAB_ERROR_MALFORMED, "empty" },
  { "hello", LAB_ERROR_MALFORMED, "hello" },
  { "key-bits=16\n", LAB_ERROR_MALFORMED, "key file" },
  { "[parties\nkey-bits=16\n", LAB_ERROR_MALFORMED, "[parties" },
  { "[parties]\nkey-bits\n", LAB_ERROR_MALFORMED, "key-bits" },
  { "\xff\xfe[parties]\n", LAB_ERROR_MALFORMED, "UTF-8" },
  { "[study]\ntitle=\xc3\x28\n", LAB_ERROR_MALFORMED, "UTF-8" },
  { "[study]\ntitle=bad \\q escape\n", LAB_ERROR_MALFORMED, "[study]|title" },
  { "[study]\ntitle=bad \\\xc3\xa9 escape\n", LAB_ERROR_MALFORMED, "[study]|title" },
  { "[study]\ntitle=bad \\q and no escape \\\n", LAB_ERROR_MALFORMED, "title|escape" },
  { "[study]\ntitle=no escape \\\n", LAB_ERROR_MALFORMED, "line 2|title|single \\" },
  { "[bob]\nden\x12\x7fse=tanh\n", LAB_ERROR_UNKNOWN, "[bob]|den\xef\xbf\xbd\xef\xbf\xbdse=tanh" },
  { "[bob]\ndense=ta\\n\\tnh\n", LAB_ERROR_VALUE, "[bob]|dense=ta  nh|sigmoid, tanh" },
  { "[party]\nkey-bits=16\n", LAB_ERROR_UNKNOWN,
    "[party]|study|parties|networks|alice|bob|eve|training|curve LABEL" },
  { "[curve]\nparties.key-bits=16\n", LAB_ERROR_UNKNOWN, "[curve]|curve LABEL" },
  { "[Bob]\ndense=tanh\n", LAB_ERROR_UNKNOWN, "[Bob]|bob" },
  { "[parties]\nkey-bit=16\n", LAB_ERROR_UNKNOWN,
    "[parties]|key-bit=16|key-bits|key-difference|fuzzing|eve" },
  { "[bob]\nact=tanh\n", LAB_ERROR_UNKNOWN, "[bob]|act=tanh|dense|width|batch-norm|biases" },
  { "[study]\nname=x\n", LAB_ERROR_UNKNOWN, "[study]|name=x|title|reading" },
  { "[study]\nreading=guess\n", LAB_ERROR_NOT_FOUND,
    "[study]|reading=guess|text, inferred, abadi" },
  { "[parties]\nkey-bits=15\n", LAB_ERROR_VALUE,
    "[parties]|key-bits=15|an even whole number from 8 to 256" },
  { "[parties]\nkey-bits=\n", LAB_ERROR_VALUE, "[parties]|key-bits=|from 8 to 256" },
  { "[parties]\nkey-bits=258\n", LAB_ERROR_VALUE, "[parties]|key-bits=258|from 8 to 256" },
  { "[parties]\nkey-difference=-1\n", LAB_ERROR_VALUE,
    "[parties]|key-difference=-1|from 0 to 256" },
  { "[parties]\neve=maybe\n", LAB_ERROR_VALUE, "[parties]|eve=maybe|true or false" },
  { "[training]\nrounds=0\n", LAB_ERROR_VALUE, "[training]|rounds=0|from 1 to" },
  { "[training]\nlearning-rate=nan\n", LAB_ERROR_VALUE,
    "[training]|learning-rate=nan|a number greater than 0 and at most 1" },
  { "[training]\nlearning-rate=fast\n", LAB_ERROR_VALUE,
    "learning-rate=fast|greater than 0 and at most 1" },
  { "[training]\nschedule=weekly\n", LAB_ERROR_VALUE,
    "[training]|schedule=weekly|together, by-step or by-round" },
  { "[bob]\ndense=tanh;elu\n", LAB_ERROR_VALUE,
    "[bob]|dense=tanh;elu|sigmoid, tanh, relu or leaky-relu" },
  { "[bob]\ndense=;\n", LAB_ERROR_VALUE, "[bob]|dense=;|1 to 4 of" },
  { "[bob]\ndense=tanh;;\n", LAB_ERROR_VALUE, "[bob]|dense=tanh;|1 to 4 of" },
  { "[curve A]\nkey-difference=1\n", LAB_ERROR_UNKNOWN, "[curve A]|key-difference=1|GROUP.KEY" },
  { "[curve A]\nparties.key=1\n", LAB_ERROR_UNKNOWN, "[curve A]|[parties] key=1|key-difference" },
  { "[curve A]\nparty.key=1\n", LAB_ERROR_UNKNOWN, "[curve A]|party.key=1|parties" },
  { "[curve A]\nparties.key-difference=x\n", LAB_ERROR_VALUE,
    "[curve A]|key-difference=x|from 0 to 256" },
  { "[curve A]\npaper-loss-rate=2\n", LAB_ERROR_VALUE, "[curve A]|paper-loss-rate=2|from 0 to 1" },
  { "[curve A]\npaper-claim=maybe\n", LAB_ERROR_VALUE, "[curve A]|paper-claim=maybe|both-fail" },
  { "[curve A]\npaper-loss-rate=nan\n", LAB_ERROR_VALUE, "[curve A]|paper-loss-rate=nan|0 to 1" },
  { "[curve A]\npaper-loss-rate=0x0\n", LAB_ERROR_VALUE, "[curve A]|paper-loss-rate=0x0|0 to 1" },
  /* What a key file of GLib would take one of, or leave out. */
  { "[curve a]\nparties.key-difference=1\n[curve a]\nparties.key-difference=2\n",
    LAB_ERROR_MALFORMED, "line 3|[curve a]|second time|line 1" },
  { "[curve a]\nparties.key-difference=1\n[curve  a ]\nparties.key-difference=2\n",
    LAB_ERROR_MALFORMED, "line 3|[curve  a ]|second time|line 1" },
  { "[bob]\n\n[eve]\n# a\n[bob]\ndense=tanh\n", LAB_ERROR_MALFORMED, "line 5|[bob]|line 1" },
  { "[parties]\nkey-bits=16\nkey-bits=32\n", LAB_ERROR_MALFORMED,
    "line 3|[parties] key-bits|second time|line 2" },
  { "[curve a]\neve.width=5\nbob.width=5\neve.width = 5\n", LAB_ERROR_MALFORMED,
    "line 4|[curve a] eve.width|line 2" },
  { "[study]\ntitle=a\ntitle[de]=b\n", LAB_ERROR_MALFORMED, "line 3|title[de]|one language" },
  { "[study]\ntitle[en_GB.UTF-8@x]=b\n", LAB_ERROR_MALFORMED, "line 2|title[|one language" },
  { "[study]\n=b\n", LAB_ERROR_MALFORMED, "line 2|no key" },
  { "[parties] # those\nkey-bits=16\n", LAB_ERROR_MALFORMED, "line 1|own that begins with #" },
  { "[[parties]\nkey-bits=16\n", LAB_ERROR_MALFORMED, "line 1|bracket" },
  { "[parties]\n; a comment\n", LAB_ERROR_MALFORMED, "line 2|; a comment|begins with #" },
  { "[parties]\n;key-bits=8\n", LAB_ERROR_MALFORMED, "line 2|;key-bits=8|begins with #" },
  { "; a comment\n[parties]\n", LAB_ERROR_MALFORMED, "line 1|begins with #" },
  { "[parties]\n// key-bits=8\n", LAB_ERROR_MALFORMED, "line 2|begins with #" },
  { "[parties]\nkey-difference=3 # three\n", LAB_ERROR_VALUE,
    "key-difference=3 # three|0 to 256|a line of its own that begins with #" },
  { "[parties]\nkey-difference=3 ; three\n", LAB_ERROR_VALUE, "a line of its own" },
  { "[bob]\ndense=tanh ; two layers\n", LAB_ERROR_VALUE, "a line of its own" },
  { "[bob]\ndense=tanh; sigmoid\n", LAB_ERROR_VALUE, "no spaces|“tanh;sigmoid”" },
  { "[bob]\ndense=tanh,sigmoid\n", LAB_ERROR_VALUE, "“tanh;sigmoid”" },
  { "[bob]\nwidth=16, 2N\n", LAB_ERROR_VALUE, "“16;2N”" },
  { "[bob]\ndense=tanh;sigmiod\n", LAB_ERROR_VALUE, "did you mean “sigmoid”?" },
  { "[parties]\neve=True\n", LAB_ERROR_VALUE, "eve=True|did you mean “true”?" },
  { "[parties]\neve=TRUE\n", LAB_ERROR_VALUE, "eve=TRUE|did you mean “true”?" },
  { "[parties]\nfuzzing=per_sample\n", LAB_ERROR_VALUE, "did you mean “per-sample”?" },
  { "[training]\nrounds=1e3\n", LAB_ERROR_VALUE, "rounds=1e3|a whole number" },
  { "[training]\nrounds=+3\n", LAB_ERROR_VALUE, "rounds=+3|a whole number" },
  { "[training]\nrounds=0x10\n", LAB_ERROR_VALUE, "rounds=0x10|a whole number" },
  { "[training]\nrounds=3x\n", LAB_ERROR_VALUE, "rounds=3x|a whole number" },
  { "[training]\nrounds=1,000\n", LAB_ERROR_VALUE, "rounds=1,000|no thousands separators" },
  { "[training]\nlearning-rate=0,001\n", LAB_ERROR_VALUE, "a decimal point" },
  { "[training]\nlearning-rate=0x1p-9\n", LAB_ERROR_VALUE, "a number greater than 0" },
  { "[training]\nrounds=\"3\"\n", LAB_ERROR_VALUE, "without quotation marks" },
  { "[training]\nrounds=\xc2\xa0"
    "3\n",
    LAB_ERROR_VALUE, "of a special kind" },
  { "[curve a]\npaper-loss-rate=0,25\n", LAB_ERROR_VALUE, "paper-loss-rate=0,25|a decimal point" },
  { "[curve a]\npaper-claim=bothfail\n", LAB_ERROR_VALUE, "did you mean “both-fail”?" },
  { "[Parties]\nkey-bits=8\n", LAB_ERROR_UNKNOWN, "[Parties]|did you mean “parties”?" },
  { "[ parties ]\nkey-bits=8\n", LAB_ERROR_UNKNOWN, "did you mean “parties”?" },
  { "[parties]\nKey-Bits=8\n", LAB_ERROR_UNKNOWN, "Key-Bits=8|did you mean “key-bits”?" },
  { "[parties]\nkey bits=8\n", LAB_ERROR_UNKNOWN, "did you mean “key-bits”?" },
  { "[training]\nkey-bits=8\n", LAB_ERROR_UNKNOWN, "did you mean “parties.key-bits”?" },
  { "[curve a]\nkey-bits=8\n", LAB_ERROR_UNKNOWN, "did you mean “parties.key-bits”?" },
  { "[curve a]\nstudy.title=b\n", LAB_ERROR_UNKNOWN, "[curve a]|study.title=b|whole study" },
  { "[study]\nreading=infered\n", LAB_ERROR_NOT_FOUND, "did you mean “inferred”?" },
  { "# nothing but this\n", LAB_ERROR_MALFORMED, "a group" },
  { "\xef\xbb\xbf", LAB_ERROR_MALFORMED, "a group" },
  { "\xef\xbb\xbf\xef\xbb\xbf[study]\n", LAB_ERROR_MALFORMED, "line 1" },
  /* Another kind of file. */
  { "\xff\xfe[", LAB_ERROR_MALFORMED, "UTF-16" },
  { "\x89PNG\r\n\x1a\n", LAB_ERROR_MALFORMED, "a PNG picture" },
  { "<!DOCTYPE html>\n<html>", LAB_ERROR_MALFORMED, "a web page" },
  { "PK\3\4", LAB_ERROR_MALFORMED, "a zip archive" },
  { "study,label,key_bits\n", LAB_ERROR_MALFORMED, "a table of losses" },
  { "\xef\xbb\xbfstudy;label;key_bits\n", LAB_ERROR_MALFORMED, "a table of losses" },
  { "fuzzy-key-ciphertext 1 16 8\n", LAB_ERROR_MALFORMED, "a ciphertext" },
  { "{\"format\":\"fuzzy-key-audit\"}", LAB_ERROR_MALFORMED, "JSON" },
  { "SQLite format 3", LAB_ERROR_MALFORMED, "line 1" }, /* without its NUL it is none */
  { "[curve A]\npaper-loss-rate=\n", LAB_ERROR_VALUE, "[curve A]|paper-loss-rate=|0 to 1" },
};

/* What is right by itself, and fits nothing else. */
static const struct
{
  const char *text;
  const char *words;
} unfitting[] = {
  { "[parties]\nkey-bits=8\nkey-difference=9\n", "[parties]|key-difference=9|0 to 8" },
  { BASE "[training]\nbatch=1\n[bob]\nbatch-norm=true\n",
    "[training]|batch=1|batch norm|at least 2" },
  { BASE "[training]\nschedule=by-step\n", "[training]|schedule=by-step|together" },
  { BASE "eve=true\n[training]\nschedule=together\n",
    "[training]|schedule=together|by-step|by-round" },
  { BASE "[bob]\nwidth=24\n", "[bob]|width=24|16" },
  { BASE "[bob]\ndense=tanh;tanh\nwidth=16;24\n", "[bob]|width=16;24|16" },
  { BASE "[bob]\ndense=tanh;tanh\nwidth=2N;2N;2N\n",
    "[bob]|width=2N;2N;2N|one per layer|one for all" },
  { BASE "[alice]\ndense=tanh\nwidth=2N;2N\n", "[alice]|width=2N;2N|one per layer" },
  { BASE "[training]\nrounds=100000\niterations=100000\n", "[training]|rounds=100000|100000000" },
};

static void
assert_sentence (const char *message, const char *origin, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  if (!g_str_has_prefix (message, origin))
    g_error ("“%s” does not begin with %s", message, origin);
  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (message, each[i]) == NULL)
      g_error ("“%s” does not hold “%s”", message, each[i]);
  g_assert_true (g_utf8_validate (message, -1, NULL));
  for (const char *at = message; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
}

static void
test_unreadable (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autoptr (GError) error = NULL;
      LabStudyFile *file = lab_study_file_new_from_text (unreadable[i].text, -1, "my.ini", &error);

      if (file != NULL)
        g_error ("read: %s", unreadable[i].text);
      assert_sentence (error->message, "my.ini", unreadable[i].words);
      g_assert_error (error, LAB_ERROR, unreadable[i].code);
    }
}

/* What no text of C can hold. */
static void
test_bytes (void)
{
  static const struct
  {
    const char *bytes;
    gsize n;
    const char *words;
  } files[] = {
    { "SQLite format 3\0and more", 24, "an SQLite database" },
    { "[\0s\0t\0u\0d\0y\0]\0\n\0", 16, "NUL|UTF-16|UTF-8" },
    { "[study]\ntitle=\0\n", 16, "line 2|NUL" },
    { "\x10\0\0\0\0\0\0\0{\"a\":1}       ", 24, "safetensors" },
    { "\0\0\0\0", 4, "NUL" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          lab_study_file_new_from_text (files[i].bytes, (gssize) files[i].n, "my.ini", &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_MALFORMED);
      assert_sentence (error->message, "my.ini", files[i].words);
    }
}

static void
test_unfitting (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unfitting); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LabStudyFile) file
          = lab_study_file_new_from_text (unfitting[i].text, -1, "my.ini", &error);
      g_autoptr (LabExperiment) experiment = NULL;

      g_assert_no_error (error);
      experiment = lab_study_file_resolve (file, LAB_BASE, NULL, &error);
      if (experiment != NULL)
        g_error ("resolved: %s", unfitting[i].text);
      g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
      assert_sentence (error->message, "my.ini", unfitting[i].words);
    }
}

/* The sentence names where the value stands: the curve, or what was forced. */
static void
test_places (void)
{
  g_autoptr (LabStudyFile) file = fixture_parse (BASE "[curve A b]\nparties.key-difference=9\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_study_file_resolve (file, 0, NULL, &error));
  assert_sentence (error->message, "test.ini", "[curve A b]|parties.key-difference=9|0 to 8");
  g_clear_error (&error);
  g_assert_true (lab_study_file_force_value (file, "parties.key-difference", "10", NULL));
  g_assert_null (lab_study_file_resolve (file, 0, NULL, &error));
  assert_sentence (error->message, "parties.key-difference=10", "0 to 8");
}

static void
test_setters (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    int code;
    const char *words;
  } wrong[] = {
    { "parties.key-bits", "15", LAB_ERROR_VALUE, "[parties]|key-bits=15|even" },
    { "parties.nothing", "1", LAB_ERROR_UNKNOWN, "[parties]|nothing=1|key-bits" },
    { "nothing", "1", LAB_ERROR_UNKNOWN, "nothing=1|GROUP.KEY" },
    { "", "1", LAB_ERROR_UNKNOWN, "GROUP.KEY" },
    { ".", "1", LAB_ERROR_UNKNOWN, "parties" },
    { "study.title", "x", LAB_ERROR_UNKNOWN, "study" },
    { "training.learning-rate", "nan", LAB_ERROR_VALUE,
      "learning-rate=nan|greater than 0 and at most 1" },
  };
  g_autoptr (LabStudyFile) file = fixture_parse (BASE);
  g_autofree char *before = lab_study_file_to_text (file);
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) forced = NULL;

      g_assert_false (lab_study_file_set_value (file, wrong[i].name, wrong[i].value, &error));
      g_assert_error (error, LAB_ERROR, wrong[i].code);
      assert_sentence (error->message, "test.ini", wrong[i].words);
      g_assert_false (lab_study_file_force_value (file, wrong[i].name, wrong[i].value, &forced));
      g_assert_error (forced, LAB_ERROR, wrong[i].code);
    }
  g_assert_false (lab_study_file_set_reading (file, "guess", NULL));
  after = lab_study_file_to_text (file);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_not_opened (const char *path, const char *reading, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  g_assert_null (lab_study_file_open (path, reading, &error));
  g_assert_error (error, LAB_ERROR, code);
  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (error->message, each[i]) == NULL)
      g_error ("“%s” does not hold “%s”", error->message, each[i]);
}

/* What no study was read from at all. */
static void
assert_not_read (const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_study_file_open (path, NULL, &error));
  g_assert_cmpint (error->domain, ==, G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_files (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.ini", NULL);
  g_autofree char *large = g_build_filename (folder, "large.ini", NULL);
  g_autofree char *wrong = g_build_filename (folder, "wrong.ini", NULL);
  g_autofree char *blanks = g_strnfill (1024 * 1024 + 1, '\n');

  assert_not_opened ("figure-4", NULL, LAB_ERROR_NOT_FOUND, "figure-4|fuzzy-key list");
  assert_not_opened ("figure6", NULL, LAB_ERROR_NOT_FOUND, "did you mean “figure-6”?");
  assert_not_opened ("figure-6-infered", NULL, LAB_ERROR_NOT_FOUND, "“figure-6-inferred”?");
  assert_not_opened ("abadi-inferred", NULL, LAB_ERROR_NOT_FOUND, "abadi-inferred");
  assert_not_opened ("figure-4-inferred", NULL, LAB_ERROR_NOT_FOUND, "figure-4-inferred");
  assert_not_opened ("", NULL, LAB_ERROR_NOT_FOUND, "no study");
  assert_not_read ("../experiments/figure-3", "figure-3");
  assert_not_opened ("figure-3", "guess", LAB_ERROR_NOT_FOUND, "guess|text, inferred, abadi");
  assert_not_read (missing, missing);
  assert_not_read (folder, "folder");
  assert_not_opened ("/dev/null", NULL, LAB_ERROR_MALFORMED, "/dev/null");
  g_assert_true (g_file_set_contents (large, blanks, -1, NULL));
  assert_not_read (large, "too long");
  g_assert_true (g_file_set_contents (wrong, "[parties]\nkey-bits=7\n", -1, NULL));
  assert_not_opened (wrong, NULL, LAB_ERROR_VALUE, wrong);
  fixture_remove_folder (folder);
}

static void
test_many_curves (void)
{
  g_autoptr (GString) text = g_string_new (BASE);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 201; i++)
    g_string_append_printf (text, "[curve %u]\nparties.key-difference=1\n", i);
  g_assert_null (lab_study_file_new_from_text (text->str, -1, "my.ini", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_MALFORMED);
  assert_sentence (error->message, "my.ini", "200");
}

/* A value of a page: the sentence still begins with the place and ends with what is allowed. */
static void
test_long (void)
{
  g_autofree char *value = g_strnfill (100000, 'x');
  g_autofree char *text = g_strdup_printf ("[bob]\ndense=%s\n", value);
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_study_file_new_from_text (text, -1, "my.ini", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  assert_sentence (error->message, "my.ini: line 2: [bob] dense=xxx",
                   "xxx … xxx|allowed: 1 to 4 of");
  g_assert_cmpint (g_utf8_strlen (error->message, -1), ==, 1003);
}

static void
assert_place (GError *error, const LabErrorPlace *expected)
{
  const LabErrorPlace *place = lab_error_get_place (error);

  g_assert_nonnull (error);
  g_assert_cmpstr (place->file, ==, expected->file);
  g_assert_cmpuint (place->line, ==, expected->line);
  g_assert_cmpstr (place->curve, ==, expected->curve);
  g_assert_cmpstr (place->group, ==, expected->group);
  g_assert_cmpstr (place->key, ==, expected->key);
  if (expected->assignment == NULL)
    g_assert_null (place->assignment);
  else
    g_assert_true (g_str_has_prefix (place->assignment, expected->assignment));
}

/* Where an error lies stands in it, and nobody has to search its sentence. */
static void
test_fields (void)
{
  static const struct
  {
    const char *text;
    LabErrorPlace place;
  } cases[] = {
    { "[training]\n# often\nbatch=none\n",
      { "my.ini", 3, NULL, "training", "batch", "none: allowed: " } },
    { "[bob]\n\ndens=tanh\n", { "my.ini", 3, NULL, "bob", "dens", NULL } },
    { "[study]\nreeding=text\n", { "my.ini", 2, NULL, "study", "reeding", NULL } },
    { "[study]\nreading=texts\n", { "my.ini", 2, NULL, "study", "reading", NULL } },
    { "[partys]\n", { "my.ini", 1, NULL, "partys", NULL, NULL } },
    { "[curve a]\ntraining.batch=0\n", { "my.ini", 2, "a", "training", "batch", "0: allowed: " } },
    { "[curve a]\nbob.dens=tanh\n", { "my.ini", 2, "a", "bob", "dens", NULL } },
    { "[curve a]\npaper-claim=all\n", { "my.ini", 2, "a", NULL, "paper-claim", NULL } },
    /* What is no study at all, or none from some line on. */
    { "", { "my.ini", 0, NULL, NULL, NULL, NULL } },
    { "# nothing\n", { "my.ini", 0, NULL, NULL, NULL, NULL } },
    { "\nbatch=4\n", { "my.ini", 2, NULL, NULL, NULL, NULL } },
    { "[bob]\n\n\xff\n", { "my.ini", 3, NULL, NULL, NULL, NULL } },
    { "[bob]\ndense=tanh\n[par\n", { "my.ini", 3, NULL, NULL, NULL, NULL } },
    { "[bob]\ndense=tanh\nnonsense\n", { "my.ini", 3, NULL, "bob", NULL, NULL } },
    { "[bob]\ndense=tanh\ndense=relu\n", { "my.ini", 3, NULL, "bob", "dense", NULL } },
    { "[bob]\n[alice]\n[bob]\n", { "my.ini", 3, NULL, "bob", NULL, NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) copy = NULL;

      g_assert_null (lab_study_file_new_from_text (cases[i].text, -1, "my.ini", &error));
      copy = g_error_copy (error);
      assert_place (copy, &cases[i].place);
    }
}

static void
assert_unfit (LabStudyFile *file, guint curve, const LabErrorPlace *place, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_study_file_resolve (file, curve, NULL, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, sentence));
  assert_place (error, place);
}

/* Each value fits its key, and they do not fit together: where the one stands that gives way. */
static void
test_fields_of_unfitting (void)
{
  g_autoptr (LabStudyFile) file = fixture_parse ("[parties]\nkey-bits=16\nkey-difference=20\n"
                                                 "[curve a]\nparties.key-difference=18\n"
                                                 "[curve b]\ntraining.seed=4294967295\n"
                                                 "parties.key-difference=2\n");
  g_autoptr (LabStudyFile) copy = lab_study_file_copy (file);
  g_autoptr (LabStudyFile) last = NULL;
  g_autoptr (GError) error = NULL;

  assert_unfit (copy, LAB_BASE,
                &(LabErrorPlace){ "test.ini", 3, NULL, "parties", "key-difference", "20: " },
                "test.ini: line 3: [parties] key-difference=20: ");
  assert_unfit (copy, 0,
                &(LabErrorPlace){ "test.ini", 5, "a", "parties", "key-difference", "18: " },
                "test.ini: line 5: [curve a] parties.key-difference=18: ");
  /* What has been changed stands in no line. */
  lab_study_file_set_value (file, "parties.key-difference", "19", NULL);
  assert_unfit (file, LAB_BASE,
                &(LabErrorPlace){ "test.ini", 0, NULL, "parties", "key-difference", "19: " },
                "test.ini: [parties] key-difference=19: ");
  lab_study_file_force_value (file, "parties.key-difference", "17", NULL);
  assert_unfit (file, 0, &(LabErrorPlace){ NULL, 0, NULL, "parties", "key-difference", "17: " },
                "parties.key-difference=17: ");

  last = fixture_parse ("[curve b]\ntraining.seed=4294967295\n");
  g_assert_null (lab_study_new (last, 2, &error));
  assert_place (error,
                &(LabErrorPlace){ "test.ini", 2, "b", "training", "seed", "4294967295: a " });
  g_assert_true (g_str_has_prefix (error->message, "test.ini: line 2: [curve b] training.seed="));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/malformed/unreadable", test_unreadable);
  g_test_add_func ("/lab/malformed/bytes", test_bytes);
  g_test_add_func ("/lab/malformed/unfitting", test_unfitting);
  g_test_add_func ("/lab/malformed/places", test_places);
  g_test_add_func ("/lab/malformed/setters", test_setters);
  g_test_add_func ("/lab/malformed/files", test_files);
  g_test_add_func ("/lab/malformed/long", test_long);
  g_test_add_func ("/lab/malformed/many-curves", test_many_curves);
  g_test_add_func ("/lab/malformed/fields", test_fields);
  g_test_add_func ("/lab/malformed/fields-of-unfitting", test_fields_of_unfitting);
  return g_test_run ();
}
