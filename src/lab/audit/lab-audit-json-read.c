/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as JSON: reading the document and its facts. The file may come from anyone: nothing is
 * trusted, and memory is allocated only for values that were seen.
 */
#include "lab/audit/lab-audit-result.h"

#include <string.h>

#include "audit/nc-audit-samples.h"
#include "lab/audit/lab-audit-json-private.h"
#include "lab/experiment/lab-error.h"
#include "lab/audit/lab-instrument.h"

/* Characters of labels and similar lines; bytes of an experiment's text. */
#define MAX_LINE 1000
#define MAX_EXPERIMENT (64 * 1024)

/* The last second of the year 9999. */
#define MAX_TIME G_GINT64_CONSTANT (253402300799)

/* *text stays NULL for null, which only some members allow. */
static gboolean
read_text (const LabAuditReader *reader,
           JsonObject *object,
           const char *name,
           gboolean may_be_null,
           gboolean is_line,
           char **text)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *found;

  if (node != NULL && JSON_NODE_HOLDS_NULL (node) && may_be_null)
    return TRUE;
  found = lab_audit_json_get_text (node, is_line ? MAX_LINE : MAX_EXPERIMENT);
  if (found == NULL)
    return lab_audit_json_fail_at (reader, name, "must be a string, and not a long one");
  for (const char *at = found; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) && (is_line || *at != '\n'))
      return lab_audit_json_fail_at (reader, name, "holds a control character");
  *text = g_strdup (found);
  return TRUE;
}

static gboolean
read_whole (const LabAuditReader *reader,
            JsonObject *object,
            const char *name,
            gint64 min,
            gint64 max,
            gint64 *n)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *range = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *n = json_node_get_int (node);
      if (*n >= min && *n <= max)
        return TRUE;
    }
  range = g_strdup_printf ("must be a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                           min, max);
  return lab_audit_json_fail_at (reader, name, range);
}

static gboolean
read_findings (const LabAuditReader *reader, JsonObject *object, LabFinding **findings)
{
  JsonObject *instruments = lab_audit_json_get_object (reader, object, "instruments");
  g_autoptr (GList) names = NULL;
  LabInstrument instrument;

  if (instruments == NULL)
    return FALSE;
  names = json_object_get_members (instruments);
  for (GList *name = names; name != NULL; name = name->next)
    {
      if (!lab_instrument_from_name (name->data, &instrument))
        return lab_audit_json_fail_at (reader, name->data,
                                       "is not an instrument that this program knows");
      findings[instrument] = lab_audit_json_read_finding (reader, instruments, name->data);
      if (findings[instrument] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_names (const LabAuditReader *reader, JsonObject *object, LabAuditFacts *facts)
{
  g_autofree char *depth = NULL;

  if (!read_text (reader, object, "label", FALSE, TRUE, &facts->label)
      || !read_text (reader, object, "kind", FALSE, TRUE, &facts->kind)
      || !read_text (reader, object, "model", TRUE, TRUE, &facts->model)
      || !read_text (reader, object, "experiment", TRUE, FALSE, &facts->experiment)
      || !read_text (reader, object, "version", TRUE, TRUE, &facts->version)
      || !read_text (reader, object, "arithmetic", TRUE, TRUE, &facts->arithmetic)
      || !read_text (reader, object, "depth", FALSE, TRUE, &depth))
    return FALSE;
  return lab_audit_depth_from_name (depth, &facts->depth)
         || lab_audit_json_fail_at (reader, "depth", "must be “full” or “quick”");
}

/* Both or neither: a file that lost its metadata has null for both. */
static gboolean
read_training (const LabAuditReader *reader, JsonObject *object, LabAuditFacts *facts)
{
  gint64 iterations, run_seed;

  facts->training_unknown = g_str_equal (facts->kind, "weights")
                            && json_object_has_member (object, "iterations")
                            && json_object_get_null_member (object, "iterations")
                            && json_object_has_member (object, "run_seed")
                            && json_object_get_null_member (object, "run_seed");
  if (facts->training_unknown)
    return TRUE;
  if (!read_whole (reader, object, "iterations", 0, LAB_AUDIT_JSON_MAX_COUNT, &iterations)
      || !read_whole (reader, object, "run_seed", 0, G_MAXUINT32, &run_seed))
    return FALSE;
  facts->iterations = (guint64) iterations;
  facts->run_seed = (guint32) run_seed;
  return TRUE;
}

static gboolean
read_facts (const LabAuditReader *reader, JsonObject *object, LabAuditFacts *facts)
{
  gint64 seed, plaintext_bits, key_bits, key_difference, n_threads;

  if (!read_names (reader, object, facts)
      || !read_whole (reader, object, "run", 0, LAB_AUDIT_JSON_MAX_COUNT, &facts->run)
      || !read_training (reader, object, facts)
      || !read_whole (reader, object, "plaintext_bits", 1, NC_AUDIT_MAX_BITS, &plaintext_bits)
      || !read_whole (reader, object, "key_bits", 1, NC_AUDIT_MAX_BITS, &key_bits)
      || !read_whole (reader, object, "key_difference", 0, key_bits, &key_difference)
      || !read_whole (reader, object, "seed", 0, G_MAXUINT32, &seed)
      || !read_whole (reader, object, "created", 0, MAX_TIME, &facts->created)
      || !read_whole (reader, object, "threads", 0, 65535, &n_threads)
      || !lab_audit_json_read_seconds (reader, object, &facts->seconds))
    return FALSE;
  facts->plaintext_bits = (guint) plaintext_bits;
  facts->key_bits = (guint) key_bits;
  facts->key_difference = (guint) key_difference;
  facts->seed = (guint32) seed;
  facts->n_threads = (guint) n_threads;
  return TRUE;
}

/* Fails for another format, or a future version. */
static gboolean
check_format (const LabAuditReader *reader, JsonObject *object)
{
  JsonNode *format = json_object_get_member (object, "format");
  gint64 version;

  if (g_strcmp0 (lab_audit_json_get_text (format, MAX_LINE), LAB_AUDIT_JSON_FORMAT) != 0)
    return lab_audit_json_fail (reader, "its “format” is not “" LAB_AUDIT_JSON_FORMAT "”");
  if (!read_whole (reader, object, "format_version", 1, G_MAXINT32, &version))
    return FALSE;
  if (version > LAB_AUDIT_JSON_VERSION)
    return lab_audit_json_fail (reader, "it is from a newer version (%d; this program knows %d)",
                                (int) version, LAB_AUDIT_JSON_VERSION);
  return TRUE;
}

LabAuditResult *
lab_audit_result_from_json (JsonNode *node, const char *origin, GError **error)
{
  LabAuditReader reader = { origin, error };
  LabAuditFacts facts = { 0 };
  LabFinding *findings[LAB_N_INSTRUMENTS] = { NULL };
  LabAuditResult *result = NULL;

  g_return_val_if_fail (node != NULL && origin != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    lab_audit_json_fail (&reader, "it is not a JSON object");
  else if (check_format (&reader, json_node_get_object (node))
           && read_facts (&reader, json_node_get_object (node), &facts)
           && read_findings (&reader, json_node_get_object (node), findings))
    result = lab_audit_result_new (&facts, findings);
  g_free (facts.label);
  g_free (facts.kind);
  g_free (facts.model);
  g_free (facts.experiment);
  g_free (facts.version);
  g_free (facts.arithmetic);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_clear_pointer (&findings[i], lab_finding_unref);
  return result;
}
