/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key plot: tables from files and pipes, several in one picture, and pictures into
 * pipes. What a table may look like is in tests/report/test-csv-shapes.c.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

static const char *program;

typedef struct
{
  char *folder;
  char *a;
  char *b;
  char *out;
} Files;

static void
set_up (Files *files, gconstpointer data)
{
  files->folder = fixture_make_folder ();
  files->a = g_build_filename (files->folder, "a.csv", NULL);
  files->b = g_build_filename (files->folder, "b.csv", NULL);
  files->out = g_build_filename (files->folder, "out.svg", NULL);
  fixture_write (files->a, "study,label,iteration,bob_loss_rate\nOne,A,0,0.5\nOne,A,1,0.25\n");
  fixture_write (files->b, "label;study;iteration;bob_loss_rate\nA;Two;0;0,5\nB;Two;0;0,75\n");
}

static void
tear_down (Files *files, gconstpointer data)
{
  fixture_remove_folder (files->folder);
  g_free (files->a);
  g_free (files->b);
  g_free (files->out);
}

/* The program as $0, the first table as $1, the second as $2. */
static GBytes *
run_shell (const Files *files, const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/bin/sh", "-c", command, program,
                          files->a, files->b, NULL);
  g_autoptr (GBytes) out = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return g_steal_pointer (&out);
}

static void
assert_begins (GBytes *bytes, const char *beginning)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  g_assert_cmpuint (n, >, 1000);
  g_assert_true (memcmp (data, beginning, strlen (beginning)) == 0);
}

