/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many seeds train each curve of the open study: chosen before the training.
 */
#include "config.h"

#include "app/training/lab-seeds.h"

#include <glib/gi18n.h>

struct _LabSeeds
{
  GObject parent_instance;

  LabFrame *frame;
};

static void part_init (LabPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabSeeds,
                               lab_seeds,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_PART, part_init))

/* Most runs of a curve of the open study. */
static guint
count_seeds (LabSeeds *self)
{
  LabStudy *study = lab_session_get_study (self->frame->session);
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
  lab_frame_set_state (self->frame, "seeds", g_variant_new_uint32 (count_seeds (self)));
}

/* (transfer full): the open study with so many seeds a curve. */
static LabStudy *
make_study (LabSeeds *self, guint n_seeds, GError **error)
{
  LabStudy *open = lab_session_get_study (self->frame->session);

  /* What was removed does not come back. */
  lab_session_forget_removed (self->frame->session);
  return lab_study_new (lab_study_get_file (open), n_seeds, error);
}

static void
on_seeds (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabSeeds *self = user_data;
  guint n_seeds = g_variant_get_uint32 (state);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudy) study = NULL;

  if (lab_session_get_study (self->frame->session) == NULL || n_seeds == count_seeds (self))
    return;
  if (n_seeds < 1 || n_seeds > LAB_MAX_SEEDS)
    {
      lab_frame_say (self->frame, _ ("A curve is trained with 1 to 1000 seeds."));
      return;
    }
  if (lab_session_has_results (self->frame->session) || lab_session_is_live (self->frame->session))
    {
      lab_frame_say (self->frame, _ ("Seeds must be chosen before training: reset all runs "
                                     "(Ctrl+R), or open the study again, and choose then."));
      return;
    }
  study = make_study (self, n_seeds, &error);
  if (study == NULL)
    {
      lab_frame_say (self->frame, error->message);
      return;
    }
  lab_desk_take (self->frame->desk, study);
  show_seeds (self);
}

static const GActionEntry entries[] = {
  { .name = "seeds", .state = "uint32 1", .parameter_type = "u", .change_state = on_seeds },
};

static void
attach (LabPart *part, LabFrame *frame)
{
  LabSeeds *self = LAB_SEEDS (part);

  self->frame = lab_frame_ref (frame);
  g_action_map_add_action_entries (frame->actions, entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (frame->session, "runs-changed", G_CALLBACK (show_seeds), self,
                           G_CONNECT_SWAPPED);
}

static void
part_init (LabPartInterface *iface)
{
  iface->attach = attach;
}

static void
lab_seeds_finalize (GObject *object)
{
  LabSeeds *self = LAB_SEEDS (object);

  g_clear_pointer (&self->frame, lab_frame_unref);
  G_OBJECT_CLASS (lab_seeds_parent_class)->finalize (object);
}

static void
lab_seeds_class_init (LabSeedsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_seeds_finalize;
}

static void
lab_seeds_init (LabSeeds *self)
{
}
