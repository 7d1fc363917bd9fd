/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Study files that are right: which value is in force, what is written reads
 * back to the same, curves come and go, files are replaced as a whole.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder-fixture.h"
#include "lab-fixture.h"

static void
set (LabStudyFile *file, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  lab_study_file_set_value (file, name, value, &error);
  g_assert_no_error (error);
}

static void
force (LabStudyFile *file, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  lab_study_file_force_value (file, name, value, &error);
  g_assert_no_error (error);
}

static void
assert_value (LabStudyFile *file, guint curve, const char *name, const char *expected)
{
  g_autofree char *value = lab_study_file_get_value (file, curve, name);

  g_assert_cmpstr (value, ==, expected);
}

static LabExperiment *
resolve (LabStudyFile *file, guint curve, guint32 *seed)
{
  g_autoptr (GError) error = NULL;
  LabExperiment *experiment = lab_study_file_resolve (file, curve, seed, &error);

  g_assert_no_error (error);
  return experiment;
}

static void
assert_same_curve (LabStudyFile *a, LabStudyFile *b, guint curve)
{
  guint32 seed_a, seed_b;
  g_autoptr (LabExperiment) first = resolve (a, curve, &seed_a);
  g_autoptr (LabExperiment) second = resolve (b, curve, &seed_b);

  g_assert_cmpstr (lab_experiment_get_text (first), ==, lab_experiment_get_text (second));
  g_assert_cmpstr (lab_experiment_get_hash (first), ==, lab_experiment_get_hash (second));
  g_assert_cmpuint (seed_a, ==, seed_b);
}

/* Writes @file as text, reads it and compares everything. */
static LabStudyFile *
check_round_trip (LabStudyFile *file)
{
  g_autofree char *text = lab_study_file_to_text (file);
  LabStudyFile *again = fixture_parse (text);
  g_autofree char *text_again = lab_study_file_to_text (again);
  guint n = lab_study_file_get_n_curves (file);

  g_assert_cmpstr (text, ==, text_again);
  g_assert_cmpstr (lab_study_file_get_title (file), ==, lab_study_file_get_title (again));
  g_assert_cmpstr (lab_study_file_get_reading (file), ==, lab_study_file_get_reading (again));
  g_assert_cmpuint (n, ==, lab_study_file_get_n_curves (again));
  assert_same_curve (file, again, LAB_BASE);
  for (guint curve = 0; curve < n; curve++)
    {
      double claim = lab_study_file_get_paper_loss_rate (file, curve);
      double claim_again = lab_study_file_get_paper_loss_rate (again, curve);

      assert_same_curve (file, again, curve);
      g_assert_cmpstr (lab_study_file_get_curve_label (file, curve), ==,
                       lab_study_file_get_curve_label (again, curve));
      g_assert_true (isnan (claim) ? isnan (claim_again) : claim == claim_again);
      g_assert_cmpstr (lab_study_file_get_paper_note (file, curve), ==,
                       lab_study_file_get_paper_note (again, curve));
      g_assert_cmpint (lab_study_file_get_paper_claim (file, curve), ==,
                       lab_study_file_get_paper_claim (again, curve));
    }
  return again;
}

static void
test_shipped (void)
{
  g_autoptr (GPtrArray) studies = lab_study_file_list_shipped ();

  for (guint i = 0; i < studies->len; i++)
    {
      const LabShippedStudy *study = studies->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (LabStudyFile) file = lab_study_file_open (study->name, NULL, &error);
      g_autoptr (LabStudyFile) again = NULL;
      g_autoptr (LabStudyFile) copy = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (lab_study_file_get_n_curves (file), ==, study->n_curves);
      again = check_round_trip (file);
      force (file, "training.seed", "9");
      force (file, "parties.key-difference", "5");
      copy = check_round_trip (file);
    }
}

