/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of runs under the plot, in columns. Numbers change a few times a second during
 * training; faster would be unreadable.
 */
#include "config.h"

#include "app/training/lab-run-list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/training/lab-run-groups.h"
#include "app/training/lab-run-row.h"
#include "app/widgets/lab-list-splice.h"
#include "app/widgets/lab-words.h"

/* Microseconds between updates of the numbers. */
#define REFRESH_INTERVAL (G_USEC_PER_SEC / 5)
#define LEAST_WIDTH 320

struct _LabRunList
{
  GtkWidget parent_instance;

  LabSession *session;
  LabFigures *figures;
  GListStore *runs; /* those that have a row */
  GtkSizeGroup *columns[LAB_N_COLUMNS];
  guint tick;
  gint64 refreshed;
  gboolean narrow; /* some columns are hidden */
  int full_width;  /* needed by all columns, as last measured */
  guint narrow_source;

  GtkWidget *content;
  GtkWidget *empty;
  GtkWidget *header[LAB_N_COLUMNS];
  GtkListBox *list;
  GtkScrolledWindow *scroller;
  GtkWidget *selection;
  GtkLabel *selection_label;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (LabRunList, lab_run_list, GTK_TYPE_WIDGET)

static LabRunRow *
get_row (LabRunList *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  return row != NULL ? LAB_RUN_ROW (row) : NULL;
}

/* Time left for all active runs, at the present total speed. */
static double
get_seconds_left (GPtrArray *runs)
{
  double iterations = 0;
  double speed = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      LabRun *run = g_ptr_array_index (runs, i);
      if (!lab_run_is_active (run))
        continue;
      iterations += lab_run_get_length (run) - lab_run_get_iteration (run);
      speed += lab_run_get_speed (run);
    }
  return speed > 0 ? iterations / speed : (double) NAN;
}

static guint
count_running (GPtrArray *runs)
{
  guint n_running = 0;

  for (guint i = 0; i < runs->len; i++)
    n_running += lab_run_get_state (g_ptr_array_index (runs, i)) == LAB_RUN_RUNNING;
  return n_running;
}

static void
show_summary (LabRunList *self)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_running = count_running (runs);

  g_string_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u run", "%u runs", runs->len), runs->len);
  if (n_running > 0)
    {
      double seconds_left = get_seconds_left (runs);
      g_autofree char *left = lab_words_for_time (seconds_left);
      g_string_append_printf (text, _ (" · %u training"), n_running);
      if (isfinite (seconds_left))
        /* Translators: a time, "3 min". */
        g_string_append_printf (text, _ (" · about %s left"), left);
    }
  if (!g_str_equal (gtk_label_get_text (self->summary), text->str))
    gtk_label_set_text (self->summary, text->str);
}

static void
refresh (LabRunList *self)
{
  LabRunRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    lab_run_row_refresh (row);
  show_summary (self);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LabRunList *self = LAB_RUN_LIST (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (now - self->refreshed >= REFRESH_INTERVAL)
    {
      self->refreshed = now;
      refresh (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
on_live_changed (LabRunList *self)
{
  gboolean live = lab_session_is_live (self->session);

  if (live == (self->tick != 0))
    return;
  if (live)
    {
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
    }
  else
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
      refresh (self);
    }
}

static void
on_changed (LabRunList *self)
{
  LabRun *selected = lab_session_get_selected (self->session);
  LabRunRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    lab_run_row_update (row);
  gtk_widget_set_visible (self->selection, selected != NULL);
  if (selected != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Start, Pause and the other buttons act on %s"),
                                               lab_run_get_label (selected));
      gtk_label_set_text (self->selection_label, text);
    }
  gtk_list_box_invalidate_headers (self->list);
  show_summary (self);
}

static void
on_look_changed (LabRunList *self)
{
  LabRunRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      PlotLineStyle style;
      PlotMarker marker;

      lab_figures_get_look (self->figures, lab_run_row_get_run (row), &style, &marker);
      lab_run_row_set_look (row, style, marker);
    }
}

static void
show_column (LabRunList *self, LabColumn column, gboolean is_shown)
{
  LabRunRow *row;

  gtk_widget_set_visible (self->header[column], is_shown);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    gtk_widget_set_visible (lab_run_row_get_cell (row, column), is_shown);
}

static gboolean
any_eve_has_turns (LabRunList *self)
{
  LabRunRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      LabExperiment *experiment = lab_run_get_experiment (lab_run_row_get_run (row));

      if (lab_experiment_get_setup (experiment)->schedule == NC_SCHEDULE_BY_ROUND)
        return TRUE;
    }
  return FALSE;
}

static void
show_columns (LabRunList *self)
{
  /* The progress bar and its tooltip show the iteration too. */
  static const LabColumn spare[] = { LAB_COLUMN_ITERATION, LAB_COLUMN_SPEED, LAB_COLUMN_LEFT };

  for (guint i = 0; i < G_N_ELEMENTS (spare); i++)
    show_column (self, spare[i], !self->narrow);
  show_column (self, LAB_COLUMN_EVE_OWN, any_eve_has_turns (self));
}

