/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a session, for lab-session.c and lab-session-acts.c alone.
 */
#pragma once

#include "lab-session.h"

G_BEGIN_DECLS

/* What undoing a removal puts back. */
typedef struct
{
  LabRun *run; /* (transfer full) */
  gboolean was_visible;
  gboolean was_active;
} LabRemoved;

struct _LabSession
{
  GObject parent_instance;

  LabScheduler *scheduler;
  LabStore *store; /* nullable */
  LabStudy *study;
  GPtrArray *kept; /* (element-type LabStudy): which the store may keep for this session */
  LabRun *selected;
  GPtrArray *watched; /* (element-type LabRun): whose properties are followed */
  GArray *removed;    /* (element-type LabRemoved) */
  gboolean shut_down;
  guint pending;     /* signals to emit, a bit each */
  guint emit_source; /* 0: none */
};

/* Other runs are shown now: queues the signals that say so. */
void lab_session_announce_runs (LabSession *self);

/* Other things can be done now, though no run has changed. */
void lab_session_announce_change (LabSession *self);

G_END_DECLS
