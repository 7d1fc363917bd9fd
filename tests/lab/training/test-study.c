/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study: curves and runs, what a change reaches and what it leaves alone.
 */
#include <math.h>
#include <string.h>

#include "lab-fixture.h"

#define TWO_CURVES                                                                                 \
  FIXTURE_BASE                                                                                     \
  "seed=5\n[curve A]\nparties.key-difference=2\npaper-loss-rate=0.25\n"                            \
  "[curve B]\nbob.dense=tanh;sigmoid\n"

static LabStudy *
make_study (const char *text, guint n_seeds)
{
  g_autoptr (LabStudyFile) file = fixture_parse (text);
  g_autoptr (GError) error = NULL;
  LabStudy *study = lab_study_new (file, n_seeds, &error);

  g_assert_no_error (error);
  return study;
}

static const NcSetup *
get_setup (LabStudy *study, guint index)
{
  return lab_experiment_get_setup (lab_run_get_experiment (lab_study_get_run (study, index)));
}

static void
set (LabStudy *study, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  lab_study_set_value (study, name, value, &error);
  g_assert_no_error (error);
}

static void
count (GObject *object, gpointer something, guint *n)
{
  (*n)++;
}

static void
count_items (GListModel *list, guint position, guint removed, guint added, guint *n)
{
  g_assert_cmpuint (removed, ==, 0);
  *n += added;
}

static void
count_changed (LabStudy *study, guint *n)
{
  (*n)++;
}

static void
test_new (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);
  g_autoptr (LabRun) first = g_list_model_get_item (G_LIST_MODEL (study), 0);

  g_assert_cmpuint (lab_study_get_n_runs (study), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (study)), ==, 2);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (study)) == LAB_TYPE_RUN);
  g_assert_true (first == lab_study_get_run (study, 0));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (study), 2));
  g_assert_cmpstr (lab_run_get_label (first), ==, "A");
  g_assert_cmpuint (lab_run_get_seed (first), ==, 5);
  g_assert_cmpfloat (lab_run_get_paper_loss_rate (first), ==, 0.25);
  g_assert_true (isnan (lab_run_get_paper_loss_rate (lab_study_get_run (study, 1))));
  g_assert_cmpuint (get_setup (study, 0)->key_difference, ==, 2);
  g_assert_cmpuint (get_setup (study, 1)->topologies[NC_BOB].n_dense, ==, 2);
  g_assert_cmpuint (lab_run_get_colour (first), ==, 0);
  g_assert_cmpuint (lab_run_get_colour (lab_study_get_run (study, 1)), ==, 1);
  g_assert_false (fixture_is_outdated (study));
}

/* Runs of one curve share its colour and label; seeds follow one another. */
static void
test_seeds (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 3);
  guint n_added = 0;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lab_study_get_n_runs (study), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      g_assert_cmpuint (lab_run_get_seed (run), ==, 5 + i % 3);
      g_assert_cmpstr (lab_run_get_label (run), ==, i < 3 ? "A" : "B");
      g_assert_cmpuint (lab_run_get_colour (run), ==, i / 3);
    }
  g_assert_false (fixture_is_outdated (study));
  g_signal_connect (study, "items-changed", G_CALLBACK (count_items), &n_added);
  g_assert_nonnull (lab_study_add_curve (study, "C", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (lab_study_get_n_runs (study), ==, 9);
  g_assert_cmpuint (n_added, ==, 3);
  set (study, "training.seed", "100");
  /* A and B follow the base; C keeps what it was added with. */
  g_assert_cmpuint (lab_run_get_seed (lab_study_get_run (study, 2)), ==, 102);
  g_assert_cmpuint (lab_run_get_seed (lab_study_get_run (study, 8)), ==, 7);
}

/* There is no seed behind the last. */
static void
test_last_seed (void)
{
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE "seed=4294967294\n[curve A]\n");
  g_autoptr (LabStudy) two = lab_study_new (file, 2, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (two);
  g_assert_cmpuint (lab_run_get_seed (lab_study_get_run (two, 1)), ==, G_MAXUINT32);
  g_assert_null (lab_study_new (file, 3, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "4294967294"));
}

static void
test_refused (void)
{
  static const char *const wrong[][2] = {
    { "parties.key-bits", "9" },
    { "parties.key-difference", "9" },
    { "parties.nothing", "1" },
    { "study.reading", "guess" },
    { "training.learning-rate", "nan" },
    { "training.schedule", "by-step" },
    { "bob.width", "24" },
    { "bob.width", "2N;2N" }, /* A has one layer */
    { "study.title", "x" },
  };
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);
  g_autofree char *before = lab_study_file_to_text (lab_study_get_file (study));
  g_autofree char *after = NULL;
  guint n_changes = 0;

  g_signal_connect (study, "changed", G_CALLBACK (count_changed), &n_changes);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      if (lab_study_set_value (study, wrong[i][0], wrong[i][1], &error))
        g_error ("%s=%s was taken", wrong[i][0], wrong[i][1]);
      g_assert_nonnull (error);
    }
  after = lab_study_file_to_text (lab_study_get_file (study));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (n_changes, ==, 0);
}

