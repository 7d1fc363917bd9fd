/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lab's window: a header bar, a panel, a stack of pages, and toasts. It is only a frame: the
 * actions are in its parts, all of which get the same LabFrame.
 */
#include "config.h"

#include "app/window/lab-window.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-start.h"
#include "app/audit/lab-audit-stored.h"
#include "app/audit/lab-audit-watch.h"
#include "app/window/lab-banner.h"
#include "app/window/lab-export-acts.h"
#include "app/window/lab-file-acts.h"
#include "app/window/lab-layout.h"
#include "app/library/lab-library-acts.h"
#include "app/panel/lab-panel-acts.h"
#include "app/replay/lab-replay-acts.h"
#include "app/training/lab-branch-acts.h"
#include "app/training/lab-run-acts.h"
#include "app/training/lab-seeds.h"
#include "app/training/lab-training-watch.h"
#include "app/window/lab-settings.h"
#include "app/window/lab-start-button.h"
#include "app/window/lab-study-menu.h"
#include "app/window/lab-views.h"
#include "app/window/lab-undo-acts.h"
#include "app/training/lab-weights-export.h"
#include "app/welcome/lab-welcome.h"

struct _LabWindow
{
  AdwApplicationWindow parent_instance;

  LabFrame *frame;
  GPtrArray *parts; /* (element-type LabPart) */
  LabTrainingPage *training;
  LabLayout *layout;

  LabBanner *banner;
  GtkButton *export_button;
  AdwFlap *flap;
  GtkWidget *loading;
  LabPanel *panel;
  AdwViewStack *stack;
};

G_DEFINE_FINAL_TYPE (LabWindow, lab_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_close (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static const GActionEntry entries[] = {
  { .name = "close", .activate = on_close },
};

static void
on_layout_changed (LabWindow *self)
{
  gboolean narrow = lab_layout_is_narrow (self->layout);

  if (narrow)
    gtk_button_set_icon_name (self->export_button, "document-save-symbolic");
  else
    gtk_button_set_label (self->export_button, _ ("Export…"));
  lab_training_page_set_room (self->training, narrow, lab_layout_is_low (self->layout));
}

/* Hides the panel while the first study is being read: there is nothing to set yet. */
static void
on_desk_changed (LabWindow *self)
{
  LabDesk *desk = self->frame->desk;
  gboolean is_loading = lab_desk_is_loading (desk);
  gboolean waits = is_loading && lab_session_get_study (self->frame->session) == NULL;

  lab_settings_remember (self->frame->settings, desk);
  gtk_widget_set_visible (self->loading, is_loading);
  gtk_widget_set_opacity (GTK_WIDGET (self->panel), waits ? 0 : 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->panel), !waits);
}

static void
lab_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (lab_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (!gtk_widget_in_destruction (widget))
    lab_layout_fit_soon (LAB_WINDOW (widget)->layout, width, height);
}

static void
remember (LabWindow *self)
{
  LabViews *views = lab_window_get_part (self, LAB_TYPE_VIEWS);

  lab_settings_remember_window (self->frame->settings, GTK_WINDOW (self),
                                lab_views_get_lasting (views),
                                lab_layout_wants_panel (self->layout));
  lab_settings_remember (self->frame->settings, self->frame->desk);
}

static gboolean
lab_window_close_request (GtkWindow *window)
{
  LabWindow *self = LAB_WINDOW (window);

  if (!lab_notices_is_closed (self->frame->notices))
    {
      lab_notices_close (self->frame->notices);
      /* Hide the window at once; the workers' last steps may take a while. */
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (self)));
      for (guint i = 0; i < self->parts->len; i++)
        lab_part_close (self->parts->pdata[i]);
      lab_desk_shut_down (self->frame->desk);
      /* Only now has the store given the study its number. */
      remember (self);
    }
  return GTK_WINDOW_CLASS (lab_window_parent_class)->close_request (window);
}

void
lab_window_open_store (LabWindow *self, const char *path)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (lab_desk_open_store (self->frame->desk, path, &error))
    {
      lab_banner_follow (self->banner, lab_session_get_store (self->frame->session));
      return;
    }
  sentence = g_strdup_printf (_ ("Nothing is being saved: %s. What you train now is lost when the "
                                 "lab closes, unless you export it."),
                              error->message);
  lab_banner_set_trouble (self->banner, sentence);
}

gboolean
lab_window_open_study (LabWindow *self, const char *name_or_path, GError **error)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), FALSE);

  return lab_desk_open (self->frame->desk, name_or_path, error);
}

void
lab_window_open_last (LabWindow *self)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  lab_settings_open_last (self->frame->settings, self->frame->desk);
  lab_welcome_show_once (lab_window_get_part (self, LAB_TYPE_WELCOME));
}

void
lab_window_start (LabWindow *self)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  lab_desk_start (self->frame->desk);
}

void
lab_window_say (LabWindow *self, const char *sentence)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  lab_frame_say (self->frame, sentence);
}

const char *
lab_window_get_sentence (LabWindow *self)
{
  return lab_notices_get_sentence (self->frame->notices);
}

const char *
lab_window_get_trouble (LabWindow *self)
{
  return lab_banner_get_sentence (self->banner);
}

LabFrame *
lab_window_get_frame (LabWindow *self)
{
  return self->frame;
}

LabSession *
lab_window_get_session (LabWindow *self)
{
  return self->frame->session;
}

