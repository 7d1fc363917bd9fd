/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an instrument of an audit found, as pictures: the same for window, page and
 * slide. Draws what was found and judges nothing (lab-audit-verdict.h).
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "plot/picture/plot-picture.h"

G_BEGIN_DECLS

/**
 * report_audit_get_n_pictures:
 * @finding: may be incomplete, and may hold anything: what its tables lack is not drawn
 *
 * Returns: how many pictures it has so far, 0 to 2
 */
guint report_audit_get_n_pictures (LabFinding *finding, const LabAuditFacts *facts);

/**
 * report_audit_picture_new:
 * @nth: below report_audit_get_n_pictures()
 *
 * Returns: (nullable): NULL where there is nothing to draw yet
 */
PlotPicture *report_audit_picture_new (LabFinding *finding, const LabAuditFacts *facts, guint nth);

/**
 * report_audit_picture_new_compared:
 * @a: of one instrument with @b
 *
 * Both in one picture where that can be read (key tolerance, hidden bits, channel), else side
 * by side. Each is called by the label of its facts.
 *
 * Returns: (nullable): NULL where neither has anything to draw
 */
PlotPicture *report_audit_picture_new_compared (LabFinding *a,
                                                const LabAuditFacts *facts_a,
                                                LabFinding *b,
                                                const LabAuditFacts *facts_b,
                                                guint nth);

G_END_DECLS
