/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two plot views, the widgets above and below them, and the actions that control how they are
 * drawn. It must never change what is trained.
 */
#include "config.h"

#include "app/training/lab-training-page.h"

#include <glib/gi18n.h>

#include "app/training/lab-insight-line.h"
#include "app/training/lab-plot-bar.h"
#include "app/training/lab-run-list.h"

/* Visible height of the run list's rows, in pixels, in a low window and otherwise. */
#define LOW_ROWS 112
#define HIGH_ROWS 208

static const char *const view_names[LAB_N_VIEWS] = { "training", "side-by-side" };

struct _LabTrainingPage
{
  LabPart part;

  LabFigures *figures;
  LabPlotView *plots[LAB_N_VIEWS];
  LabPlotBar *bar;
  LabRunList *run_list;
  LabInsightLine *insight;
  LabView view; /* on screen, or the last that was */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (LabTrainingPage, lab_training_page, LAB_TYPE_PART)

static void
refresh (LabTrainingPage *self)
{
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_picture_view_refresh (LAB_PICTURE_VIEW (self->plots[view]));
}

static void
on_look_changed (LabTrainingPage *self)
{
  LabStudy *study = lab_session_get_study (self->part.frame->session);
  const char *title;

  lab_figures_update (self->figures);
  refresh (self);
  if (study == NULL)
    return;
  title = lab_study_file_get_title (lab_study_get_file (study));
  lab_plot_bar_set_title (self->bar, title);
  gtk_window_set_title (self->part.frame->window, title);
}

static void
on_live_changed (LabTrainingPage *self)
{
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_picture_view_set_live (LAB_PICTURE_VIEW (self->plots[view]),
                               lab_session_is_live (self->part.frame->session));
}

static void
on_opened (LabTrainingPage *self)
{
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_plot_view_fit (self->plots[view]);
}

/* While the first study is being read, there is nothing to show. */
static void
show_parts (LabTrainingPage *self)
{
  LabFrame *frame = self->part.frame;
  gboolean waits
      = lab_desk_is_loading (frame->desk) && lab_session_get_study (frame->session) == NULL;
  gboolean shows = lab_training_page_is_seen (self) && !waits;

  gtk_widget_set_visible (GTK_WIDGET (self->bar), shows);
  gtk_widget_set_visible (GTK_WIDGET (self->run_list), shows && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->insight), shows);
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    gtk_widget_set_opacity (GTK_WIDGET (self->plots[view]), waits ? 0 : 1);
}

static void
on_page_changed (LabTrainingPage *self)
{
  GtkWidget *seen = adw_view_stack_get_visible_child (self->part.frame->stack);

  for (guint view = 0; view < LAB_N_VIEWS; view++)
    if (seen == GTK_WIDGET (self->plots[view]))
      self->view = view;
  self->part.frame->plot = view_names[self->view];
  show_parts (self);
}

static void
on_fit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_plot_view_fit (lab_training_page_get_plot_view (user_data));
}

static void
on_zoom (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_plot_view_zoom (lab_training_page_get_plot_view (user_data),
                      g_variant_get_double (parameter));
}

static void
on_metric (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabTrainingPage *self = user_data;
  const char *name = g_variant_get_string (state, NULL);

  if (!g_str_equal (name, "loss-rate") && !g_str_equal (name, "bit-error"))
    {
      lab_frame_say (self->part.frame, _ ("A plot shows “loss-rate” or “bit-error”."));
      return;
    }
  lab_figures_set_bit_error (self->figures, g_str_equal (name, "bit-error"));
  on_look_changed (self);
  if (self->part.frame->settings != NULL)
    g_settings_set_string (self->part.frame->settings, "metric", name);
  g_simple_action_set_state (action, state);
}

static void
on_history (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabTrainingPage *self = user_data;

  lab_figures_set_history (self->figures, g_variant_get_boolean (state));
  refresh (self);
  g_simple_action_set_state (action, state);
}