static void
test_precedence (void)
{
  g_autoptr (LabStudyFile) file
      = fixture_parse (FIXTURE_BASE "seed=5\n[curve A]\nparties.key-difference=2\n"
                                    "[curve B]\ntraining.seed=6\n");
  guint32 seed;
  g_autoptr (LabExperiment) experiment = NULL;

  assert_value (file, LAB_BASE, "parties.key-difference", "1");
  assert_value (file, 0, "parties.key-difference", "2");
  assert_value (file, 1, "parties.key-difference", "1");
  assert_value (file, 0, "training.learning-rate", "0.0008");
  g_assert_cmpuint (lab_study_file_get_overriding_curves (file, "parties.key-difference"), ==, 1);
  g_assert_cmpuint (lab_study_file_get_overriding_curves (file, "training.batch"), ==, 0);

  set (file, "parties.key-difference", "4");
  assert_value (file, LAB_BASE, "parties.key-difference", "4");
  assert_value (file, 0, "parties.key-difference", "2");
  assert_value (file, 1, "parties.key-difference", "4");

  force (file, "parties.key-difference", "7");
  assert_value (file, LAB_BASE, "parties.key-difference", "7");
  assert_value (file, 0, "parties.key-difference", "7");
  experiment = resolve (file, 0, &seed);
  g_assert_cmpuint (lab_experiment_get_setup (experiment)->key_difference, ==, 7);
  g_assert_cmpuint (seed, ==, 5);
  g_clear_pointer (&experiment, lab_experiment_unref);
  experiment = resolve (file, 1, &seed);
  g_assert_cmpuint (seed, ==, 6);
}

/* A party's own key, [networks], the reading: in this order. */
static void
test_parents (void)
{
  g_autoptr (LabStudyFile) file
      = fixture_parse (FIXTURE_BASE "[networks]\nconvolution-activation=relu\n"
                                    "[bob]\nconvolution-activation=none\n");
  g_autoptr (LabExperiment) experiment = resolve (file, LAB_BASE, NULL);
  const NcSetup *setup = lab_experiment_get_setup (experiment);

  g_assert_true (setup->topologies[NC_ALICE].convolutions);
  g_assert_cmpint (setup->topologies[NC_ALICE].convolution_activation, ==, NC_ACTIVATION_RELU);
  g_assert_false (setup->topologies[NC_BOB].convolutions);
  assert_value (file, LAB_BASE, "alice.convolution-activation", "relu");
  assert_value (file, LAB_BASE, "bob.convolution-activation", "none");
}

static void
test_eve (void)
{
  g_autoptr (LabStudyFile) file = fixture_parse ("[parties]\nkey-bits=8\n[curve A]\n"
                                                 "parties.key-difference=1\n[curve B]\n"
                                                 "parties.eve=true\n");
  g_autoptr (LabStudyFile) again = check_round_trip (file);

  /* A curve that turns her on takes the reading's values for her. */
  assert_value (file, 0, "training.schedule", "together");
  assert_value (file, 1, "training.schedule", "by-round");
  assert_value (file, 1, "training.rounds", "60");
  assert_value (file, 1, "training.learning-rate", "0.005");

  set (file, "parties.eve", "true");
  assert_value (file, LAB_BASE, "training.schedule", "by-round");
  set (file, "training.schedule", "by-step");
  assert_value (file, LAB_BASE, "training.schedule", "by-step");
  set (file, "parties.eve", "false"); /* by-step fits no more */
  assert_value (file, LAB_BASE, "training.schedule", "together");
  set (file, "parties.eve", "true");
  assert_value (file, LAB_BASE, "training.schedule", "by-round");
  assert_same_curve (again, again, LAB_BASE);
}

static void
assert_width (const char *text, guint layer, guint expected)
{
  g_autofree char *all = g_strconcat (FIXTURE_BASE, text, NULL);
  g_autoptr (LabStudyFile) file = fixture_parse (all);
  g_autoptr (LabExperiment) experiment = resolve (file, LAB_BASE, NULL);

  g_assert_cmpuint (lab_experiment_get_setup (experiment)->topologies[NC_BOB].width[layer], ==,
                    expected);
}

