/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of an audit's findings as readable text.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

/* (out) (optional) (transfer full): a number's name, its value with the unit, and its interval (""
 * without one). FALSE if the number has no display name. */
gboolean report_audit_describe_number (LabInstrument instrument,
                                       const LabFindingNumber *number,
                                       char **words,
                                       char **value,
                                       char **interval);

G_END_DECLS