static void
on_log_y (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabTrainingPage *self = user_data;

  for (guint view = 0; view < LAB_N_VIEWS; view++)
    plot_figure_set_log_y (lab_figures_get (self->figures, view), g_variant_get_boolean (state));
  refresh (self);
  g_simple_action_set_state (action, state);
}

static void
on_smoothing (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabTrainingPage *self = user_data;
  double amount = g_variant_get_double (state);

  if (!(amount >= 0 && amount < 1))
    {
      lab_frame_say (self->part.frame, _ ("Smoothing must be at least 0 (off) and less than 1."));
      return;
    }
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    plot_figure_set_smoothing (lab_figures_get (self->figures, view), amount);
  refresh (self);
  g_simple_action_set_state (action, state);
}

static const char *const bands[] = { "min-max", "quartiles", "none", NULL };
static const char *const points[] = { "iterations", "round-minimum", NULL };

static guint
find (const char *const *names, const char *name)
{
  guint i = 0;

  while (names[i] != NULL && !g_str_equal (names[i], name))
    i++;
  return i;
}

static const char *
get_name (LabTrainingPage *self, const char *action)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (self->part.frame->actions), action);

  return g_intern_string (g_variant_get_string (state, NULL));
}

/* Applies the state of the two actions to the plots. */
static void
draw (LabTrainingPage *self)
{
  lab_figures_set_points (self->figures, find (bands, get_name (self, "band")),
                          find (points, get_name (self, "points")));
  on_look_changed (self);
}

static void
on_band (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (bands[find (bands, g_variant_get_string (state, NULL))] == NULL)
    {
      lab_frame_say (LAB_TRAINING_PAGE (user_data)->part.frame,
                     _ ("A band is “min-max”, “quartiles” or “none”."));
      return;
    }
  g_simple_action_set_state (action, state);
  draw (user_data);
}

static void
on_points (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (points[find (points, g_variant_get_string (state, NULL))] == NULL)
    {
      lab_frame_say (LAB_TRAINING_PAGE (user_data)->part.frame,
                     _ ("Points are “iterations” or “round-minimum”."));
      return;
    }
  g_simple_action_set_state (action, state);
  draw (user_data);
}

static const GActionEntry entries[] = {
  { .name = "band", .state = "'min-max'", .parameter_type = "s", .change_state = on_band },
  { .name = "fit", .activate = on_fit },
  { .name = "history", .state = "false", .change_state = on_history },
  { .name = "log-y", .state = "false", .change_state = on_log_y },
  { .name = "metric", .state = "'loss-rate'", .parameter_type = "s", .change_state = on_metric },
  { .name = "points", .state = "'iterations'", .parameter_type = "s", .change_state = on_points },
  { .name = "smoothing", .state = "0.0", .parameter_type = "d", .change_state = on_smoothing },
  { .name = "zoom", .activate = on_zoom, .parameter_type = "d" },
};

LabFigures *
lab_training_page_get_figures (LabTrainingPage *self)
{
  g_return_val_if_fail (LAB_IS_TRAINING_PAGE (self), NULL);

  return self->figures;
}

LabView
lab_training_page_get_view (LabTrainingPage *self)
{
  g_return_val_if_fail (LAB_IS_TRAINING_PAGE (self), LAB_VIEW_TRAINING);

  return self->view;
}

LabPlotView *
lab_training_page_get_plot_view (LabTrainingPage *self)
{
  g_return_val_if_fail (LAB_IS_TRAINING_PAGE (self), NULL);

  return self->plots[self->view];
}

gboolean
lab_training_page_is_seen (LabTrainingPage *self)
{
  g_return_val_if_fail (LAB_IS_TRAINING_PAGE (self), FALSE);

  return adw_view_stack_get_visible_child (self->part.frame->stack)
         == GTK_WIDGET (self->plots[self->view]);
}

