/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a weights file. Everything is checked against what the experiment in it
 * must have before memory is asked for: names, types, shapes, offsets, and that
 * every byte belongs to one tensor.
 */
#include "lab-weights-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lab-weights-header.h"

/* The largest header that is read; ours have some kilobytes. */
#define MAX_HEADER (1024 * 1024)
/* Three networks of the largest size, and something. */
#define MAX_FILE (G_GUINT64_CONSTANT (1) << 30)

G_GNUC_PRINTF (3, 4)
static gboolean
fail (const char *origin, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED, "%s is no weights file: %s", origin, what);
  return FALSE;
}

/* A text of the file as it may stand in a sentence: one line, not long, nothing
 * that a terminal would obey. */
static char *
quote (const char *text)
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

/* "32, 16" */
static char *
describe_shape (guint n_dims, const guint64 *dims)
{
  GString *text = g_string_new (NULL);

  for (guint dim = 0; dim < n_dims; dim++)
    g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, dim > 0 ? ", " : "", dims[dim]);
  return g_string_free (text, FALSE);
}

/* Type, shape and offsets of an entry, against the tensor that it must be. */
static gboolean
check_entry (const LabWeightsTensor *tensor,
             const LabWeightsEntry *entry,
             guint64 n_data,
             const char *origin,
             GError **error)
{
  const char *type = lab_weights_tensor_get_type (tensor);
  guint64 dims[LAB_WEIGHTS_MAX_DIMS] = { 0 };
  guint n_dims = tensor->tensor != NULL ? tensor->tensor->n_dims : 0;

  for (guint dim = 0; dim < n_dims; dim++)
    dims[dim] = tensor->tensor->dims[dim];
  if (!g_str_equal (entry->type, type))
    {
      g_autofree char *has = quote (entry->type);

      return fail (origin, error, "%s has the type “%s”; it must have %s", tensor->name, has, type);
    }
  if (entry->n_dims != n_dims || memcmp (entry->dims, dims, n_dims * sizeof *dims) != 0)
    {
      g_autofree char *has = describe_shape (entry->n_dims, entry->dims);
      g_autofree char *must = describe_shape (n_dims, dims);

      return fail (origin, error, "%s has the shape [%s]; its experiment asks for [%s]",
                   tensor->name, has, must);
    }
  if (entry->begin > entry->end || entry->end > n_data)
    return fail (origin, error,
                 "%s stands in bytes %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
                 " of %" G_GUINT64_FORMAT,
                 tensor->name, entry->begin, entry->end, n_data);
  if (entry->end - entry->begin != lab_weights_tensor_get_size (tensor))
    return fail (origin, error,
                 "%s has %" G_GUINT64_FORMAT " bytes; its shape takes %" G_GSIZE_FORMAT,
                 tensor->name, entry->end - entry->begin, lab_weights_tensor_get_size (tensor));
  return TRUE;
}

static int
compare_begins (gconstpointer a, gconstpointer b)
{
  const LabWeightsEntry *first = *(const LabWeightsEntry *const *) a;
  const LabWeightsEntry *second = *(const LabWeightsEntry *const *) b;

  return (first->begin > second->begin) - (first->begin < second->begin);
}

/* Whether the tensors, each of which fits, stand side by side without gap or
 * overlap. */
static gboolean
check_places (GPtrArray *entries, guint64 n_data, const char *origin, GError **error)
{
  guint64 end = 0;

  g_ptr_array_sort (entries, compare_begins);
  for (guint i = 0; i < entries->len; i++)
    {
      const LabWeightsEntry *entry = entries->pdata[i];

      if (entry->begin != end)
        return fail (origin, error,
                     "%s begins at byte %" G_GUINT64_FORMAT " instead of %" G_GUINT64_FORMAT,
                     entry->name, entry->begin, end);
      end = entry->end;
    }
  return end == n_data
         || fail (origin, error, "%" G_GUINT64_FORMAT " bytes at its end belong to no tensor",
                  n_data - end);
}

/* Exactly the tensors of the experiment. */
static gboolean
check_tensors (
    LabWeightsHeader *header, GArray *tensors, guint64 n_data, const char *origin, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, entry;

  for (guint i = 0; i < tensors->len; i++)
    {
      const LabWeightsTensor *tensor = &g_array_index (tensors, LabWeightsTensor, i);
      LabWeightsEntry *found = g_hash_table_lookup (header->entries, tensor->name);

      if (found == NULL)
        return fail (origin, error, "it has no %s, which its experiment asks for", tensor->name);
      if (!check_entry (tensor, found, n_data, origin, error))
        return FALSE;
      g_ptr_array_add (entries, found);
    }
  if (g_hash_table_size (header->entries) == entries->len)
    return check_places (entries, n_data, origin, error);

  g_hash_table_iter_init (&iter, header->entries);
  while (g_hash_table_iter_next (&iter, &name, &entry))
    if (!g_ptr_array_find (entries, entry, NULL))
      {
        g_autofree char *quoted = quote (name);

        return fail (origin, error, "it has a tensor “%s”, for which its experiment has no use",
                     quoted);
      }
  g_assert_not_reached ();
}

static const char *
get_metadatum (LabWeightsHeader *header, const char *name, const char *origin, GError **error)
{
  const char *value = g_hash_table_lookup (header->metadata, name);

  if (value == NULL)
    fail (origin, error, "__metadata__ in its header has no “%s”", name);
  return value;
}

