/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One instrument of an audit: what it does, its progress, light, finding and picture.
 */
#pragma once

#include <adwaita.h>

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_CARD_IDLE,    /* not started */
  LAB_CARD_WAITING, /* waiting for its turn */
  LAB_CARD_WORKING,
  LAB_CARD_PAUSED,
  LAB_CARD_ENDED, /* with a finding; without one, it was not used */
} LabCardStage;

#define LAB_TYPE_AUDIT_CARD (lab_audit_card_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditCard, lab_audit_card, LAB, AUDIT_CARD, AdwBin)

/* @with_purpose: says what the instrument does, for new users */
LabAuditCard *lab_audit_card_new (LabInstrument instrument, gboolean with_purpose);

/**
 * lab_audit_card_show:
 * @finding: (nullable): so far
 * @facts: (nullable): of the audit; needed with a finding
 * @progress: 0 … 1
 */
void lab_audit_card_show (LabAuditCard *self,
                          LabFinding *finding,
                          const LabAuditFacts *facts,
                          LabCardStage stage,
                          double progress);

LabFinding *lab_audit_card_get_finding (LabAuditCard *self); /* (transfer none) (nullable) */

G_END_DECLS