static void
test_bad_file (void)
{
  g_autoptr (LabStudyFile) curve
      = fixture_parse (FIXTURE_BASE "[curve A]\nparties.key-difference=9\n");
  g_autoptr (LabStudyFile) base = fixture_parse ("[parties]\nkey-bits=8\nkey-difference=9\n"
                                                 "[curve A]\nparties.key-difference=1\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_study_new (curve, 1, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (lab_study_new (base, 1, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
}

/* Ready runs train what is set; what has begun goes on until it is reset. */
static void
test_set_value (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  LabRun *first = lab_study_get_run (study, 0), *second = lab_study_get_run (study, 1);
  guint n_changes = 0, n_first = 0, n_second = 0;

  g_signal_connect (study, "changed", G_CALLBACK (count_changed), &n_changes);
  g_signal_connect (first, "notify::experiment", G_CALLBACK (count), &n_first);
  g_signal_connect (second, "notify::experiment", G_CALLBACK (count), &n_second);
  set (study, "parties.key-difference", "3");
  g_assert_cmpuint (get_setup (study, 0)->key_difference, ==, 2); /* its own */
  g_assert_cmpuint (get_setup (study, 1)->key_difference, ==, 3);
  g_assert_cmpuint (n_first, ==, 0);
  g_assert_cmpuint (n_second, ==, 1);
  g_assert_cmpuint (n_changes, ==, 1);

  lab_scheduler_step (scheduler, second, 5);
  fixture_wait (second, LAB_RUN_PAUSED);
  set (study, "parties.key-difference", "4");
  g_assert_cmpuint (get_setup (study, 1)->key_difference, ==, 3);
  g_assert_cmpuint (lab_run_get_iteration (second), ==, 5);
  g_assert_true (fixture_is_outdated (study));

  set (study, "parties.key-difference", "3"); /* as it trains */
  g_assert_false (fixture_is_outdated (study));
  set (study, "training.seed", "8"); /* a seed is a difference too */
  g_assert_true (fixture_is_outdated (study));
  g_assert_cmpuint (lab_run_get_seed (first), ==, 8);
  g_assert_cmpuint (lab_run_get_seed (second), ==, 5);

  second = lab_study_renew (study, second);
  g_assert_false (fixture_is_outdated (study));
  g_assert_cmpuint (lab_run_get_seed (second), ==, 8);
  g_assert_cmpuint (lab_run_get_iteration (second), ==, 0);
  g_assert_cmpint (lab_run_get_state (second), ==, LAB_RUN_READY);
}

/* A curve has values of its own, and shares the rest. */
static void
test_own (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *again = NULL, *without = NULL;
  g_auto (GStrv) parts = NULL;
  guint n_changes = 0;

  text = lab_study_file_to_text (lab_study_get_file (study));
  g_signal_connect (study, "changed", G_CALLBACK (count_changed), &n_changes);
  g_assert_cmpuint (lab_study_file_count_own (lab_study_get_file (study), 0), ==, 1);
  g_assert_true (lab_study_file_is_own (lab_study_get_file (study), 0, "parties.key-difference"));
  g_assert_false (lab_study_file_is_own (lab_study_get_file (study), LAB_BASE, "training.batch"));

  g_assert_true (lab_study_set_curve_value (study, 1, "training.batch", "16", NULL));
  g_assert_cmpuint (get_setup (study, 0)->batch, ==, 8);
  g_assert_cmpuint (get_setup (study, 1)->batch, ==, 16);
  set (study, "training.batch", "4"); /* the shared one */
  g_assert_cmpuint (get_setup (study, 0)->batch, ==, 4);
  g_assert_cmpuint (get_setup (study, 1)->batch, ==, 16);
  g_assert_true (lab_study_unset_curve_value (study, 1, "training.batch", NULL));
  g_assert_cmpuint (get_setup (study, 1)->batch, ==, 4);
  /* The same as the shared one is none of its own: it follows. */
  g_assert_true (lab_study_set_curve_value (study, 1, "training.batch", "4", NULL));
  set (study, "training.batch", "8");
  g_assert_cmpuint (get_setup (study, 1)->batch, ==, 8);
  g_assert_cmpuint (n_changes, ==, 5);
  again = lab_study_file_to_text (lab_study_get_file (study));
  /* But for what the paper claims of the settings that it had. */
  parts = g_strsplit (text, "paper-loss-rate=0.25\n", -1);
  without = g_strjoinv (NULL, parts);
  g_assert_cmpstr (without, ==, again);

  g_assert_false (lab_study_set_curve_value (study, 0, "parties.key-difference", "9", &error));
  g_assert_nonnull (strstr (error->message, "[curve A] parties.key-difference=9"));
  g_assert_cmpuint (get_setup (study, 0)->key_difference, ==, 2);
  g_assert_cmpuint (n_changes, ==, 5);
}

/* Eve listens to one curve: its schedule, and the reading's values, come with her. */
static void
test_own_eve (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);

  g_assert_true (lab_study_set_curve_value (study, 0, "parties.eve", "true", NULL));
  g_assert_true (get_setup (study, 0)->eve);
  g_assert_false (get_setup (study, 1)->eve);
  g_assert_true (lab_study_set_curve_value (study, 0, "training.schedule", "by-step", NULL));
  g_assert_true (lab_study_unset_curve_value (study, 0, "parties.eve", NULL));
  g_assert_false (get_setup (study, 0)->eve);
  g_assert_cmpuint (lab_study_file_count_own (lab_study_get_file (study), 0), ==, 1);
}

