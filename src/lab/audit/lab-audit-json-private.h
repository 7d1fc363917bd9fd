/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What writing and reading an audit's JSON share; for lab-audit-json*.c alone.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "lab/audit/lab-finding.h"

G_BEGIN_DECLS

#define LAB_AUDIT_JSON_FORMAT "fuzzy-key-audit"
#define LAB_AUDIT_JSON_VERSION 1
#define LAB_AUDIT_JSON_INFINITY "inf"
#define LAB_AUDIT_JSON_MINUS_INFINITY "-inf"

/* Up to here a double holds every whole number. */
#define LAB_AUDIT_JSON_MAX_COUNT (G_GINT64_CONSTANT (1) << 53)

/**
 * lab_audit_json_scan:
 *
 * Whether json-glib may be given @text: UTF-8 text of the characters of JSON alone (its
 * scanner takes comments too, which nobody would count with), no deeper and with no more
 * values than an audit has. json-glib calls itself for every depth, and takes some
 * hundred bytes for every value.
 *
 * Returns: NULL when it may, else why not
 */
const char *lab_audit_json_scan (const char *text, gsize length);

/* Whose errors begin with what was read. */
typedef struct
{
  const char *origin;
  GError **error;
} LabAuditReader;

/* FALSE with LAB_ERROR_MALFORMED, one line of text: "ORIGIN is no audit: …"; of a
 * member "ORIGIN is no audit: “name” what". */
gboolean
lab_audit_json_fail (const LabAuditReader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean lab_audit_json_fail_at (const LabAuditReader *reader, const char *name, const char *what);

/* (transfer none): NULL with an error where there is none. */
JsonObject *
lab_audit_json_get_object (const LabAuditReader *reader, JsonObject *object, const char *name);
JsonArray *
lab_audit_json_get_array (const LabAuditReader *reader, JsonObject *object, const char *name);

/**
 * lab_audit_json_get_text:
 * @node: (nullable)
 * @max: bytes
 *
 * Returns: (transfer none) (nullable): NULL, without an error, for what is no text, or
 * too long a one
 */
const char *lab_audit_json_get_text (JsonNode *node, gsize max);

/* FALSE, without an error, for what may not stand among numbers. json-glib writes a whole
 * double as a whole number. */
gboolean lab_audit_json_get_number (JsonNode *node, double *number);

/* The member "seconds". */
gboolean
lab_audit_json_read_seconds (const LabAuditReader *reader, JsonObject *object, double *seconds);

/**
 * lab_audit_json_read_finding:
 * @name: of an instrument, and of a member of @instruments
 *
 * Returns: (transfer full): NULL with an error
 */
LabFinding *lab_audit_json_read_finding (const LabAuditReader *reader,
                                         JsonObject *instruments,
                                         const char *name);

G_END_DECLS
