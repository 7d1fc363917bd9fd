/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Replay the Paper”: its actions, and when it updates its progress.
 */
#include "config.h"

#include "app/replay/lab-replay-window.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "app/widgets/lab-file-dialog.h"
#include "app/widgets/lab-show-file.h"
#include "app/replay/lab-replay-view.h"
#include "report/replay/report-replay-eves.h"
#include "report/replay/report-replay-files.h"

#define PROGRESS_INTERVAL 250 /* milliseconds */

struct _LabReplayWindow
{
  AdwWindow parent_instance;

  ReportReplay *replay;
  gboolean shared;   /* the lab's window is training too */
  gboolean choosing; /* show the page for choosing */
  guint n_cores;     /* for a replay; 0: all */
  guint progress_source;

  GtkStack *pages;
  LabReplayChoice *choice;
  LabReplayView *view;
  GtkWidget *trouble_box;
  GtkLabel *trouble;
  GtkLabel *hint;
  GtkWidget *stop;
  GtkWidget *pause;
  GtkWidget *resume;
  GtkWidget *again;
  GtkWidget *show_folder;
  GtkWidget *open_report;
  GtkWidget *start;
};

static guint left_signal;

G_DEFINE_FINAL_TYPE (LabReplayWindow, lab_replay_window, ADW_TYPE_WINDOW)

/* Shows a hint about the choice, and whether it can start. */
static void
show_choice_hint (LabReplayWindow *self)
{
  gboolean has_some = lab_replay_choice_has_some (self->choice);
  g_autofree char *folder = lab_replay_choice_get_folder (self->choice);
  g_autofree char *store = g_build_filename (folder, REPORT_REPLAY_STORE, NULL);
  const char *hint = "";

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.start", has_some);
  if (!has_some)
    hint = _ ("Choose at least one figure.");
  else if (self->shared)
    hint = _ ("The lab’s window is training too: sharing the processors slows both down.");
  else if (g_file_test (store, G_FILE_TEST_EXISTS))
    hint
        = _ ("This folder already holds a replay; runs that it already has are not trained again.");
  gtk_label_set_text (self->hint, hint);
}

static void
show_hint (LabReplayWindow *self)
{
  ReportReplayStage stage = report_replay_get_stage (self->replay);
  const char *hint = "";

  if (stage == REPORT_REPLAY_DONE)
    hint = _ ("The folder also has the pictures, the tables and the runs.");
  else if (self->shared && report_replay_is_live (self->replay))
    hint = _ ("The lab’s window is training too: both share the processors.");
  else if (stage == REPORT_REPLAY_TRAINING)
    hint = _ ("Everything trained is kept in the folder, whatever happens.");
  gtk_label_set_text (self->hint, hint);
}

static void
enable (LabReplayWindow *self, GtkWidget *button, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
  gtk_widget_set_visible (button, enabled);
}

static void
show_buttons (LabReplayWindow *self)
{
  ReportReplayStage stage = report_replay_get_stage (self->replay);
  gboolean is_done = stage == REPORT_REPLAY_DONE;
  gboolean is_held = stage != REPORT_REPLAY_IDLE && !is_done;
  gboolean paused = report_replay_is_paused (self->replay);
  gboolean ending = report_replay_is_ending (self->replay);
  gboolean can_pause = stage == REPORT_REPLAY_TRAINING || stage == REPORT_REPLAY_ATTACKING;

  enable (self, self->stop, "replay.stop",
          is_held && !self->choosing && !ending && (paused || stage != REPORT_REPLAY_WRITING));
  enable (self, self->pause, "replay.pause", can_pause && !paused && !ending);
  enable (self, self->resume, "replay.resume", is_held && paused && !ending);
  enable (self, self->again, "replay.again", is_done && !self->choosing);
  enable (self, self->show_folder, "replay.show-folder", is_done && !self->choosing);
  enable (self, self->open_report, "replay.open-report", is_done && !self->choosing);
  gtk_widget_set_visible (self->start, self->choosing);
  if (!self->choosing)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.start", FALSE);
}

static void
show (LabReplayWindow *self)
{
  const char *trouble = report_replay_get_trouble (self->replay);
  g_autofree char *sentence = trouble != NULL ? base_text_make_sentence (trouble) : g_strdup ("");

  self->choosing = self->choosing || report_replay_get_stage (self->replay) == REPORT_REPLAY_IDLE;
  gtk_stack_set_visible_child_name (self->pages, self->choosing ? "choose" : "progress");
  gtk_widget_set_visible (self->trouble_box, trouble != NULL);
  gtk_label_set_text (self->trouble, sentence);
  if (self->choosing)
    show_choice_hint (self);
  else
    {
      lab_replay_view_show (self->view, self->replay);
      show_hint (self);
    }
  show_buttons (self);
}

static gboolean
on_progress_due (gpointer user_data)
{
  LabReplayWindow *self = user_data;

  show (self);
  return G_SOURCE_CONTINUE;
}

/* Polled only while the replay is running. */
static void
on_changed (LabReplayWindow *self)
{
  gboolean is_live = report_replay_is_live (self->replay);

  if (is_live && self->progress_source == 0)
    self->progress_source = g_timeout_add (PROGRESS_INTERVAL, on_progress_due, self);
  else if (!is_live)
    g_clear_handle_id (&self->progress_source, g_source_remove);
  show (self);
}

static void
on_choice_changed (LabReplayWindow *self)
{
  /* The template emits signals before there is a replay. */
  if (self->replay != NULL && self->choosing)
    show_choice_hint (self);
}

