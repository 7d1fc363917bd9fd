/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the instruments were calibrated: a table of known ciphers, each with calculated and measured
 * values. Each can be audited again from here.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_KNOWN (lab_audit_known_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditKnown, lab_audit_known, LAB, AUDIT_KNOWN, AdwBin)

G_END_DECLS
