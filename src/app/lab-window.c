/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lab's window: panel, plots, runs, and what they mean. It lays out and
 * passes on; what it can do is in lab-window-actions.c.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab-insight.h"
#include "lab-settings.h"

/* The panel lies over the plot below this width. */
#define FOLD_WIDTH 1100
/* The run list leaves its numbers to the legend below this width. */
#define NARROW_WIDTH 800
/* Below this height fewer rows of the run list are seen at once, in pixels. */
#define LOW_HEIGHT 800
#define LOW_ROWS 112
#define HIGH_ROWS 208

G_DEFINE_FINAL_TYPE (LabWindow, lab_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *const view_names[LAB_N_VIEWS] = { "training", "side-by-side" };
#define LIBRARY "library"
#define AUDIT "audit"

static void
show_insight (LabWindow *self)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);
  gboolean is_warning;
  g_autofree char *text = lab_insight_describe (runs, &is_warning);

  if (g_strcmp0 (gtk_label_get_text (self->insight), text) == 0)
    return;
  gtk_label_set_text (self->insight, text);
  gtk_image_set_from_icon_name (self->insight_icon, is_warning ? "dialog-warning-symbolic"
                                                               : "dialog-information-symbolic");
  if (is_warning)
    gtk_widget_add_css_class (self->insight_box, "warning");
  else
    gtk_widget_remove_css_class (self->insight_box, "warning");
}

void
lab_window_refresh_plots (LabWindow *self)
{
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_picture_view_refresh (LAB_PICTURE_VIEW (self->plots[view]));
}

static void
on_look_changed (LabWindow *self)
{
  LabStudy *study = lab_session_get_study (self->session);

  lab_figures_update (self->figures);
  lab_window_refresh_plots (self);
  if (study != NULL)
    {
      const char *title = lab_study_file_get_title (lab_study_get_file (study));
      gtk_label_set_text (self->title, title);
      gtk_label_set_text (self->study_label, title);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
}

static void
on_changed (LabWindow *self)
{
  lab_window_update_actions (self);
  show_insight (self);
}

static void
on_desk_changed (LabWindow *self)
{
  gboolean is_loading = lab_desk_is_loading (self->desk);

  lab_settings_remember (self->settings, self->desk);
  gtk_widget_set_visible (self->loading, is_loading);
  gtk_spinner_set_spinning (self->loading_spinner, is_loading);
  lab_window_show_parts (self);
  lab_window_update_actions (self);
}

static void
on_opened (LabWindow *self)
{
  lab_panel_set_study (self->panel, lab_session_get_study (self->session));
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_plot_view_fit (self->plots[view]);
}

/* What the numbers mean changes slowly. */
static gboolean
on_insight_due (gpointer user_data)
{
  LabWindow *self = user_data;

  show_insight (self);
  return G_SOURCE_CONTINUE;
}

static void
on_live_changed (LabWindow *self)
{
  gboolean live = lab_session_is_live (self->session);

  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_picture_view_set_live (LAB_PICTURE_VIEW (self->plots[view]), live);
  g_clear_handle_id (&self->insight_source, g_source_remove);
  if (live)
    self->insight_source = g_timeout_add_seconds (1, on_insight_due, self);
  on_changed (self);
}

/* Library and audit have the room to themselves: they are not about the plot.
 * While the first study is being read, there is nothing to show yet. */
void
lab_window_show_parts (LabWindow *self)
{
  gboolean library = lab_window_shows_library (self) || lab_window_shows_audit (self);
  gboolean waits;

  /* The template's signals come before there is anything to show. */
  if (self->desk == NULL)
    return;
  waits = lab_desk_is_loading (self->desk) && lab_session_get_study (self->session) == NULL;

  gtk_widget_set_visible (self->tools, !library && !waits);
  gtk_widget_set_visible (GTK_WIDGET (self->run_list), !self->narrow && !library && !waits);
  gtk_widget_set_visible (self->insight_box, !library && !waits);
  gtk_widget_set_opacity (GTK_WIDGET (self->stack), library || !waits ? 1 : 0);
  gtk_widget_set_opacity (GTK_WIDGET (self->panel), waits ? 0 : 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->panel), !waits);
}

static void
on_page_changed (LabWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  for (guint view = 0; view < LAB_N_VIEWS; view++)
    if (g_strcmp0 (name, view_names[view]) == 0)
      self->view = view;
  lab_window_show_parts (self);
  lab_window_update_actions (self);
}

