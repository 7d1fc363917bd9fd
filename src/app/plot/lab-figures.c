/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's two figures, kept in step with the session. Draws nothing itself; src/report
 * decides what a study looks like as a figure.
 */
#include "config.h"

#include "app/plot/lab-figures.h"

struct _LabFigures
{
  GObject parent_instance;

  LabSession *session;
  PlotFigure *figures[LAB_N_VIEWS];
  ReportMetric metric;
  ReportBand band;
  ReportPoints points;
  gboolean history;
  gconstpointer study; /* whose runs @looks is about; only compared */
  GHashTable *looks;   /* (element-type LabRun Look) */
};

G_DEFINE_FINAL_TYPE (LabFigures, lab_figures, G_TYPE_OBJECT)

static const ReportView views[LAB_N_VIEWS] = { REPORT_VIEW_TRAINING, REPORT_VIEW_SIDE_BY_SIDE };

/* How the plot draws a run, remembered while it is hidden. */
typedef struct
{
  PlotLineStyle style;
  PlotMarker marker;
} Look;

static void
fill (LabFigures *self, PlotFigure *figure, GPtrArray *curves, LabView view)
{
  const ReportFigureOptions options = {
    .view = views[view],
    .metric = self->metric,
    .band = self->band,
    .points = self->points,
  };

  report_figure_fill (figure, curves, &options);
}

static void
keep_looks (LabFigures *self, LabStudy *study, GPtrArray *curves)
{
  guint nth = 0;

  for (guint i = 0; i < lab_study_get_n_runs (study) && nth < curves->len; i++)
    {
      LabRun *run = lab_study_get_run (study, i);
      Look *look;

      if (!lab_run_get_visible (run))
        continue;
      look = g_new0 (Look, 1);
      report_figure_get_style (curves, nth++, &look->style, &look->marker);
      g_hash_table_replace (self->looks, g_object_ref (run), look);
    }
}

/* Side by side, each panel is a curve as it is now. */
static void
add_history (LabFigures *self, LabStudy *study, GPtrArray *curves, LabView view)
{
  if (self->history && views[view] == REPORT_VIEW_TRAINING)
    report_curves_add_history (curves, study);
}

void
lab_figures_update (LabFigures *self)
{
  g_return_if_fail (LAB_IS_FIGURES (self));

  LabStudy *study = lab_session_get_study (self->session);
  if (study == NULL)
    return;
  if (self->study != study)
    {
      self->study = study;
      g_hash_table_remove_all (self->looks);
    }
  g_autoptr (GPtrArray) curves = report_curves_from_study (study);
  keep_looks (self, study, curves);
  for (guint view = LAB_N_VIEWS; view-- > 0;)
    {
      add_history (self, study, curves, view);
      fill (self, self->figures[view], curves, view);
    }
}

void
lab_figures_set_history (LabFigures *self, gboolean history)
{
  g_return_if_fail (LAB_IS_FIGURES (self));

  self->history = history;
  lab_figures_update (self);
}

PlotFigure *
lab_figures_get (LabFigures *self, LabView view)
{
  g_return_val_if_fail (LAB_IS_FIGURES (self), NULL);

  return self->figures[view];
}

void
lab_figures_set_bit_error (LabFigures *self, gboolean bit_error)
{
  g_return_if_fail (LAB_IS_FIGURES (self));

  self->metric = bit_error ? REPORT_METRIC_BIT_ERROR : REPORT_METRIC_LOSS_RATE;
  lab_figures_update (self);
}

void
lab_figures_set_points (LabFigures *self, ReportBand band, ReportPoints points)
{
  g_return_if_fail (LAB_IS_FIGURES (self));

  self->band = band;
  self->points = points;
  lab_figures_update (self);
}

void
lab_figures_get_look (LabFigures *self, LabRun *run, PlotLineStyle *style, PlotMarker *marker)
{
  g_return_if_fail (LAB_IS_FIGURES (self));

  const Look *look = g_hash_table_lookup (self->looks, run);
  *style = look != NULL ? look->style : PLOT_LINE_SOLID;
  *marker = look != NULL ? look->marker : PLOT_MARKER_NONE;
}

PlotFigure *
lab_figures_copy (LabFigures *self, LabView view)
{
  g_return_val_if_fail (LAB_IS_FIGURES (self), NULL);

  PlotFigure *seen = self->figures[view];
  PlotFigure *copy = plot_figure_new ();
  LabStudy *study = lab_session_get_study (self->session);
  double begin, end;

  if (study != NULL)
    {
      /* Its own curves and sources, so that another thread may draw it. */
      g_autoptr (GPtrArray) curves = report_curves_from_study (study);
      add_history (self, study, curves, view);
      fill (self, copy, curves, view);
      plot_figure_set_title (copy, lab_study_file_get_title (lab_study_get_file (study)));
    }
  plot_figure_set_log_y (copy, plot_figure_get_log_y (seen));
  plot_figure_set_smoothing (copy, plot_figure_get_smoothing (seen));
  if (plot_figure_get_x_range (seen, &begin, &end))
    plot_figure_set_x_range (copy, begin, end);
  return copy;
}

static void
lab_figures_dispose (GObject *object)
{
  LabFigures *self = LAB_FIGURES (object);

  for (guint view = 0; view < LAB_N_VIEWS; view++)
    g_clear_object (&self->figures[view]);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lab_figures_parent_class)->dispose (object);
}

static void
lab_figures_finalize (GObject *object)
{
  g_hash_table_unref (LAB_FIGURES (object)->looks);
  G_OBJECT_CLASS (lab_figures_parent_class)->finalize (object);
}

static void
lab_figures_class_init (LabFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lab_figures_dispose;
  object_class->finalize = lab_figures_finalize;
}

static void
lab_figures_init (LabFigures *self)
{
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    self->figures[view] = plot_figure_new ();
  self->looks = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

LabFigures *
lab_figures_new (LabSession *session)
{
  LabFigures *self = g_object_new (LAB_TYPE_FIGURES, NULL);

  self->session = g_object_ref (session);
  return self;
}
