/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How an instrument reports its progress and is told to stop. Instruments have no threads of their
 * own: they call back the caller now and then.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  /* share is 0 to 1 and never falls. May wait, to pause. Returns FALSE to stop. */
  gboolean (*report) (gpointer data, double share);
  gpointer data;
} NcAuditProgress;

/**
 * nc_audit_progress_report:
 * @progress: (nullable)
 *
 * Returns: whether to continue
 */
static inline gboolean
nc_audit_progress_report (const NcAuditProgress *progress, double share)
{
  return progress == NULL || progress->report (progress->data, share);
}

G_END_DECLS
