/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run in the list: its look, name, state, progress and live numbers. Changes to the run go
 * through the window's actions.
 */
#include "config.h"

#include "app/training/lab-run-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/training/lab-key-use.h"
#include "app/training/lab-run-menu.h"
#include "app/training/lab-run-name.h"
#include "app/training/lab-run-words.h"
#include "app/widgets/lab-tooltip.h"
#include "app/widgets/lab-quiet.h"
#include "app/widgets/lab-words.h"
#include "lab/training/lab-loss.h"

struct _LabRunRow
{
  GtkListBoxRow parent_instance;

  LabSession *session;
  LabRun *run;
  LabRunMenu *actions;
  PlotLineStyle style;
  PlotMarker marker;
  gboolean updating;
  guint group;

  GtkWidget *buttons;
  GtkLabel *bit_error;
  GtkLabel *bob;
  GtkLabel *eve;
  GtkLabel *eve_own;
  GtkLabel *iteration;
  GtkLabel *left;
  GtkWidget *menu;
  LabRunName *name;
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

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  LabRunRow *self = user_data;

  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  PlotColor color = plot_palette_get (lab_run_get_colour (self->run), dark);
  plot_style_draw_sample (cr, &color, self->style, self->marker, 2, 1, height / 2.0, width - 2);
}

static void
show_rate (LabRunRow *self, GtkLabel *label, LabChannel channel)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (self->run));
  g_autofree char *text
      = lab_words_for_rate (lab_loss_measure (lab_run_get_series (self->run), setup, channel));

  lab_quiet_set_text (label, text);
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

  lab_quiet_set_text (self->iteration, short_text);
  if (gtk_progress_bar_get_fraction (self->progress) != fraction)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  lab_tooltip_set (GTK_WIDGET (self->progress), text);
}

void
lab_run_row_refresh (LabRunRow *self)
{
  g_return_if_fail (LAB_IS_RUN_ROW (self));

  gboolean has_networks = lab_run_get_iteration (self->run) > 0;
  gboolean is_running = lab_run_get_state (self->run) == LAB_RUN_RUNNING;
  g_autofree char *speed = lab_words_for_count (llround (lab_run_get_speed (self->run)));
  g_autofree char *left = lab_words_for_time (lab_run_get_seconds_left (self->run));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.audit", has_networks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.export-weights", has_networks);
  show_progress (self);
  show_rate (self, self->bob, LAB_CHANNEL_BOB_LOSS_RATE);
  show_rate (self, self->bit_error, LAB_CHANNEL_BOB_BIT_ERROR);
  show_rate (self, self->eve, LAB_CHANNEL_EVE_LOSS_RATE);
  show_rate (self, self->eve_own, LAB_CHANNEL_EVE_OWN_LOSS_RATE);
  lab_quiet_set_text (self->speed, is_running ? speed : "–");
  lab_quiet_set_text (self->left, is_running ? left : "–");
}

static void
show_trouble (LabRunRow *self)
{
  g_autofree char *tooltip = NULL;
  g_autofree char *text = lab_run_words_for_trouble (self->run, &tooltip);
  g_autofree char *figures = lab_key_use_explain (self->run);

  /* The numbers' tooltips explain the effect of a wrong key even if it is no problem. */
  lab_tooltip_set (GTK_WIDGET (self->bob), figures);
  lab_tooltip_set (GTK_WIDGET (self->bit_error), figures);
  gtk_widget_set_visible (self->unused, lab_key_use_is_none (self->run));
  gtk_widget_set_visible (self->trouble_box, text != NULL);
  if (text == NULL)
    return;
  lab_quiet_set_text (self->trouble, text);
  lab_tooltip_set (self->trouble_box, tooltip);
}

static const char *
say_state (LabRunRow *self)
{
  if (lab_act_is_pausing (self->run))
    return _ ("pausing…");
  return lab_run_state_get_words (lab_run_get_state (self->run));
}

/* The settings that the run's name may not show. Made on demand, because an edit changes them for
 * every run and must not wait for a hundred tooltips. */
