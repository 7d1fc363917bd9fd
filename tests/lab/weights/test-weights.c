/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights files: what is written is read back to the bit, is laid out as
 * safetensors are, and replaces a former file as a whole. What is no such file is
 * refused in test-weights-malformed.c.
 */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "folder-fixture.h"
#include "lab-fixture.h"
#include "weights-fixture.h"

static const char *const kinds[][4] = {
  { "parties.eve=false", NULL },
  { "alice.batch-norm=true", "bob.dense=tanh;sigmoid", "bob.batch-norm=true", NULL },
  { "parties.eve=true", "training.schedule=by-step", "training.eve-steps=2", NULL },
  { "parties.eve=true", "training.schedule=by-round", "networks.biases=false", NULL },
  { "networks.convolution-activation=none", "bob.width=5", "alice.dense=relu;relu;tanh", NULL },
};

static LabExperiment *
make_experiment (const char *const *settings)
{
  return fixture_experiment (settings[0], settings[1], settings[2], NULL);
}

static void
assert_same (LabWeights *a, LabWeights *b)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_weights_get_experiment (a));

  g_assert_true (
      lab_experiment_equal (lab_weights_get_experiment (a), lab_weights_get_experiment (b)));
  g_assert_cmpuint (lab_weights_get_seed (a), ==, lab_weights_get_seed (b));
  g_assert_cmpuint (lab_weights_get_iterations (a), ==, lab_weights_get_iterations (b));
  g_assert_cmpstr (lab_weights_get_version (a), ==, lab_weights_get_version (b));
  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      NcLayout layout;

      nc_layout_init (&layout, &setup->topologies[party]);
      g_assert_cmpmem (lab_weights_get_parameters (a)[party], layout.n_parameters * sizeof (float),
                       lab_weights_get_parameters (b)[party], layout.n_parameters * sizeof (float));
      g_assert_cmpmem (lab_weights_get_statistics (a)[party], layout.n_statistics * sizeof (float),
                       lab_weights_get_statistics (b)[party], layout.n_statistics * sizeof (float));
    }
}

static LabWeights *
parse (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  LabWeights *weights = lab_weights_parse (data, size, "the file", &error);

  g_assert_no_error (error);
  return weights;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (LabExperiment) experiment = make_experiment (kinds[i]);
      g_autoptr (LabWeights) weights = fixture_train_weights (experiment, G_MAXUINT32 - i, 30);
      g_autoptr (GBytes) bytes = lab_weights_to_bytes (weights, "the file", NULL);
      g_autoptr (LabWeights) again = parse (bytes);
      g_autoptr (GBytes) twice = lab_weights_to_bytes (again, "the file", NULL);

      assert_same (weights, again);
      g_assert_true (g_bytes_equal (bytes, twice));
    }
}

/* The header as JSON, by a reader that is not ours. */
static JsonObject *
read_header (JsonParser *parser, GBytes *bytes, gsize *start)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint64 length;

  memcpy (&length, data, sizeof length);
  length = GUINT64_FROM_LE (length);
  g_assert_cmpuint (length, <, size);
  *start = 8 + (gsize) length;
  json_parser_load_from_data (parser, (const char *) data + 8, (gssize) length, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

/* A tensor's bytes, whose shape is @shape, "16,16". */
static gconstpointer
find_tensor (GBytes *bytes, const char *name, const char *type, const char *shape)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  gsize start, n_numbers = 1;
  JsonObject *tensor = json_object_get_object_member (read_header (parser, bytes, &start), name);
  JsonArray *dims = json_object_get_array_member (tensor, "shape");
  JsonArray *offsets = json_object_get_array_member (tensor, "data_offsets");
  gint64 begin = json_array_get_int_element (offsets, 0);

  for (guint i = 0; i < json_array_get_length (dims); i++)
    {
      n_numbers *= (gsize) json_array_get_int_element (dims, i);
      g_string_append_printf (found, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                              json_array_get_int_element (dims, i));
    }
  g_assert_cmpstr (found->str, ==, shape);
  g_assert_cmpstr (json_object_get_string_member (tensor, "dtype"), ==, type);
  g_assert_cmpint (json_array_get_int_element (offsets, 1) - begin, ==,
                   n_numbers * (g_str_equal (type, "I64") ? 8 : 4));
  g_assert_cmpint (begin % (g_str_equal (type, "I64") ? 8 : 4), ==, 0);
  g_assert_cmpuint (start % 8, ==, 0);
  return (const guint8 *) g_bytes_get_data (bytes, NULL) + start + begin;
}

