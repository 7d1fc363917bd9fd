/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an instrument of an audit found, as pictures: the same for window, page and slide. Draws
 * findings and judges nothing (lab-audit-verdict.h).
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "plot/picture/plot-picture.h"

G_BEGIN_DECLS

/**
 * report_audit_get_n_pictures:
 * @finding: may be incomplete or hold anything: missing tables are not drawn
 *
 * Returns: how many pictures it has so far, 0 to 2
 */
guint report_audit_get_n_pictures (LabFinding *finding, const LabAuditFacts *facts);

/**
 * report_audit_picture_new:
 * @nth: below report_audit_get_n_pictures()
 *
 * Returns: (nullable): NULL if there is nothing to draw yet
 */
PlotPicture *report_audit_picture_new (LabFinding *finding, const LabAuditFacts *facts, guint nth);

/**
 * report_audit_picture_new_compared:
 * @a: from the same instrument as @b
 *
 * Both in one picture where that stays readable (key tolerance, hidden bits, channel), otherwise
 * side by side. Each is labelled from its facts.
 *
 * Returns: (nullable): NULL if neither has anything to draw
 */
PlotPicture *report_audit_picture_new_compared (LabFinding *a,
                                                const LabAuditFacts *facts_a,
                                                LabFinding *b,
                                                const LabAuditFacts *facts_b,
                                                guint nth);

G_END_DECLS
