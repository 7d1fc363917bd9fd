/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes the pictures of train and plot.
 */
#include "config.h"

#include "cli/cli-figure.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/path.h"
#include "cli/cli.h"
#include "plot/draw/plot-export.h"
#include "report/table/report-csv.h"
#include "report/study/report-figure.h"

/* Indexed by the enumerations of report-figure.h. */
const char *const cli_figure_metrics[] = { "loss-rate", "bit-error", NULL };
const char *const cli_figure_bands[] = { "minmax", "quartiles", "none", NULL };
const char *const cli_figure_points[] = { "iterations", "round-minimum", NULL };

/* Indexed by PlotFormat. */
const char *const cli_figure_formats[] = { "png", "svg", "pdf", NULL };

/* The index of an option's value in @words; the first if not given. */
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

  cli_complain (_ ("--%s is “%s”; allowed: %s, %s"), option, value, first, words[n - 1]);
  return FALSE;
}

/* Written in place, so the name carries no format: devices, pipes and the like. */
static gboolean
is_nameless (const char *path)
{
  return base_path_is_standard_output (path) || g_str_has_prefix (path, "/dev/")
         || g_str_has_prefix (path, "/proc/self/fd/")
         || (g_file_test (path, G_FILE_TEST_EXISTS)
             && !g_file_test (path, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR));
}

/* The option values must already be checked. */
static gboolean
choose_format (const CliFigure *options, const char *path, PlotFormat *format, GError **error)
{
  g_autoptr (GError) unnamed = NULL;
  g_autofree char *shown = NULL;
  gboolean is_named = plot_format_from_path (path, format, &unnamed);
  guint asked = PLOT_FORMAT_PNG;

  if (options->format == NULL && is_named)
    return TRUE;
  if (options->format == NULL && !is_nameless (path))
    {
      g_propagate_error (error, g_steal_pointer (&unnamed));
      return FALSE;
    }
  find_word ("format", cli_figure_formats, options->format, &asked);
  if (!is_named || asked == *format)
    {
      *format = asked;
      return TRUE;
    }
  shown = g_filename_display_name (path);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               _ ("--format is %s, but the name of “%s” is that of a %s picture"), options->format,
               shown, cli_figure_formats[*format]);
  return FALSE;
}

static gboolean
check_format (const CliFigure *options, const char *path)
{
  g_autoptr (GError) error = NULL;
  PlotFormat format;

  if (!find_word ("format", cli_figure_formats, options->format, NULL))
    return FALSE;
  if (!choose_format (options, path, &format, &error))
    {
      cli_complain ("%s", error->message);
      return FALSE;
    }
  if (format == PLOT_FORMAT_SVG || !base_path_is_standard_output (path) || !isatty (STDOUT_FILENO))
    return TRUE;
  cli_complain (_ ("a picture cannot be shown on a terminal; name a file with -o, or use a pipe"));
  return FALSE;
}

/* (nullable): the first option that differs from its default */
static const char *
find_given (const CliFigure *options)
{
  const struct
  {
    const char *name;
    gboolean is_given;
  } given[] = {
    { "width", options->width != CLI_FIGURE_WIDTH },
    { "height", options->height != CLI_FIGURE_HEIGHT },
    { "smooth", options->smoothing != 0 },
    { "metric", options->metric != NULL },
    { "band", options->band != NULL },
    { "points", options->points != NULL },
    { "format", options->format != NULL },
    { "side-by-side", options->side_by_side },
    { "dark", options->dark },
    { "log-y", options->log_y },
  };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].is_given)
      return given[i].name;
  return NULL;
}

gboolean
cli_figure_check (const CliFigure *options, const char *path)
{
  const char *given = path == NULL ? find_given (options) : NULL;

  if (!find_word ("metric", cli_figure_metrics, options->metric, NULL)
      || !find_word ("band", cli_figure_bands, options->band, NULL)
      || !find_word ("points", cli_figure_points, options->points, NULL))
    return FALSE;
  if (given != NULL)
    cli_complain (_ ("--%s applies to a picture, and none is asked for; --plot names one"), given);
  return path != NULL ? check_format (options, path) : given == NULL;
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

  if (!choose_format (options, path, &format, error))
    return FALSE;
  plot_figure_set_title (figure, title);
  plot_figure_set_smoothing (figure, options->smoothing);
  plot_figure_set_log_y (figure, options->log_y);
  find_word ("metric", cli_figure_metrics, options->metric, &metric);
  find_word ("band", cli_figure_bands, options->band, &band);
  find_word ("points", cli_figure_points, options->points, &point);
  contents.metric = metric;
  contents.band = band;
  contents.points = point;
  report_figure_fill (figure, curves, &contents);
  return plot_picture_export (
      PLOT_PICTURE (figure), path, format, options->width, options->height, 1,
      plot_theme_get (options->dark ? PLOT_THEME_DARK : PLOT_THEME_LIGHT), error);
}

gboolean
cli_figure_is_printed (const char *csv, const char *plot)
{
  return (csv != NULL && base_path_is_standard_output (csv))
         || (plot != NULL && base_path_is_standard_output (plot));
}

CliStatus
cli_figure_write_results (const CliFigure *options,
                          GPtrArray *curves,
                          const char *title,
                          const char *csv,
                          const char *plot)
{
  g_autoptr (GError) table = NULL, picture = NULL;

  if (csv != NULL)
    report_csv_write (curves, csv, NULL, &table);
  if (plot != NULL)
    cli_figure_write (options, curves, title, plot, &picture);
  if (table != NULL && picture != NULL)
    cli_complain ("%s; %s", table->message, picture->message);
  else if (table != NULL || picture != NULL)
    return cli_fail (table != NULL ? table : picture);
  return table == NULL && picture == NULL ? CLI_DONE : CLI_FAILED;
}