static gboolean
on_query_tooltip (LabRunRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  LabExperiment *experiment = lab_run_get_experiment (self->run);
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  g_autofree char *bob = lab_experiment_describe_model (experiment, NC_BOB);
  g_autofree char *text = g_strdup_printf (_ ("Model %s, n = %u of %u, batch %u, seed %u"), bob,
                                           setup->key_difference, setup->key_bits, setup->batch,
                                           lab_run_get_seed (self->run));

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* In a group, the header shows the label. */
static void
show_name (LabRunRow *self)
{
  g_autofree char *seed = g_strdup_printf (_ ("seed %u"), lab_run_get_seed (self->run));

  lab_run_name_show (self->name,
                     self->group != LAB_RUN_ROW_ALONE ? seed : lab_run_get_label (self->run));
  lab_run_name_show_earlier (self->name, lab_session_is_outdated (self->session, self->run));
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
  const char *icon = is_visible ? "view-reveal-symbolic" : "view-conceal-symbolic";

  show_name (self);
  lab_quiet_set_text (self->state, say_state (self));
  show_trouble (self);
  lab_quiet_set_class (self->state, "error", state == LAB_RUN_DIVERGED || state == LAB_RUN_FAILED);

  self->updating = TRUE;
  gtk_toggle_button_set_active (self->shown, is_visible);
  /* Setting the same icon again would queue a new layout of the whole list. */
  if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (self->shown)), icon) != 0)
    gtk_button_set_icon_name (GTK_BUTTON (self->shown), icon);
  self->updating = FALSE;
  lab_tooltip_set (GTK_WIDGET (self->shown),
                   is_visible ? _ ("Hide from the plot") : _ ("Show in the plot"));
  gtk_widget_set_opacity (GTK_WIDGET (self->sample), is_visible ? 1 : 0.3);

  lab_quiet_set_class (self, "chosen", is_selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected,
                               -1);
  lab_run_menu_update (self->actions);
  lab_run_row_refresh (self);
}

static guint
get_index (LabRunRow *self)
{
  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self));
}

static void
on_shown_toggled (LabRunRow *self)
{
  if (!self->updating)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.set-visible", "(ub)", get_index (self),
                                gtk_toggle_button_get_active (self->shown));
}

static void
on_renamed (LabRunRow *self, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.rename", "(us)", get_index (self), name);
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
    GTK_WIDGET (self->sample),    GTK_WIDGET (self->name),     GTK_WIDGET (self->state),
    GTK_WIDGET (self->iteration), GTK_WIDGET (self->progress), GTK_WIDGET (self->bob),
    GTK_WIDGET (self->bit_error), GTK_WIDGET (self->eve),      GTK_WIDGET (self->eve_own),
    GTK_WIDGET (self->speed),     GTK_WIDGET (self->left),     GTK_WIDGET (self->buttons),
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

  g_clear_pointer (&self->actions, lab_run_menu_free);
  g_clear_object (&self->session);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (lab_run_row_parent_class)->dispose (object);
}

static void
lab_run_row_class_init (LabRunRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_run_row_dispose;

  g_type_ensure (LAB_TYPE_RUN_NAME);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, bit_error);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, bob);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, eve);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, eve_own);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, iteration);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, left);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, menu);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, name);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, progress);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, sample);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, shown);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, speed);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, state);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, trouble);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, LabRunRow, unused);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, on_renamed);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_toggled);

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
lab_run_row_new (LabSession *session, LabRun *run)
{
  LabRunRow *self = g_object_new (LAB_TYPE_RUN_ROW, NULL);

  self->session = g_object_ref (session);
  self->run = g_object_ref (run);
  self->actions = lab_run_menu_new (GTK_LIST_BOX_ROW (self), self->name, session, run);
  g_signal_connect_object (run, "notify::diagnosis", G_CALLBACK (show_trouble), self,
                           G_CONNECT_SWAPPED);
  return self;
}
