/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results as JSON: they parse, and their means are those of the series.
 */
#include <json-glib/json-glib.h>
#include <math.h>

#include "report-fixture.h"
#include "report/study/report-json.h"

#define SMALL "[parties]\nkey-bits=8\n[training]\nbatch=8\n"
#define WITH_EVE "[parties]\nkey-bits=8\neve=true\n[training]\nbatch=8\n"

static JsonObject *
parse (LabStudy *study, JsonParser *parser)
{
  g_autofree char *text = report_json_from_study (study);
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

/* The mean of the last hundred iterations of the turn, added up one by one. */
static double
compute_mean (LabSeries *series, NcTurn turn, LabChannel channel)
{
  double sum = 0;
  guint n = 0;

  for (guint64 i = lab_series_get_length (series); i > 0 && n < 100; i--)
    if (lab_series_get_turn (series, i - 1) == turn)
      {
        sum += (double) lab_series_get_value (series, channel, i - 1);
        n++;
      }
  return n > 0 ? sum / n : (double) NAN;
}

static void
assert_mean (JsonObject *turn, const char *member, double expected)
{
  JsonNode *node = json_object_get_member (turn, member);

  g_assert_nonnull (node);
  if (isnan (expected))
    g_assert_true (json_node_is_null (node));
  else
    g_assert_cmpfloat_with_epsilon (json_node_get_double (node), expected, 1e-12);
}

static void
assert_turns (JsonObject *json, LabRun *run)
{
  LabSeries *series = lab_run_get_series (run);
  JsonObject *turns = json_object_get_object_member (json, "turns");
  JsonObject *together = json_object_get_object_member (turns, "alice-bob");
  JsonObject *eve = json_object_get_object_member (turns, "eve");

  g_assert_cmpuint (json_object_get_size (turns), ==, 2);
  g_assert_cmpuint (json_object_get_size (together), ==, 4);
  g_assert_cmpuint (json_object_get_size (eve), ==, 4);
  assert_mean (together, "bob_loss_rate",
               compute_mean (series, NC_TURN_ALICE_BOB, LAB_CHANNEL_BOB_LOSS_RATE));
  assert_mean (together, "bob_bit_error",
               compute_mean (series, NC_TURN_ALICE_BOB, LAB_CHANNEL_BOB_BIT_ERROR));
  assert_mean (together, "eve_loss_rate",
               compute_mean (series, NC_TURN_ALICE_BOB, LAB_CHANNEL_EVE_LOSS_RATE));
  assert_mean (together, "eve_bit_error",
               compute_mean (series, NC_TURN_ALICE_BOB, LAB_CHANNEL_EVE_BIT_ERROR));
  assert_mean (eve, "bob_loss_rate", (double) NAN);
  assert_mean (eve, "bob_bit_error", (double) NAN);
  assert_mean (eve, "eve_loss_rate",
               compute_mean (series, NC_TURN_EVE, LAB_CHANNEL_EVE_OWN_LOSS_RATE));
  assert_mean (eve, "eve_bit_error",
               compute_mean (series, NC_TURN_EVE, LAB_CHANNEL_EVE_OWN_BIT_ERROR));
}

static guint
assert_stuck (JsonArray *stuck, NcParty party, const NcPartyDiagnosis *found, guint next)
{
  static const char *const states[] = { "free", "never-negative", "never-positive", "silent" };

  for (guint i = 0; i < found->n_outputs; i++)
    {
      JsonObject *one;

      if (found->outputs[i] == NC_OUTPUT_FREE)
        continue;
      one = json_array_get_object_element (stuck, next++);
      g_assert_cmpstr (json_object_get_string_member (one, "party"), ==, nc_party_get_name (party));
      g_assert_cmpint (json_object_get_int_member (one, "bit"), ==, i + 1);
      g_assert_cmpstr (json_object_get_string_member (one, "state"), ==, states[found->outputs[i]]);
    }
  return next;
}

static void
assert_diagnosis (JsonObject *json, LabRun *run)
{
  LabDiagnosis *diagnosis = lab_run_get_diagnosis (run);
  JsonObject *dead, *found;
  JsonArray *stuck;
  guint n_stuck = 0;

  if (diagnosis == NULL)
    {
      g_assert_true (json_object_get_null_member (json, "diagnosis"));
      return;
    }
  found = json_object_get_object_member (json, "diagnosis");
  g_assert_cmpuint (json_object_get_size (found), ==, 5);
  g_assert_cmpint (json_object_get_int_member (found, "iterations"), ==,
                   (gint64) lab_diagnosis_get_iteration (diagnosis));
  g_assert_cmpint (json_object_get_boolean_member (found, "flat"), ==,
                   lab_diagnosis_get_flatness (diagnosis)->flat);
  g_assert_cmpstr (json_object_get_null_member (found, "words")
                       ? NULL
                       : json_object_get_string_member (found, "words"),
                   ==, lab_diagnosis_get_words (diagnosis));
  dead = json_object_get_object_member (found, "dead_units");
  stuck = json_object_get_array_member (found, "stuck_outputs");
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      assert_mean (dead, nc_party_get_name (party),
                   lab_diagnosis_get_dead_share (diagnosis, party));
      n_stuck = assert_stuck (stuck, party, lab_diagnosis_get_party (diagnosis, party), n_stuck);
    }
  g_assert_cmpuint (json_array_get_length (stuck), ==, n_stuck);
}