/* What the paper says of a curve is said of its settings: it goes with the first edit, but not from
 * what was trained before, nor for another seed. */
static void
test_claim (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) trained = g_object_ref (lab_study_get_run (study, 0));
  LabRun *ready;

  g_assert_cmpfloat (lab_run_get_paper_loss_rate (trained), ==, 0.25);
  lab_scheduler_start (scheduler, trained);
  fixture_wait (trained, LAB_RUN_FINISHED);
  set (study, "training.seed", "9");
  ready = lab_study_renew (study, trained);
  g_assert_cmpfloat (lab_run_get_paper_loss_rate (ready), ==, 0.25);
  set (study, "parties.key-difference", "3"); /* the curve has its own */
  g_assert_cmpfloat (lab_run_get_paper_loss_rate (ready), ==, 0.25);
  set (study, "training.batch", "8"); /* as it was */
  g_assert_cmpfloat (lab_run_get_paper_loss_rate (ready), ==, 0.25);
  set (study, "training.batch", "16");
  g_assert_true (isnan (lab_run_get_paper_loss_rate (ready)));
  g_assert_cmpfloat (lab_run_get_paper_loss_rate (trained), ==, 0.25);
  g_assert_cmpint (lab_study_file_get_paper_claim (lab_study_get_file (study), 0), ==,
                   LAB_CLAIM_NONE);
}

/* Likewise with one of its own. */
static void
test_own_claim (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);

  g_assert_true (lab_study_set_curve_value (study, 1, "training.batch", "16", NULL));
  g_assert_cmpfloat (lab_run_get_paper_loss_rate (lab_study_get_run (study, 0)), ==, 0.25);
  g_assert_true (lab_study_set_curve_value (study, 0, "bob.batch-norm", "true", NULL));
  g_assert_true (isnan (lab_run_get_paper_loss_rate (lab_study_get_run (study, 0))));
}

static void
assert_label (LabStudy *study, guint curve, const char *label)
{
  g_assert_cmpstr (lab_study_file_get_curve_label (lab_study_get_file (study), curve), ==, label);
}

