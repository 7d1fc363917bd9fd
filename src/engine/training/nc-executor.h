/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several threads for one step. The engine makes none: who calls it may pass an
 * executor, and gets the same numbers as without, to the bit.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One job of many that may be done in any order and at the same time. */
typedef void (*NcJob) (gpointer data, guint index);

typedef struct _NcExecutor NcExecutor;

struct _NcExecutor
{
  /* Does job (data, 0) … job (data, n_jobs - 1) and returns when all are done;
   * what they wrote is seen by the caller then. Must not allocate. */
  void (*run) (NcExecutor *executor, guint n_jobs, NcJob job, gpointer data);
};

G_END_DECLS
