/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target "weights": a safetensors file of trained networks. What is read is
 * written and read back to the bit; what is refused is refused with a sentence.
 */
#include "fuzz.h"

#include "lab/weights/lab-weights.h"

static void
assert_same (LabWeights *weights, LabWeights *again)
{
  g_assert_true (lab_experiment_equal (lab_weights_get_experiment (weights),
                                       lab_weights_get_experiment (again)));
  g_assert_cmpuint (lab_weights_get_seed (weights), ==, lab_weights_get_seed (again));
  g_assert_cmpuint (lab_weights_get_iterations (weights), ==, lab_weights_get_iterations (again));
}

/* Of the files without Eve in the corpus. */
static LabExperiment *
make_experiment (void)
{
  static const char text[] = "[study]\nreading=text\n[parties]\nkey-bits=8\nkey-difference=1\n"
                             "[training]\nrounds=2\niterations=2\nbatch=4\n";

  return lab_experiment_new_from_text (text, -1, FUZZ_ORIGIN, NULL);
}

/* What says nothing of itself may be the networks of a study all the same. */
static void
read_as (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabExperiment) experiment = make_experiment ();
  g_autoptr (LabWeights) weights
      = lab_weights_parse_as (bytes, n_bytes, FUZZ_ORIGIN, experiment, &error);
  g_autoptr (LabWeights) again = NULL;
  g_autoptr (GBytes) written = NULL;

  if (weights == NULL)
    {
      fuzz_assert_sentence (error);
      return;
    }
  g_assert_true (lab_experiment_equal (lab_weights_get_experiment (weights), experiment));
  written = lab_weights_to_bytes (weights, FUZZ_ORIGIN, &error);
  g_assert_no_error (error);
  again = lab_weights_parse_as (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                                FUZZ_ORIGIN, experiment, &error);
  g_assert_no_error (error);
  assert_same (weights, again);
  g_assert_true (lab_weights_is_training_known (weights) == lab_weights_is_training_known (again));
}

void
fuzz_read (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWeights) weights = lab_weights_parse (bytes, n_bytes, FUZZ_ORIGIN, &error);
  g_autoptr (LabWeights) again = NULL;
  g_autoptr (GBytes) written = NULL, written_again = NULL;

  if (weights == NULL)
    {
      fuzz_assert_sentence (error);
      read_as (bytes, n_bytes);
      return;
    }
  g_assert_true (g_utf8_validate (lab_weights_get_version (weights), -1, NULL));
  written = lab_weights_to_bytes (weights, FUZZ_ORIGIN, &error);
  g_assert_no_error (error);
  again = lab_weights_parse (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                             FUZZ_ORIGIN, &error);
  g_assert_no_error (error);
  assert_same (weights, again);
  written_again = lab_weights_to_bytes (again, FUZZ_ORIGIN, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (written, written_again));
}

gboolean
fuzz_try (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (LabWeights) weights = lab_weights_parse (bytes, n_bytes, FUZZ_ORIGIN, error);

  return weights != NULL;
}
