/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run in the list: its look, name, state, progress and live numbers. What
 * it does to the run goes through the actions of the window.
 */
#include "config.h"

#include "app/training/lab-run-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/training/lab-insight.h"
#include "app/training/lab-key-use.h"
#include "app/widgets/lab-words.h"

/* Live numbers are means over so many iterations; the header's tooltip says it. */
#define N_RECENT 100

struct _LabRunRow
{
  GtkListBoxRow parent_instance;

  LabSession *session;
  LabRun *run;
  guint index;
  PlotLineStyle style;
  PlotMarker marker;
  gboolean updating;
  guint group;

  GtkWidget *buttons;
  GtkLabel *bit_error;
  GtkLabel *bob;
  GtkWidget *earlier;
  GtkLabel *eve;
  GtkLabel *iteration;
  GtkLabel *left;
  GtkWidget *menu;
  GtkLabel *name;
  GtkEntry *name_entry;
  GtkStack *name_stack;
  GtkProgressBar *progress;
  GtkDrawingArea *sample;
  GtkToggleButton *shown;
  GtkLabel *speed;
  GtkLabel *state;
  GtkLabel *trouble;
  GtkWidget *trouble_box;
  GtkWidget *unused;
};

G_DEFINE_FINAL_TYPE (LabRunRow, lab_run_row, GTK_TYPE_LIST_BOX_ROW)

/* The actions of the row's menu, by LabAct. */
static const char *const act_actions[LAB_N_ACTS] = {
  "run.start",      "run.pause", "run.resume", "run.step",
  "run.step-round", "run.stop",  "run.reset",  "run.remove",
};

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  LabRunRow *self = user_data;

  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  PlotColor color = plot_palette_get (lab_run_get_colour (self->run), dark);
  plot_style_draw_sample (cr, &color, self->style, self->marker, 2, 1, height / 2.0, width - 2);
}

static void
set_text (GtkLabel *label, const char *text)
{
  /* An unchanged label asks for no new layout. */
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_rate (GtkLabel *label, LabSeries *series, LabChannel channel)
{
  g_autofree char *text
      = lab_words_for_rate (lab_series_get_recent_mean (series, channel, N_RECENT));
  set_text (label, text);
}

/* With turns of her own, Eve has two loss rates. */
static void
show_eve (LabRunRow *self, LabSeries *series)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (self->run));
  double standing = lab_series_get_recent_mean (series, LAB_CHANNEL_EVE_LOSS_RATE, N_RECENT);
  double own = lab_insight_get_eve_own (self->run);
  g_autofree char *text = NULL, *tooltip = NULL;

  if (setup->schedule != NC_SCHEDULE_BY_ROUND)
    {
      show_rate (self->eve, series, LAB_CHANNEL_EVE_LOSS_RATE);
      return;
    }
  g_autofree char *standing_text = lab_words_for_rate (standing);
  g_autofree char *own_text = lab_words_for_rate (own);
  g_autofree char *standing_short = isnan (standing) ? NULL : g_strdup_printf ("%.2f", standing);
  g_autofree char *own_short = isnan (own) ? NULL : g_strdup_printf ("%.2f", own);
  text = g_strdup_printf ("%s · %s", standing_short != NULL ? standing_short : "–",
                          own_short != NULL ? own_short : "–");
  set_text (self->eve, text);
  tooltip
      = g_strdup_printf (_ ("%s while Alice and Bob train · %s at the end of her last whole turn"),
                         standing_text, own_text);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->eve)), tooltip) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->eve), tooltip);
}

static void
show_progress (LabRunRow *self)
{
  guint64 iteration = lab_run_get_iteration (self->run);
  guint64 length = MAX (1, lab_run_get_length (self->run));
  g_autofree char *done = lab_words_for_count (iteration);
  g_autofree char *all = lab_words_for_count (length);
  /* Translators: iterations done, of all. */
  g_autofree char *short_text = g_strdup_printf (_ ("%s of %s"), done, all);
  g_autofree char *text = g_strdup_printf (_ ("iteration %s of %s"), done, all);
  double fraction = (double) iteration / length;

  set_text (self->iteration, short_text);
  if (gtk_progress_bar_get_fraction (self->progress) != fraction)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->progress)), text) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->progress), text);
}

void
lab_run_row_refresh (LabRunRow *self)
{
  g_return_if_fail (LAB_IS_RUN_ROW (self));

  LabSeries *series = lab_run_get_series (self->run);
  gboolean is_running = lab_run_get_state (self->run) == LAB_RUN_RUNNING;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.audit",
                                 lab_run_get_iteration (self->run) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.export-weights",
                                 lab_run_get_iteration (self->run) > 0);
  show_progress (self);
  show_rate (self->bob, series, LAB_CHANNEL_BOB_LOSS_RATE);
  show_rate (self->bit_error, series, LAB_CHANNEL_BOB_BIT_ERROR);
  show_eve (self, series);
  if (is_running)
    {
      g_autofree char *speed = lab_words_for_count (llround (lab_run_get_speed (self->run)));
      g_autofree char *left = lab_words_for_time (lab_run_get_seconds_left (self->run));
      set_text (self->speed, speed);
      set_text (self->left, left);
    }
  else
    {
      set_text (self->speed, "–");
      set_text (self->left, "–");
    }
}

