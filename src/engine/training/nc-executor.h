/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several threads for one step. The engine creates none: its caller may pass an executor, and gets
 * bit-identical numbers with or without it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One of many jobs that may run in any order and in parallel. */
typedef void (*NcJob) (gpointer data, guint index);

typedef struct _NcExecutor NcExecutor;

struct _NcExecutor
{
  /* Does job (data, 0) … job (data, n_jobs - 1) and returns when all are done; the caller then
   * sees what they wrote. Must not allocate. */
  void (*run) (NcExecutor *executor, guint n_jobs, NcJob job, gpointer data);
};

G_END_DECLS
