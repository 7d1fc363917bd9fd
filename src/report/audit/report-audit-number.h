/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of an audit's findings as a person reads them.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

/* (transfer full) Nullable: what to call a number of a finding, and it as text with its unit and
 * its interval; "" for an interval where there is none. FALSE where the number has no name for
 * people. */
gboolean report_audit_describe_number (LabInstrument instrument,
                                       const LabFindingNumber *number,
                                       char **words,
                                       char **value,
                                       char **interval);

G_END_DECLS
