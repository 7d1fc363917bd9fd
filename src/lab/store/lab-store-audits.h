/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits in a store. An audit is written when it has ended, by the call itself and not by
 * the store's thread: it is kept nowhere else, so a failure is the caller's to tell. A
 * run that goes takes its audits with it.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* As a list shows it. */
typedef struct
{
  gint64 number;
  gint64 run; /* of the store, 0 for a weights file or a known cipher */
  char *label;
  char *kind; /* see lab_audit_subject_get_kind() */
  LabAuditDepth depth;
  LabAuditVerdict verdict; /* as it was when the audit was kept */
  gint64 created;          /* Unix seconds */
  guint64 iterations;      /* of the run, when it was audited */
  guint n_measured; /* of LAB_N_INSTRUMENTS: fewer where some were chosen, or it was stopped */
  char *damage;     /* NULL while sound; else a sentence, and number alone holds */
} LabStoredAudit;

/**
 * lab_store_add_audit:
 *
 * Under the run whose number stands in its facts, which must be in this store; 0 is none.
 * Emits LabStore::changed.
 *
 * Returns: its number; 0 with LAB_ERROR_NOT_FOUND where there is no such run, or
 * LAB_ERROR_STORE
 */
gint64 lab_store_add_audit (LabStore *store, LabAuditResult *result, GError **error);

/**
 * lab_store_list_audits:
 * @run: of whom; 0 for all
 *
 * Those of deleted studies are not among them, nor damaged ones.
 *
 * Returns: (transfer full) (element-type LabStoredAudit): newest first; NULL with
 * LAB_ERROR_STORE
 */
GPtrArray *lab_store_list_audits (LabStore *store, gint64 run, GError **error);

/* Of all runs and of none, with the damaged ones. */
GPtrArray *lab_store_list_all_audits (LabStore *store, GError **error);

/**
 * lab_store_load_audit:
 *
 * Returns: (transfer full): NULL with LAB_ERROR_NOT_FOUND, LAB_ERROR_STORE, also where
 * it is damaged, or LAB_ERROR_MALFORMED where what is stored is no audit
 */
LabAuditResult *lab_store_load_audit (LabStore *store, gint64 number, GError **error);

/**
 * lab_store_delete_audit:
 *
 * At once and for good. Emits LabStore::changed.
 *
 * Returns: FALSE with LAB_ERROR_NOT_FOUND or LAB_ERROR_STORE
 */
gboolean lab_store_delete_audit (LabStore *store, gint64 number, GError **error);

G_END_DECLS