static void
test_widths (void)
{
  assert_width ("", 0, 16);
  assert_width ("[bob]\ndense=tanh;sigmoid\nwidth=3N\n", 0, 24);
  assert_width ("[bob]\ndense=tanh;sigmoid\nwidth=3N\n", 1, 16); /* the convolutions read 2N */
  assert_width ("[bob]\ndense=tanh;sigmoid\nwidth=5;2N\n", 0, 5);
  assert_width ("[bob]\ndense=tanh;sigmoid\nwidth=5;2N\n", 1, 16);
  assert_width ("[bob]\nconvolution-activation=none\nwidth=7\n", 0, 7);
  assert_width ("[bob]\ndense=tanh;sigmoid\nconvolution-activation=none\nwidth=7\n", 1, 7);
}

/* What was added stays as it is, whatever the base becomes. */
static void
test_add_curve (void)
{
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);
  guint curve = lab_study_file_add_curve (file, NULL);
  g_autoptr (LabExperiment) before = resolve (file, curve, NULL);
  g_autoptr (LabExperiment) after = NULL;
  g_autoptr (LabStudyFile) again = NULL;
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  g_assert_cmpuint (curve, ==, 0);
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 0), ==, "Bob · n = 1");
  set (file, "bob.dense", "tanh;sigmoid");
  set (file, "parties.key-difference", "3");
  g_assert_cmpuint (lab_study_file_add_curve (file, NULL), ==, 1);
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 1), ==, "Bob2 · n = 3");
  g_assert_cmpuint (lab_study_file_add_curve (file, NULL), ==, 2);
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 2), ==, "Bob2 · n = 3 (2)");
  set (file, "training.batch", "99");
  g_assert_cmpuint (lab_study_file_add_curve (file, NULL), ==, 3);
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 3), ==, "Bob2 · n = 3 · batch 99");
  lab_study_file_remove_curve (file, 3);

  for (guint i = 0; i < n_keys; i++)
    {
      const char *key = strchr (keys[i].name, '.');

      if (g_str_equal (key, ".leaky-slope"))
        set (file, keys[i].name, "0.7");
      else if (g_str_equal (key, ".biases"))
        set (file, keys[i].name, "false");
      else if (g_str_equal (key, ".convolution-activation"))
        set (file, keys[i].name, "leaky-relu");
    }
  g_assert_true (lab_study_file_set_reading (file, "inferred", NULL));
  set (file, "parties.eve", "true");
  after = resolve (file, 0, NULL);
  g_assert_cmpstr (lab_experiment_get_text (after), ==, lab_experiment_get_text (before));
  again = check_round_trip (file);

  lab_study_file_remove_curve (file, 1);
  g_assert_cmpuint (lab_study_file_get_n_curves (file), ==, 2);
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 0), ==, "Bob · n = 1");
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 1), ==, "Bob2 · n = 3 (2)");
}

/* Only [networks] changes: a curve's parties must not follow the base's own keys
 * once the study was written and read. */
static void
test_add_curve_parents (void)
{
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);
  g_autoptr (LabExperiment) before = NULL;
  g_autoptr (LabExperiment) after = NULL;
  g_autoptr (LabStudyFile) again = NULL;

  set (file, "networks.biases", "false");
  lab_study_file_add_curve (file, "kept");
  before = resolve (file, 0, NULL);
  set (file, "bob.biases", "true");
  after = resolve (file, 0, NULL);
  g_assert_cmpstr (lab_experiment_get_text (after), ==, lab_experiment_get_text (before));
  g_object_unref (check_round_trip (file));
  set (file, "networks.biases", "true");
  set (file, "alice.biases", "false");
  again = check_round_trip (file);
}

