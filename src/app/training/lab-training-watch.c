/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gives training the processor cores that the preferences allow, and tells the frame while runs
 * train, and how many have ended when none does any more. A pause is no end.
 */
#include "config.h"

#include "app/training/lab-training-watch.h"

#include <glib/gi18n.h>

struct _LabTrainingWatch
{
  LabPart part;

  guint n_ended; /* before the training began */
};

G_DEFINE_FINAL_TYPE (LabTrainingWatch, lab_training_watch, LAB_TYPE_PART)

static guint
count_ended (LabTrainingWatch *self)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->part.frame->session);
  guint n = 0;

  for (guint i = 0; i < runs->len; i++)
    n += lab_run_is_ended (runs->pdata[i]);
  return n;
}

static void
end (LabTrainingWatch *self)
{
  LabFrame *frame = self->part.frame;
  LabStudy *study = lab_session_get_study (frame->session);
  guint n_ended = count_ended (self);

  if (lab_notices_is_closed (frame->notices) || n_ended <= self->n_ended)
    {
      lab_busy_pause (frame->busy, LAB_BUSY_TRAINING);
      return;
    }
  n_ended -= self->n_ended;
  g_autofree char *body = g_strdup_printf (
      ngettext ("%u run of “%s” has ended.", "%u runs of “%s” have ended.", n_ended), n_ended,
      lab_study_file_get_title (lab_study_get_file (study)));
  lab_busy_end (frame->busy, LAB_BUSY_TRAINING, _ ("Training has ended"), body);
}

static void
on_live_changed (LabTrainingWatch *self)
{
  LabFrame *frame = self->part.frame;

  if (lab_session_is_live (frame->session))
    {
      self->n_ended = count_ended (self);
      lab_busy_begin (frame->busy, LAB_BUSY_TRAINING);
    }
  else
    end (self);
}

static void
on_cores_changed (LabTrainingWatch *self)
{
  lab_session_set_workers (self->part.frame->session, lab_frame_get_cores (self->part.frame));
}

static void
attach (LabPart *part, LabFrame *frame)
{
  if (frame->settings != NULL)
    lab_part_follow (part, frame->settings, "changed::cores", G_CALLBACK (on_cores_changed));
  on_cores_changed (LAB_TRAINING_WATCH (part));
  lab_part_follow (part, frame->session, "live-changed", G_CALLBACK (on_live_changed));
}

static void
lab_training_watch_class_init (LabTrainingWatchClass *klass)
{
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_training_watch_init (LabTrainingWatch *self)
{
}
