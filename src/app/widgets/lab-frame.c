/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window offers its parts. It must know none of them.
 */
#include "config.h"

#include "app/widgets/lab-frame.h"

#include <glib/gi18n.h>

G_DEFINE_ABSTRACT_TYPE (LabPart, lab_part, G_TYPE_OBJECT)

static void
lab_part_finalize (GObject *object)
{
  LabPart *self = LAB_PART (object);

  g_ptr_array_unref (self->kept);
  g_clear_pointer (&self->frame, lab_frame_unref);
  G_OBJECT_CLASS (lab_part_parent_class)->finalize (object);
}

static void
lab_part_class_init (LabPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_part_finalize;
}

static void
lab_part_init (LabPart *self)
{
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
}

void
lab_part_class_set_actions (LabPartClass *klass, const GActionEntry *actions, guint n_actions)
{
  klass->actions = actions;
  klass->n_actions = n_actions;
}

void
lab_part_attach (LabPart *self, LabFrame *frame)
{
  g_return_if_fail (LAB_IS_PART (self));
  g_return_if_fail (self->frame == NULL);

  LabPartClass *klass = G_TYPE_INSTANCE_GET_CLASS (self, LAB_TYPE_PART, LabPartClass);
  self->frame = lab_frame_ref (frame);
  g_action_map_add_action_entries (frame->actions, klass->actions, klass->n_actions, self);
  klass->attach (self, frame);
}

void
lab_part_close (LabPart *self)
{
  g_return_if_fail (LAB_IS_PART (self));

  LabPartClass *klass = G_TYPE_INSTANCE_GET_CLASS (self, LAB_TYPE_PART, LabPartClass);
  if (klass->close != NULL)
    klass->close (self);
}

gpointer
lab_part_keep (gpointer part, gpointer object)
{
  g_ptr_array_add (LAB_PART (part)->kept, object);
  return object;
}

void
lab_part_follow (gpointer part, gpointer model, const char *signal, GCallback callback)
{
  g_signal_connect_object (model, signal, callback, part, G_CONNECT_SWAPPED);
}

LabFrame *
lab_frame_new (GtkWindow *window, GSettings *settings, AdwToastOverlay *toasts)
{
  LabFrame *self = g_rc_box_new0 (LabFrame);

  self->window = window;
  self->actions = G_ACTION_MAP (window);
  g_set_object (&self->settings, settings);
  self->session = lab_session_new (0);
  self->desk = lab_desk_new (self->session);
  self->notices = lab_notices_new (toasts);
  self->background = lab_background_new ();
  self->busy = lab_busy_new (window);
  return self;
}

LabFrame *
lab_frame_ref (LabFrame *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LabFrame *self = data;

  g_clear_object (&self->settings);
  g_object_unref (self->desk);
  g_object_unref (self->session);
  g_object_unref (self->notices);
  g_object_unref (self->background);
  g_object_unref (self->busy);
}

void
lab_frame_unref (LabFrame *self)
{
  g_rc_box_release_full (self, clear);
}

void
lab_frame_say (LabFrame *self, const char *sentence)
{
  lab_notices_say (self->notices, sentence);
}

void
lab_frame_set_enabled (LabFrame *self, const char *action, gboolean enabled)
{
  GAction *found = g_action_map_lookup_action (self->actions, action);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (found), enabled);
}

void
lab_frame_set_state (LabFrame *self, const char *action, GVariant *state)
{
  GAction *found = g_action_map_lookup_action (self->actions, action);

  g_simple_action_set_state (G_SIMPLE_ACTION (found), state);
}

void
lab_frame_add_page (
    LabFrame *self, GtkWidget *page, const char *name, const char *title, const char *icon)
{
  AdwViewStackPage *added = adw_view_stack_add_titled (self->stack, page, name, title);

  adw_view_stack_page_set_icon_name (added, icon);
}

guint
lab_frame_get_cores (LabFrame *self)
{
  return self->settings != NULL ? (guint) g_settings_get_int (self->settings, "cores") : 0;
}

void
lab_frame_show (LabFrame *self, const char *view)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "view",
                                      g_variant_new_string (view));
}

LabRun *
lab_frame_find_run (LabFrame *self, guint index)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);

  if (index < runs->len)
    return g_ptr_array_index (runs, index);
  g_autofree char *sentence = g_strdup_printf (
      _ ("There is no run %u: the list has %u, counted from 0."), index, runs->len);
  lab_frame_say (self, sentence);
  return NULL;
}