static void
test_labels (void)
{
  static const struct
  {
    const char *label;
    const char *expected;
  } labels[] = {
    { "plain", "plain" },
    { "plain", "plain (2)" },
    { "plain", "plain (3)" },
    { "with [brackets]", "with (brackets)" },
    { "two\nlines\tand a tab\r", "two lines and a tab" },
    { "  blanks  ", "blanks" },
    { "", "curve" },
    { " \n ", "curve (2)" },
    { "Größe · 鍵 = 3 ✓ “quoted”; a=b # no comment",
      "Größe · 鍵 = 3 ✓ “quoted”; a=b # no comment" },
    { "]", ")" },
    { "\x7f", "curve (3)" },
    { "back\\slash \\n", "back\\slash \\n" },
  };
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);
  g_autoptr (LabStudyFile) again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      guint curve = lab_study_file_add_curve (file, labels[i].label);

      g_assert_cmpstr (lab_study_file_get_curve_label (file, curve), ==, labels[i].expected);
    }
  again = check_round_trip (file);
}

static void
test_titles (void)
{
  static const char *const titles[] = { "Plain",       "Ends with a semicolon;",
                                        "a=b [c] # d", "two\nlines",
                                        "tab\tbed",    "back\\slash",
                                        "Größe · 鍵" };
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);

  g_assert_cmpstr (lab_study_file_get_title (file), ==, "study");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (LabStudyFile) again = NULL;

      lab_study_file_set_title (file, titles[i]);
      again = check_round_trip (file);
      g_assert_cmpstr (lab_study_file_get_title (again), ==, titles[i]);
    }
  lab_study_file_set_title (file, "");
  lab_study_file_set_title (file, NULL);
  g_assert_cmpstr (lab_study_file_get_title (file), ==, "Größe · 鍵");
}

/* As other programs write it: it says the same. */
static void
test_writings (void)
{
  static const char *const same[] = {
    "\xef\xbb\xbf[study]\ntitle=A study\n[bob]\ndense=tanh;sigmoid\n",
    "[study]\r\ntitle=A study\r\n[bob]\r\ndense=tanh;sigmoid\r\n",
    "\xef\xbb\xbf[study]\rtitle=A study\r[bob]\rdense=tanh;sigmoid",
    "# a comment\n\n  # another; with = [ ]\n[study]\n\ttitle =  A study  \n [bob] \n"
    "dense=tanh;sigmoid;\n#end",
    "[bob]\ndense = tanh;sigmoid \n[study]\ntitle=\\sA study\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (LabStudyFile) file = fixture_parse (same[i]);

      g_assert_cmpstr (lab_study_file_get_title (file), ==, "A study");
      assert_value (file, LAB_BASE, "bob.dense", "tanh;sigmoid");
      g_object_unref (check_round_trip (file));
    }
}

/* A text may hold what begins a comment in other files. */
static void
test_marks (void)
{
  g_autoptr (LabStudyFile) file
      = fixture_parse ("[study]\ntitle=Bob # 2; n = 3 // “[x]”\n[curve a#b; c=d]\n"
                       "paper-note=all; of # it\nbob.dense=tanh\n");

  g_assert_cmpstr (lab_study_file_get_title (file), ==, "Bob # 2; n = 3 // “[x]”");
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 0), ==, "a#b; c=d");
  g_assert_cmpstr (lab_study_file_get_paper_note (file, 0), ==, "all; of # it");
}

static void
assert_refused (const char *text, const char *word)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (lab_study_file_open (path, NULL, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, word));
  g_assert_null (strpbrk (error->message, "\033\n\t"));
  fixture_remove_folder (folder);
}

/* What a person names is one line of at most 200 characters; what a store kept is read as it is,
 * and saved so that it can be opened. */
