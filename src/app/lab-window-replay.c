/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Replay the Paper” as the lab's window has it: one at a time, which ends with
 * the window and leaves its folder whole.
 */
#include "config.h"

#include "lab-window-private.h"

#include "lab-replay-window.h"

static void
on_left (LabReplayWindow *replay, const char *sentence, LabWindow *self)
{
  lab_window_say (self, sentence);
}

static void
on_live_changed (LabWindow *self)
{
  if (self->replay != NULL)
    lab_replay_window_set_shared (self->replay, lab_session_is_live (self->session));
}

static void
on_replay (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;

  if (self->replay == NULL)
    {
      self->replay = lab_replay_window_new (GTK_WINDOW (self));
      g_signal_connect_object (self->replay, "left", G_CALLBACK (on_left), self, 0);
    }
  on_live_changed (self);
  gtk_window_present (GTK_WINDOW (self->replay));
}

static gboolean
is_live (gpointer replay)
{
  return report_replay_is_live (replay);
}

void
lab_window_close_replay (LabWindow *self)
{
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
};

void
lab_window_init_replay (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->session, "live-changed", G_CALLBACK (on_live_changed), self);
}
