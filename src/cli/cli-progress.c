/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows the progress of long work.
 */
#include "config.h"

#include "cli/cli-progress.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/number.h"
#include "cli/cli-columns.h"
#include "cli/cli.h"

#define BAR_INTERVAL 200    /* milliseconds */
#define LINE_INTERVAL 60000 /* milliseconds */

/* Cells of the bar; no bar below the minimum. */
#define MAX_BAR 30
#define MIN_BAR 5

/* For a terminal that does not report its width. */
#define DEFAULT_COLUMNS 80

typedef enum
{
  SILENT,
  LINES,
  BAR,
} Manner;

struct _CliProgress
{
  CliProgressFunc measure;
  gpointer data;
  Manner manner;
  guint source;
  guint drawn; /* cells of the line currently shown */
};

CliProgressOptions cli_progress_options;
static gboolean is_json;
static CliProgress *current; /* whose bar is shown on standard error */

gboolean
cli_progress_set_up (gboolean json)
{
  is_json = json;
  if (!cli_progress_options.is_quiet || !cli_progress_options.is_asked)
    return TRUE;
  cli_complain (_ ("--quiet and --progress contradict each other"));
  return FALSE;
}

static gboolean
is_pipe (int fd)
{
  struct stat facts;

  return fstat (fd, &facts) == 0 && (S_ISFIFO (facts.st_mode) || S_ISSOCK (facts.st_mode));
}

/* Whether standard error is a terminal on which a line can be redrawn. */
static gboolean
can_draw (void)
{
  const char *term = g_getenv ("TERM");

  return isatty (STDERR_FILENO) && term != NULL && term[0] != '\0' && !g_str_equal (term, "dumb");
}

static Manner
choose_manner (void)
{
  if (cli_progress_options.is_quiet)
    return SILENT;
  if (is_json && !cli_progress_options.is_asked
      && (!isatty (STDERR_FILENO) || is_pipe (STDOUT_FILENO)))
    return SILENT;
  return can_draw () ? BAR : LINES;
}

/* Queried each time: the window may be resized. */
static guint
get_columns (void)
{
  struct winsize size;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return DEFAULT_COLUMNS;
}

/* (transfer full): like "45 %, 2 of 5 runs ended, 3 min left"; 100 % only when all is done */
static char *
describe (const CliProgressState *state)
{
  g_autofree char *left = base_number_time (state->seconds_left);
  g_autofree char *share
      = g_strdup_printf (_ ("%3.0f %%"), floor (100 * CLAMP (state->share, 0, 1)));
  GString *text = g_string_new (share);

  if (state->words != NULL)
    g_string_append_printf (text, ", %s", state->words);
  if (isfinite (state->seconds_left) && state->share < 1)
    {
      g_string_append (text, ", ");
      /* Translators: a time, as in “3 min left”. */
      g_string_append_printf (text, _ ("%s left"), left);
    }
  return g_string_free (text, FALSE);
}

char *
cli_progress_draw (const CliProgressState *state, guint columns)
{
  g_autofree char *words = describe (state);
  guint room = columns > 0 ? columns - 1 : 0; /* writing to the last cell would wrap the line */
  guint taken = cli_columns_measure (words) + 3;
  guint width = room > taken ? MIN (room - taken, MAX_BAR) : 0;
  GString *line;

  if (width < MIN_BAR)
    return cli_columns_measure (words) > room ? cli_columns_fit (words, room)
                                              : g_steal_pointer (&words);
  line = g_string_new ("[");
  for (guint i = 0; i < width; i++)
    g_string_append_c (line, i < floor (state->share * width) ? '#' : '-');
  g_string_append_printf (line, "] %s", words);
  return g_string_free (line, FALSE);
}

/* Blanks out the rest of a longer previous line. */
static void
draw_bar (CliProgress *progress, const CliProgressState *state)
{
  guint columns = get_columns ();
  g_autofree char *line = cli_progress_draw (state, columns);
  guint cells = cli_columns_measure (line);
  guint blanks = progress->drawn > cells ? MIN (progress->drawn, columns - 1) - cells : 0;

  g_printerr ("\r%s%*s", line, (int) blanks, "");
  progress->drawn = cells;
}

static void
tell (CliProgress *progress)
{
  CliProgressState state = { .seconds_left = NAN };

  progress->measure (&state, progress->data);
  if (progress->manner == BAR)
    draw_bar (progress, &state);
  else
    {
      g_autofree char *words = describe (&state);

      g_printerr ("fuzzy-key: %s\n", g_strchug (words));
    }
  g_free (state.words);
}

static gboolean
on_time (gpointer data)
{
  tell (data);
  return G_SOURCE_CONTINUE;
}

CliProgress *
cli_progress_start_every (guint interval, CliProgressFunc measure, gpointer data)
{
  CliProgress *progress = g_new0 (CliProgress, 1);

  progress->measure = measure;
  progress->data = data;
  progress->manner = choose_manner ();
  if (progress->manner != SILENT)
    progress->source
        = g_timeout_add (progress->manner == BAR ? BAR_INTERVAL : interval, on_time, progress);
  current = progress;
  return progress;
}

CliProgress *
cli_progress_start (CliProgressFunc measure, gpointer data)
{
  return cli_progress_start_every (LINE_INTERVAL, measure, data);
}

void
cli_progress_break (void)
{
  if (current == NULL || current->manner != BAR || current->drawn == 0)
    return;
  g_printerr ("\n");
  current->drawn = 0;
}

void
cli_progress_end (CliProgress *progress)
{
  if (progress->manner == BAR)
    {
      tell (progress);
      g_printerr ("\n");
    }
  if (progress->source != 0)
    g_source_remove (progress->source);
  current = NULL;
  g_free (progress);
}
