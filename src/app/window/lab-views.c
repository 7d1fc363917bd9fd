/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which page is shown. The settings panel and the controls of training are there with the plots
 * only: elsewhere they would act on something that is not on the screen.
 */
#include "config.h"

#include "app/window/lab-views.h"

#include <glib/gi18n.h>

struct _LabViews
{
  LabPart part;

  LabLayout *layout;
  GtkStack *controls;
};

G_DEFINE_FINAL_TYPE (LabViews, lab_views, LAB_TYPE_PART)

static const char *
get_page (LabViews *self)
{
  return adw_view_stack_get_visible_child_name (self->part.frame->stack);
}

static void
on_view (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabFrame *frame = LAB_VIEWS (user_data)->part.frame;
  const char *name = g_variant_get_string (state, NULL);

  if (adw_view_stack_get_child_by_name (frame->stack, name) != NULL)
    adw_view_stack_set_visible_child_name (frame->stack, name);
  else
    lab_frame_say (
        frame, _ ("The views are “training”, “side-by-side”, “library”, “audit” and “welcome”."));
}

static void
on_toggle_panel (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  lab_layout_set_panel (LAB_VIEWS (user_data)->layout, g_variant_get_boolean (state));
}

static void
act (LabViews *self, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->part.frame->actions), action, parameter);
}

/* What was opened last is closed first. */
static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabViews *self = user_data;
  const char *page = get_page (self);

  if (lab_layout_is_folded (self->layout) && lab_layout_get_panel (self->layout))
    lab_layout_set_panel (self->layout, FALSE);
  else if (g_str_equal (page, "welcome"))
    act (self, "welcome-leave", NULL);
  else if (g_str_equal (page, "audit"))
    act (self, "audit-page", g_variant_new_string ("choose"));
  else if (g_str_equal (page, self->part.frame->plot))
    act (self, "select", g_variant_new_int32 (-1));
}

static const GActionEntry entries[] = {
  { .name = "back", .activate = on_back },
  { .name = "toggle-panel", .state = "true", .change_state = on_toggle_panel },
  { .name = "view", .state = "'training'", .parameter_type = "s", .change_state = on_view },
};

static void
on_page_changed (LabViews *self)
{
  LabFrame *frame = self->part.frame;
  const char *page = get_page (self);
  gboolean has_plot = page != NULL && g_str_equal (page, frame->plot);

  if (page == NULL)
    return;
  lab_frame_set_state (frame, "view", g_variant_new_string (page));
  gtk_stack_set_visible_child_name (self->controls, has_plot ? "training" : "none");
  lab_layout_set_has_panel (self->layout, has_plot);
  lab_frame_set_enabled (frame, "toggle-panel", has_plot);
}

static void
on_layout_changed (LabViews *self)
{
  lab_frame_set_state (self->part.frame, "toggle-panel",
                       g_variant_new_boolean (lab_layout_get_panel (self->layout)));
}

const char *
lab_views_get_lasting (LabViews *self)
{
  g_return_val_if_fail (LAB_IS_VIEWS (self), NULL);

  return g_str_equal (get_page (self), "library") ? "library" : self->part.frame->plot;
}

/* Only where nothing that has the focus takes Esc for itself. */
static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                        gtk_named_action_new ("win.back")));
  gtk_widget_add_controller (window, keys);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabViews *self = LAB_VIEWS (part);

  lab_part_follow (self, frame->stack, "notify::visible-child", G_CALLBACK (on_page_changed));
  lab_part_follow (self, self->layout, "changed", G_CALLBACK (on_layout_changed));
  add_escape (GTK_WIDGET (frame->window));
  on_page_changed (self);
  on_layout_changed (self);
}

static void
lab_views_class_init (LabViewsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_views_init (LabViews *self)
{
}

LabPart *
lab_views_new (LabLayout *layout, GtkStack *controls)
{
  LabViews *self = g_object_new (LAB_TYPE_VIEWS, NULL);

  self->layout = lab_part_keep (self, g_object_ref (layout));
  self->controls = lab_part_keep (self, g_object_ref (controls));
  return LAB_PART (self);
}