static void
test_layout (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("parties.eve=true", "bob.batch-norm=true", NULL);
  g_autoptr (LabWeights) weights = fixture_train_weights (experiment, 5, 7);
  g_autoptr (GBytes) bytes = lab_weights_to_bytes (weights, "the file", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize start;
  JsonObject *metadata
      = json_object_get_object_member (read_header (parser, bytes, &start), "__metadata__");
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  const float *alice = lab_weights_get_parameters (weights)[NC_ALICE];
  const float *bob = lab_weights_get_statistics (weights)[NC_BOB];
  NcLayout layout;

  g_assert_cmpstr (json_object_get_string_member (metadata, "experiment"), ==,
                   lab_experiment_get_text (experiment));
  g_assert_cmpstr (json_object_get_string_member (metadata, "seed"), ==, "5");
  g_assert_cmpstr (json_object_get_string_member (metadata, "iterations"), ==, "7");
  g_assert_cmpstr (json_object_get_string_member (metadata, "version"), ==,
                   lab_weights_get_version (weights));

  nc_layout_init (&layout, &setup->topologies[NC_ALICE]);
  g_assert_cmpmem (find_tensor (bytes, "alice.dense.0.weight", "F32", "16,16"), 16 * 16 * 4,
                   alice + layout.dense_weight[0], 16 * 16 * 4);
  g_assert_cmpmem (find_tensor (bytes, "alice.conv.1.weight", "F32", "4,2,2"), 16 * 4,
                   alice + layout.conv_weight[1], 16 * 4);
  find_tensor (bytes, "alice.conv.3.bias", "F32", "1");
  find_tensor (bytes, "eve.dense.0.weight", "F32", "16,8");
  find_tensor (bytes, "bob.norm.0.weight", "F32", "16");
  nc_layout_init (&layout, &setup->topologies[NC_BOB]);
  g_assert_cmpmem (find_tensor (bytes, "bob.norm.0.running_var", "F32", "16"), 16 * 4,
                   bob + layout.running_var[0], 16 * 4);
}

static void
check_batches (const char *schedule, guint64 iterations, gint64 bob, gint64 eve)
{
  g_autofree char *setting = g_strconcat ("training.schedule=", schedule, NULL);
  gboolean listens = !g_str_equal (schedule, "together");
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (LabWeights) weights = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 count;

  lab_study_file_force_value (file, "parties.eve", listens ? "true" : "false", NULL);
  lab_study_file_force_value (file, "training.schedule", schedule, NULL);
  lab_study_file_force_value (file, "training.eve-steps", "3", NULL);
  lab_study_file_force_value (file, "bob.batch-norm", "true", NULL);
  lab_study_file_force_value (file, "eve.batch-norm", "true", NULL);
  experiment = lab_study_file_resolve (file, LAB_BASE, NULL, NULL);
  weights = fixture_train_weights (experiment, 1, iterations);
  bytes = lab_weights_to_bytes (weights, "the file", NULL);
  memcpy (&count, find_tensor (bytes, "bob.norm.0.num_batches_tracked", "I64", ""), sizeof count);
  g_assert_cmpint (GINT64_FROM_LE (count), ==, bob);
  if (!listens)
    return;
  memcpy (&count, find_tensor (bytes, "eve.norm.0.num_batches_tracked", "I64", ""), sizeof count);
  g_assert_cmpint (GINT64_FROM_LE (count), ==, eve);
}

/* Two rounds of 50. */
static void
test_batches (void)
{
  check_batches ("together", 61, 61, 0);
  check_batches ("by-step", 7, 7, 21);
  check_batches ("by-round", 40, 40, 0);
  check_batches ("by-round", 70, 50, 20);
  check_batches ("by-round", 130, 80, 50);
  check_batches ("by-round", 200, 100, 100);
}

static void
test_file (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.safetensors", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "a.safetensors", NULL);
  g_autoptr (LabExperiment) experiment = make_experiment (kinds[1]);
  g_autoptr (LabWeights) first = fixture_train_weights (experiment, 1, 3);
  g_autoptr (LabWeights) second = fixture_train_weights (experiment, 1, 4);
  g_autoptr (LabWeights) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_weights_write (first, path, &error));
  g_assert_true (lab_weights_write (second, path, &error));
  again = lab_weights_read (path, &error);
  g_assert_no_error (error);
  assert_same (second, again);
  g_assert_cmpuint (fixture_count_files (folder), ==, 1);

  g_assert_false (lab_weights_write (first, missing, &error));
  g_assert_nonnull (strstr (error->message, missing));
  g_clear_error (&error);
  g_assert_null (lab_weights_read (missing, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, missing));
  g_clear_error (&error);
  g_assert_null (lab_weights_read (folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  fixture_remove_folder (folder);
}

/* A diverged network is not written, and the former file stays. */
static void
test_diverged (void)
{
  static const float flaws[] = { NAN, INFINITY, -INFINITY };
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.safetensors", NULL);
  g_autoptr (LabExperiment) experiment = make_experiment (kinds[0]);
  g_autoptr (LabWeights) good = fixture_train_weights (experiment, 1, 3);
  g_autoptr (LabWeights) again = NULL;

  g_assert_true (lab_weights_write (good, path, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_autoptr (GError) error = NULL;
      NcLayout layout;
      g_autofree float *bob = NULL;
      const float *parameters[NC_N_PARTIES] = { NULL };
      g_autoptr (LabWeights) bad = NULL;

      nc_layout_init (&layout, &lab_experiment_get_setup (experiment)->topologies[NC_BOB]);
      bob = g_memdup2 (lab_weights_get_parameters (good)[NC_BOB],
                       layout.n_parameters * sizeof (float));
      bob[layout.conv_bias[3]] = flaws[i];
      parameters[NC_ALICE] = lab_weights_get_parameters (good)[NC_ALICE];
      parameters[NC_BOB] = bob;
      bad = lab_weights_new (experiment, 1, 3, parameters, parameters);
      g_assert_false (lab_weights_write (bad, path, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, "bob.conv.3.bias"));
      g_assert_nonnull (strstr (error->message, "diverged"));
    }
  again = lab_weights_read (path, NULL);
  assert_same (good, again);
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/weights/round-trip", test_round_trip);
  g_test_add_func ("/lab/weights/layout", test_layout);
  g_test_add_func ("/lab/weights/batches", test_batches);
  g_test_add_func ("/lab/weights/file", test_file);
  g_test_add_func ("/lab/weights/diverged", test_diverged);
  return g_test_run ();
}
