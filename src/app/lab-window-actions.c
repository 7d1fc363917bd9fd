/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window can do, as actions with stable names: buttons, keys, menus
 * and D-Bus all come through here. An action is enabled only while it does something.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab/lab-name.h"

static const char *const act_names[LAB_N_ACTS] = {
  "start", "pause", "resume", "step", "step-round", "stop", "reset", NULL,
};

static void
set_enabled (LabWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (LabWindow *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_variant_ref_sink (state);
  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
  g_variant_unref (state);
}

static LabRun *
get_run (LabWindow *self, guint index)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);

  if (index < runs->len)
    return g_ptr_array_index (runs, index);
  g_autofree char *sentence = g_strdup_printf (
      _ ("There is no run %u: the list has %u, counted from 0."), index, runs->len);
  lab_window_say (self, sentence);
  return NULL;
}

static void
on_act (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;

  for (guint act = 0; act < LAB_N_ACTS; act++)
    if (g_strcmp0 (act_names[act], g_action_get_name (G_ACTION (action))) == 0)
      lab_session_act (self->session, act, NULL);
}

static void
on_start_or_pause (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  gboolean pauses = lab_session_can (self->session, LAB_ACT_PAUSE, NULL);

  lab_session_act (self->session, pauses ? LAB_ACT_PAUSE : LAB_ACT_START, NULL);
}

/* Nothing was done. */
static void
say_held (LabWindow *self)
{
  lab_window_say (self, _ ("Another program has this run open; close it there first."));
}

static char *
undo_remove (gpointer owner)
{
  lab_session_undo_remove (LAB_WINDOW (owner)->session);
  return NULL;
}

static void
forget_removed (gpointer owner)
{
  lab_session_forget_removed (LAB_WINDOW (owner)->session);
}

static void
say_removed (LabWindow *self, const char *sentence)
{
  static const LabUndo undo = { undo_remove, forget_removed };

  lab_notices_say_with_undo (self->notices, sentence, &undo, self);
}

static void
on_clear (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;

  g_autoptr (GPtrArray) before = lab_session_get_runs (self->session);
  guint n_removed = lab_session_clear (self->session);

  if (n_removed == 0)
    say_held (self);
  else if (n_removed < before->len)
    say_removed (self, _ ("All runs were removed but those that another program has open."));
  else
    say_removed (self, _ ("All runs were removed."));
}

static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  LabRun *run = get_run (self, g_variant_get_uint32 (parameter));

  if (run == NULL)
    return;
  if (!lab_session_can (self->session, LAB_ACT_REMOVE, run))
    {
      say_held (self);
      return;
    }
  g_autofree char *sentence = g_strdup_printf (_ ("%s was removed."), lab_run_get_label (run));
  lab_session_act (self->session, LAB_ACT_REMOVE, run);
  say_removed (self, sentence);
}

static void
on_undo_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_session_undo_remove (LAB_WINDOW (user_data)->session);
}

static void
on_undo_load (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_desk_reopen_former (LAB_WINDOW (user_data)->desk);
}

static void
on_select (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  int index = g_variant_get_int32 (parameter);
  LabRun *run = index >= 0 ? get_run (self, index) : NULL;

  if (run != NULL || index < 0)
    lab_session_set_selected (self->session, run);
}

static void
on_set_visible (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint index;
  gboolean visible;
  LabRun *run;

  g_variant_get (parameter, "(ub)", &index, &visible);
  run = get_run (user_data, index);
  if (run != NULL)
    lab_run_set_visible (run, visible);
}

static void
on_rename (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint index;
  const char *label;
  LabRun *run;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(u&s)", &index, &label);
  run = get_run (user_data, index);
  if (run == NULL || label[0] == '\0')
    return;
  if (!lab_name_check (_ ("the new label"), label, &error))
    lab_window_say (user_data, error->message);
  else
    lab_study_rename (lab_session_get_study (LAB_WINDOW (user_data)->session), run, label);
}

static void
on_set (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name, *value;

  g_variant_get (parameter, "(&s&s)", &name, &value);
  lab_window_set_value (user_data, name, value);
}

static void
on_add_curve (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  LabStudy *study = lab_session_get_study (self->session);
  g_autoptr (GError) error = NULL;
  LabRun *run;

  if (study == NULL)
    return;
  run = lab_study_add_curve (study, NULL, &error);
  if (run == NULL)
    lab_window_say (self, error->message);
  else
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("%s was added as a curve."), lab_run_get_label (run));
      lab_window_say (self, sentence);
    }
}

static void
on_load_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lab_desk_open (self->desk, g_variant_get_string (parameter, NULL), &error))
    lab_window_say (self, error->message);
}

static void
on_save_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  const char *path = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (!lab_desk_save (self->desk, path, &error))
    {
      lab_window_say (self, error->message);
      return;
    }
  g_autofree char *sentence = g_strdup_printf (_ ("The study was saved as %s."), path);
  lab_window_say (self, sentence);
}

static void
on_open_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_window_choose_study (LAB_WINDOW (user_data));
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_window_choose_where_to_save (LAB_WINDOW (user_data));
}

