/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What ships: the readings, field by field, and the paper's figures, curve by
 * curve, as the paper has them.
 */
#include <math.h>
#include <string.h>

#include "lab-fixture.h"

/* One column of the table of readings, without or with Eve. */
typedef struct
{
  const char *reading;
  gboolean eve;
  guint batch, eve_batch_factor, key_difference;
  NcActivation convolutions;
  gboolean biases;
  double bob_weight;
  NcEveTerm eve_term;
  NcSchedule schedule;
  guint rounds, eve_steps;
  double learning_rate;
} Reading;

static const Reading readings[] = {
  { "text", FALSE, 512, 1, 3, NC_ACTIVATION_SIGMOID, TRUE, 1, NC_EVE_TERM_LINEAR,
    NC_SCHEDULE_TOGETHER, 10, 2, 0.0008 },
  { "text", TRUE, 512, 1, 3, NC_ACTIVATION_SIGMOID, TRUE, 1, NC_EVE_TERM_LINEAR,
    NC_SCHEDULE_BY_ROUND, 60, 2, 0.005 },
  { "inferred", FALSE, 512, 2, 3, NC_ACTIVATION_RELU, FALSE, 2, NC_EVE_TERM_SQUARED,
    NC_SCHEDULE_TOGETHER, 10, 2, 0.0008 },
  { "inferred", TRUE, 512, 2, 3, NC_ACTIVATION_RELU, FALSE, 2, NC_EVE_TERM_SQUARED,
    NC_SCHEDULE_BY_ROUND, 60, 2, 0.005 },
  { "abadi", FALSE, 4096, 1, 0, NC_ACTIVATION_SIGMOID, TRUE, 16, NC_EVE_TERM_SQUARED_PER_SAMPLE,
    NC_SCHEDULE_TOGETHER, 10, 2, 0.0008 },
  { "abadi", TRUE, 4096, 1, 0, NC_ACTIVATION_SIGMOID, TRUE, 16, NC_EVE_TERM_SQUARED_PER_SAMPLE,
    NC_SCHEDULE_BY_STEP, 75, 2, 0.0008 },
};

static void
check_topology (const NcTopology *topology, const Reading *reading, NcParty party)
{
  gboolean two = party == NC_EVE && !g_str_equal (reading->reading, "abadi");

  g_assert_cmpuint (topology->n_dense, ==, two ? 2 : 1);
  if (two)
    g_assert_cmpint (topology->activation[0], ==, NC_ACTIVATION_TANH);
  g_assert_cmpint (topology->activation[topology->n_dense - 1], ==, NC_ACTIVATION_SIGMOID);
  for (guint layer = 0; layer < topology->n_dense; layer++)
    g_assert_cmpuint (topology->width[layer], ==, 32);
  g_assert_false (topology->batch_norm);
  g_assert_true (topology->convolutions);
  g_assert_cmpint (topology->convolution_activation, ==, reading->convolutions);
  g_assert_cmpint (topology->output, ==, NC_OUTPUT_TANH);
  g_assert_cmpint (topology->biases, ==, reading->biases);
  g_assert_cmpint (topology->initialisation, ==, NC_INITIALISATION_XAVIER_UNIFORM);
  g_assert_cmpfloat (topology->norm_epsilon, ==, 1e-5);
  g_assert_cmpfloat (topology->norm_momentum, ==, 0.1);
  g_assert_cmpfloat (topology->leaky_slope, ==, 0.2);
}

