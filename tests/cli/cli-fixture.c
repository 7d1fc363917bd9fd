/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs the program that was built.
 */
#include "cli-fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "folder-fixture.h"

static char *program;
static char *home;
static const char *const *standing; /* see fixture_set_environment() */
static guint n_files;               /* see fixture_set_n_files() */

static void
remove_home (void)
{
  char *data = g_build_filename (home, "fuzzy-key-lab", NULL);

  if (g_file_test (data, G_FILE_TEST_EXISTS))
    fixture_remove_folder (data);
  fixture_remove_folder (home);
}

/* Runs are stored there, and nowhere in the home of whoever tests. */
static void
make_home (void)
{
  home = fixture_make_folder ();
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  atexit (remove_home);
}

void
fixture_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  make_home ();
  if (*argc != 2)
    g_error ("the path of fuzzy-key is expected as the only argument");
  /* Tests may go into another folder. */
  program = g_canonicalize_filename ((*argv)[1], NULL);
}

void
fixture_clear (Result *result)
{
  g_free (result->out);
  g_free (result->err);
}

static GPtrArray *
collect (const char *first, va_list args)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, program);
  for (const char *argument = first; argument != NULL; argument = va_arg (args, const char *))
    g_ptr_array_add (arguments, (char *) argument);
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

/* A test that fails leaves no training behind, which would go on for days. */
static void
set_up_child (gpointer data)
{
  struct rlimit limit = { n_files, n_files };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (n_files > 0)
    setrlimit (RLIMIT_NOFILE, &limit);
}

static GSubprocess *
start (const char *environment, const char *out_path, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDERR_PIPE | (out_path == NULL ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : 0));
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  if (out_path != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, out_path);
  if (environment != NULL)
    {
      g_auto (GStrv) pair = g_strsplit (environment, "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  for (guint i = 0; standing != NULL && standing[i] != NULL; i += 2)
    g_subprocess_launcher_setenv (launcher, standing[i], standing[i + 1], TRUE);
  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

void
fixture_set_environment (const char *const *pairs)
{
  standing = pairs;
}

void
fixture_set_n_files (guint n)
{
  n_files = n;
}

Result
fixture_end (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;
  Result result = { 0 };

  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("the program was ended by signal %d: %s", g_subprocess_get_term_sig (process),
             result.err);
  result.status = g_subprocess_get_exit_status (process);
  return result;
}

Result
fixture_run_in (const char *environment, const char *out_path, const char *const *arguments)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;

  g_ptr_array_add (all, program);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (all, (char *) arguments[i]);
  g_ptr_array_add (all, NULL);
  process = start (environment, out_path, (const char *const *) all->pdata);
  return fixture_end (process);
}

Result
fixture_run (const char *first, ...)
{
  va_list args;
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;

  va_start (args, first);
  arguments = collect (first, args);
  va_end (args);
  process = start (NULL, NULL, (const char *const *) arguments->pdata);
  return fixture_end (process);
}

GSubprocess *
fixture_start (const char *first, ...)
{
  va_list args;
  g_autoptr (GPtrArray) arguments = NULL;

  va_start (args, first);
  arguments = collect (first, args);
  va_end (args);
  return start (NULL, NULL, (const char *const *) arguments->pdata);
}

Result
fixture_succeed (const char *first, ...)
{
  va_list args;
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Result result;

  va_start (args, first);
  arguments = collect (first, args);
  va_end (args);
  process = start (NULL, NULL, (const char *const *) arguments->pdata);
  result = fixture_end (process);
  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  return result;
}

void
fixture_refuse (int status, const char *words, const char *first, ...)
{
  va_list args;
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) each = g_strsplit (words, "|", -1);
  g_auto (Result) result = { 0 };

  va_start (args, first);
  arguments = collect (first, args);
  va_end (args);
  process = start (NULL, NULL, (const char *const *) arguments->pdata);
  result = fixture_end (process);
  g_test_message ("%s", result.err);
  g_assert_cmpstr (result.out, ==, "");
  g_assert_true (g_str_has_prefix (result.err, "fuzzy-key: "));
  g_assert_true (strchr (result.err, '\n') == result.err + strlen (result.err) - 1);
  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (result.err, each[i]) == NULL)
      g_error ("“%s” does not hold “%s”", result.err, each[i]);
  g_assert_cmpint (result.status, ==, status);
}

JsonObject *
fixture_parse (JsonParser *parser, const char *json)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

JsonObject *
fixture_get_run (JsonObject *root, guint nth)
{
  JsonArray *runs = json_object_get_array_member (root, "runs");

  g_assert_cmpuint (nth, <, json_array_get_length (runs));
  return json_array_get_object_element (runs, nth);
}

char *
fixture_normalise (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, json);
  guint n = json_array_get_length (json_object_get_array_member (root, "runs"));

  for (guint i = 0; i < n; i++)
    {
      json_object_remove_member (fixture_get_run (root, i), "seconds");
      json_object_remove_member (fixture_get_run (root, i), "number");
    }
  json_object_remove_member (root, "study"); /* the name of the file */
  return json_to_string (json_parser_get_root (parser), TRUE);
}

char *
fixture_flatten (const char *text)
{
  GString *flat = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (flat, *p);
    else if (flat->len > 0 && flat->str[flat->len - 1] != ' ')
      g_string_append_c (flat, ' ');
  return g_string_free (flat, FALSE);
}

void
fixture_assert_resumable (const Result *result)
{
  g_assert_true (g_str_has_prefix (result->err, "To continue, run “fuzzy-key resume "));
  g_assert_true (strchr (result->err, '\n') == result->err + strlen (result->err) - 1);
}

char *
fixture_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
fixture_write (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}