static void
test_pipes (Files *files, gconstpointer data)
{
  static const struct
  {
    const char *command;
    const char *beginning;
  } cases[] = {
    { "cat \"$1\" | \"$0\" plot - -o - | cat", "\x89PNG" },
    { "\"$0\" plot --format svg - -o - <\"$1\" | cat", "<?xml" },
    { "cat \"$1\" | \"$0\" plot /dev/stdin -o /dev/stdout --format pdf | cat", "%PDF-" },
    { "cat \"$1\" | \"$0\" plot /dev/fd/3 \"$2\" -o - 3<&0 | cat", "\x89PNG" },
    { "cat \"$1\" | { \"$0\" plot -o /dev/fd/4 \"$2\" - 4>&1; } | cat", "\x89PNG" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = run_shell (files, cases[i].command);

      assert_begins (bytes, cases[i].beginning);
    }
  g_assert_cmpuint (fixture_count_files (files->folder), ==, 2);
}

/* The same picture whichever way the table comes. */
static void
test_same_picture (Files *files, gconstpointer data)
{
  g_autoptr (GBytes) piped = run_shell (files, "cat \"$1\" | \"$0\" plot - -o - --format svg");
  g_autofree char *named = NULL;
  gsize n;
  const char *bytes = g_bytes_get_data (piped, &n);
  g_auto (Result) result = fixture_succeed ("plot", files->a, "-o", files->out, NULL);

  named = fixture_read (files->out);
  g_assert_cmpmem (bytes, n, named, strlen (named));
  g_assert_cmpstr (result.out, ==, "");
}

static void
test_format (Files *files, gconstpointer data)
{
  g_autofree char *bare = g_build_filename (files->folder, "bare", NULL);
  g_autofree char *text = NULL;
  g_auto (Result) result = fixture_succeed ("plot", files->a, "-o", bare, "--format", "svg", NULL);

  text = fixture_read (bare);
  g_assert_true (g_str_has_prefix (text, "<?xml"));
  fixture_refuse (2, "--format|gif|png, svg, pdf", "plot", files->a, "-o", bare, "--format", "gif",
                  NULL);
  fixture_refuse (2, "--format is png|out.svg|svg", "plot", files->a, "-o", files->out, "--format",
                  "png", NULL);
  g_assert_false (g_file_test (files->out, G_FILE_TEST_EXISTS));
}

static void
test_several (Files *files, gconstpointer data)
{
  g_autofree char *again = g_build_filename (files->folder, "again.svg", NULL);
  g_autofree char *titled = g_build_filename (files->folder, "titled.svg", NULL);
  g_autofree char *alone = NULL, *both = NULL, *other = NULL;
  g_auto (Result) one = fixture_succeed ("plot", files->a, "-o", files->out, NULL);
  g_auto (Result) two = fixture_succeed ("plot", files->a, files->b, "-o", again, NULL);
  g_auto (Result) three
      = fixture_succeed ("plot", files->a, "--title", "Another", "-o", titled, NULL);

  alone = fixture_read (files->out);
  both = fixture_read (again);
  other = fixture_read (titled);
  g_assert_cmpstr (alone, !=, both);
  g_assert_cmpstr (alone, !=, other);
  fixture_refuse (1, "a.csv, line 2|a.csv, line 2, already", "plot", files->a, files->a, "-o",
                  again, NULL);
}

static void
test_refused (Files *files, gconstpointer data)
{
  g_autofree char *link = g_build_filename (files->folder, "link.png", NULL);
  g_autofree char *text = NULL;
  g_autofree char *long_title = g_strnfill (201, 'x');

  if (symlink (files->b, link) != 0)
    g_assert_not_reached ();
  /* An empty picture is none. */
  fixture_refuse (2, "no curve has a bit error|--metric loss-rate", "plot", files->a, "-o",
                  files->out, "--metric", "bit-error", NULL);
  fixture_refuse (2, "link.png|would replace", "plot", files->a, files->b, "-o", link, NULL);
  fixture_refuse (2, "a.csv|would replace", "plot", files->a, "-o", files->a, "--format", "svg",
                  NULL);
  text = fixture_read (files->b);
  g_assert_true (g_str_has_prefix (text, "label;"));
  fixture_refuse (2, "standard input|once", "plot", "-", "/dev/stdin", "-o", files->out, NULL);
  fixture_refuse (2, "--title|201|200", "plot", files->a, "-o", files->out, "--title", long_title,
                  NULL);
  fixture_refuse (2, "--title|control", "plot", files->a, "-o", files->out, "--title", "a\033[2J",
                  NULL);
  fixture_refuse (2, "--round-length", "plot", files->a, "-o", files->out, "--points",
                  "round-minimum", NULL);
}

/* A picture is told by its bytes, not by its name. */
static void
test_picture_as_table (Files *files, gconstpointer data)
{
  g_autofree char *png = g_build_filename (files->folder, "x.png", NULL);
  g_auto (Result) drawn = fixture_succeed ("plot", files->a, "-o", png, NULL);

  fixture_refuse (1, "x.png is not a table of losses|PNG picture", "plot", png, "-o", files->out,
                  NULL);
  fixture_refuse (2, "would replace", "plot", png, "-o", png, NULL);
}

static void
test_terminal (Files *files, gconstpointer data)
{
  int terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Result) result = { 0 };
  int end;

  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (grantpt (terminal), ==, 0);
  g_assert_cmpint (unlockpt (terminal), ==, 0);
  end = open (ptsname (terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (end, >=, 0);
  g_subprocess_launcher_take_stdout_fd (launcher, end);
  process
      = g_subprocess_launcher_spawn (launcher, &error, program, "plot", files->a, "-o", "-", NULL);
  g_assert_no_error (error);
  result = fixture_end (process);
  g_assert_cmpint (result.status, ==, 2);
  g_assert_nonnull (strstr (result.err, "cannot be shown on a terminal; name a file with -o"));
  close (terminal);
}

static void
add (const char *path, void (*test) (Files *, gconstpointer))
{
  g_test_add (path, Files, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  program = argv[1];
  add ("/cli/plot/pipes", test_pipes);
  add ("/cli/plot/same-picture", test_same_picture);
  add ("/cli/plot/format", test_format);
  add ("/cli/plot/several", test_several);
  add ("/cli/plot/refused", test_refused);
  add ("/cli/plot/picture-as-table", test_picture_as_table);
  add ("/cli/plot/terminal", test_terminal);
  return g_test_run ();
}