/* Labels and a title that only state settings follow them; those that a person typed do not. */
static void
test_names (void)
{
  g_autoptr (LabStudyFile) file = lab_study_file_open ("bob-bob1-bob2", NULL, NULL);
  g_autoptr (LabStudy) study = lab_study_new (file, 1, NULL);
  g_autoptr (LabStudyFile) variants_file = lab_study_file_open ("eve-variants", NULL, NULL);
  g_autoptr (LabStudy) variants = lab_study_new (variants_file, 1, NULL);

  set (study, "training.batch", "16"); /* no name speaks of it */
  assert_label (study, 1, "Bob1");
  g_assert_true (lab_study_set_curve_value (study, 1, "bob.batch-norm", "true", NULL));
  assert_label (study, 1, "Bob1 + BN · n = 3");
  assert_label (study, 0, "Bob");
  lab_study_rename (study, lab_study_get_run (study, 2), "mine");
  set (study, "parties.key-difference", "6");
  assert_label (study, 0, "Bob · n = 6");
  assert_label (study, 1, "Bob1 + BN · n = 6");
  assert_label (study, 2, "mine");
  g_assert_cmpstr (lab_run_get_label (lab_study_get_run (study, 0)), ==, "Bob · n = 6");
  g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (study)), ==,
                   "Bob, Bob1 + BN, Bob2 · n = 6");
  lab_study_set_title (study, "My study");
  set (study, "parties.key-difference", "2");
  g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (study)), ==, "My study");

  g_assert_true (lab_study_set_curve_value (variants, 0, "parties.key-difference", "6", NULL));
  g_assert_true (g_str_has_prefix (
      lab_study_file_get_curve_label (lab_study_get_file (variants), 0), "n = 6, "));
}

/* What was trained keeps its name, and the run after it has the new one. */
static void
test_names_trained (void)
{
  g_autoptr (LabStudyFile) file = lab_study_file_open ("bob-bob1-bob2", NULL, NULL);
  g_autoptr (LabStudy) study = lab_study_new (file, 1, NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) trained = g_object_ref (lab_study_get_run (study, 1));

  lab_scheduler_step (scheduler, trained, 1);
  fixture_wait (trained, LAB_RUN_PAUSED);
  set (study, "parties.key-difference", "6");
  g_assert_cmpstr (lab_run_get_label (trained), ==, "Bob1");
  g_assert_cmpstr (lab_run_get_label (lab_study_renew (study, trained)), ==, "Bob1 · n = 6");
  g_assert_cmpstr (lab_run_get_label (trained), ==, "Bob1");
}

/* A curve that was added keeps what it has, and can be told to share again. */
static void
test_own_added (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);

  g_assert_nonnull (lab_study_add_curve (study, "C", NULL));
  g_assert_cmpuint (lab_study_file_count_own (lab_study_get_file (study), 2), ==, 0);
  set (study, "training.batch", "4");
  g_assert_cmpuint (get_setup (study, 2)->batch, ==, 8);
  g_assert_cmpuint (lab_study_file_count_own (lab_study_get_file (study), 2), ==, 1);
  g_assert_true (lab_study_unset_curve_value (study, 2, "training.batch", NULL));
  g_assert_cmpuint (get_setup (study, 2)->batch, ==, 4);
  set (study, "training.batch", "16");
  g_assert_cmpuint (get_setup (study, 2)->batch, ==, 16);
}

static void
test_reading (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);

  set (study, "study.reading", "inferred");
  g_assert_cmpstr (lab_study_file_get_reading (lab_study_get_file (study)), ==, "inferred");
  g_assert_false (get_setup (study, 0)->topologies[NC_BOB].biases);
  set (study, "parties.eve", "true");
  g_assert_cmpint (get_setup (study, 1)->schedule, ==, NC_SCHEDULE_BY_ROUND);
  set (study, "parties.eve", "false");
  g_assert_cmpint (get_setup (study, 1)->schedule, ==, NC_SCHEDULE_TOGETHER);
}

