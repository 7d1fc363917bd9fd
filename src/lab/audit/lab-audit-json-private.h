/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the writer and the reader of audit JSON share; only for lab-audit-json*.c.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "lab/audit/lab-finding.h"

G_BEGIN_DECLS

#define LAB_AUDIT_JSON_FORMAT "fuzzy-key-audit"
#define LAB_AUDIT_JSON_VERSION 1
#define LAB_AUDIT_JSON_INFINITY "inf"
#define LAB_AUDIT_JSON_MINUS_INFINITY "-inf"

/* A double holds every whole number up to here. */
#define LAB_AUDIT_JSON_MAX_COUNT (G_GINT64_CONSTANT (1) << 53)

/**
 * lab_audit_json_scan:
 *
 * Whether @text is safe for json-glib: UTF-8, only JSON (its scanner also accepts comments), and
 * no deeper and with no more values than an audit has. json-glib recurses once per level and takes
 * a few hundred bytes per value.
 *
 * Returns: NULL if it is, else why not
 */
const char *lab_audit_json_scan (const char *text, gsize length);

/* Errors begin with @origin. */
typedef struct
{
  const char *origin;
  GError **error;
} LabAuditReader;

/* FALSE with LAB_ERROR_MALFORMED, one line: "ORIGIN is not an audit: …"; for a member, "ORIGIN is
 * not an audit: “name” what". */
gboolean
lab_audit_json_fail (const LabAuditReader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean lab_audit_json_fail_at (const LabAuditReader *reader, const char *name, const char *what);

/* (transfer none): NULL with an error if it is missing. */
JsonObject *
lab_audit_json_get_object (const LabAuditReader *reader, JsonObject *object, const char *name);
JsonArray *
lab_audit_json_get_array (const LabAuditReader *reader, JsonObject *object, const char *name);

/**
 * lab_audit_json_get_text:
 * @node: (nullable)
 * @max: bytes
 *
 * Returns: (transfer none) (nullable): NULL, without an error, if it is not text or too long
 */
const char *lab_audit_json_get_text (JsonNode *node, gsize max);

/* FALSE, without an error, for an invalid number. json-glib writes whole doubles as integers. */
gboolean lab_audit_json_get_number (JsonNode *node, double *number);

/* The member "seconds". */
gboolean
lab_audit_json_read_seconds (const LabAuditReader *reader, JsonObject *object, double *seconds);

/**
 * lab_audit_json_read_finding:
 * @name: an instrument's, and the member of @instruments to read
 *
 * Returns: (transfer full): NULL with an error
 */
LabFinding *lab_audit_json_read_finding (const LabAuditReader *reader,
                                         JsonObject *instruments,
                                         const char *name);

G_END_DECLS
