/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures that train and plot write.
 */
#include "config.h"

#include "cli-figure.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "plot/plot-export.h"
#include "report/report-figure.h"

#define MIN_SIZE 200
#define MAX_SIZE 10000

static gboolean
is_size (const char *option, int size)
{
  if (size >= MIN_SIZE && size <= MAX_SIZE)
    return TRUE;
  cli_complain (_ ("--%s is %d; %d to %d is possible"), option, size, MIN_SIZE, MAX_SIZE);
  return FALSE;
}

gboolean
cli_figure_check (const CliFigure *options, const char *path)
{
  g_autoptr (GError) error = NULL;
  PlotFormat format;

  if (!is_size ("width", options->width) || !is_size ("height", options->height))
    return FALSE;
  if (!(options->smoothing >= 0 && options->smoothing < 1))
    {
      cli_complain (_ ("--smooth is %g; 0 to less than 1 is possible"), options->smoothing);
      return FALSE;
    }
  if (options->metric != NULL && !g_str_equal (options->metric, "loss-rate")
      && !g_str_equal (options->metric, "bit-error"))
    {
      cli_complain (_ ("--metric is “%s”; loss-rate and bit-error are possible"), options->metric);
      return FALSE;
    }
  if (path != NULL && !plot_format_from_path (path, &format, &error))
    {
      cli_complain ("%s", error->message);
      return FALSE;
    }
  return TRUE;
}

gboolean
cli_figure_write (const CliFigure *options,
                  GPtrArray *curves,
                  const char *title,
                  const char *path,
                  GError **error)
{
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  PlotFormat format;

  if (!plot_format_from_path (path, &format, error))
    return FALSE;
  plot_figure_set_title (figure, title);
  plot_figure_set_theme (figure,
                         plot_theme_get (options->dark ? PLOT_THEME_DARK : PLOT_THEME_LIGHT));
  plot_figure_set_smoothing (figure, options->smoothing);
  plot_figure_set_log_y (figure, options->log_y);
  report_figure_fill (figure, curves,
                      options->side_by_side ? REPORT_VIEW_SIDE_BY_SIDE : REPORT_VIEW_TRAINING,
                      g_strcmp0 (options->metric, "bit-error") == 0 ? REPORT_METRIC_BIT_ERROR
                                                                    : REPORT_METRIC_LOSS_RATE);
  return plot_figure_export (figure, path, format, options->width, options->height, 1, error);
}

void
cli_figure_clear (CliFigure *options)
{
  g_clear_pointer (&options->metric, g_free);
}
