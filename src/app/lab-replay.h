/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay of the paper on its way from its folder to its report, as the window
 * follows it: reads what the folder has, trains, trains fresh Eves, writes. Knows no
 * widget. All calls come from the main thread and none of them waits, except
 * the end of the object.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_REPLAY_IDLE,    /* nothing is held: another one may start */
  LAB_REPLAY_READING, /* what the folder has */
  LAB_REPLAY_TRAINING,
  LAB_REPLAY_ATTACKING, /* fresh Eves */
  LAB_REPLAY_WRITING,   /* pictures, tables, report */
  LAB_REPLAY_DONE,      /* the report is there, and nothing is held any more */
} LabReplayStage;

/* How far a study is. */
typedef struct
{
  const char *title;
  guint n_runs;
  guint n_ended;
  double share; /* of its iterations, 0 to 1 */
} LabReplayPart;

#define LAB_TYPE_REPLAY (lab_replay_get_type ())
G_DECLARE_FINAL_TYPE (LabReplay, lab_replay, LAB, REPLAY, GObject)

/* Signal "changed": stage, pause or trouble changed. How far it is, is asked for. */

LabReplay *lab_replay_new (void);

/**
 * lab_replay_start:
 * @folder: made if it is missing
 * @studies: NULL-terminated names or files
 * @reading: "text" or "inferred", of the figures
 * @n_seeds: a curve
 * @eve_steps: of each fresh Eve; 0 for the usual
 * @costs: (nullable): see lab_replay_cost_measure(); for the time left
 *
 * When idle or done. What the folder has of it already is taken up.
 */
void lab_replay_start (LabReplay *self,
                       const char *folder,
                       const char *const *studies,
                       const char *reading,
                       guint n_seeds,
                       guint64 eve_steps,
                       GHashTable *costs);

/**
 * lab_replay_pause:
 *
 * Training or fresh Eves; lab_replay_is_paused() once the last step is done.
 */
void lab_replay_pause (LabReplay *self);

/**
 * lab_replay_resume:
 *
 * Once it is paused or ran into trouble: the stage it is in goes on.
 */
void lab_replay_resume (LabReplay *self);

/**
 * lab_replay_stop:
 *
 * Ends what is under way at its next step and then is idle: the folder keeps what
 * is trained, fresh Eves are lost. A report that is being written is finished.
 */
void lab_replay_stop (LabReplay *self);

LabReplayStage lab_replay_get_stage (LabReplay *self);
gboolean lab_replay_is_paused (LabReplay *self);
gboolean lab_replay_is_ending (LabReplay *self); /* a pause or stop waits for the last step */

/* Whether threads are at work. */
gboolean lab_replay_is_live (LabReplay *self);

/**
 * lab_replay_get_trouble:
 *
 * Returns: (nullable): what stopped it, or keeps the store from being written, and
 * what to do; a sentence for a person
 */
const char *lab_replay_get_trouble (LabReplay *self);

const char *lab_replay_get_folder (LabReplay *self); /* (nullable) of the last start */
guint lab_replay_get_n_parts (LabReplay *self);      /* studies read so far */
void lab_replay_get_part (LabReplay *self, guint nth, LabReplayPart *part);

/* Whether fresh Eves belong to it: some run has an Eve. */
gboolean lab_replay_has_attack (LabReplay *self);
double lab_replay_get_attack_share (LabReplay *self); /* 0 to 1 */

/**
 * lab_replay_get_share:
 * @seconds_left: (out): of the stage's work, NAN when unknown
 *
 * Returns: of the training or of the fresh Eves, whichever is under way, 0 to 1,
 * weighed by what an iteration costs where that is known
 */
double lab_replay_get_share (LabReplay *self, double *seconds_left);

G_END_DECLS
