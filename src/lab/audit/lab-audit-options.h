/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options of an audit.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 seed;
  LabAuditDepth depth;
  guint32 instruments; /* bits 1 << LabInstrument; 0: all */
  guint n_threads;     /* 0: one per processor */
} LabAuditOptions;

G_END_DECLS
