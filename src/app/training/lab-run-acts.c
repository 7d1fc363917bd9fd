/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions on runs, with stable names: buttons, keys, menus and D-Bus all use them. An action
 * is enabled only when it would do something.
 */
#include "config.h"

#include "app/training/lab-run-acts.h"

#include <glib/gi18n.h>

#include "lab/experiment/lab-name.h"

static const char *const act_names[LAB_N_ACTS] = {
  "start", "pause", "resume", "step", "step-round", "restart", "new-seed", NULL,
};

struct _LabRunActs
{
  LabPart part;
};

G_DEFINE_FINAL_TYPE (LabRunActs, lab_run_acts, LAB_TYPE_PART)

static void
on_act (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunActs *self = user_data;

  for (guint act = 0; act < LAB_N_ACTS; act++)
    if (g_strcmp0 (act_names[act], g_action_get_name (G_ACTION (action))) == 0)
      lab_session_act (self->part.frame->session, act, NULL);
}

static void
on_start_or_pause (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunActs *self = user_data;
  gboolean pauses = lab_session_can (self->part.frame->session, LAB_ACT_PAUSE, NULL);

  lab_session_act (self->part.frame->session, pauses ? LAB_ACT_PAUSE : LAB_ACT_START, NULL);
}

static void
say_held (LabRunActs *self)
{
  lab_frame_say (self->part.frame, _ ("Another program has this run open; close it there first."));
}

static void
on_clear (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunActs *self = user_data;

  g_autoptr (GPtrArray) before = lab_session_get_runs (self->part.frame->session);
  guint n_removed = lab_session_clear (self->part.frame->session);

  if (n_removed == 0)
    say_held (self);
  else if (n_removed < before->len)
    lab_notices_offer_undo (
        self->part.frame->notices,
        _ ("All runs were removed, except those that another program has open."));
  else
    lab_notices_offer_undo (self->part.frame->notices, _ ("All runs were removed."));
}

static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunActs *self = user_data;
  LabRun *run = lab_frame_find_run (self->part.frame, g_variant_get_uint32 (parameter));

  if (run == NULL)
    return;
  if (!lab_session_can (self->part.frame->session, LAB_ACT_REMOVE, run))
    {
      say_held (self);
      return;
    }
  g_autofree char *sentence = g_strdup_printf (_ ("%s was removed."), lab_run_get_label (run));
  lab_session_act (self->part.frame->session, LAB_ACT_REMOVE, run);
  lab_notices_offer_undo (self->part.frame->notices, sentence);
}

/* Of the selected run's curve, or of all curves. (transfer full) */
static GPtrArray *
list_history (LabSession *session)
{
  LabStudy *study = lab_session_get_study (session);

  return study != NULL ? lab_study_list_history (study, lab_session_get_selected (session))
                       : g_ptr_array_new ();
}

static void
on_empty_history (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunActs *self = user_data;
  LabSession *session = self->part.frame->session;
  g_autoptr (GPtrArray) runs = list_history (session);
  g_autofree char *sentence = NULL;
  LabStudyStep *step;

  if (runs->len == 0)
    return;
  step = lab_session_begin (session);
  lab_study_delete_history (lab_session_get_study (session), runs);
  lab_session_end (session, step, _ ("Empty the history"), NULL);
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u earlier run was deleted.",
                                           "%u earlier runs were deleted.", runs->len),
                              runs->len);
  lab_notices_offer_undo (self->part.frame->notices, sentence);
}

static void
on_select (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunActs *self = user_data;
  int index = g_variant_get_int32 (parameter);
  LabRun *run = index >= 0 ? lab_frame_find_run (self->part.frame, index) : NULL;

  if (run != NULL || index < 0)
    lab_session_set_selected (self->part.frame->session, run);
}

