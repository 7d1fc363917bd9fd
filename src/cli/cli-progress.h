/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far long work is, on standard error: on a terminal a bar that is drawn over
 * itself, elsewhere a plain line each minute, and nothing where it would be in the way.
 * No colour, and no control character but the carriage return.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was typed; one command runs, and there is one of these. */
typedef struct
{
  gboolean is_quiet; /* --quiet */
  gboolean is_asked; /* --progress */
} CliProgressOptions;

extern CliProgressOptions cli_progress_options;

/* Entries of a GOptionEntry array, of every command that takes long. */
#define CLI_PROGRESS_ENTRIES                                                                         \
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &cli_progress_options.is_quiet, N_ ("Do not show progress"), \
    NULL },                                                                                          \
  {                                                                                                  \
    "progress", 0, 0, G_OPTION_ARG_NONE, &cli_progress_options.is_asked,                             \
        N_ ("Show progress even with --json in a pipeline"), NULL                                    \
  }

/**
 * cli_progress_set_up:
 * @json: whether results are for a program: without a terminal, or into a pipe, nothing
 * is told then unless it is asked for
 *
 * After the options were parsed.
 *
 * Returns: FALSE after one sentence on standard error when they contradict each other
 */
gboolean cli_progress_set_up (gboolean json);

/* How far it is. */
typedef struct
{
  double share;        /* 0 to 1, and 1 only when all is done */
  double seconds_left; /* NAN: not known */
  char *words;         /* (transfer full) (nullable): what else there is to say */
} CliProgressState;

typedef void (*CliProgressFunc) (CliProgressState *state, gpointer data);

typedef struct _CliProgress CliProgress;

/**
 * cli_progress_start:
 * @measure: called in the default main context while it runs
 *
 * Returns: (transfer full): for cli_progress_end()
 */
CliProgress *cli_progress_start (CliProgressFunc measure, gpointer data);

/* The same with a plain line each @interval milliseconds. */
CliProgress *cli_progress_start_every (guint interval, CliProgressFunc measure, gpointer data);

/* Draws the bar once more and ends its line. */
void cli_progress_end (CliProgress *progress);

/* Before something else is told on standard error: the bar's line ends, and the next
 * bar is drawn below it. */
void cli_progress_break (void);

/**
 * cli_progress_draw:
 * @columns: of the terminal
 *
 * Returns: (transfer full): the line, which takes less than @columns cells
 */
char *cli_progress_draw (const CliProgressState *state, guint columns);

G_END_DECLS
