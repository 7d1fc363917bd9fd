/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One instrument of an audit: what it does, how far it is, its light, what it found
 * and the picture of it.
 */
#pragma once

#include <adwaita.h>

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_CARD_IDLE,    /* not begun */
  LAB_CARD_WAITING, /* its turn comes */
  LAB_CARD_WORKING,
  LAB_CARD_PAUSED,
  LAB_CARD_ENDED, /* with a finding, or without one: it was not used */
} LabCardStage;

#define LAB_TYPE_AUDIT_CARD (lab_audit_card_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditCard, lab_audit_card, LAB, AUDIT_CARD, AdwBin)

/* @with_purpose: says what the instrument does, for who meets it first */
LabAuditCard *lab_audit_card_new (LabInstrument instrument, gboolean with_purpose);

/**
 * lab_audit_card_show:
 * @finding: (nullable): as far as it is
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