static void
check_reading (const Reading *reading)
{
  g_autofree char *text = g_strdup_printf ("[study]\nreading=%s\n[parties]\neve=%s\n",
                                           reading->reading, reading->eve ? "true" : "false");
  g_autoptr (LabStudyFile) file = fixture_parse (text);
  g_autoptr (GError) error = NULL;
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, LAB_BASE, &seed, &error);
  const NcSetup *setup;

  g_assert_no_error (error);
  setup = lab_experiment_get_setup (experiment);
  g_assert_cmpuint (seed, ==, 1);
  g_assert_cmpuint (setup->key_bits, ==, 16);
  g_assert_cmpuint (setup->key_difference, ==, reading->key_difference);
  g_assert_cmpint (setup->fuzzing, ==, NC_FUZZING_PER_SAMPLE);
  g_assert_cmpint (setup->eve, ==, reading->eve);
  for (NcParty party = NC_ALICE; party <= NC_EVE; party++)
    check_topology (&setup->topologies[party], reading, party);
  g_assert_cmpint (setup->bob_objective, ==, NC_OBJECTIVE_ABSOLUTE);
  g_assert_cmpfloat (setup->bob_weight, ==, reading->bob_weight);
  g_assert_cmpint (setup->eve_term, ==, reading->eve_term);
  g_assert_cmpint (setup->schedule, ==, reading->schedule);
  g_assert_cmpuint (setup->rounds, ==, reading->rounds);
  g_assert_cmpuint (setup->iterations, ==, 2000);
  g_assert_cmpuint (setup->batch, ==, reading->batch);
  g_assert_cmpuint (setup->eve_steps, ==, reading->eve_steps);
  g_assert_cmpuint (setup->eve_batch_factor, ==, reading->eve_batch_factor);
  g_assert_cmpfloat (setup->learning_rate, ==, reading->learning_rate);
  g_assert_cmpfloat (setup->beta1, ==, 0.9);
  g_assert_cmpfloat (setup->beta2, ==, 0.999);
  g_assert_cmpfloat (setup->epsilon, ==, 1e-8);
}

static void
test_readings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    check_reading (&readings[i]);
}

/* The curves of the paper's figures: -1 where it claims no number. */
static const struct
{
  const char *study;
  const char *model;
  gboolean eve;
  guint n_curves;
  guint key_differences[5];
  double claims[5];
} figures[] = {
  { "figure-3", "Bob", FALSE, 2, { 1, 2 }, { 0.25, 0.25 } },
  { "figure-5", "Bob1", FALSE, 3, { 1, 2, 3 }, { 0, 0, 0.1 } },
  { "figure-6", "Bob2", FALSE, 5, { 1, 2, 3, 4, 5 }, { 0, 0, 0, 0, 0.25 } },
  { "figure-7", "Bob1 + BN", FALSE, 3, { 3, 4, 5 }, { 0, 0, -1 } },
  { "figure-8", "Bob2 + BN", FALSE, 3, { 5, 6, 7 }, { 0, 0, -1 } },
  { "figure-10", "Bob2 + BN", TRUE, 2, { 3, 4 }, { -1, -1 } },
  { "abadi", "Bob", TRUE, 1, { 0 }, { -1 } },
};

static void
check_curve (LabStudyFile *file, guint figure, guint nth, const char *reading)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, nth, NULL, &error);
  const NcSetup *setup;
  g_autofree char *model = NULL;
  double claim = figures[figure].claims[nth];

  g_assert_no_error (error);
  setup = lab_experiment_get_setup (experiment);
  model = lab_experiment_describe_model (experiment, NC_BOB);
  g_assert_cmpstr (model, ==, figures[figure].model);
  g_assert_cmpuint (setup->key_difference, ==, figures[figure].key_differences[nth]);
  g_assert_cmpint (setup->eve, ==, figures[figure].eve);
  g_assert_cmpint (setup->topologies[NC_BOB].convolution_activation, ==,
                   g_str_equal (reading, "inferred") ? NC_ACTIVATION_RELU : NC_ACTIVATION_SIGMOID);
  if (claim < 0)
    g_assert_true (isnan (lab_study_file_get_paper_loss_rate (file, nth)));
  else
    g_assert_cmpfloat (lab_study_file_get_paper_loss_rate (file, nth), ==, claim);
  /* Where a figure of the paper has no number it still says something. */
  if (g_str_has_prefix (figures[figure].study, "figure-"))
    g_assert_cmpint (lab_study_file_get_paper_claim (file, nth), !=, LAB_CLAIM_NONE);
  if (g_str_equal (figures[figure].study, "figure-10"))
    {
      g_assert_true (setup->topologies[NC_ALICE].batch_norm);
      g_assert_true (setup->topologies[NC_EVE].batch_norm);
      g_assert_cmpuint (setup->topologies[NC_EVE].n_dense, ==, 2);
      g_assert_cmpuint (lab_experiment_get_setup (experiment)->rounds, ==, 60);
      g_assert_cmpuint (nc_setup_get_length (setup), ==, 240000);
    }
  else if (!figures[figure].eve)
    g_assert_cmpuint (nc_setup_get_length (setup), ==, 20000);
  if (!g_str_equal (figures[figure].study, "abadi"))
    g_assert_cmpuint (strlen (lab_study_file_get_paper_note (file, nth)), >, 5);
}