static void
assert_loss (JsonObject *mode, const char *name, const NcLoss *loss)
{
  JsonObject *found;

  if (isnan (loss->loss_rate))
    {
      g_assert_true (json_object_get_null_member (mode, name));
      return;
    }
  found = json_object_get_object_member (mode, name);
  g_assert_cmpfloat (json_object_get_double_member (found, "loss_rate"), ==, loss->loss_rate);
  g_assert_cmpfloat (json_object_get_double_member (found, "bit_error"), ==, loss->bit_error);
}

static void
assert_evaluation (JsonObject *json, LabRun *run)
{
  static const char *const modes[] = { "batch_statistics", "running_statistics" };
  LabEvaluation *evaluation = lab_run_get_evaluation (run);
  g_autofree char *words = NULL;
  JsonObject *found;

  g_assert_true ((evaluation != NULL) == (lab_run_get_state (run) == LAB_RUN_FINISHED));
  if (evaluation == NULL)
    {
      g_assert_true (json_object_get_null_member (json, "evaluation"));
      return;
    }
  words = lab_evaluation_get_words (evaluation);
  found = json_object_get_object_member (json, "evaluation");
  g_assert_cmpstr (json_object_get_string_member (found, "verdict"), ==,
                   lab_key_use_get_name (lab_evaluation_get_key_use (evaluation)));
  g_assert_cmpstr (json_object_get_string_member (found, "words"), ==, words);
  for (NcMode mode = NC_MODE_TRAINING; mode <= NC_MODE_EVALUATION; mode++)
    {
      const NcEvaluation *expected = lab_evaluation_get (evaluation, mode);
      JsonObject *object = json_object_get_object_member (found, modes[mode]);

      assert_loss (object, "bob_exact_key", &expected->bob[NC_KEY_EXACT]);
      assert_loss (object, "bob_fuzzy_key", &expected->bob[NC_KEY_FUZZY]);
      assert_loss (object, "bob_wrong_key", &expected->bob[NC_KEY_WRONG]);
      assert_loss (object, "eve", &expected->eve);
    }
}

static void
assert_runs (LabStudy *study, JsonObject *root)
{
  JsonArray *runs = json_object_get_array_member (root, "runs");

  g_assert_cmpuint (json_array_get_length (runs), ==, lab_study_get_n_runs (study));
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      JsonObject *json = json_array_get_object_element (runs, i);
      LabRun *run = lab_study_get_run (study, i);

      g_assert_cmpstr (json_object_get_string_member (json, "label"), ==, lab_run_get_label (run));
      g_assert_cmpint (json_object_get_int_member (json, "seed"), ==, lab_run_get_seed (run));
      g_assert_cmpstr (json_object_get_string_member (json, "state"), ==,
                       lab_run_state_get_name (lab_run_get_state (run)));
      g_assert_cmpint (json_object_get_int_member (json, "iterations"), ==,
                       (gint64) lab_run_get_iteration (run));
      g_assert_cmpfloat (json_object_get_double_member (json, "seconds"), >=, 0);
      g_assert_cmpstr (json_object_get_string_member (json, "experiment"), ==,
                       lab_experiment_get_hash (lab_run_get_experiment (run)));
      assert_turns (json, run);
      assert_diagnosis (json, run);
      assert_evaluation (json, run);
    }
}

