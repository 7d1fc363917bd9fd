/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lights of all instruments, close together: what an audit has found so far, before its
 * details.
 */
#pragma once

#include <adwaita.h>

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

/* Signal "chosen" (guint instrument): its details are asked for. */
#define LAB_TYPE_AUDIT_GLANCE (lab_audit_glance_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditGlance, lab_audit_glance, LAB, AUDIT_GLANCE, AdwBin)

LabAuditGlance *lab_audit_glance_new (void);

/* @light: LAB_LIGHT_NONE: there is none, or not yet */
void lab_audit_glance_show (LabAuditGlance *self, LabInstrument instrument, LabLight light);

G_END_DECLS
