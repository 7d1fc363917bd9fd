/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions that train on, for the selected run or for all that are shown.
 */
#include "config.h"

#include "app/training/lab-branch-acts.h"

#include <glib/gi18n.h>

#include "app/training/lab-rate-question.h"

struct _LabBranchActs
{
  LabPart part;
};

G_DEFINE_FINAL_TYPE (LabBranchActs, lab_branch_acts, LAB_TYPE_PART)

static void
branch (LabBranchActs *self, const LabBranch *how)
{
  g_autoptr (GError) error = NULL;

  if (!lab_session_branch (self->part.frame->session, NULL, how, &error) && error != NULL)
    lab_frame_say (self->part.frame, error->message);
}

static void
on_train_longer (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabBranchActs *self = user_data;
  const LabBranch how = { .rounds = g_variant_get_uint32 (parameter) };

  if (how.rounds == 0)
    lab_frame_say (self->part.frame, _ ("Training longer takes at least one round."));
  else
    branch (self, &how);
}

static void
on_change_learning_rate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabBranchActs *self = user_data;
  LabBranch how;

  g_variant_get (parameter, "(du)", &how.learning_rate, &how.rounds);
  if (how.learning_rate > 0 && how.learning_rate <= 1)
    branch (self, &how);
  else
    lab_frame_say (self->part.frame, _ ("A learning rate is greater than 0 and at most 1."));
}

/* The run that the dialog speaks of: the selected one, or the first that can go on. */
static LabRun *
find_run (LabSession *session)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (session);
  LabRun *selected = lab_session_get_selected (session);

  if (selected != NULL)
    return selected;
  for (guint i = 0; i < runs->len; i++)
    if (lab_session_can (session, LAB_ACT_RESTART, runs->pdata[i]))
      return runs->pdata[i];
  return NULL;
}

static void
on_ask_learning_rate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabBranchActs *self = user_data;
  LabRun *run = find_run (self->part.frame->session);

  if (run != NULL)
    lab_rate_question_ask (GTK_WINDOW (self->part.frame->window), run);
}

static const GActionEntry entries[] = {
  { .name = "ask-learning-rate", .activate = on_ask_learning_rate },
  { .name = "change-learning-rate", .activate = on_change_learning_rate, .parameter_type = "(du)" },
  { .name = "train-longer", .activate = on_train_longer, .parameter_type = "u" },
};

static void
on_changed (LabBranchActs *self)
{
  LabFrame *frame = self->part.frame;
  gboolean can = lab_session_can (frame->session, LAB_ACT_RESTART, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    lab_frame_set_enabled (frame, entries[i].name, can);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabBranchActs *self = LAB_BRANCH_ACTS (part);

  lab_part_follow (self, frame->session, "changed", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_branch_acts_class_init (LabBranchActsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_branch_acts_init (LabBranchActs *self)
{
}
