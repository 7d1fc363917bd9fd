/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of audits at work share.
 */
#pragma once

#include "lab/audit/lab-audit.h"

G_BEGIN_DECLS

#ifdef __SANITIZE_THREAD__ /* many times slower */
#define FIXTURE_PATIENCE (600 * G_USEC_PER_SEC)
#else
#define FIXTURE_PATIENCE (60 * G_USEC_PER_SEC)
#endif

#define BIT(instrument) (1u << LAB_INSTRUMENT_##instrument)

/* N = 8, n = 1. */
LabAuditSubject *fixture_known (NcAuditKnown kind);

/* A quick one with seed 7. */
LabAudit *fixture_audit (LabAuditSubject *subject, guint32 instruments, guint n_threads);

G_END_DECLS