static void
check_figure (guint figure, const char *name, const char *asked, const char *reading)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = lab_study_file_open (name, asked, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lab_study_file_get_name (file), ==, name);
  g_assert_cmpstr (lab_study_file_get_reading (file), ==, reading);
  g_assert_cmpuint (lab_study_file_get_n_curves (file), ==, figures[figure].n_curves);
  for (guint nth = 0; nth < figures[figure].n_curves; nth++)
    check_curve (file, figure, nth, reading);
}

static void
test_figures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *inferred = g_strconcat (figures[i].study, "-inferred", NULL);

      if (g_str_equal (figures[i].study, "abadi"))
        {
          check_figure (i, "abadi", NULL, "abadi");
          continue;
        }
      check_figure (i, figures[i].study, NULL, "text");
      check_figure (i, figures[i].study, "inferred", "inferred");
      check_figure (i, inferred, NULL, "inferred");
    }
}

static void
test_bobs (void)
{
  g_autoptr (LabStudyFile) file = lab_study_file_open ("bob-bob1-bob2", NULL, NULL);

  g_assert_cmpuint (lab_study_file_get_n_curves (file), ==, 3);
  for (guint nth = 0; nth < 3; nth++)
    {
      g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, nth, NULL, NULL);
      g_autofree char *model = lab_experiment_describe_model (experiment, NC_BOB);

      g_assert_cmpstr (model, ==, lab_study_file_get_curve_label (file, nth));
      g_assert_cmpuint (lab_experiment_get_setup (experiment)->key_difference, ==, 3);
    }
}

/* Every shipped study is listed, and only readings that are there are. */
static void
test_list (void)
{
  static const char *const names[] = {
    "abadi",
    "bob-bob1-bob2",
    "eve-variants",
    "figure-3",
    "figure-3-inferred",
    "figure-5",
    "figure-5-inferred",
    "figure-6",
    "figure-6-inferred",
    "figure-7",
    "figure-7-inferred",
    "figure-8",
    "figure-8-inferred",
    "figure-10",
    "figure-10-inferred",
    "plateaus",
  };
  g_autoptr (GPtrArray) studies = lab_study_file_list_shipped ();
  const char *const *all = lab_study_file_list_readings ();

  g_assert_cmpuint (studies->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < studies->len; i++)
    {
      const LabShippedStudy *study = studies->pdata[i];

      g_assert_cmpstr (study->name, ==, names[i]);
      g_assert_cmpuint (strlen (study->title), >, 5);
      g_assert_cmpuint (study->n_curves, >, 0);
      g_assert_true (g_strv_contains (all, study->reading));
    }
  g_assert_cmpuint (g_strv_length ((char **) all), ==, 3);
  g_assert_cmpstr (all[0], ==, "text");
}

/* A saved study has every value written out; those that only repeat its reading
 * follow another one, those that differ stay. */
