/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The curves of one study of a replay: of the one that trains, until the user chooses another.
 */
#include "config.h"

#include "app/replay/lab-replay-curves.h"

#include "app/plot/lab-plot-view.h"
#include "report/study/report-figure.h"

#define HEIGHT 300

/* Instead of the index of a part. */
#define NONE G_MAXUINT

struct _LabReplayCurves
{
  AdwBin parent_instance;

  PlotFigure *figure;
  LabPlotView *view;
  guint chosen; /* part, or NONE for the one that trains */
  guint shown;  /* part in the figure, or NONE */
};

G_DEFINE_FINAL_TYPE (LabReplayCurves, lab_replay_curves, ADW_TYPE_BIN)

static void
fill (LabReplayCurves *self, ReportReplayProgress *progress, guint nth)
{
  static const ReportFigureOptions options = { 0 };
  g_autoptr (GPtrArray) curves = report_replay_progress_list_curves (progress, nth);
  ReportReplayPart part;

  if (curves->len == 0)
    return;
  report_replay_progress_get_part (progress, nth, &part);
  plot_figure_set_title (self->figure, part.title);
  report_figure_fill (self->figure, curves, &options);
  lab_plot_view_fit (self->view);
  self->shown = nth;
}

/* Another replay in the same window: nothing of the former is kept alive. */
static void
forget (LabReplayCurves *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (self->shown != NONE)
    report_figure_fill (self->figure, none, &(ReportFigureOptions){ 0 });
  self->shown = NONE;
  self->chosen = NONE;
}

void
lab_replay_curves_show (LabReplayCurves *self, ReportReplay *replay)
{
  g_return_if_fail (LAB_IS_REPLAY_CURVES (self));

  ReportReplayStage stage = report_replay_get_stage (replay);
  ReportReplayProgress *progress = report_replay_get_progress (replay);
  guint nth = self->chosen;

  if (stage == REPORT_REPLAY_IDLE || stage == REPORT_REPLAY_READING)
    forget (self);
  else
    {
      if (nth >= report_replay_progress_get_n_parts (progress))
        nth = report_replay_progress_get_current (progress);
      if (nth != self->shown)
        fill (self, progress, nth);
      lab_picture_view_refresh (LAB_PICTURE_VIEW (self->view));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->shown != NONE);
}

void
lab_replay_curves_choose (LabReplayCurves *self, guint nth)
{
  g_return_if_fail (LAB_IS_REPLAY_CURVES (self));

  self->chosen = nth;
}

static void
lab_replay_curves_dispose (GObject *object)
{
  g_clear_object (&LAB_REPLAY_CURVES (object)->figure);
  G_OBJECT_CLASS (lab_replay_curves_parent_class)->dispose (object);
}

static void
lab_replay_curves_class_init (LabReplayCurvesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lab_replay_curves_dispose;
}

static void
lab_replay_curves_init (LabReplayCurves *self)
{
  self->figure = plot_figure_new ();
  self->shown = NONE;
  self->chosen = NONE;
  self->view = g_object_new (LAB_TYPE_PLOT_VIEW, "height-request", HEIGHT, NULL);
  lab_plot_view_set_figure (self->view, self->figure);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
