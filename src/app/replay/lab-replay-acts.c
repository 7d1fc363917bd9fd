/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Replay the Paper” in the lab's window: one at a time; it ends with the window, and its folder
 * stays intact.
 */
#include "config.h"

#include "app/replay/lab-replay-acts.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "app/replay/lab-replay-library.h"
#include "app/replay/lab-replay-window.h"

#define TO_LIBRARY "replay-to-library"

struct _LabReplayActs
{
  LabPart part;

  LabReplayWindow *replay; /* nullable; open or closed */
};

G_DEFINE_FINAL_TYPE (LabReplayActs, lab_replay_acts, LAB_TYPE_PART)

static void
on_left (LabReplayWindow *replay, const char *sentence, LabReplayActs *self)
{
  lab_frame_say (self->part.frame, sentence);
}

static void
on_live_changed (LabReplayActs *self)
{
  if (self->replay != NULL)
    lab_replay_window_set_shared (self->replay, lab_session_is_live (self->part.frame->session));
}

static void
on_cores_changed (LabReplayActs *self)
{
  if (self->replay != NULL)
    lab_replay_window_set_cores (self->replay, lab_frame_get_cores (self->part.frame));
}

/* Once it is done, and once for each time. */
static void
follow_stage (LabReplayActs *self, ReportReplay *replay)
{
  lab_frame_set_enabled (self->part.frame, TO_LIBRARY,
                         report_replay_get_stage (replay) == REPORT_REPLAY_DONE
                             && lab_session_get_store (self->part.frame->session) != NULL);
}

static void
on_replay_changed (LabReplayActs *self, ReportReplay *replay)
{
  LabBusy *busy = self->part.frame->busy;
  const char *trouble = report_replay_get_trouble (replay);
  g_autofree char *body = NULL;

  follow_stage (self, replay);
  if (report_replay_is_live (replay))
    lab_busy_begin (busy, LAB_BUSY_REPLAY);
  else if (trouble != NULL)
    {
      body = base_text_make_sentence (trouble);
      lab_busy_end (busy, LAB_BUSY_REPLAY, _ ("The replay has stopped"), body);
    }
  else if (report_replay_get_stage (replay) == REPORT_REPLAY_DONE)
    {
      g_autofree char *folder = g_filename_display_name (report_replay_get_folder (replay));
      body = g_strdup_printf (_ ("The report is in %s."), folder);
      lab_busy_end (busy, LAB_BUSY_REPLAY, _ ("The replay has finished"), body);
    }
  else
    lab_busy_pause (busy, LAB_BUSY_REPLAY);
}

static void
on_to_library (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabReplayActs *self = user_data;
  ReportReplay *replay = lab_replay_window_get_replay (self->replay);

  g_simple_action_set_enabled (action, FALSE);
  lab_replay_library_add (self->part.frame, report_replay_get_folder (replay));
}

/* Its windows have no actions of the lab's window. */
static void
add_actions (LabReplayActs *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action (G_ACTION_MAP (group),
                           g_action_map_lookup_action (self->part.frame->actions, TO_LIBRARY));
  gtk_widget_insert_action_group (GTK_WIDGET (self->replay), "lab", G_ACTION_GROUP (group));
}

/* Esc closes the window, but ends nothing that is under way. */
static gboolean
on_escape (GtkWidget *window, GVariant *arguments, gpointer user_data)
{
  ReportReplay *replay = lab_replay_window_get_replay (LAB_REPLAY_WINDOW (window));
  ReportReplayStage stage = report_replay_get_stage (replay);

  if (stage != REPORT_REPLAY_IDLE && stage != REPORT_REPLAY_DONE)
    return FALSE;
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

static void
on_replay (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabReplayActs *self = user_data;

  if (self->replay == NULL)
    {
      self->replay = lab_replay_window_new (self->part.frame->window);
      add_escape (GTK_WIDGET (self->replay));
      add_actions (self);
      g_signal_connect_object (self->replay, "left", G_CALLBACK (on_left), self, 0);
      lab_part_follow (self, lab_replay_window_get_replay (self->replay), "changed",
                       G_CALLBACK (on_replay_changed));
    }
  on_live_changed (self);
  on_cores_changed (self);
  gtk_window_present (GTK_WINDOW (self->replay));
}

static gboolean
is_live (gpointer replay)
{
  return report_replay_is_live (replay);
}

static void
close_part (LabPart *part)
{
  LabReplayActs *self = LAB_REPLAY_ACTS (part);
  ReportReplay *replay;

  if (self->replay == NULL)
    return;
  replay = lab_replay_window_get_replay (self->replay);
  report_replay_stop (replay);
  lab_background_hold_while (replay, "changed", is_live);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->replay)));
}

static const GActionEntry entries[] = {
  { .name = "replay", .activate = on_replay },
  { .name = TO_LIBRARY, .activate = on_to_library },
};

static void
attach (LabPart *part, LabFrame *frame)
{
  LabReplayActs *self = LAB_REPLAY_ACTS (part);

  lab_frame_set_enabled (frame, TO_LIBRARY, FALSE);
  lab_part_follow (self, frame->session, "live-changed", G_CALLBACK (on_live_changed));
  if (frame->settings != NULL)
    lab_part_follow (self, frame->settings, "changed::cores", G_CALLBACK (on_cores_changed));
}

static void
lab_replay_acts_class_init (LabReplayActsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
  LAB_PART_CLASS (klass)->close = close_part;
}

static void
lab_replay_acts_init (LabReplayActs *self)
{
}