static gboolean
read_number (LabWeightsHeader *header,
             const char *name,
             guint64 max,
             guint64 *number,
             const char *origin,
             GError **error)
{
  const char *text = get_metadatum (header, name, origin, error);

  g_autofree char *quoted = NULL;

  if (text == NULL)
    return FALSE;
  if (g_ascii_string_to_unsigned (text, 10, 0, max, number, NULL))
    return TRUE;
  quoted = quote (text);
  return fail (origin, error, "its “%s” is “%s”; allowed is 0 to %" G_GUINT64_FORMAT, name, quoted,
               max);
}

/* From the metadata, networks without numbers. */
static LabWeights *
read_metadata (LabWeightsHeader *header, const char *origin, GError **error)
{
  const char *text = get_metadatum (header, "experiment", origin, error);
  const char *version = text != NULL ? get_metadatum (header, "version", origin, error) : NULL;
  g_autofree char *place = g_strconcat (origin, ", the experiment in it", NULL);
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (LabWeights) weights = NULL;
  guint64 seed;

  if (version == NULL)
    return NULL;
  experiment = lab_experiment_new_from_text (text, -1, place, error);
  if (experiment == NULL)
    return NULL;
  weights = lab_weights_new_empty (experiment);
  weights->version = g_strdup (version);
  if (!read_number (header, "seed", G_MAXUINT32, &seed, origin, error)
      || !read_number (header, "iterations",
                       nc_setup_get_length (lab_experiment_get_setup (experiment)),
                       &weights->iterations, origin, error))
    return NULL;
  weights->seed = (guint32) seed;
  return g_steal_pointer (&weights);
}

/* bytes are the tensor's own. */
static gboolean
read_data (LabWeights *weights,
           const LabWeightsTensor *tensor,
           const guint8 *bytes,
           const char *origin,
           GError **error)
{
  const char *flaw;

  if (tensor->tensor == NULL)
    {
      gint64 count;

      memcpy (&count, bytes, sizeof count);
      return GINT64_FROM_LE (count) >= 0 || fail (origin, error, "%s is below 0", tensor->name);
    }
  for (gsize i = 0; i < tensor->tensor->size; i++)
    {
      guint32 word;

      memcpy (&word, bytes + i * sizeof word, sizeof word);
      word = GUINT32_FROM_LE (word);
      memcpy (lab_weights_get_numbers (weights, tensor) + i, &word, sizeof word);
    }
  flaw = lab_weights_find_flaw (weights, tensor);
  return flaw == NULL
         || fail (origin, error, "%s holds %s, which no network can use", tensor->name, flaw);
}

/* The length of the header, 0 with an error. */
static gsize
read_header_length (const guint8 *bytes, gsize n_bytes, const char *origin, GError **error)
{
  guint64 length;

  if (n_bytes < LAB_WEIGHTS_PREFIX)
    {
      fail (origin, error, "it is shorter than the %d bytes that begin a safetensors file",
            LAB_WEIGHTS_PREFIX);
      return 0;
    }
  memcpy (&length, bytes, sizeof length);
  length = GUINT64_FROM_LE (length);
  if (length >= 2 && length <= MIN (n_bytes - LAB_WEIGHTS_PREFIX, MAX_HEADER))
    return (gsize) length;
  fail (origin, error,
        "its header would have %" G_GUINT64_FORMAT
        " bytes; that of a safetensors file has 2 and more, and here up to %" G_GSIZE_FORMAT,
        length, (gsize) MIN (n_bytes - LAB_WEIGHTS_PREFIX, MAX_HEADER));
  return 0;
}

LabWeights *
lab_weights_parse (const guint8 *bytes, gsize n_bytes, const char *origin, GError **error)
{
  g_autoptr (LabWeightsHeader) header = NULL;
  g_autoptr (LabWeights) weights = NULL;
  g_autoptr (GArray) tensors = NULL;
  gsize n_header;
  const guint8 *data;

  g_return_val_if_fail ((bytes != NULL || n_bytes == 0) && origin != NULL, NULL);

  n_header = read_header_length (bytes, n_bytes, origin, error);
  if (n_header == 0)
    return NULL;
  data = bytes + LAB_WEIGHTS_PREFIX + n_header;
  header = lab_weights_header_parse ((const char *) bytes + LAB_WEIGHTS_PREFIX, n_header, origin,
                                     error);
  if (header == NULL)
    return NULL;
  weights = read_metadata (header, origin, error);
  if (weights == NULL)
    return NULL;
  tensors = lab_weights_list_tensors (weights);
  if (!check_tensors (header, tensors, n_bytes - LAB_WEIGHTS_PREFIX - n_header, origin, error))
    return NULL;
  if (!lab_weights_allocate (weights))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   "%s cannot be read: there is not enough memory for its networks", origin);
      return NULL;
    }
  for (guint i = 0; i < tensors->len; i++)
    {
      const LabWeightsTensor *tensor = &g_array_index (tensors, LabWeightsTensor, i);
      const LabWeightsEntry *entry = g_hash_table_lookup (header->entries, tensor->name);

      if (!read_data (weights, tensor, data + entry->begin, origin, error))
        return NULL;
    }
  return g_steal_pointer (&weights);
}

LabWeights *
lab_weights_read (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  GStatBuf about;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_stat (path, &about) == 0)
    {
      if (!S_ISREG (about.st_mode))
        {
          fail (path, error, "it is no regular file");
          return NULL;
        }
      if ((guint64) about.st_size > MAX_FILE)
        {
          fail (path, error, "it is larger than 1 GiB");
          return NULL;
        }
    }
  if (!g_file_get_contents (path, &bytes, &n_bytes, &failure))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND, "the weights %s cannot be read: %s", path,
                   failure->message);
      return NULL;
    }
  return lab_weights_parse ((const guint8 *) bytes, n_bytes, path, error);
}