/* What the run trains, as far as its name may not say it. */
static void
describe_run (LabRunRow *self)
{
  LabExperiment *experiment = lab_run_get_experiment (self->run);
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  g_autofree char *bob = lab_experiment_describe_model (experiment, NC_BOB);
  g_autofree char *text = g_strdup_printf (_ ("Model %s, n = %u of %u, batch %u, seed %u"), bob,
                                           setup->key_difference, setup->key_bits, setup->batch,
                                           lab_run_get_seed (self->run));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->name)), text) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), text);
}

static void
set_tooltip (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}

/* What went wrong, or what is found to be wrong with it, in one line; all of it in
 * the tooltip. */
static void
show_trouble (LabRunRow *self)
{
  const char *message = lab_run_get_message (self->run);
  LabDiagnosis *diagnosis = lab_run_get_diagnosis (self->run);
  const char *words = diagnosis != NULL ? lab_diagnosis_get_words (diagnosis) : NULL;
  g_autofree char *text = lab_key_use_get_caption (self->run, message != NULL ? message : words);
  g_autofree char *figures = lab_key_use_explain (self->run);
  g_autoptr (GString) tooltip = g_string_new (message != NULL ? message : words);

  /* What a wrong key does stands behind the numbers, too, when it is no trouble. */
  set_tooltip (GTK_WIDGET (self->bob), figures);
  set_tooltip (GTK_WIDGET (self->bit_error), figures);
  gtk_widget_set_visible (self->unused, lab_key_use_is_none (self->run));
  gtk_widget_set_visible (self->trouble_box, text != NULL);
  if (text == NULL)
    return;
  set_text (self->trouble, text);
  if (message != NULL && words != NULL)
    g_string_append_printf (tooltip, ".\n%s", words);
  if (words != NULL)
    {
      g_autofree char *explanation = lab_diagnosis_explain (diagnosis);
      g_string_append_printf (tooltip, ".\n\n%s", explanation);
    }
  if (figures != NULL)
    g_string_append_printf (tooltip, "%s%s", tooltip->len > 0 ? "\n\n" : "", figures);
  set_tooltip (self->trouble_box, tooltip->str);
}

static const char *
say_state (LabRunRow *self)
{
  if (lab_act_is_ending (LAB_ACT_PAUSE, self->run))
    return _ ("pausing…");
  if (lab_act_is_ending (LAB_ACT_STOP, self->run))
    return _ ("stopping…");
  return lab_run_state_get_words (lab_run_get_state (self->run));
}

static void
show_name (LabRunRow *self)
{
  g_autofree char *seed = g_strdup_printf (_ ("seed %u"), lab_run_get_seed (self->run));

  set_text (self->name, self->group != LAB_RUN_ROW_ALONE ? seed : lab_run_get_label (self->run));
}

void
lab_run_row_set_group (LabRunRow *self, guint group)
{
  g_return_if_fail (LAB_IS_RUN_ROW (self));

  self->group = group;
  show_name (self);
}

guint
lab_run_row_get_group (LabRunRow *self)
{
  g_return_val_if_fail (LAB_IS_RUN_ROW (self), LAB_RUN_ROW_ALONE);

  return self->group;
}

void
lab_run_row_update (LabRunRow *self)
{
  g_return_if_fail (LAB_IS_RUN_ROW (self));

  LabRunState state = lab_run_get_state (self->run);
  gboolean is_visible = lab_run_get_visible (self->run);
  gboolean is_selected = lab_session_get_selected (self->session) == self->run;

  show_name (self);
  describe_run (self);
  gtk_widget_set_visible (self->earlier, lab_session_is_outdated (self->session, self->run));
  set_text (self->state, say_state (self));
  show_trouble (self);
  if (state == LAB_RUN_DIVERGED || state == LAB_RUN_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");

  self->updating = TRUE;
  gtk_toggle_button_set_active (self->shown, is_visible);
  gtk_button_set_icon_name (GTK_BUTTON (self->shown),
                            is_visible ? "view-reveal-symbolic" : "view-conceal-symbolic");
  self->updating = FALSE;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->shown),
                               is_visible ? _ ("Hide from the plot") : _ ("Show in the plot"));
  gtk_widget_set_opacity (GTK_WIDGET (self->sample), is_visible ? 1 : 0.3);

  if (is_selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected,
                               -1);
  for (guint act = 0; act < LAB_N_ACTS; act++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), act_actions[act],
                                   lab_session_can (self->session, act, self->run));
  lab_run_row_refresh (self);
}

