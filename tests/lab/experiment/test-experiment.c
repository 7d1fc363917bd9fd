/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An experiment's name: the same for the same effect however it is written,
 * another one when any key is another.
 */
#include <string.h>

#include "lab-fixture.h"

/* Eve listens, by step, so that every key has an effect. */
#define FULL                                                                                       \
  "[parties]\nkey-bits=8\nkey-difference=1\neve=true\n"                                            \
  "[training]\nrounds=2\niterations=50\nbatch=8\nschedule=by-step\n"                               \
  "[alice]\ndense=tanh;sigmoid\n[bob]\ndense=tanh;sigmoid\n[eve]\ndense=tanh;sigmoid\n"

static char *
get_hash (LabStudyFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, LAB_BASE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (lab_experiment_get_hash (experiment)), ==, 64);
  return g_strdup (lab_experiment_get_hash (experiment));
}

static char *
hash_text (const char *text)
{
  g_autoptr (LabStudyFile) file = fixture_parse (text);

  return get_hash (file);
}

/* A value that a key does not have in FULL; keyed by the part behind the group. */
static const char *
get_other_value (const char *name)
{
  static const char *const others[][2] = {
    { "key-bits", "10" },
    { "key-difference", "2" },
    { "fuzzing", "fixed" },
    { "convolution-activation", "leaky-relu" },
    { "biases", "false" },
    { "initialisation", "xavier-normal" },
    { "norm-epsilon", "1e-4" },
    { "norm-momentum", "0.2" },
    { "leaky-slope", "0.3" },
    { "dense", "relu;sigmoid" },
    { "width", "3N;2N" },
    { "batch-norm", "true" },
    { "rounds", "3" },
    { "iterations", "51" },
    { "batch", "9" },
    { "learning-rate", "0.00080000000000000004e1" },
    { "learning-rate-changes", "20:0.001;30:0.0001" },
    { "beta1", "0.8999999999999999" },
    { "beta2", "0.99" },
    { "epsilon", "1e-9" },
    { "schedule", "by-round" },
    { "eve-steps", "3" },
    { "eve-batch-factor", "2" },
    { "bob-objective", "squared" },
    { "bob-weight", "N" },
    { "eve-term", "squared" },
    { "stop-bob-loss-rate", "0.1" },
    { "stop-eve-loss-rate", "0.4" },
    { "stop-window", "50" },
    { "stop-plateau-rounds", "3" },
    { "seed", "2" },
  };
  const char *key = strchr (name, '.') + 1;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i][0], key))
      return others[i][1];
  g_error ("no other value for %s", name);
}

/* Hashes as programs before the keys of a rule to stop named them. */
static void
test_old_hashes (void)
{
  static const char *const hashes[] = {
    "6e62fe85e0fe1c6ec60af9084d6d686cd063768ab4ed3670088ac80560a12067",
    "7cfb78303bc9f712623ade8bde7561459f1183b0095b44ed955a087ce7c4acb7",
  };
  g_autoptr (LabStudyFile) file = lab_study_file_open ("figure-6", NULL, NULL);
  g_autofree char *text = NULL;

  lab_study_file_set_value (file, "training.rounds", "2", NULL);
  for (guint curve = 0; curve < 2; curve++)
    {
      g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, curve, NULL, NULL);

      g_assert_cmpstr (lab_experiment_get_hash (experiment), ==, hashes[curve]);
    }
  text = lab_study_file_to_text (file);
  g_assert_null (strstr (text, "stop-"));
  g_assert_null (strstr (text, "changes"));
  lab_study_file_set_value (file, "training.stop-window", "50", NULL);
  g_free (text);
  text = lab_study_file_to_text (file);
  g_assert_nonnull (strstr (text, "stop-window=50\n"));
}

