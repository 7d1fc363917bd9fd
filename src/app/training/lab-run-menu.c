/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the menu of a row does: acts of the session, or actions of the window.
 */
#include "app/training/lab-run-menu.h"

/* By LabAct. */
static const char *const act_names[LAB_N_ACTS] = {
  "start", "pause", "resume", "step", "step-round", "restart", "new-seed", "remove",
};

struct _LabRunMenu
{
  GtkWidget *row;
  LabRunName *name;
  LabSession *session;
  LabRun *run;
  GSimpleActionGroup *group;
};

static guint
get_index (LabRunMenu *self)
{
  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->row));
}

/* So that an action of the window is about this run. */
static void
select_run (LabRunMenu *self)
{
  lab_session_set_selected (self->session, self->run);
  lab_session_flush (self->session);
}

static void
on_act (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunMenu *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint act = 0; act < LAB_N_ACTS; act++)
    if (g_str_equal (act_names[act], name))
      lab_session_act (self->session, act, self->run);
}

/* The window offers to undo it. */
static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunMenu *self = user_data;

  gtk_widget_activate_action (self->row, "win.remove", "u", get_index (self));
}

static void
on_rename (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunMenu *self = user_data;

  lab_run_name_edit (self->name, lab_run_get_label (self->run));
}

/* As many rounds as it has. */
static void
on_longer (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunMenu *self = user_data;
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (self->run));

  select_run (self);
  gtk_widget_activate_action (self->row, "win.train-longer", "u", setup->rounds);
}

static void
on_learning_rate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunMenu *self = user_data;

  select_run (self);
  gtk_widget_activate_action (self->row, "win.ask-learning-rate", NULL);
}

/* "export-weights" and "audit" are the window's, with an index. */
static void
on_indexed (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRunMenu *self = user_data;
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (self->row, name, "i", (int) get_index (self));
}

static const GActionEntry entries[] = {
  { .name = "start", .activate = on_act },
  { .name = "pause", .activate = on_act },
  { .name = "resume", .activate = on_act },
  { .name = "step", .activate = on_act },
  { .name = "step-round", .activate = on_act },
  { .name = "restart", .activate = on_act },
  { .name = "new-seed", .activate = on_act },
  { .name = "remove", .activate = on_remove },
  { .name = "rename", .activate = on_rename },
  { .name = "longer", .activate = on_longer },
  { .name = "learning-rate", .activate = on_learning_rate },
  { .name = "audit", .activate = on_indexed },
  { .name = "export-weights", .activate = on_indexed },
};

static void
set_enabled (LabRunMenu *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

void
lab_run_menu_update (LabRunMenu *self)
{
  LabRunState state = lab_run_get_state (self->run);
  gboolean is_free = !lab_run_is_held_elsewhere (self->run);

  set_enabled (self, "longer", is_free && state == LAB_RUN_FINISHED);
  set_enabled (self, "learning-rate",
               is_free && (state == LAB_RUN_FINISHED || state == LAB_RUN_PAUSED));
  for (guint act = 0; act < LAB_N_ACTS; act++)
    set_enabled (self, act_names[act], lab_session_can (self->session, act, self->run));
}

LabRunMenu *
lab_run_menu_new (GtkListBoxRow *row, LabRunName *name, LabSession *session, LabRun *run)
{
  LabRunMenu *self = g_new0 (LabRunMenu, 1);

  self->row = GTK_WIDGET (row);
  self->name = name;
  self->session = g_object_ref (session);
  self->run = g_object_ref (run);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (self->row, "run", G_ACTION_GROUP (self->group));
  return self;
}

void
lab_run_menu_free (LabRunMenu *self)
{
  gtk_widget_insert_action_group (self->row, "run", NULL);
  g_object_unref (self->group);
  g_object_unref (self->session);
  g_object_unref (self->run);
  g_free (self);
}
