/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of a replay share.
 */
#pragma once

#include "lab-replay.h"
#include "report/report-replay-session.h"

G_BEGIN_DECLS

struct _LabReplay
{
  GObject parent_instance;

  LabReplayStage stage;
  gboolean paused;
  gboolean ending;   /* a pause or stop waits for the last step */
  gboolean stopping; /* when it has ended: idle */
  gboolean working;  /* a task has the replay: nobody else may touch it */
  char *trouble;

  char *folder;
  char **studies;
  char *reading;
  char *command;
  guint n_seeds;
  guint64 eve_steps;
  GHashTable *costs;

  ReportReplay *replay;
  LabScheduler *scheduler;
  GCancellable *cancellable;
  guint end_source;
  guint n_read;

  GArray *parts; /* of LabReplayPart, once nothing is held any more */
  guint64 attack_steps;
  guint64 attack_done; /* counted by the threads */
  gboolean has_attack;
  gint64 started;       /* monotonic, of the stage or since it went on */
  double started_share; /* how far it was then */
};

/* lab-replay.c */
void lab_replay_tell (LabReplay *self);
void lab_replay_begin_stage (LabReplay *self, LabReplayStage stage);

/* The stage is over, one way or another; TRUE when it was because of a stop. */
gboolean lab_replay_end_stage (LabReplay *self);
void lab_replay_become_idle (LabReplay *self, const char *trouble);
void lab_replay_train (LabReplay *self);

/* lab-replay-read.c: up to lab_replay_train() */
void lab_replay_open_folder (LabReplay *self);

/* lab-replay-progress.c */

/* Of the study itself, as long as it is held. */
void lab_replay_measure_part (LabReplay *self, guint nth, LabReplayPart *part);

/* (transfer full): what makes the same report again in a terminal */
char *lab_replay_describe_command (LabReplay *self);

G_END_DECLS