static void
test_add (void)
{
  g_autoptr (LabStudy) study = make_study (FIXTURE_BASE, 1);
  guint n_items = 0, n_changes = 0;
  g_autoptr (GError) error = NULL;
  LabRun *run;

  g_assert_cmpuint (lab_study_get_n_runs (study), ==, 0);
  g_signal_connect (study, "items-changed", G_CALLBACK (count_items), &n_items);
  g_signal_connect (study, "changed", G_CALLBACK (count_changed), &n_changes);
  run = lab_study_add_curve (study, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lab_run_get_label (run), ==, "Bob · n = 1");
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_READY);
  set (study, "parties.key-difference", "2");
  g_assert_cmpuint (get_setup (study, 0)->key_difference, ==, 1); /* stays */
  run = lab_study_add_curve (study, "mine", &error);
  g_assert_cmpstr (lab_run_get_label (run), ==, "mine");
  g_assert_cmpuint (get_setup (study, 1)->key_difference, ==, 2);
  g_assert_cmpuint (lab_run_get_colour (run), ==, 1);
  g_assert_cmpuint (n_items, ==, 2);
  g_assert_cmpuint (n_changes, ==, 3);
}

/* A study that can be written can be read again. */
static void
test_add_too_many (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 1);
  g_autoptr (LabStudyFile) again = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 2; i < LAB_MAX_CURVES; i++)
    g_assert_nonnull (lab_study_add_curve (study, NULL, NULL));
  g_assert_null (lab_study_add_curve (study, NULL, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "up to 200 curves"));
  g_clear_error (&error);
  g_assert_cmpuint (lab_study_get_n_runs (study), ==, LAB_MAX_CURVES);
  text = lab_study_file_to_text (lab_study_get_file (study));
  again = lab_study_file_new_from_text (text, -1, "again", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lab_study_file_get_n_curves (again), ==, LAB_MAX_CURVES);
}

/* A colour, once given, is not given to another. */
static void
test_remove (void)
{
  g_autoptr (LabStudy) study = make_study (TWO_CURVES, 2);
  LabRun *run;

  lab_study_remove (study, lab_study_get_run (study, 0));
  g_assert_cmpuint (lab_study_get_n_runs (study), ==, 3);
  g_assert_cmpuint (lab_study_file_get_n_curves (lab_study_get_file (study)), ==,
                    2); /* its other seed is there */
  lab_study_remove (study, lab_study_get_run (study, 0));
  g_assert_cmpuint (lab_study_file_get_n_curves (lab_study_get_file (study)), ==, 1);
  g_assert_cmpstr (lab_study_file_get_curve_label (lab_study_get_file (study), 0), ==, "B");
  g_assert_false (fixture_is_outdated (study)); /* runs still know their curve */
  run = lab_study_add_curve (study, "C", NULL);
  g_assert_cmpuint (lab_run_get_colour (run), ==, 2);
  set (study, "parties.key-difference", "7");
  g_assert_cmpuint (get_setup (study, 0)->key_difference, ==, 7);
  g_assert_cmpuint (get_setup (study, 2)->key_difference, ==, 1);
  while (lab_study_get_n_runs (study) > 0)
    lab_study_remove (study, lab_study_get_run (study, 0));
  g_assert_cmpuint (lab_study_file_get_n_curves (lab_study_get_file (study)), ==, 0);
}

static void
test_references (void)
{
  LabStudyFile *file = fixture_parse (TWO_CURVES);
  LabStudy *study = lab_study_new (file, 2, NULL);
  LabRun *run = g_object_ref (lab_study_get_run (study, 0));

  lab_study_add_curve (study, NULL, NULL);
  g_assert_finalize_object (file); /* copied */
  g_assert_finalize_object (study);
  g_assert_finalize_object (run);
}

/* The file's curve bears the name, all its runs do, and no two curves the same. */
static void
test_rename (void)
{
  g_autoptr (LabStudyFile) file = lab_study_file_open ("figure-3", NULL, NULL);
  g_autoptr (LabStudy) study = lab_study_new (file, 2, NULL);

  lab_study_rename (study, lab_study_get_run (study, 1), "a [new] name");
  g_assert_cmpstr (lab_run_get_label (lab_study_get_run (study, 0)), ==, "a (new) name");
  g_assert_cmpstr (lab_run_get_label (lab_study_get_run (study, 1)), ==, "a (new) name");
  g_assert_cmpstr (lab_study_file_get_curve_label (lab_study_get_file (study), 0), ==,
                   "a (new) name");
  lab_study_rename (study, lab_study_get_run (study, 2), "a (new) name");
  g_assert_cmpstr (lab_run_get_label (lab_study_get_run (study, 3)), ==, "a (new) name (2)");
  lab_study_rename (study, lab_study_get_run (study, 2), "a (new) name (2)");
  g_assert_cmpstr (lab_run_get_label (lab_study_get_run (study, 3)), ==, "a (new) name (2)");
}