/* Every key changes the hash, to one that no other key gives; the seed does not. */
static void
test_every_key (void)
{
  g_autofree char *base = hash_text (FULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr (LabStudyFile) file = fixture_parse (FULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *hash = NULL;
      gboolean eve = g_str_equal (keys[i].name, "parties.eve");

      lab_study_file_set_value (file, keys[i].name, eve ? "false" : get_other_value (keys[i].name),
                                &error);
      g_assert_no_error (error);
      hash = get_hash (file);
      if (g_str_equal (keys[i].name, "training.seed"))
        g_assert_cmpstr (hash, ==, base);
      else if (g_str_equal (hash, base) || g_hash_table_contains (seen, hash))
        g_error ("%s does not change the hash", keys[i].name);
      g_hash_table_add (seen, g_steal_pointer (&hash));
    }
}

/* Without Eve her keys are of no effect. */
static void
test_keys_of_eve (void)
{
  g_autofree char *base = hash_text (FIXTURE_BASE);
  guint n_keys, n_checked = 0;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);
      g_autofree char *hash = NULL;

      if (!(keys[i].flags & LAB_KEY_NEEDS_EVE))
        continue;
      g_assert_true (
          lab_study_file_set_value (file, keys[i].name, get_other_value (keys[i].name), NULL));
      hash = get_hash (file);
      if (!g_str_equal (hash, base))
        g_error ("%s changes the hash without Eve", keys[i].name);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, ==, 9 + 4);
}

static void
test_writing (void)
{
  static const char *const same[] = {
    FIXTURE_BASE "learning-rate=8e-4\n",
    FIXTURE_BASE "learning-rate=0.00080000\n",
    FIXTURE_BASE "learning-rate=.8E-03\n",
    FIXTURE_BASE "bob-weight=1.0\nseed=77\n",
    FIXTURE_BASE "[bob]\nwidth=16\n",
    FIXTURE_BASE "[bob]\nwidth=2N\nbiases=true\n",
    FIXTURE_BASE "[bob]\ndense=sigmoid;\n",
    FIXTURE_BASE "[bob]\ndense =  sigmoid  \n",
    FIXTURE_BASE "[networks]\nleaky-slope=0.20\n",
    FIXTURE_BASE "[networks]\nbiases=false\n[alice]\nbiases=true\n[bob]\nbiases=true\n",
    FIXTURE_BASE "[study]\ntitle=Another title\n",
    "[parties]\nkey-bits=08\nkey-difference=1\n[training]\nrounds=2\niterations=50\nbatch=8\n",
    FIXTURE_BASE "[curve one]\nparties.key-bits=10\n",
    "[study]\nreading=abadi\n" FIXTURE_BASE "bob-weight=1\n",
    "[study]\nreading=inferred\n" FIXTURE_BASE "bob-weight=1\n"
    "[networks]\nbiases=true\nconvolution-activation=sigmoid\n",
  };
  g_autofree char *base = hash_text (FIXTURE_BASE);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *hash = hash_text (same[i]);

      if (!g_str_equal (hash, base))
        g_error ("another hash: %s", same[i]);
    }
}

static void
test_negative_zero (void)
{
  g_autofree char *plus = hash_text (FIXTURE_BASE "[networks]\nleaky-slope=0\n");
  g_autofree char *minus = hash_text (FIXTURE_BASE "[networks]\nleaky-slope=-0\n");

  g_assert_cmpstr (plus, ==, minus);
}

/* The canonical text reads back to the same experiment. */
static void
check_canonical (LabExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  const char *text = lab_experiment_get_text (experiment);
  g_autoptr (LabExperiment) again = lab_experiment_new_from_text (text, -1, "the text", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lab_experiment_get_hash (again), ==, lab_experiment_get_hash (experiment));
  g_assert_cmpstr (lab_experiment_get_text (again), ==, text);
  g_assert_true (lab_experiment_equal (experiment, again));
  g_assert_null (strstr (text, "seed"));
  g_assert_null (strstr (text, "title"));
}

