/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How an instrument says how far it is, and is told to stop. The instruments have
 * no thread of their own: the one that called them is asked in between.
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
 * Returns: whether to go on
 */
static inline gboolean
nc_audit_progress_report (const NcAuditProgress *progress, double share)
{
  return progress == NULL || progress->report (progress->data, share);
}

G_END_DECLS