static void
test_names (void)
{
  g_autofree char *fit = g_strnfill (2 * 200, 'x');
  g_autofree char *long_title = NULL, *long_label = NULL, *kept = NULL, *path = NULL;
  g_autoptr (LabStudyFile) file = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  char *folder = fixture_make_folder ();

  for (guint i = 0; i < 200; i++)
    memcpy (fit + 2 * i, "ü", 2);
  long_title = g_strconcat ("[study]\ntitle=", fit, "x\n" FIXTURE_BASE, NULL);
  long_label = g_strconcat (FIXTURE_BASE "[curve ", fit, "x]\n", NULL);
  assert_refused (long_title, "at most 200 characters; this one has 201");
  assert_refused (long_label, "at most 200 characters; this one has 201");
  assert_refused ("[study]\ntitle=two\\nlines\n" FIXTURE_BASE, "one line");
  assert_refused ("[study]\ntitle=tab\\tbed\n" FIXTURE_BASE, "one line");
  assert_refused ("[study]\ntitle=\033[31mred\n" FIXTURE_BASE, "one line");
  assert_refused ("[study]\ntitle=\xc2\x9b"
                  "2J\n" FIXTURE_BASE,
                  "one line");

  kept = g_strconcat ("[study]\ntitle=\033[2J\\n", fit, "\n" FIXTURE_BASE "[curve ", fit, "xyz]\n",
                      NULL);
  file = lab_study_file_new_from_text (kept, -1, "the store", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "kept.ini", NULL);
  g_assert_true (lab_study_file_save (file, path, &error));
  again = lab_study_file_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (lab_study_file_get_title (again), "\uFFFD[2J ü"));
  g_assert_cmpint (g_utf8_strlen (lab_study_file_get_title (again), -1), ==, 200);
  g_assert_true (g_str_has_suffix (lab_study_file_get_curve_label (again, 0), "ü…"));

  /* Just fit; and unique, it still is. */
  lab_study_file_set_title (again, fit);
  lab_study_file_set_curve_label (again, 0, fit);
  lab_study_file_add_curve (again, fit);
  g_assert_true (lab_study_file_save (again, path, &error));
  g_clear_object (&file);
  file = lab_study_file_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lab_study_file_get_title (file), ==, fit);
  g_assert_cmpstr (lab_study_file_get_curve_label (file, 0), ==, fit);
  g_assert_true (g_str_has_suffix (lab_study_file_get_curve_label (file, 1), "… (2)"));
  fixture_remove_folder (folder);
}

static char *
read_all (const char *path)
{
  char *text;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_save (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.ini", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "mine.ini", NULL);
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE "[curve A]\nbob.dense=relu\n");
  g_autoptr (LabStudyFile) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = lab_study_file_to_text (file);
  g_autofree char *saved = NULL;
  GStatBuf former, latter;

  g_assert_true (lab_study_file_save (file, path, &error));
  g_assert_no_error (error);
  saved = read_all (path);
  g_assert_cmpstr (saved, ==, expected);
  again = lab_study_file_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lab_study_file_get_name (again), ==, "mine");
  assert_same_curve (file, again, 0);

  /* A new file takes the old one's place: who reads meanwhile sees one or the other. */
  g_assert_cmpint (g_stat (path, &former), ==, 0);
  g_assert_true (lab_study_file_save (again, path, &error));
  g_assert_cmpint (g_stat (path, &latter), ==, 0);
  g_assert_cmpuint (former.st_ino, !=, latter.st_ino);

  g_assert_false (lab_study_file_save (file, missing, &error));
  g_assert_nonnull (strstr (error->message, missing));
  g_clear_error (&error);
  g_assert_false (lab_study_file_save (file, folder, &error));
  g_assert_nonnull (strstr (error->message, folder));
  fixture_remove_folder (folder);
}

