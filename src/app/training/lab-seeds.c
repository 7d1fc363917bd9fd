/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The number of seeds for each curve of the open study: chosen before training.
 */
#include "config.h"

#include "app/training/lab-seeds.h"

#include <glib/gi18n.h>

struct _LabSeeds
{
  LabPart part;
};

G_DEFINE_FINAL_TYPE (LabSeeds, lab_seeds, LAB_TYPE_PART)

/* The largest number of runs of any curve of the open study. */
static guint
count_seeds (LabSeeds *self)
{
  LabStudy *study = lab_session_get_study (self->part.frame->session);
  guint most = 1, n_runs = study != NULL ? lab_study_get_n_runs (study) : 0;
  g_autofree guint *counts = NULL;

  if (n_runs == 0)
    return 1;
  counts = g_new0 (guint, lab_study_file_get_n_curves (lab_study_get_file (study)) + 1);
  for (guint i = 0; i < n_runs; i++)
    {
      guint *count = &counts[lab_study_get_curve (study, lab_study_get_run (study, i))];

      (*count)++;
      most = MAX (most, *count);
    }
  return most;
}

static void
show_seeds (LabSeeds *self)
{
  lab_frame_set_state (self->part.frame, "seeds", g_variant_new_uint32 (count_seeds (self)));
}

/* (transfer full): the open study with @n_seeds per curve. */
static LabStudy *
make_study (LabSeeds *self, guint n_seeds, GError **error)
{
  LabStudy *open = lab_session_get_study (self->part.frame->session);

  return lab_study_new (lab_study_get_file (open), n_seeds, error);
}

static void
on_seeds (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabSeeds *self = user_data;
  guint n_seeds = g_variant_get_uint32 (state);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudy) study = NULL;

  if (lab_session_get_study (self->part.frame->session) == NULL || n_seeds == count_seeds (self))
    return;
  if (n_seeds < 1 || n_seeds > LAB_MAX_SEEDS)
    {
      lab_frame_say (self->part.frame, _ ("A curve is trained with 1 to 1000 seeds."));
      return;
    }
  if (lab_session_has_results (self->part.frame->session)
      || lab_session_is_live (self->part.frame->session))
    {
      lab_frame_say (self->part.frame, _ ("Seeds must be chosen before training: open the study "
                                          "again, and choose then."));
      return;
    }
  study = make_study (self, n_seeds, &error);
  if (study == NULL)
    {
      lab_frame_say (self->part.frame, error->message);
      return;
    }
  lab_desk_take (self->part.frame->desk, study);
  show_seeds (self);
}

static const GActionEntry entries[] = {
  { .name = "seeds", .state = "uint32 1", .parameter_type = "u", .change_state = on_seeds },
};

static void
attach (LabPart *part, LabFrame *frame)
{
  LabSeeds *self = LAB_SEEDS (part);

  lab_part_follow (self, frame->session, "runs-changed", G_CALLBACK (show_seeds));
}

static void
lab_seeds_class_init (LabSeedsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_seeds_init (LabSeeds *self)
{
}