static void
fit_into (LabWindow *self, int width, int height)
{
  gboolean folded = width < FOLD_WIDTH;

  if (folded != self->folded)
    {
      self->folded = folded;
      adw_flap_set_fold_policy (self->flap,
                                folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
      adw_flap_set_reveal_flap (self->flap, !folded && self->panel_wanted);
    }
  self->narrow = width < NARROW_WIDTH;
  if (self->narrow)
    gtk_button_set_icon_name (self->export_button, "document-save-symbolic");
  else
    gtk_button_set_label (self->export_button, _ ("Export…"));
  self->low = height < LOW_HEIGHT;
  gtk_widget_set_visible (self->switcher_bar,
                          adw_view_switcher_title_get_title_visible (self->switcher));
  lab_window_show_parts (self);
  lab_run_list_set_max_height (self->run_list, self->low ? LOW_ROWS : HIGH_ROWS);
}

static gboolean
lay_out (gpointer user_data)
{
  LabWindow *self = user_data;

  self->layout_source = 0;
  fit_into (self, gtk_widget_get_width (GTK_WIDGET (self)),
            gtk_widget_get_height (GTK_WIDGET (self)));
  return G_SOURCE_REMOVE;
}

static void
lay_out_soon (LabWindow *self)
{
  /* Not now: nothing may come and go while it is being laid out. */
  if (self->layout_source == 0 && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, lay_out, self, NULL);
}

/* The switcher finds that it has no room. */
static void
on_title_visible (LabWindow *self)
{
  lay_out_soon (self);
}

static void
on_panel_revealed (LabWindow *self)
{
  gboolean revealed = adw_flap_get_reveal_flap (self->flap);

  /* Folded, it comes and goes; beside the plot it is a wish to remember. */
  if (!self->folded)
    self->panel_wanted = revealed;
  lab_window_update_actions (self);
}

static void
lab_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabWindow *self = LAB_WINDOW (widget);

  GTK_WIDGET_CLASS (lab_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->folded != (width < FOLD_WIDTH) || self->narrow != (width < NARROW_WIDTH)
      || self->low != (height < LOW_HEIGHT))
    lay_out_soon (self);
}

static void
remember (LabWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", CLAMP (width, 360, 16384));
  g_settings_set_int (self->settings, "window-height", CLAMP (height, 294, 16384));
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_boolean (self->settings, "panel-visible", self->panel_wanted);
  lab_settings_remember (self->settings, self->desk);
  g_settings_set_string (self->settings, "view",
                         lab_window_shows_library (self) ? LIBRARY : view_names[self->view]);
}

static gboolean
lab_window_close_request (GtkWindow *window)
{
  LabWindow *self = LAB_WINDOW (window);

  if (!lab_notices_is_closed (self->notices))
    {
      lab_notices_close (self->notices);
      /* Gone from the screen at once; the last step of each worker may take a while. */
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (self)));
      for (guint view = 0; view < LAB_N_VIEWS; view++)
        lab_picture_view_set_live (LAB_PICTURE_VIEW (self->plots[view]), FALSE);
      lab_window_close_replay (self);
      lab_window_close_audit (self);
      lab_desk_shut_down (self->desk);
      /* Now the store has given the study its number. */
      remember (self);
    }
  return GTK_WINDOW_CLASS (lab_window_parent_class)->close_request (window);
}

LabView
lab_window_get_view (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), LAB_VIEW_TRAINING);

  return self->view;
}

void
lab_window_set_view (LabWindow *self, LabView view)
{
  adw_view_stack_set_visible_child_name (self->stack, view_names[view]);
}

void
lab_window_show_library (LabWindow *self)
{
  adw_view_stack_set_visible_child_name (self->stack, LIBRARY);
}

gboolean
lab_window_shows_library (LabWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), LIBRARY) == 0;
}

gboolean
lab_window_shows_audit (LabWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), AUDIT) == 0;
}

void
lab_window_set_bit_error (LabWindow *self, gboolean bit_error)
{
  lab_figures_set_bit_error (self->figures, bit_error);
  on_look_changed (self);
}

void
lab_window_set_points (LabWindow *self, ReportBand band, ReportPoints points)
{
  lab_figures_set_points (self->figures, band, points);
  on_look_changed (self);
}

void
lab_window_say (LabWindow *self, const char *sentence)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  lab_notices_say (self->notices, sentence);
}

LabNotices *
lab_window_get_notices (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);

  return self->notices;
}

const char *
lab_window_get_sentence (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);

  return lab_notices_get_sentence (self->notices);
}

LabSession *
lab_window_get_session (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);

  return self->session;
}

LabPlotView *
lab_window_get_plot_view (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);

  return self->plots[lab_window_get_view (self)];
}

const char *
lab_window_get_trouble (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);

  return lab_banner_get_sentence (self->banner);
}

gboolean
lab_window_is_loading (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), FALSE);

  return lab_desk_is_loading (self->desk);
}

guint
lab_window_get_n_exports (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), 0);

  return lab_background_get_n_running (self->background);
}

