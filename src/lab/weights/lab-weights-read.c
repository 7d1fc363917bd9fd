/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a weights file. Everything is checked against the experiment in it before memory is
 * allocated: names, types, shapes, offsets, and that every byte belongs to one tensor.
 */
#include "config.h"

#include "lab/weights/lab-weights-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/input.h"
#include "lab/weights/lab-weights-header.h"

/* The largest header that is read; ours have a few kilobytes. */
#define MAX_HEADER (1024 * 1024)
/* Three networks of the largest size, with some reserve. */
#define MAX_FILE ((gsize) 1 << 30)

/* "32, 16" */
static char *
describe_shape (guint n_dims, const guint64 *dims)
{
  GString *text = g_string_new (NULL);

  for (guint dim = 0; dim < n_dims; dim++)
    g_string_append_printf (text, "%s%" PRIu64, dim > 0 ? ", " : "", dims[dim]);
  return g_string_free (text, FALSE);
}

/* Checks type, shape and offsets of an entry against the tensor that it must be. */
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
      g_autofree char *has = lab_weights_quote (entry->type);

      return lab_weights_fail (origin, error, "%s has the type “%s”; it must have %s", tensor->name,
                               has, type);
    }
  if (entry->n_dims != n_dims || memcmp (entry->dims, dims, n_dims * sizeof *dims) != 0)
    {
      g_autofree char *has = describe_shape (entry->n_dims, entry->dims);
      g_autofree char *must = describe_shape (n_dims, dims);

      return lab_weights_fail (origin, error, "%s has the shape [%s]; its experiment asks for [%s]",
                               tensor->name, has, must);
    }
  if (entry->begin > entry->end || entry->end > n_data)
    return lab_weights_fail (origin, error,
                             "%s stands in bytes %" PRIu64 " to %" PRIu64 " of %" PRIu64,
                             tensor->name, entry->begin, entry->end, n_data);
  if (entry->end - entry->begin != lab_weights_tensor_get_size (tensor))
    return lab_weights_fail (
        origin, error, "%s has %" PRIu64 " bytes; its shape takes %" G_GSIZE_FORMAT, tensor->name,
        entry->end - entry->begin, lab_weights_tensor_get_size (tensor));
  return TRUE;
}

static int
compare_begins (gconstpointer a, gconstpointer b)
{
  const LabWeightsEntry *first = *(const LabWeightsEntry *const *) a;
  const LabWeightsEntry *second = *(const LabWeightsEntry *const *) b;

  return (first->begin > second->begin) - (first->begin < second->begin);
}

/* Whether the tensors, each valid in itself, are adjacent, without gaps or overlaps. */
static gboolean
check_places (GPtrArray *entries, guint64 n_data, const char *origin, GError **error)
{
  guint64 end = 0;

  g_ptr_array_sort (entries, compare_begins);
  for (guint i = 0; i < entries->len; i++)
    {
      const LabWeightsEntry *entry = entries->pdata[i];

      if (entry->begin != end)
        return lab_weights_fail (origin, error, "%s begins at byte %" PRIu64 " instead of %" PRIu64,
                                 entry->name, entry->begin, end);
      end = entry->end;
    }
  g_assert (end == n_data);
  return TRUE;
}

/* Whether the numbers after the header take @n_expected bytes; if not, says what is there. */
static gboolean
check_size (
    const guint8 *data, guint64 n_data, guint64 n_expected, const char *origin, GError **error)
{
  guint64 surplus = n_data - n_expected;

  if (n_data < n_expected)
    return lab_weights_fail (origin, error,
                             _ ("it is truncated: of the %" PRIu64
                                " bytes of its numbers, the last %" PRIu64 " are missing"),
                             n_expected, n_expected - n_data);
  if (n_data == n_expected)
    return TRUE;
  for (guint64 i = n_expected; i < n_data; i++)
    if (data[i] != 0)
      return lab_weights_fail (
          origin, error,
          _ ("after its last tensor there are %" PRIu64 " bytes that belong to no tensor"),
          surplus);
  return lab_weights_fail (origin, error,
                           _ ("after its last tensor there are %" PRIu64
                              " NUL bytes; remove them, for example with “truncate --size=-%" PRIu64
                              "”"),
                           surplus, surplus);
}

/* Exactly the tensors of the experiment: fills @entries in the order of @tensors. */
static gboolean
find_entries (LabWeightsHeader *header,
              GArray *tensors,
              GPtrArray *entries,
              const char *origin,
              GError **error)
{
  GHashTableIter iter;
  gpointer name, entry;

  for (guint i = 0; i < tensors->len; i++)
    {
      const LabWeightsTensor *tensor = &g_array_index (tensors, LabWeightsTensor, i);
      LabWeightsEntry *found = g_hash_table_lookup (header->entries, tensor->name);

      if (found == NULL)
        return lab_weights_fail (origin, error, "it has no %s, which its experiment asks for",
                                 tensor->name);
      g_ptr_array_add (entries, found);
    }
  if (g_hash_table_size (header->entries) == entries->len)
    return TRUE;

  g_hash_table_iter_init (&iter, header->entries);
  while (g_hash_table_iter_next (&iter, &name, &entry))
    if (!g_ptr_array_find (entries, entry, NULL))
      {
        g_autofree char *quoted = lab_weights_quote (name);

        return lab_weights_fail (
            origin, error, "it has a tensor “%s”, for which its experiment has no use", quoted);
      }
  g_assert_not_reached ();
}

