/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Replay the Paper” as the lab's window has it: one at a time, which ends with
 * the window and leaves its folder whole.
 */
#include "config.h"

#include "app/replay/lab-replay-acts.h"

#include "app/replay/lab-replay-window.h"

struct _LabReplayActs
{
  GObject parent_instance;

  LabFrame *frame;
  LabReplayWindow *replay; /* nullable; open or closed */
};

static void part_init (LabPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabReplayActs,
                               lab_replay_acts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_PART, part_init))

static void
on_left (LabReplayWindow *replay, const char *sentence, LabReplayActs *self)
{
  lab_frame_say (self->frame, sentence);
}

static void
on_live_changed (LabReplayActs *self)
{
  if (self->replay != NULL)
    lab_replay_window_set_shared (self->replay, lab_session_is_live (self->frame->session));
}

static void
on_replay (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabReplayActs *self = user_data;

  if (self->replay == NULL)
    {
      self->replay = lab_replay_window_new (self->frame->window);
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
};

static void
attach (LabPart *part, LabFrame *frame)
{
  LabReplayActs *self = LAB_REPLAY_ACTS (part);

  self->frame = lab_frame_ref (frame);
  g_action_map_add_action_entries (frame->actions, entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (frame->session, "live-changed", G_CALLBACK (on_live_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
part_init (LabPartInterface *iface)
{
  iface->attach = attach;
  iface->close = close_part;
}

static void
lab_replay_acts_finalize (GObject *object)
{
  LabReplayActs *self = LAB_REPLAY_ACTS (object);

  g_clear_pointer (&self->frame, lab_frame_unref);
  G_OBJECT_CLASS (lab_replay_acts_parent_class)->finalize (object);
}

static void
lab_replay_acts_class_init (LabReplayActsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_replay_acts_finalize;
}

static void
lab_replay_acts_init (LabReplayActs *self)
{
}
