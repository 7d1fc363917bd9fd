/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the header of a safetensors file. Nothing is read past its end, and nothing recurses: the
 * depth is that of the format.
 */
#include "config.h"

#include "lab/weights/lab-weights-header.h"

#include <glib/gi18n-lib.h>

#include <string.h>

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  const char *origin;
  GError **error;
} Cursor;

/* Reads the value of a member; takes @name. */
typedef gboolean (*ReadMember) (Cursor *cursor, char *name, gpointer data);

static gboolean
fail (Cursor *cursor, const char *what)
{
  g_set_error (cursor->error, LAB_ERROR, LAB_ERROR_MALFORMED,
               _ ("%s is not a weights file: byte %zu of its header: %s"), cursor->origin,
               (gsize) (cursor->at - cursor->start), what);
  return FALSE;
}

static void
skip_blanks (Cursor *cursor)
{
  while (cursor->at < cursor->end && memchr (" \t\r\n", *cursor->at, 4) != NULL)
    cursor->at++;
}

/* Skips blanks and @mark, if it comes next. */
static gboolean
take (Cursor *cursor, char mark)
{
  skip_blanks (cursor);
  if (cursor->at == cursor->end || *cursor->at != mark)
    return FALSE;
  cursor->at++;
  return TRUE;
}

static gboolean
expect (Cursor *cursor, char mark)
{
  char what[] = "“?” is expected";

  if (take (cursor, mark))
    return TRUE;
  *strchr (what, '?') = mark;
  return fail (cursor, what);
}

/* Four hexadecimal digits; -1 if there are none. */
static int
read_unit (Cursor *cursor)
{
  int unit = 0;

  if (cursor->end - cursor->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (cursor->at[i]);

      if (digit < 0)
        return -1;
      unit = 16 * unit + digit;
    }
  cursor->at += 4;
  return unit;
}

/* What follows "\u": one unit, or a surrogate pair. */
static gboolean
read_code_point (Cursor *cursor, GString *text)
{
  int unit = read_unit (cursor), low;

  if (unit >= 0xd800 && unit < 0xdc00 && cursor->end - cursor->at >= 6
      && strncmp (cursor->at, "\\u", 2) == 0)
    {
      cursor->at += 2;
      low = read_unit (cursor);
      if (low < 0xdc00 || low > 0xdfff)
        return FALSE;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  if (unit <= 0 || (unit >= 0xd800 && unit <= 0xdfff)) /* a text may not contain NUL */
    return FALSE;
  g_string_append_unichar (text, (gunichar) unit);
  return TRUE;
}

static gboolean
read_escape (Cursor *cursor, GString *text)
{
  static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char *escape;

  if (cursor->at == cursor->end)
    return FALSE;
  if (*cursor->at == 'u')
    {
      cursor->at++;
      return read_code_point (cursor, text);
    }
  escape = memchr (escapes, *cursor->at, sizeof escapes - 1);
  if (escape == NULL)
    return FALSE;
  cursor->at++;
  g_string_append_c (text, meant[escape - escapes]);
  return TRUE;
}

/* NULL with an error. */
static char *
read_string (Cursor *cursor)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!expect (cursor, '"'))
    return NULL;
  while (cursor->at < cursor->end && *cursor->at != '"')
    {
      char byte = *cursor->at++;

      if (byte != '\\' && (guchar) byte >= 0x20)
        g_string_append_c (text, byte);
      else if (byte != '\\' || !read_escape (cursor, text))
        {
          fail (cursor, "a string contains what JSON does not allow there");
          return NULL;
        }
    }
  if (!expect (cursor, '"'))
    return NULL;
  return g_strdup (text->str);
}

/* A whole number from 0, as JSON writes it. */
static gboolean
read_count (Cursor *cursor, guint64 *count)
{
  const char *first;

  skip_blanks (cursor);
  first = cursor->at;
  *count = 0;
  for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++)
    if (!g_uint64_checked_mul (count, *count, 10)
        || !g_uint64_checked_add (count, *count, (guint64) (*cursor->at - '0')))
      return fail (cursor, "the number is too large");
  if (cursor->at == first || (*first == '0' && cursor->at > first + 1))
    return fail (cursor, "expected a whole number from 0");
  return TRUE;
}

/* "[1, 2]", at most @max numbers. */
static gboolean
read_counts (Cursor *cursor, guint64 *counts, guint max, guint *n)
{
  *n = 0;
  if (!expect (cursor, '['))
    return FALSE;
  if (take (cursor, ']'))
    return TRUE;
  do
    {
      if (*n == max)
        return fail (cursor, "more numbers than can be here");
      if (!read_count (cursor, &counts[(*n)++]))
        return FALSE;
    }
  while (take (cursor, ','));
  return expect (cursor, ']');
}