/* Whether the header describes these tensors, which take @n_data bytes. */
static gboolean
check_tensors (
    LabWeightsHeader *header, GArray *tensors, guint64 n_data, const char *origin, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  if (!find_entries (header, tensors, entries, origin, error))
    return FALSE;
  for (guint i = 0; i < tensors->len; i++)
    if (!check_entry (&g_array_index (tensors, LabWeightsTensor, i), entries->pdata[i], n_data,
                      origin, error))
      return FALSE;
  return check_places (entries, n_data, origin, error);
}

/* @bytes are the tensor's own. */
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
      return GINT64_FROM_LE (count) >= 0
             || lab_weights_fail (origin, error, "%s is below 0", tensor->name);
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
         || lab_weights_fail (origin, error, "%s holds %s, which no network can use", tensor->name,
                              flaw);
}

/* For a file with an invalid beginning. */
static void
fail_beginning (
    const guint8 *bytes, gsize n_bytes, guint64 length, const char *origin, GError **error)
{
  const char *what = base_input_describe (bytes, n_bytes);

  if (what != NULL && !g_str_equal (what, base_input_describe ("\x10\0\0\0\0\0\0\0{", 9)))
    lab_weights_fail (origin, error, _ ("it is %s"), what);
  else if (length < 2 || length > MAX_HEADER)
    lab_weights_fail (origin, error,
                      _ ("its header would have %" PRIu64
                         " bytes; that of a safetensors file has at least 2, and here at most %d"),
                      length, MAX_HEADER);
  else
    lab_weights_fail (origin, error, _ ("its header does not begin with “{”"));
}

/* The header's length, 0 with an error. */
static gsize
read_header_length (const guint8 *bytes, gsize n_bytes, const char *origin, GError **error)
{
  guint64 length, n_header = n_bytes - LAB_WEIGHTS_PREFIX;

  if (n_bytes < LAB_WEIGHTS_PREFIX)
    {
      if (n_bytes == 0)
        lab_weights_fail (origin, error, _ ("it is empty"));
      else
        lab_weights_fail (origin, error,
                          _ ("it is shorter than the %d bytes that begin a safetensors file"),
                          LAB_WEIGHTS_PREFIX);
      return 0;
    }
  memcpy (&length, bytes, sizeof length);
  length = GUINT64_FROM_LE (length);
  if (length < 2 || length > MAX_HEADER
      || (n_header > 0 && length > n_header && bytes[LAB_WEIGHTS_PREFIX] != '{'))
    {
      fail_beginning (bytes, n_bytes, length, origin, error);
      return 0;
    }
  if (length <= n_header)
    return (gsize) length;
  lab_weights_fail (origin, error,
                    _ ("it is truncated: of the %" PRIu64 " bytes of its header, the last %" PRIu64
                       " are missing, and so are its numbers"),
                    length, length - n_header);
  return 0;
}

static guint64
count_bytes (GArray *tensors)
{
  guint64 n = 0;

  for (guint i = 0; i < tensors->len; i++)
    n += lab_weights_tensor_get_size (&g_array_index (tensors, LabWeightsTensor, i));
  return n;
}

/* After the header and the sizes have been checked. */
static gboolean
read_numbers (LabWeights *weights,
              LabWeightsHeader *header,
              GArray *tensors,
              const guint8 *data,
              const char *origin,
              GError **error)
{
  if (!lab_weights_allocate (weights))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("%s cannot be read: there is not enough memory for its networks"), origin);
      return FALSE;
    }
  for (guint i = 0; i < tensors->len; i++)
    {
      const LabWeightsTensor *tensor = &g_array_index (tensors, LabWeightsTensor, i);
      const LabWeightsEntry *entry = g_hash_table_lookup (header->entries, tensor->name);

      if (!read_data (weights, tensor, data + entry->begin, origin, error))
        return FALSE;
    }
  return TRUE;
}

LabWeights *
lab_weights_parse_as (const guint8 *bytes,
                      gsize n_bytes,
                      const char *origin,
                      LabExperiment *experiment,
                      GError **error)
{
  g_autoptr (LabWeightsHeader) header = NULL;
  g_autoptr (LabWeights) weights = NULL;
  g_autoptr (GArray) tensors = NULL;
  gsize n_header;
  guint64 n_expected;
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
  weights = lab_weights_read_metadata (header, experiment, origin, error);
  if (weights == NULL)
    return NULL;
  tensors = lab_weights_list_tensors (weights);
  n_expected = count_bytes (tensors);
  if (!check_tensors (header, tensors, n_expected, origin, error)
      || !check_size (data, n_bytes - LAB_WEIGHTS_PREFIX - n_header, n_expected, origin, error)
      || !read_numbers (weights, header, tensors, data, origin, error))
    return NULL;
  return g_steal_pointer (&weights);
}

LabWeights *
lab_weights_parse (const guint8 *bytes, gsize n_bytes, const char *origin, GError **error)
{
  return lab_weights_parse_as (bytes, n_bytes, origin, NULL, error);
}

LabWeights *
lab_weights_read_as (const char *path, LabExperiment *experiment, GError **error)
{
  g_autofree char *origin = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *start;
  gsize n_bytes;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = base_input_read (path, MAX_FILE, error);
  if (bytes == NULL)
    return NULL;
  origin = base_input_get_name (path);
  start = g_bytes_get_data (bytes, &n_bytes);
  return lab_weights_parse_as (start, n_bytes, origin, experiment, error);
}

LabWeights *
lab_weights_read (const char *path, GError **error)
{
  return lab_weights_read_as (path, NULL, error);
}