void
lab_training_page_set_study_menu (LabTrainingPage *self, GMenuModel *menu)
{
  g_return_if_fail (LAB_IS_TRAINING_PAGE (self));

  lab_plot_bar_set_study_menu (self->bar, menu);
}

void
lab_training_page_set_room (LabTrainingPage *self, gboolean narrow, gboolean low)
{
  g_return_if_fail (LAB_IS_TRAINING_PAGE (self));

  self->narrow = narrow;
  lab_plot_bar_set_narrow (self->bar, narrow);
  lab_run_list_set_max_height (self->run_list, low ? LOW_ROWS : HIGH_ROWS);
  show_parts (self);
}

static void
add_plot (LabTrainingPage *self, LabView view, const char *title, const char *icon)
{
  self->plots[view] = g_object_new (LAB_TYPE_PLOT_VIEW, "margin-start", 6, "margin-end", 6, NULL);
  lab_plot_view_set_figure (self->plots[view], lab_figures_get (self->figures, view));
  lab_frame_add_page (self->part.frame, GTK_WIDGET (self->plots[view]), view_names[view], title,
                      icon);
}

static void
add_widgets (LabTrainingPage *self)
{
  LabFrame *frame = self->part.frame;

  self->bar = lab_plot_bar_new ();
  self->run_list = g_object_new (LAB_TYPE_RUN_LIST, "margin-start", 18, "margin-end", 18,
                                 "margin-top", 6, "margin-bottom", 6, NULL);
  self->insight = lab_insight_line_new (frame->session);
  gtk_box_append (frame->above, GTK_WIDGET (self->bar));
  gtk_box_append (frame->below, GTK_WIDGET (self->run_list));
  gtk_box_append (frame->below, GTK_WIDGET (self->insight));
  add_plot (self, LAB_VIEW_TRAINING, _ ("Training"), "lab-training-symbolic");
  add_plot (self, LAB_VIEW_SIDE_BY_SIDE, _ ("Side by side"), "lab-side-by-side-symbolic");
  gtk_window_set_focus (frame->window, GTK_WIDGET (self->plots[LAB_VIEW_TRAINING]));
}

static void
close_part (LabPart *part)
{
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_picture_view_set_live (LAB_PICTURE_VIEW (LAB_TRAINING_PAGE (part)->plots[view]), FALSE);
}

static void
restore_metric (LabTrainingPage *self)
{
  g_autofree char *metric = NULL;

  if (self->part.frame->settings == NULL)
    return;
  metric = g_settings_get_string (self->part.frame->settings, "metric");
  g_action_group_change_action_state (G_ACTION_GROUP (self->part.frame->actions), "metric",
                                      g_variant_new_string (metric));
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabTrainingPage *self = LAB_TRAINING_PAGE (part);

  self->figures = lab_part_keep (self, lab_figures_new (frame->session));
  add_widgets (self);
  /* Connected before the list, which asks the figures for the runs' look. */
  lab_part_follow (self, frame->session, "look-changed", G_CALLBACK (on_look_changed));
  lab_run_list_set_session (self->run_list, frame->session, self->figures);
  lab_part_follow (self, frame->session, "live-changed", G_CALLBACK (on_live_changed));
  lab_part_follow (self, frame->desk, "opened", G_CALLBACK (on_opened));
  lab_part_follow (self, frame->desk, "changed", G_CALLBACK (show_parts));
  lab_part_follow (self, frame->stack, "notify::visible-child", G_CALLBACK (on_page_changed));
  on_page_changed (self);
  restore_metric (self);
}

static void
lab_training_page_class_init (LabTrainingPageClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
  LAB_PART_CLASS (klass)->close = close_part;
}

static void
lab_training_page_init (LabTrainingPage *self)
{
}

LabTrainingPage *
lab_training_page_new (void)
{
  return g_object_new (LAB_TYPE_TRAINING_PAGE, NULL);
}
