/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures that train and plot write, and their options.
 */
#pragma once

#include "cli/cli.h"
#include "report/study/report-curve.h"

G_BEGIN_DECLS

typedef struct
{
  int width;  /* pixels */
  int height; /* pixels */
  double smoothing;
  char *metric;
  char *band;
  char *points;
  char *format; /* NULL: by the file's extension */
  gboolean side_by_side;
  gboolean dark;
  gboolean log_y;
} CliFigure;

#define CLI_FIGURE_WIDTH 1600
#define CLI_FIGURE_HEIGHT 1000
#define CLI_FIGURE_INIT                                                                            \
  {                                                                                                \
    .width = CLI_FIGURE_WIDTH, .height = CLI_FIGURE_HEIGHT                                         \
  }

/* The values of --metric, --band, --points and --format; NULL-terminated. */
extern const char *const cli_figure_metrics[];
extern const char *const cli_figure_bands[];
extern const char *const cli_figure_points[];
extern const char *const cli_figure_formats[];

/* Entries of a GOptionEntry array; options must be a CliFigure. */
#define CLI_FIGURE_ENTRIES(options)                                                                \
  { "width",                                                                                       \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_INT,                                                                              \
    &options.width,                                                                                \
    N_ ("Width of the picture, 1600 by default"),                                                  \
    N_ ("PIXELS") },                                                                               \
      { "height",                                                                                  \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_INT,                                                                          \
        &options.height,                                                                           \
        N_ ("Height of the picture, 1000 by default"),                                             \
        N_ ("PIXELS") },                                                                           \
      { "metric",                                                                                  \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_STRING,                                                                       \
        &options.metric,                                                                           \
        N_ ("Draw loss-rate (default) or bit-error"),                                              \
        N_ ("METRIC") },                                                                           \
      { "band",                                                                                    \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_STRING,                                                                       \
        &options.band,                                                                             \
        N_ ("Draw the median of a curve’s seeds (for an even number, the lower of the middle "   \
            "two) over a band, minmax (default) or quartiles; none draws each seed as a curve"),   \
        N_ ("BAND") },                                                                             \
      { "points",                                                                                  \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_STRING,                                                                       \
        &options.points,                                                                           \
        N_ ("Draw iterations (default) or round-minimum, the minimum of each round"),              \
        N_ ("POINTS") },                                                                           \
      { "smooth",                                                                                  \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_DOUBLE,                                                                       \
        &options.smoothing,                                                                        \
        N_ ("Draw a moving average over the raw curve; 0 is none"),                                \
        N_ ("AMOUNT") },                                                                           \
      { "side-by-side",                                                                            \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_NONE,                                                                         \
        &options.side_by_side,                                                                     \
        N_ ("Draw a panel for each curve"),                                                        \
        NULL },                                                                                    \
      { "log-y", 0, 0, G_OPTION_ARG_NONE, &options.log_y, N_ ("Logarithmic y axis"), NULL },       \
  {                                                                                                \
    "dark", 0, 0, G_OPTION_ARG_NONE, &options.dark, N_ ("Light on dark"), NULL                     \
  }

#define CLI_FIGURE_RANGES                                                                          \
  { "width", 200, 10000, CLI_BOTH_ENDS }, { "height", 200, 10000, CLI_BOTH_ENDS },                 \
  {                                                                                                \
    "smooth", 0, 1, CLI_BELOW_MOST                                                                 \
  }

/**
 * cli_figure_check:
 * @path: (nullable): where the picture will be written. Its extension selects the format; standard
 * output, a pipe and the like get a PNG if no format is given.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_figure_check (const CliFigure *options, const char *path);

/**
 * cli_figure_write:
 * @curves: (element-type ReportCurve)
 */
gboolean cli_figure_write (const CliFigure *options,
                           GPtrArray *curves,
                           const char *title,
                           const char *path,
                           GError **error);

/* Whether the table or the picture goes to standard output, so that results must not be printed
 * there. Both (nullable). */
gboolean cli_figure_is_printed (const char *csv, const char *plot);

/**
 * cli_figure_write_results:
 * @csv: (nullable)
 * @plot: (nullable)
 *
 * Writes everything asked for, even if part of it fails: the training took long.
 *
 * Returns: the exit status, after one sentence on standard error if not CLI_DONE
 */
CliStatus cli_figure_write_results (const CliFigure *options,
                                    GPtrArray *curves,
                                    const char *title,
                                    const char *csv,
                                    const char *plot);

G_END_DECLS