static void
on_copy_text (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  LabStudy *study = lab_session_get_study (self->session);

  if (study == NULL)
    return;
  /* What was removed is not copied, so it is not to come back either. */
  lab_session_forget_removed (self->session);
  g_autoptr (LabStudyFile) trained = lab_study_copy_file_as_trained (study);
  g_autofree char *text = lab_study_file_to_text (trained);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  lab_window_say (self, _ ("The study was copied as text."));
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;

  if (lab_window_shows_audit (self))
    g_action_group_activate_action (G_ACTION_GROUP (self), "export-audit", NULL);
  else
    lab_window_show_export_dialog (self);
}

static void
on_export_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_window_export_to (LAB_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
on_fit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_plot_view_fit (lab_window_get_plot_view (user_data));
}

static void
on_zoom (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_plot_view_zoom (lab_window_get_plot_view (user_data), g_variant_get_double (parameter));
}

static void
on_view (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  const char *name = g_variant_get_string (state, NULL);

  if (g_str_equal (name, "training"))
    lab_window_set_view (user_data, LAB_VIEW_TRAINING);
  else if (g_str_equal (name, "side-by-side"))
    lab_window_set_view (user_data, LAB_VIEW_SIDE_BY_SIDE);
  else if (g_str_equal (name, "library"))
    lab_window_show_library (user_data);
  else if (g_str_equal (name, "audit"))
    lab_window_show_audit (user_data,
                           lab_audit_page_get_shown (LAB_WINDOW (user_data)->audit_page));
  else
    lab_window_say (user_data,
                    _ ("There are four views, “training”, “side-by-side”, “library” and “audit”."));
}

static void
on_metric (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabWindow *self = user_data;
  const char *name = g_variant_get_string (state, NULL);

  if (!g_str_equal (name, "loss-rate") && !g_str_equal (name, "bit-error"))
    {
      lab_window_say (self, _ ("A plot shows “loss-rate” or “bit-error”."));
      return;
    }
  lab_window_set_bit_error (self, g_str_equal (name, "bit-error"));
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "metric", name);
  g_simple_action_set_state (action, state);
}

static void
on_log_y (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabWindow *self = user_data;

  for (guint view = 0; view < LAB_N_VIEWS; view++)
    plot_figure_set_log_y (lab_figures_get (self->figures, view), g_variant_get_boolean (state));
  lab_window_refresh_plots (self);
  g_simple_action_set_state (action, state);
}

static void
on_smoothing (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabWindow *self = user_data;
  double amount = g_variant_get_double (state);

  if (!(amount >= 0 && amount < 1))
    {
      lab_window_say (self, _ ("Smoothing is a number from 0 (off) to below 1."));
      return;
    }
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    plot_figure_set_smoothing (lab_figures_get (self->figures, view), amount);
  lab_window_refresh_plots (self);
  g_simple_action_set_state (action, state);
}

static void
on_export_size (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabWindow *self = user_data;
  int width, height;

  g_variant_get (state, "(ii)", &width, &height);
  if (width < 200 || width > 16384 || height < 150 || height > 16384)
    {
      lab_window_say (self, _ ("A picture is 200 to 16384 pixels wide and 150 to 16384 high."));
      return;
    }
  self->export_width = width;
  self->export_height = height;
  if (self->settings != NULL)
    {
      g_settings_set_int (self->settings, "export-width", width);
      g_settings_set_int (self->settings, "export-height", height);
    }
  g_simple_action_set_state (action, state);
}

static void
on_toggle_panel (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  adw_flap_set_reveal_flap (LAB_WINDOW (user_data)->flap, g_variant_get_boolean (state));
}

