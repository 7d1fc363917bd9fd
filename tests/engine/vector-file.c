/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vectors of tests/reference.
 */
#include "vector-file.h"

#include "engine-fixture.h"

static gboolean
is_statistic (const NcTensor *tensor)
{
  return tensor->kind == NC_TENSOR_RUNNING_MEAN || tensor->kind == NC_TENSOR_RUNNING_VAR;
}

void
vector_file_read_tensors (JsonObject *tensors,
                          const NcLayout *layout,
                          double *parameters,
                          double *statistics)
{
  guint n_read = 0;

  for (guint index = 0; index < layout->n_tensors; index++)
    {
      const NcTensor *tensor = &layout->tensors[index];
      double *numbers = is_statistic (tensor) ? statistics : parameters;
      JsonArray *flat;

      if (numbers == NULL)
        continue;
      if (!json_object_has_member (tensors, tensor->name))
        g_error ("no tensor %s", tensor->name);
      flat = json_object_get_array_member (tensors, tensor->name);
      g_assert_cmpuint (json_array_get_length (flat), ==, tensor->size);
      for (guint i = 0; i < tensor->size; i++)
        numbers[tensor->offset + i] = json_array_get_double_element (flat, i);
      n_read++;
    }
  g_assert_cmpuint (json_object_get_size (tensors), ==, n_read);
}

/* The vectors write names as PyTorch does, with underscores. */
static guint
find_name (JsonObject *object, const char *member, const char *const *names)
{
  g_autofree char *name = g_strdup (json_object_get_string_member (object, member));

  g_strdelimit (name, "_", '-');
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_error ("%s is %s, which the engine does not know", member, name);
}

NcTopology
vector_file_read_topology (JsonObject *party)
{
  JsonArray *dense = json_object_get_array_member (party, "dense");
  JsonArray *widths = json_object_get_array_member (party, "widths");
  static const char *const outputs[] = { "tanh", "logistic", NULL };
  NcTopology topology = {
    .inputs = (guint) json_object_get_int_member (party, "inputs"),
    .outputs = (guint) json_object_get_int_member (party, "outputs"),
    .n_dense = json_array_get_length (dense),
    .batch_norm = json_object_get_boolean_member (party, "batch_norm"),
    .convolutions = json_object_get_boolean_member (party, "convolutions"),
    .convolution_activation = find_name (party, "convolution_activation", nc_activation_names),
    .output = find_name (party, "output", outputs),
    .biases = json_object_get_boolean_member (party, "biases"),
    .leaky_slope = json_object_get_double_member (party, "leaky_slope"),
    .norm_epsilon = json_object_get_double_member (party, "norm_epsilon"),
    .norm_momentum = json_object_get_double_member (party, "norm_momentum"),
  };

  g_assert_cmpuint (json_array_get_length (widths), ==, topology.n_dense);
  for (guint layer = 0; layer < topology.n_dense; layer++)
    {
      g_autoptr (JsonObject) one = json_object_new ();

      json_object_set_string_member (one, "dense", json_array_get_string_element (dense, layer));
      topology.activation[layer] = find_name (one, "dense", nc_activation_names);
      topology.width[layer] = (guint) json_array_get_int_element (widths, layer);
    }
  return topology;
}

NcSetup
vector_file_read_setup (JsonObject *file)
{
  JsonObject *parties = json_object_get_object_member (file, "parties");
  gboolean eve = json_object_has_member (parties, "eve");
  NcSetup setup = fixture_setup ((guint) json_object_get_int_member (file, "key_bits"),
                                 (guint) json_object_get_int_member (file, "batch"), eve);

  setup.key_difference = (guint) json_object_get_int_member (file, "key_difference");
  setup.bob_objective = find_name (file, "bob_objective", nc_objective_names);
  setup.bob_weight = json_object_get_double_member (file, "bob_weight");
  setup.learning_rate = json_object_get_double_member (file, "learning_rate");
  if (eve)
    {
      setup.eve_term = find_name (file, "eve_term", nc_eve_term_names);
      setup.eve_steps = (guint) json_object_get_int_member (file, "eve_steps");
      setup.eve_batch_factor = (guint) json_object_get_int_member (file, "eve_batch_factor");
    }
  for (NcParty party = NC_ALICE; party <= (eve ? NC_EVE : NC_BOB); party++)
    setup.topologies[party] = vector_file_read_topology (
        json_object_get_object_member (parties, nc_party_get_name (party)));
  return setup;
}

void
vector_file_read_batch (JsonArray *matrix, nc_real *numbers, guint rows, guint first)
{
  guint batch = json_array_get_length (matrix);

  for (guint sample = 0; sample < batch; sample++)
    {
      JsonArray *values = json_array_get_array_element (matrix, sample);

      g_assert_cmpuint (first + json_array_get_length (values), <=, rows);
      for (guint i = 0; i < json_array_get_length (values); i++)
        *fixture_at (numbers, rows, sample, first + i)
            = (nc_real) json_array_get_double_element (values, i);
    }
}