static void
lab_window_dispose (GObject *object)
{
  LabWindow *self = LAB_WINDOW (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_handle_id (&self->insight_source, g_source_remove);
  if (self->notices != NULL)
    lab_notices_close (self->notices);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      lab_session_shut_down (self->session);
    }
  g_clear_object (&self->desk);
  g_clear_object (&self->trash);
  g_clear_object (&self->audits);
  g_clear_object (&self->figures);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (lab_window_parent_class)->dispose (object);
}

static void
lab_window_finalize (GObject *object)
{
  LabWindow *self = LAB_WINDOW (object);

  g_object_unref (self->background);
  g_object_unref (self->notices);
  G_OBJECT_CLASS (lab_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LabWindow, audit_link);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, audit_page);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, insight);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, insight_box);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, insight_icon);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, library);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, loading);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, panel);
  gtk_widget_class_bind_template_child_full (widget_class, "plot_training", FALSE,
                                             G_STRUCT_OFFSET (LabWindow, plots)
                                                 + LAB_VIEW_TRAINING * sizeof (gpointer));
  gtk_widget_class_bind_template_child_full (widget_class, "plot_side_by_side", FALSE,
                                             G_STRUCT_OFFSET (LabWindow, plots)
                                                 + LAB_VIEW_SIDE_BY_SIDE * sizeof (gpointer));
  gtk_widget_class_bind_template_child (widget_class, LabWindow, run_list);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, start_content);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, study_button);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, study_label);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, tools);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_panel_revealed);
  gtk_widget_class_bind_template_callback (widget_class, on_title_visible);
}

static void
lab_window_class_init (LabWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lab_window_dispose;
  object_class->finalize = lab_window_finalize;
  widget_class->size_allocate = lab_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = lab_window_close_request;

  g_type_ensure (LAB_TYPE_AUDIT_PAGE);
  g_type_ensure (LAB_TYPE_BANNER);
  g_type_ensure (LAB_TYPE_LIBRARY);
  g_type_ensure (LAB_TYPE_PANEL);
  g_type_ensure (LAB_TYPE_PLOT_VIEW);
  g_type_ensure (LAB_TYPE_RUN_LIST);
  bind_template (widget_class);
}

static void
restore (LabWindow *self)
{
  self->panel_wanted = TRUE;
  self->export_width = 1600;
  self->export_height = 1000;
  self->settings = lab_settings_open ();
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->panel_wanted = g_settings_get_boolean (self->settings, "panel-visible");
  self->export_width = g_settings_get_int (self->settings, "export-width");
  self->export_height = g_settings_get_int (self->settings, "export-height");
}

static void
lab_window_init (LabWindow *self)
{
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));
  restore (self);
  adw_flap_set_reveal_flap (self->flap, self->panel_wanted);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  fit_into (self, width, height);

  self->session = lab_session_new (0);
  self->desk = lab_desk_new (self->session);
  self->trash = lab_trash_new ();
  self->background = lab_background_new ();
  self->notices = lab_notices_new (self->toasts);
  self->figures = lab_figures_new (self->session);
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_plot_view_set_figure (self->plots[view], lab_figures_get (self->figures, view));
  /* Before the list: it asks the figures for the look of the runs. */
  g_signal_connect_swapped (self->session, "look-changed", G_CALLBACK (on_look_changed), self);
  g_signal_connect_swapped (self->session, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->session, "live-changed", G_CALLBACK (on_live_changed), self);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (on_desk_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trash, "changed", G_CALLBACK (lab_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->plots[LAB_VIEW_TRAINING]));
  lab_run_list_set_session (self->run_list, self->session, self->figures);
  lab_window_init_library (self);
  lab_window_init_weights (self);
  lab_window_init_replay (self);
  lab_window_init_seeds (self);
  lab_window_init_audit (self);
  lab_window_init_actions (self);
  lab_window_init_study_menu (self);
}

void
lab_window_open_store (LabWindow *self, const char *path)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (lab_desk_open_store (self->desk, path, &error))
    {
      lab_banner_follow (self->banner, lab_session_get_store (self->session));
      return;
    }
  sentence
      = g_strdup_printf (_ ("Nothing is saved: %s. What is trained now is gone when the lab is "
                            "closed, unless it is "
                            "exported."),
                         error->message);
  lab_banner_set_trouble (self->banner, sentence);
}

gboolean
lab_window_open_study (LabWindow *self, const char *name_or_path, GError **error)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), FALSE);

  return lab_desk_open (self->desk, name_or_path, error);
}

void
lab_window_open_last (LabWindow *self)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  lab_settings_open_last (self->settings, self->desk);
}

void
lab_window_start (LabWindow *self)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  lab_desk_start (self->desk);
}

LabDesk *
lab_window_get_desk (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);

  return self->desk;
}

LabWindow *
lab_window_new (GtkApplication *application)
{
  return g_object_new (LAB_TYPE_WINDOW, "application", application, NULL);
}
