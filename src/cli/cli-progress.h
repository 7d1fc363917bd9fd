/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Progress of long work on standard error: on a terminal a bar that is redrawn, elsewhere a plain
 * line each minute, and nothing where it would be in the way. No colour, and no control character
 * but the carriage return.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The options given; one is enough, since only one command runs. */
typedef struct
{
  gboolean is_quiet; /* --quiet */
  gboolean is_asked; /* --progress */
} CliProgressOptions;

extern CliProgressOptions cli_progress_options;

/* Entries of a GOptionEntry array, for every command that takes long. */
#define CLI_PROGRESS_ENTRIES                                                                         \
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &cli_progress_options.is_quiet, N_ ("Do not show progress"), \
    NULL },                                                                                          \
  {                                                                                                  \
    "progress", 0, 0, G_OPTION_ARG_NONE, &cli_progress_options.is_asked,                             \
        N_ ("Show progress even with --json in a pipeline"), NULL                                    \
  }

/**
 * cli_progress_set_up:
 * @json: whether results are for a program: without a terminal, or into a pipe, progress is then
 * shown only on request
 *
 * Call after parsing the options.
 *
 * Returns: FALSE after one sentence on standard error if they contradict each other
 */
gboolean cli_progress_set_up (gboolean json);

/* The state of the work. */
typedef struct
{
  double share;        /* 0 to 1; 1 only when all is done */
  double seconds_left; /* NAN if unknown */
  char *words;         /* (transfer full) (nullable): anything else to show */
} CliProgressState;

typedef void (*CliProgressFunc) (CliProgressState *state, gpointer data);

typedef struct _CliProgress CliProgress;

/**
 * cli_progress_start:
 * @measure: called in the default main context while it runs
 *
 * Returns: (transfer full): end it with cli_progress_end()
 */
CliProgress *cli_progress_start (CliProgressFunc measure, gpointer data);

/* The same with a plain line every @interval milliseconds. */
CliProgress *cli_progress_start_every (guint interval, CliProgressFunc measure, gpointer data);

/* Draws the bar a last time and ends its line. */
void cli_progress_end (CliProgress *progress);

/* Call before printing anything else on standard error: ends the bar's line; the next bar is drawn
 * below. */
void cli_progress_break (void);

/**
 * cli_progress_draw:
 * @columns: of the terminal
 *
 * Returns: (transfer full): the line, shorter than @columns cells
 */
char *cli_progress_draw (const CliProgressState *state, guint columns);

G_END_DECLS