static void
test_switch (void)
{
  g_autoptr (LabStudyFile) shipped = lab_study_file_open ("figure-6", NULL, NULL);
  g_autoptr (LabStudyFile) inferred = lab_study_file_open ("figure-6-inferred", NULL, NULL);
  g_autofree char *text = NULL, *batch = NULL;
  g_autoptr (LabStudyFile) saved = NULL;
  g_autoptr (LabExperiment) wanted = NULL, found = NULL;

  g_assert_true (lab_study_file_set_value (shipped, "training.batch", "300", NULL));
  g_assert_true (lab_study_file_set_value (inferred, "training.batch", "300", NULL));
  text = lab_study_file_to_text (shipped);
  saved = lab_study_file_new_from_text (text, -1, "saved", NULL);
  g_assert_nonnull (saved);
  g_assert_true (lab_study_file_set_reading (saved, "inferred", NULL));
  wanted = lab_study_file_resolve (inferred, 4, NULL, NULL);
  found = lab_study_file_resolve (saved, 4, NULL, NULL);
  g_assert_cmpstr (lab_experiment_get_text (found), ==, lab_experiment_get_text (wanted));
  batch = lab_study_file_get_value (saved, LAB_BASE, "training.batch");
  g_assert_cmpstr (batch, ==, "300");
}

static void
assert_title (LabStudyFile *file, const char *name, const char *reading, const char *ending)
{
  g_assert_cmpstr (lab_study_file_get_name (file), ==, name);
  g_assert_cmpstr (lab_study_file_get_reading (file), ==, reading);
  if (!g_str_has_suffix (lab_study_file_get_title (file), ending))
    g_error ("%s in the reading %s is called “%s”", name, reading, lab_study_file_get_title (file));
}

/* Neither the title nor the name says another reading than the one in force. */
static void
test_titles (void)
{
  static const struct
  {
    const char *name;
    const char *asked; /* NULL: none */
    const char *expected_name;
    const char *reading;
    const char *ending;
  } studies[] = {
    { "figure-3", NULL, "figure-3", "text", "one dense layer" },
    { "figure-3", "inferred", "figure-3", "inferred", "one dense layer" },
    { "figure-3-inferred", NULL, "figure-3-inferred", "inferred", "layer · inferred reading" },
    { "figure-3-inferred", "inferred", "figure-3-inferred", "inferred",
      "layer · inferred reading" },
    { "figure-3-inferred", "text", "figure-3", "text", "one dense layer" },
    { "figure-3-inferred", "abadi", "figure-3", "abadi", "one dense layer" },
  };
  g_autoptr (LabStudyFile) inferred = lab_study_file_open ("figure-3-inferred", NULL, NULL);
  g_autofree char *text = lab_study_file_to_text (inferred);
  g_autoptr (LabStudyFile) saved = lab_study_file_new_from_text (text, -1, "saved", NULL);
  g_autoptr (LabStudyFile) asked = lab_study_file_open ("figure-3-inferred", "text", NULL);
  g_autoptr (LabStudyFile) plain = lab_study_file_open ("figure-3", "text", NULL);
  g_autofree char *asked_text = lab_study_file_to_text (asked);
  g_autofree char *plain_text = lab_study_file_to_text (plain);

  for (guint i = 0; i < G_N_ELEMENTS (studies); i++)
    {
      g_autoptr (LabStudyFile) file = lab_study_file_open (studies[i].name, studies[i].asked, NULL);

      assert_title (file, studies[i].expected_name, studies[i].reading, studies[i].ending);
    }
  g_assert_cmpstr (asked_text, ==, plain_text);

  /* One that was saved carries the reading in its title; so does one that is open. */
  g_assert_true (lab_study_file_set_reading (saved, "text", NULL));
  assert_title (saved, "study", "text", "layer · text reading");
  g_assert_true (lab_study_file_set_reading (saved, "abadi", NULL));
  assert_title (saved, "study", "abadi", "layer · abadi reading");
  g_assert_false (lab_study_file_set_reading (saved, "none", NULL));
  assert_title (saved, "study", "abadi", "layer · abadi reading");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/readings/table", test_readings);
  g_test_add_func ("/lab/readings/figures", test_figures);
  g_test_add_func ("/lab/readings/bobs", test_bobs);
  g_test_add_func ("/lab/readings/list", test_list);
  g_test_add_func ("/lab/readings/switch", test_switch);
  g_test_add_func ("/lab/readings/titles", test_titles);
  return g_test_run ();
}