static void
on_set_visible (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint index;
  gboolean visible;
  LabRun *run;

  g_variant_get (parameter, "(ub)", &index, &visible);
  run = lab_frame_find_run (LAB_RUN_ACTS (user_data)->part.frame, index);
  if (run != NULL)
    lab_run_set_visible (run, visible);
}

static void
rename_curve (LabSession *session, LabRun *run, const char *label)
{
  LabStudyStep *step = lab_session_begin (session);
  g_autofree char *words = g_strdup_printf (_ ("Rename %s"), lab_run_get_label (run));

  lab_study_rename (lab_session_get_study (session), run, label);
  lab_session_end (session, step, words, NULL);
}

static void
on_rename (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint index;
  const char *label;
  LabRun *run;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(u&s)", &index, &label);
  run = lab_frame_find_run (LAB_RUN_ACTS (user_data)->part.frame, index);
  if (run == NULL || label[0] == '\0')
    return;
  if (!lab_name_check (_ ("the new label"), label, &error))
    lab_frame_say (LAB_RUN_ACTS (user_data)->part.frame, error->message);
  else
    rename_curve (LAB_RUN_ACTS (user_data)->part.frame->session, run, label);
}

static void
on_add_curve (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunActs *self = user_data;
  LabStudy *study = lab_session_get_study (self->part.frame->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyStep) step = NULL;
  LabRun *run;

  if (study == NULL)
    return;
  step = lab_session_begin (self->part.frame->session);
  run = lab_study_add_curve (study, NULL, &error);
  if (run == NULL)
    lab_frame_say (self->part.frame, error->message);
  else
    {
      lab_session_end (self->part.frame->session, g_steal_pointer (&step), _ ("Add a curve"), NULL);
      g_autofree char *sentence
          = g_strdup_printf (_ ("%s was added as a curve."), lab_run_get_label (run));
      lab_frame_say (self->part.frame, sentence);
    }
}

static const GActionEntry entries[] = {
  { .name = "add-curve", .activate = on_add_curve },
  { .name = "clear", .activate = on_clear },
  { .name = "empty-history", .activate = on_empty_history },
  { .name = "new-seed", .activate = on_act },
  { .name = "pause", .activate = on_act },
  { .name = "remove", .activate = on_remove, .parameter_type = "u" },
  { .name = "rename", .activate = on_rename, .parameter_type = "(us)" },
  { .name = "restart", .activate = on_act },
  { .name = "resume", .activate = on_act },
  { .name = "select", .activate = on_select, .parameter_type = "i" },
  { .name = "set-visible", .activate = on_set_visible, .parameter_type = "(ub)" },
  { .name = "start", .activate = on_act },
  { .name = "start-or-pause", .activate = on_start_or_pause },
  { .name = "step", .activate = on_act },
  { .name = "step-round", .activate = on_act },
};

static void
on_changed (LabRunActs *self)
{
  LabFrame *frame = self->part.frame;
  LabSession *session = frame->session;
  g_autoptr (GPtrArray) runs = lab_session_get_runs (session);
  g_autoptr (GPtrArray) history = list_history (session);

  for (guint act = 0; act < LAB_N_ACTS; act++)
    if (act_names[act] != NULL)
      lab_frame_set_enabled (frame, act_names[act], lab_session_can (session, act, NULL));
  lab_frame_set_enabled (frame, "start-or-pause",
                         lab_session_can (session, LAB_ACT_START, NULL)
                             || lab_session_can (session, LAB_ACT_PAUSE, NULL));
  lab_frame_set_enabled (frame, "clear", runs->len > 0);
  lab_frame_set_enabled (frame, "empty-history", history->len > 0);
  lab_frame_set_enabled (frame, "add-curve", lab_session_get_study (session) != NULL);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabRunActs *self = LAB_RUN_ACTS (part);

  lab_part_follow (self, frame->session, "changed", G_CALLBACK (on_changed));
  lab_part_follow (self, frame->session, "live-changed", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_run_acts_class_init (LabRunActsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_run_acts_init (LabRunActs *self)
{
}
