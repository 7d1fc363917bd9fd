/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an audit is asked for.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 seed;
  LabAuditDepth depth;
  guint32 instruments; /* bits 1 << LabInstrument; 0: all */
  guint n_threads;     /* 0: one for each processor */
} LabAuditOptions;

G_END_DECLS