static void
check (const char *text, guint n_seeds)
{
  g_autoptr (LabStudy) study = fixture_train_study (text, n_seeds);
  g_autoptr (JsonParser) parser = json_parser_new ();

  assert_runs (study, parse (study, parser));
}

static void
test_together (void)
{
  check (SMALL "rounds=3\niterations=70\n[curve A \"quoted\" \\ Größe]\n"
               "parties.key-difference=1\n[curve B]\nparties.key-difference=2\n",
         2);
}

static void
test_short (void)
{
  check (SMALL "rounds=1\niterations=7\n[curve A]\nparties.key-difference=1\n", 1);
}

static void
test_by_step (void)
{
  check (WITH_EVE "rounds=2\niterations=70\nschedule=by-step\n"
                  "[curve A]\nparties.key-difference=1\n",
         1);
}

/* Turns of 170 and of 30 iterations: the last hundred lie in one or in four. */
static void
test_by_round (void)
{
  check (WITH_EVE "rounds=2\niterations=170\n[curve A]\n"
                  "parties.key-difference=1\n[curve B]\ntraining.iterations=30\n"
                  "training.rounds=5\n",
         1);
}

/* Nothing measured yet, a seed that needs 32 bits, no curve at all. */
static void
test_ready (void)
{
  g_autoptr (LabStudyFile) file = lab_study_file_new_from_text (
      SMALL "seed=4294967295\n[curve A]\nparties.key-difference=1\n", -1, "test.ini", NULL);
  g_autoptr (LabStudyFile) empty
      = lab_study_file_new_from_text ("[study]\nreading=abadi\n", -1, "test.ini", NULL);
  g_autoptr (LabStudy) study = lab_study_new (file, 1, NULL);
  g_autoptr (LabStudy) without = lab_study_new (empty, 1, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = parse (study, parser);

  assert_runs (study, root);
  root = parse (without, parser);
  assert_runs (without, root);
  g_assert_cmpstr (json_object_get_string_member (root, "reading"), ==, "abadi");
}

/* ReLU convolutions without biases, of which some die, and an Eve who learns little. */
static void
test_diagnosis (void)
{
  g_autoptr (LabStudy) study = fixture_train_study (
      WITH_EVE "rounds=3\niterations=300\nschedule=by-step\n[networks]\n"
               "convolution-activation=relu\nbiases=false\n[curve A]\nparties.key-difference=1\n",
      6);
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint n_dead = 0, n_stuck = 0, n_worded = 0;

  assert_runs (study, parse (study, parser));
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabDiagnosis *diagnosis = lab_run_get_diagnosis (lab_study_get_run (study, i));

      n_dead += lab_diagnosis_get_dead_share (diagnosis, NC_BOB) > 0;
      n_stuck += lab_diagnosis_get_party (diagnosis, NC_EVE)->n_stuck > 0;
      n_worded += lab_diagnosis_get_words (diagnosis) != NULL;
    }
  /* There was something to write. */
  g_assert_cmpuint (n_dead, >, 0);
  g_assert_cmpuint (n_stuck, >, 0);
  g_assert_cmpuint (n_worded, >, 0);
}

static void
test_diverged (void)
{
  g_autoptr (LabStudy) study
      = fixture_train_study (SMALL "rounds=1\niterations=50\nepsilon=1e-300\n[networks]\n"
                                   "convolution-activation=relu\n[alice]\ndense=relu\n[bob]\n"
                                   "dense=relu\n[curve A]\nparties.key-difference=1\n",
                             1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = parse (study, parser);
  JsonObject *run = json_array_get_object_element (json_object_get_array_member (root, "runs"), 0);

  g_assert_cmpstr (json_object_get_string_member (run, "state"), ==, "diverged");
  g_assert_nonnull (json_object_get_string_member (run, "message"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/json/together", test_together);
  g_test_add_func ("/report/json/short", test_short);
  g_test_add_func ("/report/json/by-step", test_by_step);
  g_test_add_func ("/report/json/by-round", test_by_round);
  g_test_add_func ("/report/json/ready", test_ready);
  g_test_add_func ("/report/json/diagnosis", test_diagnosis);
  g_test_add_func ("/report/json/diverged", test_diverged);
  return g_test_run ();
}
