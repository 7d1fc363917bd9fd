/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of audits at work share.
 */
#include "audit-fixture.h"

LabAuditSubject *
fixture_known (NcAuditKnown kind)
{
  return lab_audit_subject_new_for_known (kind, 8, 1);
}

LabAudit *
fixture_audit (LabAuditSubject *subject, guint32 instruments, guint n_threads)
{
  const LabAuditOptions options = {
    .seed = 7,
    .depth = LAB_AUDIT_QUICK,
    .instruments = instruments,
    .n_threads = n_threads,
  };

  return lab_audit_new (subject, &options);
}