static GtkWidget *
make_row (gpointer run, gpointer user_data)
{
  LabRunList *self = user_data;
  LabRunRow *row = lab_run_row_new (self->session, run);

  for (guint column = 0; column < LAB_N_COLUMNS; column++)
    gtk_size_group_add_widget (self->columns[column], lab_run_row_get_cell (row, column));
  return GTK_WIDGET (row);
}

static void
on_runs_changed (LabRunList *self)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);

  lab_list_splice (self->runs, runs, g_direct_equal);
  lab_run_groups_form (self->list, self->session);
  gtk_widget_set_visible (self->empty, runs->len == 0);
  show_columns (self);
  on_look_changed (self);
  on_changed (self);
}

/* Activating the selected run again deselects it. */
static void
on_row_activated (LabRunList *self, GtkListBoxRow *row)
{
  gboolean is_selected
      = lab_session_get_selected (self->session) == lab_run_row_get_run (LAB_RUN_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.select", "i",
                              is_selected ? -1 : gtk_list_box_row_get_index (row));
}

/* A focused button or text entry gets Space itself. */
static gboolean
on_space (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (!LAB_IS_RUN_ROW (focus))
    return FALSE;
  return gtk_widget_activate_action (widget, "win.start-or-pause", NULL);
}

static gboolean
become_narrow (gpointer user_data)
{
  LabRunList *self = user_data;

  self->narrow_source = 0;
  self->narrow = gtk_widget_get_width (GTK_WIDGET (self)) < self->full_width;
  show_columns (self);
  return G_SOURCE_REMOVE;
}

/* The list does not widen the window: if the columns do not fit, some are hidden. */
static void
lab_run_list_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  LabRunList *self = LAB_RUN_LIST (widget);

  gtk_widget_measure (self->content, orientation, -1, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

static void
lab_run_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabRunList *self = LAB_RUN_LIST (widget);
  int least;

  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->content, MAX (width, least), height, baseline, NULL);
  if (!self->narrow)
    self->full_width = least;
  /* Deferred: columns must not change during layout. */
  if (self->narrow != (width < self->full_width) && self->narrow_source == 0)
    self->narrow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, become_narrow, self, NULL);
}

void
lab_run_list_set_max_height (LabRunList *self, int height)
{
  g_return_if_fail (LAB_IS_RUN_LIST (self));

  gtk_scrolled_window_set_max_content_height (self->scroller, height);
}

void
lab_run_list_set_session (LabRunList *self, LabSession *session, LabFigures *figures)
{
  g_return_if_fail (LAB_IS_RUN_LIST (self));
  g_return_if_fail (LAB_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->figures = g_object_ref (figures);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "live-changed", G_CALLBACK (on_live_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "look-changed", G_CALLBACK (on_look_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (on_runs_changed), self,
                           G_CONNECT_SWAPPED);
  lab_run_groups_attach (self->list);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->runs), make_row, self, NULL);
  on_runs_changed (self);
}

static void
lab_run_list_dispose (GObject *object)
{
  LabRunList *self = LAB_RUN_LIST (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->narrow_source, g_source_remove);
  for (guint column = 0; column < LAB_N_COLUMNS; column++)
    g_clear_object (&self->columns[column]);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->runs);
  g_clear_object (&self->figures);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lab_run_list_parent_class)->dispose (object);
}

static void
lab_run_list_class_init (LabRunListClass *klass)
{
  static const char *const header_names[LAB_N_COLUMNS] = {
    "header_sample",   "header_name",  "header_state",     "header_iteration",
    "header_progress", "header_bob",   "header_bit_error", "header_eve",
    "header_eve_own",  "header_speed", "header_left",      "header_buttons",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_run_list_dispose;
  widget_class->measure = lab_run_list_measure;
  widget_class->size_allocate = lab_run_list_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "labruns");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-run-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LabRunList, content);
  gtk_widget_class_bind_template_child (widget_class, LabRunList, empty);
  for (guint column = 0; column < LAB_N_COLUMNS; column++)
    gtk_widget_class_bind_template_child_full (widget_class, header_names[column], FALSE,
                                               G_STRUCT_OFFSET (LabRunList, header)
                                                   + column * sizeof (GtkWidget *));
  gtk_widget_class_bind_template_child (widget_class, LabRunList, list);
  gtk_widget_class_bind_template_child (widget_class, LabRunList, selection);
  gtk_widget_class_bind_template_child (widget_class, LabRunList, selection_label);
  gtk_widget_class_bind_template_child (widget_class, LabRunList, scroller);
  gtk_widget_class_bind_template_child (widget_class, LabRunList, summary);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, on_space, NULL);
}

static void
lab_run_list_init (LabRunList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->runs = g_list_store_new (LAB_TYPE_RUN);
  for (guint column = 0; column < LAB_N_COLUMNS; column++)
    {
      self->columns[column] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      gtk_size_group_add_widget (self->columns[column], self->header[column]);
    }
}