gpointer
lab_window_get_part (LabWindow *self, GType type)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_type_is_a (G_OBJECT_TYPE (self->parts->pdata[i]), type))
      return self->parts->pdata[i];
  return NULL;
}

LabPlotView *
lab_window_get_plot_view (LabWindow *self)
{
  return lab_training_page_get_plot_view (self->training);
}

gboolean
lab_window_is_loading (LabWindow *self)
{
  return lab_desk_is_loading (self->frame->desk);
}

guint
lab_window_get_n_exports (LabWindow *self)
{
  return lab_background_get_n_running (self->frame->background);
}

static void
lab_window_dispose (GObject *object)
{
  LabWindow *self = LAB_WINDOW (object);

  lab_notices_close (self->frame->notices);
  lab_desk_shut_down (self->frame->desk);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (lab_window_parent_class)->dispose (object);
}

static void
lab_window_finalize (GObject *object)
{
  LabWindow *self = LAB_WINDOW (object);

  g_ptr_array_unref (self->parts);
  lab_frame_unref (self->frame);
  G_OBJECT_CLASS (lab_window_parent_class)->finalize (object);
}

static void
lab_window_class_init (LabWindowClass *klass)
{
  static const char *const given[]
      = { "above", "below", "controls", "start_button", "switcher", "switcher_bar", "toasts" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lab_window_dispose;
  object_class->finalize = lab_window_finalize;
  widget_class->size_allocate = lab_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = lab_window_close_request;

  g_type_ensure (LAB_TYPE_BANNER);
  g_type_ensure (LAB_TYPE_PANEL);
  g_type_ensure (LAB_TYPE_START_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-window.ui");
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    gtk_widget_class_bind_template_child_full (widget_class, given[i], FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, loading);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, panel);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, stack);
}

static gpointer
get_given (LabWindow *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), LAB_TYPE_WINDOW, name);
}

/* @part: (transfer full) */
static gpointer
add (LabWindow *self, gpointer part)
{
  g_ptr_array_add (self->parts, part);
  lab_part_attach (part, self->frame);
  return part;
}

/* Pages appear in the stack in this order. */
static void
add_parts (LabWindow *self)
{
  self->training = add (self, lab_training_page_new ());
  LabPlotExport *plot_export = add (self, lab_plot_export_new (self->training));
  add (self, g_object_new (LAB_TYPE_RUN_ACTS, NULL));
  add (self, g_object_new (LAB_TYPE_BRANCH_ACTS, NULL));
  add (self, g_object_new (LAB_TYPE_UNDO_ACTS, NULL));
  add (self, g_object_new (LAB_TYPE_SEEDS, NULL));
  add (self, g_object_new (LAB_TYPE_WEIGHTS_EXPORT, NULL));
  add (self, g_object_new (LAB_TYPE_STUDY_MENU, NULL));
  add (self, lab_panel_acts_new (self->panel));
  add (self, g_object_new (LAB_TYPE_LIBRARY_ACTS, NULL));
  LabAuditActs *audit = add (self, lab_audit_acts_new ());
  add (self, lab_audit_start_new (audit));
  LabAuditFiles *audit_files = add (self, lab_audit_files_new (audit));
  add (self, lab_file_acts_new (audit_files));
  add (self, lab_audit_stored_new (audit));
  add (self, lab_audit_watch_new (audit));
  LabAuditExport *audit_export = add (self, lab_audit_export_new (audit));
  add (self, lab_export_acts_new (plot_export, audit_export, GTK_WIDGET (self->export_button)));
  add (self, g_object_new (LAB_TYPE_REPLAY_ACTS, NULL));
  add (self, g_object_new (LAB_TYPE_TRAINING_WATCH, NULL));
  add (self, g_object_new (LAB_TYPE_WELCOME, NULL));
  add (self, lab_views_new (self->layout, get_given (self, "controls")));
}

static void
follow (LabWindow *self, gpointer model, const char *signal, void (*callback) (LabWindow *))
{
  g_signal_connect_object (model, signal, G_CALLBACK (callback), self, G_CONNECT_SWAPPED);
}

static void
follow_models (LabWindow *self)
{
  follow (self, self->layout, "changed", on_layout_changed);
  follow (self, self->frame->desk, "changed", on_desk_changed);
  on_layout_changed (self);
}

static void
lab_window_init (LabWindow *self)
{
  g_autoptr (GSettings) settings = lab_settings_open ();
  g_autoptr (GMenuModel) menu = lab_study_menu_make_model ();
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));
  lab_settings_restore_window (settings, GTK_WINDOW (self));
  self->frame = lab_frame_new (GTK_WINDOW (self), settings, get_given (self, "toasts"));
  self->frame->stack = self->stack;
  self->frame->above = get_given (self, "above");
  self->frame->below = get_given (self, "below");
  self->parts = g_ptr_array_new_with_free_func (g_object_unref);
  self->layout
      = lab_layout_new (self->flap, get_given (self, "switcher"), get_given (self, "switcher_bar"),
                        settings == NULL || g_settings_get_boolean (settings, "panel-visible"));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_parts (self);
  lab_start_button_set_session (get_given (self, "start_button"), self->frame->session);
  lab_training_page_set_study_menu (self->training, menu);
  follow_models (self);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  lab_layout_fit (self->layout, width, height);
  if (settings != NULL)
    {
      g_autofree char *view = g_settings_get_string (settings, "view");
      lab_frame_show (self->frame, view);
    }
}

LabWindow *
lab_window_new (GtkApplication *application)
{
  return g_object_new (LAB_TYPE_WINDOW, "application", application, NULL);
}
