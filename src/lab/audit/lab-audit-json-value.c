/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as JSON: reading single values, and reporting what is wrong with them.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lab/audit/lab-audit-json-private.h"
#include "lab/experiment/lab-error.h"
#include "base/text.h"

G_GNUC_PRINTF (2, 3)
gboolean
lab_audit_json_fail (const LabAuditReader *reader, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (reader->error, LAB_ERROR, LAB_ERROR_MALFORMED, _ ("%s is not an audit: %s"),
               reader->origin, what);
  base_text_tidy_error (reader->error);
  return FALSE;
}

gboolean
lab_audit_json_fail_at (const LabAuditReader *reader, const char *name, const char *what)
{
  g_autofree char *quoted = base_text_cut (name, 41);

  return lab_audit_json_fail (reader, "“%s” %s", quoted, what);
}

JsonObject *
lab_audit_json_get_object (const LabAuditReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      lab_audit_json_fail_at (reader, name, "must be an object");
      return NULL;
    }
  return json_node_get_object (node);
}

JsonArray *
lab_audit_json_get_array (const LabAuditReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      lab_audit_json_fail_at (reader, name, "must be an array");
      return NULL;
    }
  return json_node_get_array (node);
}

const char *
lab_audit_json_get_text (JsonNode *node, gsize max)
{
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                             && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  return text != NULL && strlen (text) <= max && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

gboolean
lab_audit_json_get_number (JsonNode *node, double *number)
{
  const char *word = lab_audit_json_get_text (node, 4);

  *number = NAN;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (g_strcmp0 (word, LAB_AUDIT_JSON_INFINITY) == 0)
    *number = INFINITY;
  else if (g_strcmp0 (word, LAB_AUDIT_JSON_MINUS_INFINITY) == 0)
    *number = -INFINITY;
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    *number = (double) json_node_get_int (node);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    *number = json_node_get_double (node);
  else
    return FALSE;
  return word != NULL || isfinite (*number);
}

gboolean
lab_audit_json_read_seconds (const LabAuditReader *reader, JsonObject *object, double *seconds)
{
  JsonNode *node = json_object_get_member (object, "seconds");

  if (node == NULL || !lab_audit_json_get_number (node, seconds)
      || !(*seconds >= 0 && *seconds <= 1e12))
    return lab_audit_json_fail_at (reader, "seconds", "must be a number from 0");
  return TRUE;
}
