/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as JSON: from a file or a text to json-glib's tree. The text may come from anyone;
 * whatever would harm json-glib, or make it keep the last of several members, is rejected first.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/input.h"
#include "lab/audit/lab-audit-json-private.h"
#include "lab/audit/lab-audit-result.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  gint line; /* 0: unknown */
  gint column;
  GHashTable *counts; /* open JsonObject -> members read so far */
  char *doubled;      /* a name used twice in one object, or NULL */
} Watch;

/* Must run while the parser still knows its position. */
static void
note_place (JsonParser *parser, const GError *error, gpointer data)
{
  Watch *watch = data;

  watch->line = (gint) json_parser_get_current_line (parser);
  watch->column = (gint) json_parser_get_current_pos (parser);
}

/* If two members have the same name, json-glib keeps the last. */
static void
count_member (JsonParser *parser, JsonObject *object, const char *name, gpointer data)
{
  Watch *watch = data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (watch->counts, object)) + 1;

  g_hash_table_insert (watch->counts, object, GUINT_TO_POINTER (n));
  if (n > json_object_get_size (object) && watch->doubled == NULL)
    watch->doubled = g_strdup (name);
}

static void
forget_object (JsonParser *parser, JsonObject *object, gpointer data)
{
  g_hash_table_remove (((Watch *) data)->counts, object);
}

/* The byte at which parsing failed, counted from 1. */
static gsize
find_byte (const char *text, gsize length, const Watch *watch)
{
  const char *end = text + length;
  const char *at = text;

  for (gint line = 1; line < watch->line; line++)
    {
      const char *next = memchr (at, '\n', (gsize) (end - at));

      if (next == NULL)
        break;
      at = next + 1;
    }
  return MIN ((gsize) (at - text) + (gsize) MAX (watch->column, 0) + 1, length);
}

/* What the text is, if it is clearly not JSON; else NULL. */
static const char *
find_other_kind (const char *text, gsize length)
{
  const char *what = base_input_describe (text, length);

  return what == NULL || g_str_equal (what, base_input_describe ("text", 4))
                 || g_str_equal (what, base_input_describe ("{", 1))
             ? NULL
             : what;
}

/* Whether the text is safe for json-glib. */
static gboolean
check_text (const LabAuditReader *reader, const char *text, gsize length)
{
  const char *kind = find_other_kind (text, length), *wrong;

  if (length > LAB_AUDIT_MAX_TEXT)
    return lab_audit_json_fail (reader, "it is larger than any audit");
  if (kind != NULL)
    return lab_audit_json_fail (reader, _ ("it is %s"), kind);
  wrong = lab_audit_json_scan (text, length);
  return wrong == NULL || lab_audit_json_fail (reader, "%s", wrong);
}

static gboolean
parse (JsonParser *parser, const LabAuditReader *reader, const char *text, gsize length)
{
  Watch watch = { .counts = g_hash_table_new (NULL, NULL) };
  gboolean fits;

  g_signal_connect (parser, "error", G_CALLBACK (note_place), &watch);
  g_signal_connect (parser, "object-member", G_CALLBACK (count_member), &watch);
  g_signal_connect (parser, "object-end", G_CALLBACK (forget_object), &watch);
  fits = json_parser_load_from_data (parser, text, (gssize) length, NULL);
  g_signal_handlers_disconnect_by_data (parser, &watch);
  if (!fits && watch.line > 0)
    lab_audit_json_fail (reader, "it is damaged near byte %" G_GSIZE_FORMAT,
                         find_byte (text, length, &watch));
  else if (!fits)
    lab_audit_json_fail (reader, "it is damaged");
  else if (watch.doubled != NULL)
    fits = lab_audit_json_fail_at (reader, watch.doubled, _ ("appears twice in one object"));
  g_free (watch.doubled);
  g_hash_table_unref (watch.counts);
  return fits;
}

LabAuditResult *
lab_audit_result_from_text (const char *text, gsize length, const char *origin, GError **error)
{
  LabAuditReader reader = { origin, error };
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_return_val_if_fail (text != NULL && origin != NULL, NULL);

  if (length >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    text += 3, length -= 3;
  if (!check_text (&reader, text, length) || !parse (parser, &reader, text, length))
    return NULL;
  return lab_audit_result_from_json (json_parser_get_root (parser), origin, error);
}

LabAuditResult *
lab_audit_result_read (const char *path, GError **error)
{
  g_autofree char *origin = base_input_is_standard (path) ? base_input_get_name ("-")
                                                          : g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = base_input_read (path, LAB_AUDIT_MAX_TEXT, error);
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return lab_audit_result_from_text (text != NULL ? text : "", length, origin, error);
}
