/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's page “Audit”: subjects to audit, one audit, two side by side, and how the
 * instruments were calibrated. It displays and navigates; the window's actions do the rest.
 */
#pragma once

#include "lab/session/lab-audit-session.h"
#include "app/audit/lab-audit-view.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_AUDIT_PAGE_CHOOSE,
  LAB_AUDIT_PAGE_AUDIT,   /* the current audit */
  LAB_AUDIT_PAGE_COMPARE, /* with another: selected here, or shown beside it */
  LAB_AUDIT_PAGE_KNOWN,
} LabAuditPageName;
#define LAB_AUDIT_N_PAGES 4

const char *lab_audit_page_get_name (LabAuditPageName page);

/* Signal "shown": another subpage is visible. */
#define LAB_TYPE_AUDIT_PAGE (lab_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditPage, lab_audit_page, LAB, AUDIT_PAGE, AdwBin)

/* To be called once. */
void lab_audit_page_set_sessions (LabAuditPage *self, LabSession *session, LabAuditSession *audits);

void lab_audit_page_show (LabAuditPage *self, LabAuditPageName page);
LabAuditPageName lab_audit_page_get_shown (LabAuditPage *self);

/* Reloads the lists if they are visible. */
void lab_audit_page_refresh (LabAuditPage *self);

LabAuditView *lab_audit_page_get_view (LabAuditPage *self);

G_END_DECLS