static void
check_canonical_study (const LabShippedStudy *study, const char *reading, const char *eve)
{
  g_autoptr (LabStudyFile) file = lab_study_file_open (study->name, reading, NULL);
  g_autoptr (GError) error = NULL;

  /* Curves that say whose steps follow whose make no sense without Eve. */
  if (g_strcmp0 (eve, "false") == 0
      && lab_study_file_get_overriding_curves (file, "training.schedule") > 0)
    return;
  if (eve != NULL)
    lab_study_file_set_value (file, "parties.eve", eve, &error);
  for (guint curve = 0; curve < study->n_curves && error == NULL; curve++)
    {
      g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, curve, NULL, &error);

      if (experiment != NULL)
        check_canonical (experiment);
      if (experiment != NULL && eve != NULL)
        g_assert_cmpint (lab_experiment_get_setup (experiment)->eve, ==, g_str_equal (eve, "true"));
    }
  g_assert_no_error (error);
}

/* Every shipped study in every reading, as it is and with and without Eve. */
static void
test_canonical (void)
{
  g_autoptr (GPtrArray) studies = lab_study_file_list_shipped ();

  for (guint i = 0; i < studies->len; i++)
    for (const char *const *reading = lab_study_file_list_readings (); *reading != NULL; reading++)
      {
        check_canonical_study (studies->pdata[i], *reading, NULL);
        check_canonical_study (studies->pdata[i], *reading, "true");
        check_canonical_study (studies->pdata[i], *reading, "false");
      }
}

/* One that differs from @file's base in a key, if the key can be changed alone. */
static void
add_changed (GPtrArray *experiments, LabStudyFile *file, const LabKey *key)
{
  g_autofree char *value = lab_study_file_get_value (file, LAB_BASE, key->name);

  for (guint i = 0; i < 4; i++)
    {
      static const char *const numbers[] = { "0.25", "2", "8", "4N" };
      static const char *const answers[] = { "true", "false", "true", "false" };
      gboolean is_choice = key->choices != NULL;
      const char *other = key->type == LAB_KEY_BOOLEAN ? answers[i]
                          : is_choice && i < g_strv_length ((char **) key->choices)
                              ? key->choices[i]
                              : numbers[i];
      g_autoptr (LabStudyFile) changed = lab_study_file_copy (file);
      LabExperiment *experiment = NULL;

      if (!g_str_equal (other, value) && lab_study_file_set_value (changed, key->name, other, NULL))
        experiment = lab_study_file_resolve (changed, LAB_BASE, NULL, NULL);
      if (experiment != NULL)
        g_ptr_array_add (experiments, experiment);
    }
}

/* Setups are compared field by field; their texts say plainly what is the same. */
static void
test_equal (void)
{
  g_autoptr (GPtrArray) experiments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_unref);
  guint n_keys, n_equal = 0, n_other = 0;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (const char *const *reading = lab_study_file_list_readings (); *reading != NULL; reading++)
    for (guint with_eve = 0; with_eve < 2; with_eve++)
      {
        g_autoptr (LabStudyFile) file = lab_study_file_open ("figure-10", *reading, NULL);

        if (with_eve == 0 && !lab_study_file_set_value (file, "parties.eve", "false", NULL))
          g_assert_not_reached ();
        for (guint i = 0; i < n_keys; i++)
          add_changed (experiments, file, &keys[i]);
        g_ptr_array_add (experiments, lab_study_file_resolve (file, LAB_BASE, NULL, NULL));
      }
  for (guint i = 0; i < experiments->len; i++)
    for (guint j = 0; j < experiments->len; j++)
      {
        LabExperiment *a = experiments->pdata[i], *b = experiments->pdata[j];
        gboolean same = g_str_equal (lab_experiment_get_text (a), lab_experiment_get_text (b));

        g_assert_cmpint (lab_experiment_equal (a, b), ==, same);
        n_equal += same && i != j;
        n_other += !same;
      }
  g_test_message ("%u experiments, %u pairs alike", experiments->len, n_equal);
  g_assert_cmpuint (experiments->len, >, 150);
  g_assert_cmpuint (n_equal, >, 0);
  g_assert_cmpuint (n_other, >, 0);
}

