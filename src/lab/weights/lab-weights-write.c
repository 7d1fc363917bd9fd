/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a weights file: the header's length, the header, the numbers.
 */
#include "config.h"

#include "lab/weights/lab-weights-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "base/file.h"

/* Texts of experiments and versions contain nothing else that JSON would escape. */
static void
append_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (json, "\\%c", *at);
    else if (*at == '\n')
      g_string_append (json, "\\n");
    else if ((guchar) *at < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) *at);
    else
      g_string_append_c (json, *at);
  g_string_append_c (json, '"');
}

static void
append_metadata (GString *json, LabWeights *weights)
{
  g_string_append (json, "\"__metadata__\":{\"format\":\"pt\",\"experiment\":");
  append_string (json, lab_experiment_get_text (weights->experiment));
  if (!weights->training_unknown)
    g_string_append_printf (json, ",\"seed\":\"%u\",\"iterations\":\"%" G_GUINT64_FORMAT "\"",
                            weights->seed, weights->iterations);
  g_string_append (json, ",\"version\":");
  append_string (json, weights->version != NULL ? weights->version : LAB_VERSION);
  g_string_append_c (json, '}');
}

/* Returns the tensor's end. */
static gsize
append_tensor (GString *json, const LabWeightsTensor *tensor, gsize begin)
{
  gsize end = begin + lab_weights_tensor_get_size (tensor);

  g_string_append_printf (json, ",\"%s\":{\"dtype\":\"%s\",\"shape\":[", tensor->name,
                          lab_weights_tensor_get_type (tensor));
  for (guint dim = 0; tensor->tensor != NULL && dim < tensor->tensor->n_dims; dim++)
    g_string_append_printf (json, "%s%u", dim > 0 ? "," : "", tensor->tensor->dims[dim]);
  g_string_append_printf (json, "],\"data_offsets\":[%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT "]}",
                          begin, end);
  return end;
}

/* Padded with spaces, so that the numbers after it are aligned. */
static GString *
write_header (LabWeights *weights, GArray *tensors, gsize *n_data)
{
  GString *json = g_string_new ("{");

  append_metadata (json, weights);
  *n_data = 0;
  for (guint i = 0; i < tensors->len; i++)
    *n_data = append_tensor (json, &g_array_index (tensors, LabWeightsTensor, i), *n_data);
  g_string_append_c (json, '}');
  while (json->len % LAB_WEIGHTS_PREFIX != 0)
    g_string_append_c (json, ' ');
  return json;
}

/* The number of mini-batches that @party was trained on. */
static gint64
count_batches (LabWeights *weights, NcParty party)
{
  const NcSetup *setup = lab_experiment_get_setup (weights->experiment);
  guint64 round = setup->iterations, turns, rest;

  if (setup->schedule != NC_SCHEDULE_BY_ROUND)
    return (gint64) (weights->iterations * (party == NC_EVE ? setup->eve_steps : 1));
  turns = weights->iterations / (2 * round) * round;
  rest = weights->iterations % (2 * round);
  return (gint64) (turns + (party != NC_EVE ? MIN (rest, round) : MAX (rest, round) - round));
}

static guint8 *
append_data (LabWeights *weights, const LabWeightsTensor *tensor, guint8 *at)
{
  if (tensor->tensor == NULL)
    {
      gint64 count = GINT64_TO_LE (count_batches (weights, tensor->party));

      memcpy (at, &count, sizeof count);
      return at + sizeof count;
    }
  for (gsize i = 0; i < tensor->tensor->size; i++, at += sizeof (guint32))
    {
      guint32 word;

      memcpy (&word, lab_weights_get_numbers (weights, tensor) + i, sizeof word);
      word = GUINT32_TO_LE (word);
      memcpy (at, &word, sizeof word);
    }
  return at;
}

GBytes *
lab_weights_to_bytes (LabWeights *weights, const char *origin, GError **error)
{
  g_autoptr (GArray) tensors = NULL;
  g_autoptr (GString) header = NULL;
  guint64 n_header;
  gsize n_data;
  guint8 *bytes, *at;

  g_return_val_if_fail (weights != NULL && origin != NULL, NULL);

  tensors = lab_weights_list_tensors (weights);
  for (guint i = 0; i < tensors->len; i++)
    {
      const LabWeightsTensor *tensor = &g_array_index (tensors, LabWeightsTensor, i);
      const char *flaw = tensor->tensor != NULL ? lab_weights_find_flaw (weights, tensor) : NULL;

      if (flaw == NULL)
        continue;
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("%s was not written: %s holds %s; the training has diverged"), origin,
                   tensor->name, flaw);
      return NULL;
    }

  header = write_header (weights, tensors, &n_data);
  bytes = g_malloc (LAB_WEIGHTS_PREFIX + header->len + n_data);
  n_header = GUINT64_TO_LE ((guint64) header->len);
  memcpy (bytes, &n_header, LAB_WEIGHTS_PREFIX);
  memcpy (bytes + LAB_WEIGHTS_PREFIX, header->str, header->len);
  at = bytes + LAB_WEIGHTS_PREFIX + header->len;
  for (guint i = 0; i < tensors->len; i++)
    at = append_data (weights, &g_array_index (tensors, LabWeightsTensor, i), at);
  g_assert (at == bytes + LAB_WEIGHTS_PREFIX + header->len + n_data);
  return g_bytes_new_take (bytes, LAB_WEIGHTS_PREFIX + header->len + n_data);
}

gboolean
lab_weights_write (LabWeights *weights, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (weights != NULL && path != NULL, FALSE);

  bytes = lab_weights_to_bytes (weights, path, error);
  return bytes != NULL
         && base_file_write_bytes (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   error);
}
