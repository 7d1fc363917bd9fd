/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every sub-command of fuzzy-key shares.
 */
#include "config.h"

#include "cli.h"

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
#include "base/suggest.h"

void
cli_complain (const char *format, ...)
{
  va_list args;
  g_autofree char *sentence = NULL;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("fuzzy-key: %s\n", sentence);
}

void
cli_print_text (const char *text)
{
  fputs (text, stdout);
}

void
cli_draw_bar (double share, char bar[CLI_BAR_WIDTH + 1])
{
  for (guint i = 0; i < CLI_BAR_WIDTH; i++)
    bar[i] = i < share * CLI_BAR_WIDTH ? '#' : '-';
  bar[CLI_BAR_WIDTH] = '\0';
}

CliStatus
cli_finish (CliStatus status)
{
  gboolean lost = ferror (stdout) != 0;
  struct pollfd reader = { .fd = STDOUT_FILENO, .events = POLLOUT };

  errno = 0;
  lost |= fflush (stdout) != 0;
  if (!lost)
    return status;
  /* `… | head` has seen enough, and nobody needs to be told. */
  if (errno == EPIPE || (poll (&reader, 1, 0) > 0 && (reader.revents & POLLERR) != 0))
    return 128 + SIGPIPE;
  if (errno != 0)
    cli_complain (_ ("standard output cannot be written: %s"), g_strerror (errno));
  else
    cli_complain (_ ("standard output cannot be written"));
  return CLI_FAILED;
}

static gboolean
print_version (const char *option, const char *value, gpointer data, GError **error)
{
  g_print ("fuzzy-key %s\n", LAB_VERSION);
  exit (cli_finish (CLI_DONE));
}

gboolean
cli_parse (const CliCommand *command,
           const GOptionEntry *entries,
           const char *description,
           int *argc,
           char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autofree char *program = g_strconcat ("fuzzy-key ", command->name, NULL);
  const GOptionEntry common[] = {
    { "version", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK,
      (gpointer) (GOptionArgFunc) print_version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  cli_complain (_ ("%s; “%s --help” tells what there is"), error->message, program);
  return FALSE;
}

/* The setting that gives the same key another value, of those before it. */
static const char *
find_rival (char **settings, guint i)
{
  gsize n_name = strcspn (settings[i], "=") + 1;

  for (guint j = 0; j < i; j++)
    if (strncmp (settings[j], settings[i], n_name) == 0 && !g_str_equal (settings[j], settings[i]))
      return settings[j];
  return NULL;
}

gboolean
cli_check_settings (char **settings)
{
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    {
      const char *rival = find_rival (settings, i);

      if (rival == NULL)
        continue;
      cli_complain (_ ("--set %s and --set %s contradict each other"), rival, settings[i]);
      return FALSE;
    }
  return TRUE;
}

gboolean
cli_check_reading (const char *reading)
{
  const char *const *readings = lab_study_file_list_readings ();
  g_autofree char *all = g_strjoinv (", ", (char **) readings);
  const char *meant;

  if (reading == NULL || g_strv_contains (readings, reading))
    return TRUE;
  meant = base_suggest (reading, readings);
  if (meant != NULL)
    cli_complain (_ ("--reading %s: there is no such reading (did you mean “%s”?); there are %s"),
                  reading, meant, all);
  else
    cli_complain (_ ("--reading %s: there is no such reading; there are %s"), reading, all);
  return FALSE;
}

static gboolean
force_setting (LabStudyFile *file, const char *setting, GError **error)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *name = NULL;

  if (equals == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("--set %s: it is written GROUP.KEY=VALUE, such as training.rounds=1"),
                   setting);
      return FALSE;
    }
  name = g_strndup (setting, (gsize) (equals - setting));
  if (g_str_equal (name, "study.reading"))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                   _ ("--set %s: a reading is chosen by --reading %s"), setting, equals + 1);
      return FALSE;
    }
  if (lab_study_file_force_value (file, name, equals + 1, error))
    return TRUE;
  g_prefix_error (error, "--set %s: ", setting);
  return FALSE;
}

LabStudyFile *
cli_open_study (const char *study, const char *reading, char **settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = NULL;

  if (!cli_check_reading (reading) || !cli_check_settings (settings))
    return NULL;
  file = lab_study_file_open (study, reading, &error);
  for (guint i = 0; file != NULL && settings != NULL && settings[i] != NULL; i++)
    if (!force_setting (file, settings[i], &error))
      g_clear_object (&file);
  if (file == NULL)
    cli_complain ("%s", error->message);
  return g_steal_pointer (&file);
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