/* A run that has begun keeps its settings, and a saved study says what was
 * trained, whatever was set, renamed or removed since. */
static void
test_as_trained (void)
{
  g_autoptr (LabStudyFile) file = lab_study_file_open ("bob-bob1-bob2", NULL, NULL);
  g_autoptr (LabStudy) study = lab_study_new (file, 1, NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  LabRun *begun = lab_study_get_run (study, 1);
  g_autoptr (LabStudyFile) saved = NULL;

  lab_scheduler_step (scheduler, begun, 1);
  fixture_wait (begun, LAB_RUN_PAUSED);
  g_assert_true (lab_study_set_value (study, "training.learning-rate", "0.002", NULL));
  g_assert_true (lab_study_is_outdated (study, begun));
  g_assert_false (lab_study_is_outdated (study, lab_study_get_run (study, 0)));
  lab_study_remove (study, lab_study_get_run (study, 0));
  lab_study_rename (study, begun, "begun");

  saved = lab_study_copy_file_as_trained (study);
  for (guint curve = 0; curve < 2; curve++)
    {
      g_autofree char *text = lab_study_file_to_text (saved);
      g_autoptr (LabStudyFile) again = lab_study_file_new_from_text (text, -1, "saved", NULL);
      g_autoptr (LabExperiment) experiment = lab_study_file_resolve (again, curve, NULL, NULL);
      LabRun *run = lab_study_get_run (study, curve);

      g_assert_cmpstr (lab_experiment_get_text (experiment), ==,
                       lab_experiment_get_text (lab_run_get_experiment (run)));
      g_assert_cmpfloat (lab_experiment_get_setup (experiment)->learning_rate, ==,
                         curve == 0 ? 0.0008 : 0.002);
    }

  /* One that took a changed setting before it began is saved with that. */
  lab_scheduler_step (scheduler, lab_study_get_run (study, 1), 1);
  fixture_wait (lab_study_get_run (study, 1), LAB_RUN_PAUSED);
  g_assert_true (lab_study_set_value (study, "training.learning-rate", "0.003", NULL));
  g_clear_object (&saved);
  saved = lab_study_copy_file_as_trained (study);
  for (guint curve = 0; curve < 2; curve++)
    {
      g_autoptr (LabExperiment) experiment = lab_study_file_resolve (saved, curve, NULL, NULL);

      g_assert_cmpfloat (lab_experiment_get_setup (experiment)->learning_rate, ==,
                         curve == 0 ? 0.0008 : 0.002);
    }
  g_assert_true (lab_study_set_value (study, "training.learning-rate", "0.002", NULL));

  begun = lab_study_renew (study, begun);
  g_assert_false (lab_study_is_outdated (study, begun));
  g_assert_cmpfloat (lab_experiment_get_setup (lab_run_get_experiment (begun))->learning_rate, ==,
                     0.002);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/study/new", test_new);
  g_test_add_func ("/lab/study/seeds", test_seeds);
  g_test_add_func ("/lab/study/last-seed", test_last_seed);
  g_test_add_func ("/lab/study/refused", test_refused);
  g_test_add_func ("/lab/study/bad-file", test_bad_file);
  g_test_add_func ("/lab/study/set-value", test_set_value);
  g_test_add_func ("/lab/study/own", test_own);
  g_test_add_func ("/lab/study/names", test_names);
  g_test_add_func ("/lab/study/names-trained", test_names_trained);
  g_test_add_func ("/lab/study/claim", test_claim);
  g_test_add_func ("/lab/study/own-claim", test_own_claim);
  g_test_add_func ("/lab/study/own-eve", test_own_eve);
  g_test_add_func ("/lab/study/own-added", test_own_added);
  g_test_add_func ("/lab/study/reading", test_reading);
  g_test_add_func ("/lab/study/add", test_add);
  g_test_add_func ("/lab/study/add-too-many", test_add_too_many);
  g_test_add_func ("/lab/study/remove", test_remove);
  g_test_add_func ("/lab/study/references", test_references);
  g_test_add_func ("/lab/study/rename", test_rename);
  g_test_add_func ("/lab/study/as-trained", test_as_trained);

  return g_test_run ();
}
