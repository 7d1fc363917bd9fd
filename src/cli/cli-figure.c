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

/* By the enumerations of report-figure.h. */
static const char *const metrics[] = { "loss-rate", "bit-error", NULL };
static const char *const bands[] = { "minmax", "quartiles", "none", NULL };
static const char *const points[] = { "iterations", "round-minimum", NULL };

/* Which of @words an option's value is; the first if it was not given. */
static gboolean
find_word (const char *option, const char *const *words, const char *value, guint *found)
{
  guint n = 0;

  for (; words[n] != NULL; n++)
    if (value == NULL || g_str_equal (words[n], value))
      {
        if (found != NULL)
          *found = n;
        return TRUE;
      }

  g_autofree char *first
      = n == 3 ? g_strconcat (words[0], ", ", words[1], NULL) : g_strdup (words[0]);

  cli_complain (_ ("--%s is “%s”; %s and %s are possible"), option, value, first, words[n - 1]);
  return FALSE;
}

gboolean
cli_figure_check (CliFigure *options, const char *path)
{
  g_autoptr (GError) error = NULL;
  PlotFormat format;

  if (!cli_count_read (&options->width, "width", MIN_SIZE, MAX_SIZE)
      || !cli_count_read (&options->height, "height", MIN_SIZE, MAX_SIZE))
    return FALSE;
  if (!cli_amount_read (&options->smoothing)
      || !(options->smoothing.value >= 0 && options->smoothing.value < 1))
    {
      cli_complain (_ ("--smooth is %s; 0 to less than 1 is possible"), options->smoothing.text);
      return FALSE;
    }
  if (!find_word ("metric", metrics, options->metric, NULL)
      || !find_word ("band", bands, options->band, NULL)
      || !find_word ("points", points, options->points, NULL))
    return FALSE;
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
  ReportFigureOptions contents
      = { .view = options->side_by_side ? REPORT_VIEW_SIDE_BY_SIDE : REPORT_VIEW_TRAINING };
  guint metric = 0, band = 0, point = 0;
  PlotFormat format;

  if (!plot_format_from_path (path, &format, error))
    return FALSE;
  plot_figure_set_title (figure, title);
  plot_figure_set_theme (figure,
                         plot_theme_get (options->dark ? PLOT_THEME_DARK : PLOT_THEME_LIGHT));
  plot_figure_set_smoothing (figure, options->smoothing.value);
  plot_figure_set_log_y (figure, options->log_y);
  find_word ("metric", metrics, options->metric, &metric);
  find_word ("band", bands, options->band, &band);
  find_word ("points", points, options->points, &point);
  contents.metric = metric;
  contents.band = band;
  contents.points = point;
  report_figure_fill (figure, curves, &contents);
  return plot_figure_export (figure, path, format, options->width.value, options->height.value, 1,
                             error);
}

void
cli_figure_clear (CliFigure *options)
{
  cli_count_clear (&options->width);
  cli_count_clear (&options->height);
  g_clear_pointer (&options->smoothing.text, g_free);
  g_clear_pointer (&options->metric, g_free);
  g_clear_pointer (&options->band, g_free);
  g_clear_pointer (&options->points, g_free);
}
