/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a weights file says about itself: the experiment that trained it, and how long.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "lab/weights/lab-weights-private.h"

gboolean
lab_weights_fail (const char *origin, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED, _ ("%s is not a weights file: %s"), origin,
               what);
  return FALSE;
}

char *
lab_weights_quote (const char *text)
{
  GString *quoted = g_string_new (NULL);

  for (guint n = 0; *text != '\0'; text = g_utf8_next_char (text), n++)
    {
      gunichar letter = g_utf8_get_char (text);

      if (n == 40)
        {
          g_string_append (quoted, "…");
          break;
        }
      g_string_append_unichar (quoted, g_unichar_isprint (letter) ? letter : '?');
    }
  return g_string_free (quoted, FALSE);
}

static gboolean
read_number (LabWeightsHeader *header,
             const char *name,
             guint64 max,
             guint64 *number,
             const char *origin,
             GError **error)
{
  const char *text = g_hash_table_lookup (header->metadata, name);
  g_autofree char *quoted = NULL;

  if (g_ascii_string_to_unsigned (text, 10, 0, max, number, NULL))
    return TRUE;
  quoted = lab_weights_quote (text);
  return lab_weights_fail (origin, error, _ ("its “%s” is “%s”; allowed: 0 to %" PRIu64), name,
                           quoted, max);
}

/* The file's experiment, or @other if it has none. (transfer full) */
static LabExperiment *
read_experiment (LabWeightsHeader *header, LabExperiment *other, const char *origin, GError **error)
{
  const char *text = g_hash_table_lookup (header->metadata, "experiment");
  g_autofree char *place = g_strconcat (origin, ", the experiment in it", NULL);
  g_autoptr (LabExperiment) own = NULL;

  if (text == NULL && other != NULL)
    return lab_experiment_ref (other);
  if (text == NULL)
    {
      lab_weights_fail (origin, error,
                        _ ("__metadata__ in its header has no “experiment”; in Python, "
                           "safetensors.torch.save_file (tensors, file, metadata=…) keeps it, and "
                           "the option --experiment STUDY of fuzzy-key takes its place"));
      return NULL;
    }
  own = lab_experiment_new_from_text (text, -1, place, error);
  if (own == NULL)
    return NULL;
  if (other == NULL || lab_experiment_equal (own, other))
    return g_steal_pointer (&own);
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               _ ("%s names its own experiment, and it is a different one; leave --experiment out"),
               origin);
  return NULL;
}

/* Seed and iterations, which may be missing if an experiment was supplied. */
static gboolean
read_training (LabWeightsHeader *header,
               LabWeights *weights,
               gboolean may_miss,
               const char *origin,
               GError **error)
{
  static const char *const names[] = { "seed", "iterations", "version" };
  guint64 max = nc_setup_get_length (lab_experiment_get_setup (weights->experiment)), seed;

  weights->version = g_strdup (g_hash_table_lookup (header->metadata, "version"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_hash_table_contains (header->metadata, names[i]))
        continue;
      if (!may_miss)
        return lab_weights_fail (origin, error, "__metadata__ in its header has no “%s”", names[i]);
      weights->training_unknown |= i < 2;
    }
  if (weights->training_unknown)
    return TRUE;
  if (!read_number (header, "seed", G_MAXUINT32, &seed, origin, error)
      || !read_number (header, "iterations", max, &weights->iterations, origin, error))
    return FALSE;
  weights->seed = (guint32) seed;
  return TRUE;
}

LabWeights *
lab_weights_read_metadata (LabWeightsHeader *header,
                           LabExperiment *other,
                           const char *origin,
                           GError **error)
{
  g_autoptr (LabExperiment) experiment = read_experiment (header, other, origin, error);
  g_autoptr (LabWeights) weights = NULL;

  if (experiment == NULL)
    return NULL;
  weights = lab_weights_new_empty (experiment);
  return read_training (header, weights, other != NULL, origin, error) ? g_steal_pointer (&weights)
                                                                       : NULL;
}