static void
on_shown_toggled (LabRunRow *self)
{
  if (!self->updating)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.set-visible", "(ub)", self->index,
                                gtk_toggle_button_get_active (self->shown));
}

static void
end_rename (LabRunRow *self, gboolean keep)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->name_entry));

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->name_stack), "edit"))
    return;
  gtk_stack_set_visible_child_name (self->name_stack, "name");
  if (keep && text[0] != '\0' && !g_str_equal (text, lab_run_get_label (self->run)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.rename", "(us)", self->index, text);
}

static void
on_name_activated (LabRunRow *self)
{
  end_rename (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_name_left (LabRunRow *self)
{
  end_rename (self, TRUE);
}

static gboolean
on_name_key (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             LabRunRow *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end_rename (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

void
lab_run_row_rename (LabRunRow *self)
{
  g_return_if_fail (LAB_IS_RUN_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), lab_run_get_label (self->run));
  gtk_stack_set_visible_child_name (self->name_stack, "edit");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static void
on_name_pressed (GtkGestureClick *gesture, int n_press, double x, double y, LabRunRow *self)
{
  if (n_press == 2)
    lab_run_row_rename (self);
}

static void
activate_act (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabRunRow *self = LAB_RUN_ROW (widget);

  for (guint act = 0; act < LAB_N_ACTS; act++)
    if (g_str_equal (act_actions[act], action_name))
      {
        if (act == LAB_ACT_REMOVE)
          gtk_widget_activate_action (widget, "win.remove", "u", self->index);
        else
          lab_session_act (self->session, act, self->run);
        return;
      }
}

static void
activate_rename (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  lab_run_row_rename (LAB_RUN_ROW (widget));
}

static void
activate_export_weights (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.export-weights", "i", (int) LAB_RUN_ROW (widget)->index);
}

static void
activate_audit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.audit", "i", (int) LAB_RUN_ROW (widget)->index);
}

LabRun *
lab_run_row_get_run (LabRunRow *self)
{
  g_return_val_if_fail (LAB_IS_RUN_ROW (self), NULL);

  return self->run;
}

GtkWidget *
lab_run_row_get_cell (LabRunRow *self, LabColumn column)
{
  g_return_val_if_fail (LAB_IS_RUN_ROW (self), NULL);

  GtkWidget *const cells[LAB_N_COLUMNS] = {
    GTK_WIDGET (self->sample),    GTK_WIDGET (self->name_stack), GTK_WIDGET (self->state),
    GTK_WIDGET (self->iteration), GTK_WIDGET (self->progress),   GTK_WIDGET (self->bob),
    GTK_WIDGET (self->bit_error), GTK_WIDGET (self->eve),        GTK_WIDGET (self->speed),
    GTK_WIDGET (self->left),      GTK_WIDGET (self->buttons),
  };
  return cells[column];
}

void
lab_run_row_set_look (LabRunRow *self, PlotLineStyle style, PlotMarker marker)
{
  g_return_if_fail (LAB_IS_RUN_ROW (self));

  self->style = style;
  self->marker = marker;
  gtk_widget_queue_draw (GTK_WIDGET (self->sample));
}

static void
lab_run_row_dispose (GObject *object)
{
  LabRunRow *self = LAB_RUN_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (lab_run_row_parent_class)->dispose (object);
}

static void
lab_run_row_class_init (LabRunRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_run_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, bit_error);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, bob);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, earlier);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, eve);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, iteration);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, left);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, menu);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, name);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, name_stack);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, progress);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, sample);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, shown);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, speed);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, state);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, trouble);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, unused);
  gtk_widget_class_bind_template_callback (widget_class, on_name_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_name_key);
  gtk_widget_class_bind_template_callback (widget_class, on_name_left);
  gtk_widget_class_bind_template_callback (widget_class, on_name_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_toggled);

  for (guint act = 0; act < LAB_N_ACTS; act++)
    gtk_widget_class_install_action (widget_class, act_actions[act], NULL, activate_act);
  gtk_widget_class_install_action (widget_class, "run.rename", NULL, activate_rename);
  gtk_widget_class_install_action (widget_class, "run.audit", NULL, activate_audit);
  gtk_widget_class_install_action (widget_class, "run.export-weights", NULL,
                                   activate_export_weights);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "run.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "run.remove", NULL);
}

static void
lab_run_row_init (LabRunRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group = LAB_RUN_ROW_ALONE;
  gtk_drawing_area_set_draw_func (self->sample, draw_sample, self, NULL);
}

LabRunRow *
lab_run_row_new (LabSession *session, LabRun *run, guint index)
{
  LabRunRow *self = g_object_new (LAB_TYPE_RUN_ROW, NULL);

  self->session = g_object_ref (session);
  self->run = g_object_ref (run);
  self->index = index;
  g_signal_connect_object (run, "notify::diagnosis", G_CALLBACK (show_trouble), self,
                           G_CONNECT_SWAPPED);
  return self;
}