static void
activate_start (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabReplayWindow *self = LAB_REPLAY_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplayPlan) plan = lab_replay_choice_make_plan (self->choice, &error);
  g_autofree char *folder = lab_replay_choice_get_folder (self->choice);
  g_autofree char *command = lab_replay_choice_describe_command (self->choice);
  const ReportReplayOptions options = {
    .folder = folder,
    .command = command,
    .eve_steps = REPORT_REPLAY_EVE_STEPS,
    .n_jobs = self->n_cores,
    .costs = lab_replay_choice_get_costs (self->choice),
  };

  if (plan == NULL)
    {
      gtk_label_set_text (self->hint, error->message);
      return;
    }
  self->choosing = FALSE;
  report_replay_start (self->replay, plan, &options);
}

static void
activate_pause (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  report_replay_pause (LAB_REPLAY_WINDOW (widget)->replay);
}

static void
activate_resume (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  report_replay_resume (LAB_REPLAY_WINDOW (widget)->replay);
}

static void
activate_stop (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  report_replay_stop (LAB_REPLAY_WINDOW (widget)->replay);
}

static void
activate_again (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabReplayWindow *self = LAB_REPLAY_WINDOW (widget);

  self->choosing = TRUE;
  show (self);
}

static void
on_folder_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  LabReplayWindow *self = owner;

  if (path != NULL)
    lab_replay_choice_set_folder (self->choice, path);
  else if (trouble != NULL)
    gtk_label_set_text (self->hint, trouble);
}

static void
activate_choose_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const LabFileQuestion question = {
    .title = _ ("Replay Folder"),
    .accept = _ ("_Choose"),
    .action = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };

  lab_file_dialog_ask (GTK_WINDOW (widget), &question, widget, on_folder_chosen, NULL, NULL);
}

static void
on_show_failed (GtkWindow *window, const char *sentence)
{
  gtk_label_set_text (LAB_REPLAY_WINDOW (window)->hint, sentence);
}

static void
show_file (LabReplayWindow *self, const char *name)
{
  g_autofree char *path = g_build_filename (report_replay_get_folder (self->replay), name, NULL);

  lab_show_file (GTK_WINDOW (self), path, on_show_failed);
}

static void
activate_open_report (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_file (LAB_REPLAY_WINDOW (widget), "report.html");
}

static void
activate_show_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_file (LAB_REPLAY_WINDOW (widget), ".");
}

/* A replay under way is stopped; its folder keeps what is done. */
static gboolean
lab_replay_window_close_request (GtkWindow *window)
{
  LabReplayWindow *self = LAB_REPLAY_WINDOW (window);
  ReportReplayStage stage = report_replay_get_stage (self->replay);

  if (stage == REPORT_REPLAY_WRITING && !report_replay_is_paused (self->replay))
    g_signal_emit (self, left_signal, 0,
                   _ ("The report is still being written to the replay folder."));
  else if (stage != REPORT_REPLAY_IDLE && stage != REPORT_REPLAY_DONE)
    {
      report_replay_stop (self->replay);
      g_signal_emit (
          self, left_signal, 0,
          _ ("Replay stopped. Finished work is kept in its folder; press Start to continue."));
    }
  return GTK_WINDOW_CLASS (lab_replay_window_parent_class)->close_request (window);
}

void
lab_replay_window_set_shared (LabReplayWindow *self, gboolean shared)
{
  g_return_if_fail (LAB_IS_REPLAY_WINDOW (self));

  if (self->shared == shared)
    return;
  self->shared = shared;
  show (self);
}

void
lab_replay_window_set_cores (LabReplayWindow *self, guint n_cores)
{
  g_return_if_fail (LAB_IS_REPLAY_WINDOW (self));

  self->n_cores = n_cores;
}

LabReplayChoice *
lab_replay_window_get_choice (LabReplayWindow *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY_WINDOW (self), NULL);

  return self->choice;
}

ReportReplay *
lab_replay_window_get_replay (LabReplayWindow *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY_WINDOW (self), NULL);

  return self->replay;
}

static void
lab_replay_window_dispose (GObject *object)
{
  LabReplayWindow *self = LAB_REPLAY_WINDOW (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (self->replay != NULL)
    g_signal_handlers_disconnect_by_data (self->replay, self);
  g_clear_object (&self->replay);
  G_OBJECT_CLASS (lab_replay_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (LAB_TYPE_REPLAY_CHOICE);
  g_type_ensure (LAB_TYPE_REPLAY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-replay-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, again);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, choice);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, open_report);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, pause);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, resume);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, show_folder);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, start);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, stop);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
}

static void
lab_replay_window_class_init (LabReplayWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lab_replay_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lab_replay_window_close_request;
  left_signal = g_signal_new ("left", LAB_TYPE_REPLAY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "replay.again", NULL, activate_again);
  gtk_widget_class_install_action (widget_class, "replay.choose-folder", NULL,
                                   activate_choose_folder);
  gtk_widget_class_install_action (widget_class, "replay.open-report", NULL, activate_open_report);
  gtk_widget_class_install_action (widget_class, "replay.pause", NULL, activate_pause);
  gtk_widget_class_install_action (widget_class, "replay.resume", NULL, activate_resume);
  gtk_widget_class_install_action (widget_class, "replay.show-folder", NULL, activate_show_folder);
  gtk_widget_class_install_action (widget_class, "replay.start", NULL, activate_start);
  gtk_widget_class_install_action (widget_class, "replay.stop", NULL, activate_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "replay.start", NULL);
}

static void
lab_replay_window_init (LabReplayWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->replay = report_replay_new ();
  g_signal_connect_swapped (self->replay, "changed", G_CALLBACK (on_changed), self);
  show (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->start);
  gtk_window_set_focus (GTK_WINDOW (self), self->start);
}

LabReplayWindow *
lab_replay_window_new (GtkWindow *parent)
{
  return g_object_new (LAB_TYPE_REPLAY_WINDOW, "transient-for", parent, NULL);
}
