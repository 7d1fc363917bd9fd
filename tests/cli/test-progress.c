/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far it is, on standard error: the bar on terminals of every width, plain lines
 * without one, and silence where it would be in the way.
 */
#include <fcntl.h>
#include <glib-unix.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "cli/cli-columns.h"
#include "cli/cli-progress.h"

/* Trains for seconds, so that the bar is drawn more than once. */
#define STUDY                                                                                      \
  "figure-3", "--set", "training.rounds=1", "--set", "parties.key-bits=8", "--set",                \
      "training.batch=64", "--no-store", "-j1", "--set"
#define SHORT STUDY, "training.iterations=20000"
#define ENDLESS STUDY, "training.iterations=10000000"

static char *program;

static void
assert_line (double share, double left, const char *words, guint columns, const char *expected)
{
  CliProgressState state = { share, left, (char *) words };
  g_autofree char *line = cli_progress_draw (&state, columns);

  g_assert_cmpstr (line, ==, expected);
  g_assert_cmpuint (cli_columns_measure (line), <, columns);
}

static void
test_draw (void)
{
  assert_line (0.5, 12, "1 of 2 runs ended", 80,
               "[###############---------------]  50 %, 1 of 2 runs ended, 12 s left");
  assert_line (0.5, 12, "1 of 2 runs ended", 48, "[####-----]  50 %, 1 of 2 runs ended, 12 s left");
  assert_line (0.5, 12, "1 of 2 runs ended", 40, " 50 %, 1 of 2 runs ended, 12 s left");
  assert_line (0.5, 12, "1 of 2 runs ended", 20, " 50 %, 1 of 2 runs…");
  assert_line (0.5, 12, "漢字漢字漢字漢字", 20, " 50 %, 漢字漢字漢… ");
  /* 100 % is what is done, and nothing else. */
  assert_line (0.9999, NAN, NULL, 80, "[#############################-]  99 %");
  assert_line (1, 0, NULL, 80, "[##############################] 100 %");
  assert_line (0.1, 600, NULL, 80, "[###---------------------------]  10 %, 10 min left");
  assert_line (0.1, 7200, NULL, 80, "[###---------------------------]  10 %, 2 h 00 min left");
}

