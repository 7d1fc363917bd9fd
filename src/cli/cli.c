/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all sub-commands of fuzzy-key share.
 */
#include "config.h"

#include "cli/cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/input.h"
#include "base/text.h"

void
cli_complain (const char *format, ...)
{
  va_list args;
  g_autofree char *sentence = NULL;
  g_autofree char *line = NULL;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  /* The sentence may quote a file or the command line. */
  line = base_text_make_line (sentence);
  g_printerr ("fuzzy-key: %s\n", line);
}

void
cli_print_text (const char *text)
{
  fputs (text, stdout);
}

/* Whether standard output is a pipe whose reader is gone. */
static gboolean
is_unread (void)
{
  struct pollfd reader = { .fd = STDOUT_FILENO, .events = POLLOUT };

  return poll (&reader, 1, 0) > 0 && (reader.revents & POLLERR) != 0;
}

CliStatus
cli_fail (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PIPE) && is_unread ())
    return 128 + SIGPIPE;
  cli_complain ("%s", error->message);
  return CLI_FAILED;
}

CliStatus
cli_finish (CliStatus status)
{
  gboolean lost = ferror (stdout) != 0;

  errno = 0;
  lost |= fflush (stdout) != 0;
  if (!lost)
    return status;
  /* `… | head` closes the pipe on purpose: no message. */
  if (errno == EPIPE || is_unread ())
    return 128 + SIGPIPE;
  if (errno != 0)
    cli_complain (_ ("standard output cannot be written: %s"), g_strerror (errno));
  else
    cli_complain (_ ("standard output cannot be written"));
  return CLI_FAILED;
}

gboolean
cli_check_count (const char *option, int value, int least, int most)
{
  if (value >= least && value <= most)
    return TRUE;
  cli_complain (_ ("--%s is %d; allowed: %d to %d"), option, value, least, most);
  return FALSE;
}

gboolean
cli_is_same_file (const char *one, const char *other)
{
  GStatBuf first, second;

  return g_stat (one, &first) == 0 && g_stat (other, &second) == 0 && first.st_dev == second.st_dev
         && first.st_ino == second.st_ino;
}

void
cli_add_study (BasePaths *paths, const char *study)
{
  if (base_input_is_standard (study) || g_file_test (study, G_FILE_TEST_EXISTS))
    base_paths_add_input (paths, study);
}

CliStatus
cli_check_output (BasePaths *paths, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return CLI_DONE;
  if (path[0] == '\0')
    {
      cli_complain (_ ("“” names no file to write to; name one, or “-” for standard output"));
      return CLI_USAGE;
    }
  if (!base_paths_add_output (paths, path, &error))
    {
      cli_complain ("%s", error->message);
      return CLI_USAGE;
    }
  if (base_file_check (path, &error))
    return CLI_DONE;
  cli_complain ("%s", error->message);
  return CLI_FAILED;
}
