/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Replay the Paper”: its actions, and when it looks at the replay anew.
 */
#include "config.h"

#include "lab-replay-window-private.h"

#include <glib/gi18n.h>

#include "report/report-replay-eves.h"

#define PROGRESS_INTERVAL 250 /* milliseconds */

enum
{
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabReplayWindow, lab_replay_window, ADW_TYPE_WINDOW)

static gboolean
on_progress_due (gpointer user_data)
{
  LabReplayWindow *self = user_data;

  lab_replay_view_show (self);
  return G_SOURCE_CONTINUE;
}

/* Looked at anew only while it goes on. */
static void
on_changed (LabReplayWindow *self)
{
  gboolean is_live = report_replay_is_live (self->replay);

  if (is_live && self->progress_source == 0)
    self->progress_source = g_timeout_add (PROGRESS_INTERVAL, on_progress_due, self);
  else if (!is_live)
    g_clear_handle_id (&self->progress_source, g_source_remove);
  lab_replay_view_show (self);
}

static void
on_choice_changed (LabReplayWindow *self)
{
  lab_replay_choice_changed (self);
}

static void
activate_start (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabReplayWindow *self = LAB_REPLAY_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplayPlan) plan = lab_replay_choice_make_plan (self, &error);
  g_autofree char *folder = lab_replay_choice_get_folder (self);
  g_autofree char *command = lab_replay_choice_describe_command (self);
  const ReportReplayOptions options = {
    .folder = folder,
    .command = command,
    .eve_steps = REPORT_REPLAY_EVE_STEPS,
    .costs = self->known,
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
  lab_replay_view_show (self);
}

static void
activate_choose_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  lab_replay_choice_ask_for_folder (LAB_REPLAY_WINDOW (widget));
}

static void
on_shown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabReplayWindow *self = LAB_REPLAY_WINDOW (source);
  g_autofree char *path = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *sentence = g_strdup_printf (_ ("No program opened %s; open it by hand."), shown);
  gtk_label_set_text (self->hint, sentence);
}

static void
show_file (LabReplayWindow *self, const char *name)
{
  g_autofree char *path = g_build_filename (report_replay_get_folder (self->replay), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri_full (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, NULL, on_shown,
                     g_steal_pointer (&path));
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

/* What is under way ends, and the folder keeps it. */
static gboolean
lab_replay_window_close_request (GtkWindow *window)
{
  LabReplayWindow *self = LAB_REPLAY_WINDOW (window);
  ReportReplayStage stage = report_replay_get_stage (self->replay);

  if (stage == REPORT_REPLAY_WRITING && !report_replay_is_paused (self->replay))
    g_signal_emit (self, signals[LEFT], 0,
                   _ ("The report is still being written into the folder of the replay."));
  else if (stage != REPORT_REPLAY_IDLE && stage != REPORT_REPLAY_DONE)
    {
      report_replay_stop (self->replay);
      g_signal_emit (
          self, signals[LEFT], 0,
          _ ("The replay stands still; its folder keeps what is trained, and Start goes on."));
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
  lab_replay_view_show (self);
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
  lab_replay_choice_clear (self);
  if (self->replay != NULL)
    g_signal_handlers_disconnect_by_data (self->replay, self);
  g_clear_object (&self->replay);
  G_OBJECT_CLASS (lab_replay_window_parent_class)->dispose (object);
}

static void
lab_replay_window_finalize (GObject *object)
{
  g_free (LAB_REPLAY_WINDOW (object)->folder);
  G_OBJECT_CLASS (lab_replay_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-replay-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, again);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, done_icon);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, estimate_row);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, estimate_spinner);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, explanations);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, figures);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, folder_row);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, headline);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, open_report);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, parts);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, pause);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, reading);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, resume);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, seeds);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, show_folder);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, start);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, stop);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, LabReplayWindow, trouble_box);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
}

static void
lab_replay_window_class_init (LabReplayWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lab_replay_window_dispose;
  object_class->finalize = lab_replay_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lab_replay_window_close_request;
  signals[LEFT] = g_signal_new ("left", LAB_TYPE_REPLAY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
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
  lab_replay_choice_init (self);
  self->replay = report_replay_new ();
  g_signal_connect_swapped (self->replay, "changed", G_CALLBACK (on_changed), self);
  lab_replay_choice_changed (self);
  lab_replay_view_show (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->start);
  gtk_window_set_focus (GTK_WINDOW (self), self->start);
}

LabReplayWindow *
lab_replay_window_new (GtkWindow *parent)
{
  return g_object_new (LAB_TYPE_REPLAY_WINDOW, "transient-for", parent, NULL);
}