static void
test_full_disk (void)
{
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);
  g_autoptr (GError) error = NULL;
  char *folder = fixture_make_folder ();
  g_autofree char *full = fixture_make_full_device (folder);

  if (full == NULL)
    g_test_skip ("there is no device that is always full");
  else
    {
      g_assert_false (lab_study_file_save (file, full, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
      g_assert_nonnull (strstr (error->message, full));
      g_assert_true (fixture_is_full_device (full));
    }
  fixture_remove_folder (folder);
}

static void
test_copy (void)
{
  g_autoptr (LabStudyFile) file
      = fixture_parse (FIXTURE_BASE "[curve A]\nbob.dense=relu\npaper-loss-rate=0.1\n");
  g_autoptr (LabStudyFile) copy = NULL;

  force (file, "training.batch", "4");
  lab_study_file_add_curve (file, "B");
  copy = lab_study_file_copy (file);
  for (guint curve = 0; curve < 2; curve++)
    assert_same_curve (file, copy, curve);
  g_assert_cmpfloat (lab_study_file_get_paper_loss_rate (copy, 0), ==, 0.1);
  set (copy, "parties.key-difference", "5");
  assert_value (file, LAB_BASE, "parties.key-difference", "1");
  lab_study_file_remove_curve (copy, 0);
  g_assert_cmpuint (lab_study_file_get_n_curves (file), ==, 2);
  g_assert_finalize_object (g_steal_pointer (&copy));
}

/* A number is written with as many digits as it has, and not more. */
static void
test_digits (void)
{
  static const char *const numbers[]
      = { "0", "0.1", "0.18", "0.888888888888881", "0.30000000000000004", "1e-07" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *line = g_strdup_printf ("\npaper-loss-rate=%s\n", numbers[i]);
      g_autofree char *text = g_strconcat (FIXTURE_BASE "[curve A]", line, NULL);
      g_autoptr (LabStudyFile) file = fixture_parse (text);
      g_autofree char *written = lab_study_file_to_text (file);

      g_assert_nonnull (strstr (written, line));
    }
}

/* What is kept of a study is what its text says, whatever was done to it before. */
static void
assert_resolved_anew (LabStudyFile *file)
{
  g_autofree char *text = lab_study_file_to_text (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) anew = lab_study_file_new_from_text (text, -1, "anew", &error);

  g_assert_no_error (error);
  for (guint i = 0; i <= lab_study_file_get_n_curves (file); i++)
    {
      guint curve = i == 0 ? LAB_BASE : i - 1;
      guint32 seed = 0, seed_anew = 0;
      g_autoptr (LabExperiment) kept = lab_study_file_resolve (file, curve, &seed, NULL);
      g_autoptr (LabExperiment) made = lab_study_file_resolve (anew, curve, &seed_anew, NULL);

      g_assert_cmpint (kept != NULL, ==, made != NULL);
      if (kept == NULL)
        continue;
      g_assert_cmpstr (lab_experiment_get_text (kept), ==, lab_experiment_get_text (made));
      g_assert_cmpuint (seed, ==, seed_anew);
    }
}

static void
change_somehow (LabStudyFile *file)
{
  static const char *const values[][2] = {
    { "parties.key-difference", "2" },
    { "parties.key-difference", "5" },
    { "parties.eve", "true" },
    { "parties.eve", "false" },
    { "networks.leaky-slope", "0.3" },
    { "bob.leaky-slope", "0.1" },
    { "bob.dense", "tanh;sigmoid" },
    { "alice.dense", "relu" },
    { "training.seed", "7" },
    { "training.batch", "64" },
    { "training.learning-rate", "0.1" },
    { "parties.key-bits", "32" },
  };
  guint n_curves = lab_study_file_get_n_curves (file);
  guint nth = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (values));
  guint curve = n_curves > 0 ? (guint) g_test_rand_int_range (0, (gint32) n_curves) : 0;

  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
      lab_study_file_set_reading (file, lab_study_file_list_readings ()[nth % 3], NULL);
      break;
    case 1:
      lab_study_file_force_value (file, values[nth][0], values[nth][1], NULL);
      break;
    case 2:
      if (n_curves < 6)
        lab_study_file_add_curve (file, NULL);
      break;
    case 3:
      if (n_curves > 0)
        lab_study_file_remove_curve (file, curve);
      break;
    case 4:
      if (n_curves > 0)
        lab_study_file_set_curve_label (file, curve, "renamed");
      break;
    case 5:
      if (n_curves > 0)
        lab_study_file_freeze_curve (file, curve, file, LAB_BASE);
      break;
    default:
      lab_study_file_set_value (file, values[nth][0], values[nth][1], NULL);
    }
}

