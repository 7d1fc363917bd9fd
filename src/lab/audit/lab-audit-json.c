/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as JSON: writing. The format is in README.md, "An audit as JSON".
 */
#include "lab/audit/lab-audit-result.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "lab/audit/lab-audit-json-private.h"
#include "lab/audit/lab-audit-verdict.h"
#include "lab/audit/lab-instrument.h"

static void
add_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

/* json-glib 1.6 writes 1e22 as “1e+22.0”, which is not JSON. A number with one digit and an
 * exponent is therefore replaced by its neighbour; no measurement has one except by accident. */
static double
get_writable (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (text, sizeof text, number);
  return strchr (text, 'e') != NULL && strchr (text, '.') == NULL ? nextafter (number, 0) : number;
}

/* json-glib writes 17 digits, which read back exactly, but cannot write NaN or infinity. */
static void
add_number (JsonArray *array, double number)
{
  if (isnan (number))
    json_array_add_null_element (array);
  else if (isinf (number))
    json_array_add_string_element (array, number > 0 ? LAB_AUDIT_JSON_INFINITY
                                                     : LAB_AUDIT_JSON_MINUS_INFINITY);
  else
    json_array_add_double_element (array, get_writable (number));
}

/* Null for what a file without its metadata does not say. */
static void
add_training (JsonObject *object, const char *name, const LabAuditFacts *facts, gint64 number)
{
  if (facts->training_unknown)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, number);
}

static void
add_facts (JsonObject *object, const LabAuditFacts *facts)
{
  add_text (object, "format", LAB_AUDIT_JSON_FORMAT);
  json_object_set_int_member (object, "format_version", LAB_AUDIT_JSON_VERSION);
  add_text (object, "label", facts->label);
  add_text (object, "kind", facts->kind);
  json_object_set_int_member (object, "run", facts->run);
  add_training (object, "iterations", facts, (gint64) facts->iterations);
  add_text (object, "model", facts->model);
  add_text (object, "experiment", facts->experiment);
  add_training (object, "run_seed", facts, facts->run_seed);
  json_object_set_int_member (object, "plaintext_bits", facts->plaintext_bits);
  json_object_set_int_member (object, "key_bits", facts->key_bits);
  json_object_set_int_member (object, "key_difference", facts->key_difference);
  json_object_set_int_member (object, "seed", facts->seed);
  add_text (object, "depth", lab_audit_depth_get_name (facts->depth));
  json_object_set_int_member (object, "created", facts->created);
  json_object_set_double_member (object, "seconds", get_writable (facts->seconds));
  json_object_set_int_member (object, "threads", facts->n_threads);
  add_text (object, "version", facts->version);
  add_text (object, "arithmetic", facts->arithmetic);
}

static JsonObject *
make_numbers (LabFinding *finding)
{
  GPtrArray *numbers = lab_finding_get_numbers (finding);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < numbers->len; i++)
    {
      const LabFindingNumber *number = numbers->pdata[i];
      JsonArray *array = json_array_sized_new (3);

      add_number (array, number->interval.value);
      add_number (array, number->interval.low);
      add_number (array, number->interval.high);
      json_object_set_array_member (object, number->name, array);
    }
  return object;
}

static JsonObject *
make_table (const LabFindingTable *table)
{
  JsonObject *object = json_object_new ();
  JsonArray *columns = json_array_sized_new (table->n_columns);
  JsonArray *rows = json_array_sized_new (table->n_rows);

  for (guint i = 0; i < table->n_columns; i++)
    json_array_add_string_element (columns, table->columns[i]);
  for (guint i = 0; i < table->n_rows; i++)
    {
      JsonArray *row = json_array_sized_new (table->n_columns);

      for (guint j = 0; j < table->n_columns; j++)
        add_number (row, table->values[(gsize) i * table->n_columns + j]);
      json_array_add_array_element (rows, row);
    }
  json_object_set_array_member (object, "columns", columns);
  json_object_set_array_member (object, "rows", rows);
  return object;
}

static JsonObject *
make_finding (LabFinding *finding, const LabAuditFacts *facts)
{
  GPtrArray *tables = lab_finding_get_tables (finding);
  g_autofree char *sentence = lab_finding_get_sentence (finding, facts);
  JsonObject *object = json_object_new (), *all = json_object_new ();

  add_text (object, "light", lab_light_get_name (lab_finding_get_light (finding, facts)));
  add_text (object, "sentence", sentence);
  json_object_set_double_member (object, "seconds",
                                 get_writable (lab_finding_get_seconds (finding)));
  json_object_set_object_member (object, "numbers", make_numbers (finding));
  for (guint i = 0; i < tables->len; i++)
    json_object_set_object_member (all, ((LabFindingTable *) tables->pdata[i])->name,
                                   make_table (tables->pdata[i]));
  json_object_set_object_member (object, "tables", all);
  return object;
}

static JsonNode *
make_result (LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  g_autofree char *sentence = lab_audit_result_get_sentence (result);
  JsonObject *object = json_object_new (), *findings = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  add_facts (object, facts);
  add_text (object, "verdict", lab_audit_verdict_get_name (lab_audit_result_get_verdict (result)));
  add_text (object, "sentence", sentence);
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);

      if (finding != NULL)
        json_object_set_object_member (findings, lab_instrument_get_name (i),
                                       make_finding (finding, facts));
    }
  json_object_set_object_member (object, "instruments", findings);
  json_node_take_object (node, object);
  return node;
}

/* Also for the store: its sentences are the same on every machine of one language. */
JsonNode *
lab_audit_result_to_json (LabAuditResult *result)
{
  JsonNode *node;

  base_number_begin_plain ();
  node = make_result (result);
  base_number_end_plain ();
  return node;
}

char *
lab_audit_result_to_text (LabAuditResult *result)
{
  g_autoptr (JsonNode) node = lab_audit_result_to_json (result);

  return base_text_escape_json (json_to_string (node, FALSE));
}
