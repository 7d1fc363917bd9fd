/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits in a store. An audit is written when it has ended, by the call itself and not by the
 * store's thread: there is no other copy, so the caller must report a failure. A deleted run's
 * audits are deleted with it.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* For a list. */
typedef struct
{
  gint64 number;
  gint64 run; /* in the store, 0 for a weights file or a known cipher */
  char *label;
  char *kind; /* see lab_audit_subject_get_kind() */
  LabAuditDepth depth;
  LabAuditVerdict verdict; /* as of when the audit was stored */
  gint64 created;          /* Unix seconds */
  guint64 iterations;      /* of the run, at the time of the audit */
  guint n_measured; /* of LAB_N_INSTRUMENTS: fewer if only some were chosen, or it was stopped */
  char *damage;     /* NULL if sound; else a sentence, and only number is valid */
} LabStoredAudit;

/**
 * lab_store_add_audit:
 *
 * Stores it under the run in its facts, which must be in this store; 0 for none. Emits
 * LabStore::changed.
 *
 * Returns: its number; 0 with LAB_ERROR_NOT_FOUND if there is no such run, or LAB_ERROR_STORE
 */
gint64 lab_store_add_audit (LabStore *store, LabAuditResult *result, GError **error);

/**
 * lab_store_list_audits:
 * @run: 0 for all
 *
 * Without damaged audits and those of deleted studies.
 *
 * Returns: (transfer full) (element-type LabStoredAudit): newest first; NULL with LAB_ERROR_STORE
 */
GPtrArray *lab_store_list_audits (LabStore *store, gint64 run, GError **error);

/* All audits, with or without a run, including damaged ones. */
GPtrArray *lab_store_list_all_audits (LabStore *store, GError **error);

/**
 * lab_store_load_audit:
 *
 * Returns: (transfer full): NULL with LAB_ERROR_NOT_FOUND; LAB_ERROR_STORE, also if it is damaged;
 * or LAB_ERROR_MALFORMED if what is stored is not an audit
 */
LabAuditResult *lab_store_load_audit (LabStore *store, gint64 number, GError **error);

/**
 * lab_store_delete_audit:
 *
 * Immediate and final. Emits LabStore::changed.
 *
 * Returns: FALSE with LAB_ERROR_NOT_FOUND or LAB_ERROR_STORE
 */
gboolean lab_store_delete_audit (LabStore *store, gint64 number, GError **error);

G_END_DECLS