static void
test_resolved (void)
{
  for (guint i = 0; i < 60; i++)
    {
      /* A curve with Eve of its own takes its schedule from the base all the same. */
      g_autoptr (LabStudyFile) file
          = i % 3 == 0   ? lab_study_file_open ("figure-10", NULL, NULL)
            : i % 3 == 1 ? lab_study_file_open ("bob-bob1-bob2", NULL, NULL)
                         : lab_study_file_new_from_text ("[training]\nschedule=by-round\n"
                                                         "[curve a]\nparties.eve=true\n"
                                                         "[curve b]\nbob.leaky-slope=0.1\n",
                                                         -1, "here", NULL);

      for (guint change = 0; change < 12; change++)
        {
          g_autoptr (LabStudyFile) before = lab_study_file_copy (file);
          g_autofree char *text = lab_study_file_to_text (before);
          g_autofree char *after = NULL;

          change_somehow (file);
          assert_resolved_anew (file);
          /* A copy that shared its curves is as it was. */
          after = lab_study_file_to_text (before);
          g_assert_cmpstr (text, ==, after);
          assert_resolved_anew (before);
        }
    }
}

/* By what a study can be opened again: not where what was read is gone. */
static void
test_lasting_name (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *path = g_build_filename (folder, "my.ini", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *relative = NULL, *absolute = NULL, *shipped = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_chdir (folder), ==, 0);
  relative = lab_study_file_get_lasting_name ("my.ini");
  absolute = lab_study_file_get_lasting_name (path);
  shipped = lab_study_file_get_lasting_name ("figure-6");
  g_assert_null (lab_study_file_get_lasting_name ("pipe"));
  g_assert_null (lab_study_file_get_lasting_name ("-"));
  g_chdir (before);
  g_assert_cmpstr (relative, ==, path);
  g_assert_cmpstr (absolute, ==, path);
  g_assert_cmpstr (shipped, ==, "figure-6");
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/study-file/shipped", test_shipped);
  g_test_add_func ("/lab/study-file/precedence", test_precedence);
  g_test_add_func ("/lab/study-file/parents", test_parents);
  g_test_add_func ("/lab/study-file/eve", test_eve);
  g_test_add_func ("/lab/study-file/widths", test_widths);
  g_test_add_func ("/lab/study-file/add-curve", test_add_curve);
  g_test_add_func ("/lab/study-file/add-curve-parents", test_add_curve_parents);
  g_test_add_func ("/lab/study-file/labels", test_labels);
  g_test_add_func ("/lab/study-file/titles", test_titles);
  g_test_add_func ("/lab/study-file/writings", test_writings);
  g_test_add_func ("/lab/study-file/marks", test_marks);
  g_test_add_func ("/lab/study-file/names", test_names);
  g_test_add_func ("/lab/study-file/save", test_save);
  g_test_add_func ("/lab/study-file/full-disk", test_full_disk);
  g_test_add_func ("/lab/study-file/copy", test_copy);
  g_test_add_func ("/lab/study-file/digits", test_digits);
  g_test_add_func ("/lab/study-file/resolved", test_resolved);
  g_test_add_func ("/lab/study-file/lasting-name", test_lasting_name);
  return g_test_run ();
}