/* Started on a terminal of its own, of @columns cells: all that it wrote there. */
static pid_t
start_on_terminal (int *terminal, guint columns, const char *term, const char *const *arguments)
{
  struct winsize size = { .ws_row = 24, .ws_col = (unsigned short) columns };
  struct termios modes;
  int inner;
  pid_t child;

  *terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (*terminal, >=, 0);
  g_assert_cmpint (grantpt (*terminal), ==, 0);
  g_assert_cmpint (unlockpt (*terminal), ==, 0);
  inner = open (ptsname (*terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (inner, >=, 0);
  g_assert_cmpint (tcgetattr (inner, &modes), ==, 0);
  modes.c_oflag &= ~(tcflag_t) OPOST; /* a line's end stays as it was written */
  g_assert_cmpint (tcsetattr (inner, TCSANOW, &modes), ==, 0);
  g_assert_cmpint (ioctl (inner, TIOCSWINSZ, &size), ==, 0);
  child = fork ();
  if (child == 0)
    {
      int null = open ("/dev/null", O_RDWR);

      dup2 (null, STDIN_FILENO);
      dup2 (null, STDOUT_FILENO);
      dup2 (inner, STDERR_FILENO);
      setenv ("TERM", term, 1);
      setenv ("NO_COLOR", "1", 1);
      execv (program, (char *const *) arguments);
      _exit (127);
    }
  close (inner);
  return child;
}

static GString *
read_all (int terminal)
{
  GString *text = g_string_new (NULL);
  char part[4096];
  gssize n;

  while ((n = read (terminal, part, sizeof part)) > 0)
    g_string_append_len (text, part, n);
  close (terminal);
  return text;
}

static int
wait_for (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_terminal (void)
{
  static const char *const arguments[] = { "fuzzy-key", "train", SHORT, NULL };
  static const guint widths[] = { 80, 50, 24, 9 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      int terminal;
      pid_t child = start_on_terminal (&terminal, widths[i], "xterm", arguments);
      g_autoptr (GString) text = read_all (terminal);
      g_auto (GStrv) draws = g_strsplit_set (text->str, "\r\n", -1);

      g_assert_cmpint (wait_for (child), ==, 0);
      g_assert_true (text->str[0] == '\r');
      g_assert_true (g_str_has_suffix (text->str, "\n"));
      if (widths[i] > 9)
        g_assert_nonnull (strstr (text->str, "100 %"));
      g_assert_null (strchr (text->str, '\033')); /* no colour, nothing that moves the cursor */
      for (guint j = 0; draws[j] != NULL; j++)
        g_assert_cmpuint (cli_columns_measure (draws[j]), <, widths[i]);
    }
}

/* Each draw asks for the width: a window that grows narrower has a narrower bar. */
static void
test_resize (void)
{
  static const char *const arguments[] = { "fuzzy-key", "train", ENDLESS, NULL };
  struct winsize narrow = { .ws_row = 24, .ws_col = 30 };
  int terminal;
  pid_t child = start_on_terminal (&terminal, 100, "xterm", arguments);
  char part[4096];
  gssize n = read (terminal, part, sizeof part);
  g_autoptr (GString) rest = NULL;
  const char *last;

  g_assert_cmpint (n, >, 0);
  g_assert_cmpint (ioctl (terminal, TIOCSWINSZ, &narrow), ==, 0);
  g_usleep (G_USEC_PER_SEC);
  kill (child, SIGTERM);
  rest = read_all (terminal);
  g_assert_cmpint (wait_for (child), ==, 128 + SIGTERM);
  g_assert_null (strstr (rest->str, "100 %")); /* what was stopped is not done */
  last = strrchr (rest->str, '\r');
  g_assert_nonnull (last);
  g_string_truncate (rest, rest->len - 1); /* the line's end */
  g_assert_cmpuint (cli_columns_measure (last + 1), <, 30);
}

static void
test_dumb (void)
{
  static const char *const arguments[] = { "fuzzy-key", "train", SHORT, NULL };
  int terminal;
  pid_t child = start_on_terminal (&terminal, 80, "dumb", arguments);
  g_autoptr (GString) text = read_all (terminal);

  g_assert_cmpint (wait_for (child), ==, 0);
  g_assert_cmpstr (text->str, ==, ""); /* a line each minute, and no minute has passed */
}

static void
test_quiet (void)
{
  static const char *const arguments[] = { "fuzzy-key", "train", SHORT, "--quiet", NULL };
  int terminal;
  pid_t child = start_on_terminal (&terminal, 80, "xterm", arguments);
  g_autoptr (GString) text = read_all (terminal);

  g_assert_cmpint (wait_for (child), ==, 0);
  g_assert_cmpstr (text->str, ==, "");
}

static void
measure (CliProgressState *state, gpointer data)
{
  state->share = 0.42;
  state->seconds_left = 300;
  state->words = g_strdup ("1 of 2 runs ended");
}

/* (transfer full): what stands on standard error after a quarter of a second of work, in a
 * child, for there it is no terminal. */
static char *
tell (gboolean json, CliProgressOptions options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  int ends[2];
  pid_t child;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  child = fork ();
  if (child == 0)
    {
      CliProgress *progress;

      dup2 (ends[1], STDERR_FILENO);
      cli_progress_options = options;
      if (!cli_progress_set_up (json))
        _exit (2);
      progress = cli_progress_start_every (100, measure, NULL);
      g_timeout_add (250, (GSourceFunc) (void (*) (void)) g_main_loop_quit, loop);
      g_main_loop_run (loop);
      cli_progress_end (progress);
      _exit (0);
    }
  close (ends[1]);
  {
    GString *text = read_all (ends[0]);

    wait_for (child);
    return g_string_free (text, FALSE);
  }
}

static void
test_lines (void)
{
  g_autofree char *lines = tell (FALSE, (CliProgressOptions){ 0 });
  g_autofree char *quiet = tell (FALSE, (CliProgressOptions){ .is_quiet = TRUE });
  g_autofree char *json = tell (TRUE, (CliProgressOptions){ 0 });
  g_autofree char *asked = tell (TRUE, (CliProgressOptions){ .is_asked = TRUE });
  g_autofree char *both = tell (TRUE, (CliProgressOptions){ TRUE, TRUE });
  const char *line = "fuzzy-key: 42 %, 1 of 2 runs ended, 5 min left\n";

  g_assert_true (g_str_has_prefix (lines, line));
  g_assert_true (g_str_has_prefix (lines + strlen (line), line) || lines[strlen (line)] == '\0');
  g_assert_null (strchr (lines, '\r'));
  g_assert_cmpstr (quiet, ==, "");
  g_assert_cmpstr (json, ==, "");
  g_assert_true (g_str_has_prefix (asked, line));
  g_assert_nonnull (strstr (both, "--quiet and --progress"));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  program = argv[1];
  g_test_add_func ("/cli/progress/draw", test_draw);
  g_test_add_func ("/cli/progress/terminal", test_terminal);
  g_test_add_func ("/cli/progress/resize", test_resize);
  g_test_add_func ("/cli/progress/dumb", test_dumb);
  g_test_add_func ("/cli/progress/quiet", test_quiet);
  g_test_add_func ("/cli/progress/lines", test_lines);
  return g_test_run ();
}
