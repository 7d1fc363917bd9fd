/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions "undo" and "redo" on the session's steps.
 */
#include "config.h"

#include "app/window/lab-undo-acts.h"

#include <glib/gi18n.h>

#include "lab/experiment/lab-error.h"

struct _LabUndoActs
{
  LabPart part;
};

G_DEFINE_FINAL_TYPE (LabUndoActs, lab_undo_acts, LAB_TYPE_PART)

static LabUndo *
get_undo (LabUndoActs *self)
{
  return lab_session_get_undo (self->part.frame->session);
}

/* Says @done, or why not. @done: (transfer full) */
static void
say (LabUndoActs *self, char *done, const GError *error)
{
  g_autofree char *sentence = done;
  g_autofree char *trouble = NULL;

  if (g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND))
    trouble = g_strdup (error->message);
  else if (error != NULL)
    /* Translators: %s is a sentence without its full stop that says why and what to do. */
    trouble = g_strdup_printf (_ ("This cannot be done now: %s. Then try again."), error->message);
  lab_frame_say (self->part.frame, trouble != NULL ? trouble : sentence);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabUndoActs *self = user_data;
  const char *label = lab_undo_get_label (get_undo (self));
  g_autoptr (GError) error = NULL;
  char *done;

  if (label == NULL)
    return;
  /* Translators: %s says what was done: "Remove Bob1". */
  done = g_strdup_printf (_ ("Undone: %s"), label);
  lab_undo_undo (get_undo (self), &error);
  say (self, done, error);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabUndoActs *self = user_data;
  const char *label = lab_undo_get_redo_label (get_undo (self));
  g_autoptr (GError) error = NULL;
  char *done;

  if (label == NULL)
    return;
  /* Translators: %s says what was done: "Remove Bob1". */
  done = g_strdup_printf (_ ("Redone: %s"), label);
  lab_undo_redo (get_undo (self), &error);
  say (self, done, error);
}

static const GActionEntry entries[] = {
  { .name = "redo", .activate = on_redo },
  { .name = "undo", .activate = on_undo },
};

static void
on_changed (LabUndoActs *self)
{
  LabFrame *frame = self->part.frame;

  lab_frame_set_enabled (frame, "undo", lab_undo_get_label (get_undo (self)) != NULL);
  lab_frame_set_enabled (frame, "redo", lab_undo_get_redo_label (get_undo (self)) != NULL);
  /* What it offered is no longer the last step. */
  lab_notices_withdraw_undo (frame->notices);
}

static void
add_key (GtkEventController *keys, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                        gtk_named_action_new (action)));
}

/* Accelerators of the application would take the keys away from entries, which undo typing. */
static void
add_keys (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_BUBBLE);
  add_key (keys, "<Control>z", "win.undo");
  add_key (keys, "<Control><Shift>z", "win.redo");
  gtk_widget_add_controller (window, keys);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabUndoActs *self = LAB_UNDO_ACTS (part);

  lab_part_follow (self, get_undo (self), "changed", G_CALLBACK (on_changed));
  add_keys (GTK_WIDGET (frame->window));
  on_changed (self);
}

static void
lab_undo_acts_class_init (LabUndoActsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_undo_acts_init (LabUndoActs *self)
{
}