static void
on_close (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static const GActionEntry entries[] = {
  { .name = "add-curve", .activate = on_add_curve },
  { .name = "clear", .activate = on_clear },
  { .name = "close", .activate = on_close },
  { .name = "copy-text", .activate = on_copy_text },
  { .name = "export", .activate = on_export },
  { .name = "export-size",
    .state = "(1600, 1000)",
    .parameter_type = "(ii)",
    .change_state = on_export_size },
  { .name = "export-to", .activate = on_export_to, .parameter_type = "s" },
  { .name = "fit", .activate = on_fit },
  { .name = "load-study", .activate = on_load_study, .parameter_type = "s" },
  { .name = "log-y", .state = "false", .change_state = on_log_y },
  { .name = "metric", .state = "'loss-rate'", .parameter_type = "s", .change_state = on_metric },
  { .name = "open-study", .activate = on_open_study },
  { .name = "pause", .activate = on_act },
  { .name = "remove", .activate = on_remove, .parameter_type = "u" },
  { .name = "rename", .activate = on_rename, .parameter_type = "(us)" },
  { .name = "reset", .activate = on_act },
  { .name = "resume", .activate = on_act },
  { .name = "save-study", .activate = on_save_study, .parameter_type = "s" },
  { .name = "save-study-as", .activate = on_save_as },
  { .name = "select", .activate = on_select, .parameter_type = "i" },
  { .name = "set", .activate = on_set, .parameter_type = "(ss)" },
  { .name = "set-visible", .activate = on_set_visible, .parameter_type = "(ub)" },
  { .name = "smoothing", .state = "0.0", .parameter_type = "d", .change_state = on_smoothing },
  { .name = "start", .activate = on_act },
  { .name = "start-or-pause", .activate = on_start_or_pause },
  { .name = "step", .activate = on_act },
  { .name = "step-round", .activate = on_act },
  { .name = "stop", .activate = on_act },
  { .name = "toggle-panel", .state = "true", .change_state = on_toggle_panel },
  { .name = "undo-load", .activate = on_undo_load },
  { .name = "undo-remove", .activate = on_undo_remove },
  { .name = "view", .state = "'training'", .parameter_type = "s", .change_state = on_view },
  { .name = "zoom", .activate = on_zoom, .parameter_type = "d" },
};

/* Whether any run has begun, or is about to. */
static gboolean
has_networks (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (lab_run_get_iteration (g_ptr_array_index (runs, i)) > 0
        || lab_run_get_state (g_ptr_array_index (runs, i)) == LAB_RUN_RUNNING)
      return TRUE;
  return FALSE;
}

/* What its button would do. */
static void
show_start (LabWindow *self, GPtrArray *runs, gboolean can_start, gboolean can_pause)
{
  LabRun *selected = lab_session_get_selected (self->session);
  gboolean resumes = lab_session_can (self->session, LAB_ACT_RESUME, NULL);
  g_autofree char *tooltip = NULL;

  adw_button_content_set_label (self->start_content, resumes ? _ ("Resume") : _ ("Start"));
  if (!can_start && !can_pause && runs->len > 0 && !lab_session_is_live (self->session))
    tooltip = lab_session_is_held_elsewhere (self->session)
                  ? g_strdup (_ ("Another program has what is meant: close it there first"))
                  : g_strdup (_ ("All that is meant has ended: reset it to train it again"));
  else if (selected != NULL)
    tooltip = g_strdup_printf (_ ("Train %s (Ctrl+Return)"), lab_run_get_label (selected));
  else
    tooltip = g_strdup (_ ("Train all shown runs (Ctrl+Return)"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->start_button), tooltip);
}

void
lab_window_update_actions (LabWindow *self)
{
  gboolean side_by_side = lab_window_get_view (self) == LAB_VIEW_SIDE_BY_SIDE;
  gboolean library = lab_window_shows_library (self);
  gboolean audit = lab_window_shows_audit (self);

  /* The template's signals come before there is anything to act on. */
  if (self->session == NULL || self->audits == NULL)
    return;

  gboolean can_start = lab_session_can (self->session, LAB_ACT_START, NULL);
  gboolean can_pause = lab_session_can (self->session, LAB_ACT_PAUSE, NULL);
  gboolean has_study = lab_session_get_study (self->session) != NULL;
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);

  for (guint act = 0; act < LAB_N_ACTS; act++)
    if (act_names[act] != NULL)
      set_enabled (self, act_names[act], lab_session_can (self->session, act, NULL));
  set_enabled (self, "start-or-pause", can_start || can_pause);
  set_enabled (self, "clear", runs->len > 0);
  set_enabled (self, "export",
               audit ? lab_window_can_export_audit (self) : runs->len > 0 && !library);
  set_enabled (self, "export-to", runs->len > 0);
  set_enabled (self, "export-weights", has_networks (runs));
  set_enabled (self, "export-weights-to", has_networks (runs));
  set_enabled (self, "add-curve", has_study);
  set_enabled (self, "copy-text", has_study);
  set_enabled (self, "save-study", has_study);
  set_enabled (self, "save-study-as", has_study);
  set_enabled (self, "set", has_study);
  set_enabled (self, "undo-remove", lab_session_has_removed (self->session));
  set_enabled (self, "undo-load", lab_desk_has_former (self->desk));
  set_enabled (self, "undo-delete", lab_trash_has_study (self->trash));
  set_state (self, "view",
             g_variant_new_string (library        ? "library"
                                   : audit        ? "audit"
                                   : side_by_side ? "side-by-side"
                                                  : "training"));
  set_state (self, "toggle-panel", g_variant_new_boolean (adw_flap_get_reveal_flap (self->flap)));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->export_button),
                               library
                                   ? _ ("The library is no picture to save: go back to the plot")
                               : audit ? lab_window_say_export_audit (self)
                                       : _ ("Save what is seen as PNG, SVG, PDF or CSV (Ctrl+E)"));
  show_start (self, runs, can_start, can_pause);
  gtk_widget_set_visible (self->audit_link, has_networks (runs));
  lab_window_update_audit (self);
}

void
lab_window_init_actions (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_state (self, "export-size", g_variant_new ("(ii)", self->export_width, self->export_height));
  if (self->settings != NULL)
    {
      g_autofree char *metric = g_settings_get_string (self->settings, "metric");
      g_autofree char *view = g_settings_get_string (self->settings, "view");
      g_action_group_change_action_state (G_ACTION_GROUP (self), "metric",
                                          g_variant_new_string (metric));
      g_action_group_change_action_state (G_ACTION_GROUP (self), "view",
                                          g_variant_new_string (view));
    }
  lab_window_update_actions (self);
}