static void
check_no_experiment (const char *text, LabError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_experiment_new_from_text (text, -1, "here", &error));
  g_assert_error (error, LAB_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "here"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_no_experiment (void)
{
  check_no_experiment ("", LAB_ERROR_MALFORMED, "empty");
  check_no_experiment ("key-bits=8\n", LAB_ERROR_MALFORMED, "not a study");
  check_no_experiment ("[parties]\nkey-bits=9\n", LAB_ERROR_VALUE, "even");
  check_no_experiment ("[parties]\nkey-bit=8\n", LAB_ERROR_UNKNOWN, "key-bits");
  check_no_experiment (FIXTURE_BASE "[curve A]\nparties.key-bits=10\n", LAB_ERROR_MALFORMED,
                       "[curve A]");
}

/* Without what a person would have to look up. */
static void
test_canonical_text (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("parties.eve=false", NULL);
  const char *text = lab_experiment_get_text (experiment);

  g_assert_true (g_str_has_prefix (text, "[parties]\nkey-bits=8\nkey-difference=1\n"));
  g_assert_nonnull (strstr (text, "\nlearning-rate=0.0008\n"));
  g_assert_nonnull (strstr (text, "\nepsilon=1e-08\n"));
  g_assert_nonnull (strstr (text, "\nwidth=16\n"));
  g_assert_null (strstr (text, "[eve]"));
  g_assert_null (strstr (text, "eve-"));
}

static void
check_model (const char *setting, const char *second, NcParty party, const char *expected)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment (setting, second, NULL);
  g_autofree char *model = lab_experiment_describe_model (experiment, party);

  g_assert_cmpstr (model, ==, expected);
}

static void
test_models (void)
{
  check_model ("bob.dense=sigmoid", NULL, NC_BOB, "Bob");
  check_model ("bob.dense=sigmoid;sigmoid", NULL, NC_BOB, "Bob1");
  check_model ("bob.dense=tanh;sigmoid", NULL, NC_BOB, "Bob2");
  check_model ("bob.dense=sigmoid;sigmoid", "bob.batch-norm=true", NC_BOB, "Bob1 + BN");
  check_model ("bob.dense=tanh;sigmoid", "bob.batch-norm=true", NC_BOB, "Bob2 + BN");
  check_model ("bob.dense=tanh;tanh", NULL, NC_BOB, "2 dense, tanh tanh");
  check_model ("bob.dense=relu;relu;relu", NULL, NC_BOB, "3 dense, relu relu relu");
  check_model ("bob.dense=tanh;sigmoid", "bob.width=3N;2N", NC_BOB, "2 dense, tanh sigmoid");
  check_model ("bob.convolution-activation=none", NULL, NC_BOB,
               "1 dense, sigmoid, no convolutions");
  check_model ("alice.batch-norm=true", NULL, NC_ALICE, "1 dense, sigmoid + BN");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/experiment/every-key", test_every_key);
  g_test_add_func ("/lab/experiment/old-hashes", test_old_hashes);
  g_test_add_func ("/lab/experiment/keys-of-eve", test_keys_of_eve);
  g_test_add_func ("/lab/experiment/writing", test_writing);
  g_test_add_func ("/lab/experiment/negative-zero", test_negative_zero);
  g_test_add_func ("/lab/experiment/canonical", test_canonical);
  g_test_add_func ("/lab/experiment/no-experiment", test_no_experiment);
  g_test_add_func ("/lab/experiment/canonical-text", test_canonical_text);
  g_test_add_func ("/lab/experiment/models", test_models);
  g_test_add_func ("/lab/experiment/equal", test_equal);
  return g_test_run ();
}