static gboolean
read_object (Cursor *cursor, ReadMember read_member, gpointer data)
{
  if (!expect (cursor, '{'))
    return FALSE;
  if (take (cursor, '}'))
    return TRUE;
  do
    {
      char *name = read_string (cursor);

      if (name == NULL)
        return FALSE;
      if (!expect (cursor, ':'))
        {
          g_free (name);
          return FALSE;
        }
      if (!read_member (cursor, name, data))
        return FALSE;
    }
  while (take (cursor, ','));
  return expect (cursor, '}');
}

/* Ours have a few dozen. Names can be chosen to be slow to distinguish in a hash table. */
#define MAX_NAMES 1024

static gboolean
read_metadatum (Cursor *cursor, char *name, gpointer data)
{
  GHashTable *metadata = data;
  char *value;

  if (g_hash_table_size (metadata) == MAX_NAMES)
    {
      g_free (name);
      return fail (cursor, "more names in __metadata__ than any lab writes");
    }
  if (g_hash_table_contains (metadata, name))
    {
      g_free (name);
      return fail (cursor, "a name in __metadata__ appears twice");
    }
  value = read_string (cursor);
  if (value == NULL)
    {
      g_free (name);
      return FALSE;
    }
  g_hash_table_insert (metadata, name, value);
  return TRUE;
}

typedef struct
{
  LabWeightsEntry *entry;
  gboolean has_shape;
  gboolean has_offsets;
} Reading;

static gboolean
read_entry_member (Cursor *cursor, char *name, gpointer data)
{
  g_autofree char *member = name;
  Reading *reading = data;
  LabWeightsEntry *entry = reading->entry;
  guint64 offsets[2];
  guint n;

  if (g_str_equal (member, "dtype") && entry->type == NULL)
    {
      entry->type = read_string (cursor);
      return entry->type != NULL;
    }
  if (g_str_equal (member, "shape") && !reading->has_shape)
    {
      reading->has_shape = TRUE;
      return read_counts (cursor, entry->dims, LAB_WEIGHTS_MAX_DIMS, &entry->n_dims);
    }
  if (g_str_equal (member, "data_offsets") && !reading->has_offsets)
    {
      reading->has_offsets = TRUE;
      if (!read_counts (cursor, offsets, 2, &n))
        return FALSE;
      if (n != 2)
        return fail (cursor, "data_offsets must be two numbers");
      entry->begin = offsets[0];
      entry->end = offsets[1];
      return TRUE;
    }
  return fail (cursor, "a tensor has dtype, shape and data_offsets, once each");
}

static void
free_entry (gpointer data)
{
  LabWeightsEntry *entry = data;

  g_free (entry->name);
  g_free (entry->type);
  g_free (entry);
}

static gboolean
read_tensor (Cursor *cursor, char *name, gpointer data)
{
  LabWeightsHeader *header = data;
  Reading reading = { g_new0 (LabWeightsEntry, 1), FALSE, FALSE };
  gboolean fits;

  reading.entry->name = name;
  if (g_str_equal (name, "__metadata__"))
    {
      fits = header->metadata == NULL || fail (cursor, "__metadata__ appears twice");
      free_entry (reading.entry);
      if (!fits)
        return FALSE;
      header->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      return read_object (cursor, read_metadatum, header->metadata);
    }
  fits = g_hash_table_size (header->entries) < MAX_NAMES
         || fail (cursor, "more tensors than any lab writes");
  fits = fits
         && (!g_hash_table_contains (header->entries, name)
             || fail (cursor, "a tensor appears twice"));
  fits = fits && read_object (cursor, read_entry_member, &reading);
  if (fits && (reading.entry->type == NULL || !reading.has_shape || !reading.has_offsets))
    fits = fail (cursor, "a tensor has dtype, shape and data_offsets, once each");
  if (!fits)
    {
      free_entry (reading.entry);
      return FALSE;
    }
  g_hash_table_insert (header->entries, reading.entry->name, reading.entry);
  return TRUE;
}

LabWeightsHeader *
lab_weights_header_parse (const char *text, gsize length, const char *origin, GError **error)
{
  g_autoptr (LabWeightsHeader) header = g_new0 (LabWeightsHeader, 1);
  Cursor cursor = { text, text, text + length, origin, error };
  const char *invalid;

  header->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
  if (!g_utf8_validate (text, (gssize) length, &invalid))
    {
      cursor.at = invalid;
      fail (&cursor, "it is not UTF-8 text");
      return NULL;
    }
  if (length == 0 || *text != '{') /* leading blanks are not allowed */
    {
      fail (&cursor, "“{” is expected");
      return NULL;
    }
  if (!read_object (&cursor, read_tensor, header))
    return NULL;
  skip_blanks (&cursor);
  if (cursor.at < cursor.end)
    {
      fail (&cursor, "nothing may follow here");
      return NULL;
    }
  if (header->metadata == NULL)
    header->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return g_steal_pointer (&header);
}

void
lab_weights_header_free (LabWeightsHeader *header)
{
  if (header == NULL)
    return;
  g_clear_pointer (&header->metadata, g_hash_table_unref);
  g_hash_table_unref (header->entries);
  g_free (header);
}
