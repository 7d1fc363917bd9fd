/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reader whose memory fails: each input of the folders named is read in a process
 * of its own, again and again, with another allocation failing each time. Allowed
 * is a sentence or success; and where one of GLib's small allocations fails, that
 * GLib ends the program, as it documents. A crash, or an end by anything that a
 * file's content has made large, is a failure.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "failing-memory.h"
#include "fuzz.h"

/* Failures tried for an input, evenly spread over its allocations. */
#ifndef N_FAILURES
#define N_FAILURES 60
#endif

/* An allocation may be so large for no reason of the file's; and so many times as large as the
 * file: GLib doubles what grows, and numbers take more memory than digits. */
#define SMALL (256 * 1024)
#define FACTOR 4

typedef enum
{
  FAIL_NOTHING,
  FAIL_NTH,
  FAIL_LARGE,
  FAIL_NTH_OF_SQLITE,
} Failure;

typedef struct
{
  const char *path;
  const guint8 *bytes;
  gsize n_bytes;
} Input;

/* What a process that reads has counted, shared with this one. */
typedef struct
{
  guint64 n_allocations;
  guint64 n_sqlite_allocations;
} Counts;

static Counts *counts;
static char **folders;
static guint n_failures, n_ended_by_glib, n_sentences;

/* GLib's own way to say that memory is lacking needs memory, and waits for itself. */
static void
say (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if (write (STDERR_FILENO, message, strlen (message)) < 0)
    _exit (4);
}

static void
read_failing (const Input *input, Failure failure, guint64 nth)
{
  g_autoptr (GError) error = NULL;
  gsize max = failure == FAIL_LARGE ? MAX (SMALL, FACTOR * input->n_bytes) : G_MAXSIZE;
  gboolean fits;

  failing_memory_begin_sqlite (failure == FAIL_NTH_OF_SQLITE ? nth : 0);
  failing_memory_begin (failure == FAIL_NTH ? nth : 0, max);
  fits = fuzz_try (input->bytes, input->n_bytes, &error);
  counts->n_allocations = failing_memory_end ();
  counts->n_sqlite_allocations = failing_memory_end_sqlite ();
  if (!fits && (error == NULL || strlen (error->message) < 10))
    g_error ("refused without a sentence");
  _exit (fits ? 0 : 3);
}

static gboolean
is_end_by_glib (const char *words)
{
  return strstr (words, "failed to allocate") != NULL
         || strstr (words, "Unexpected error from C library") != NULL;
}

/* What a process that ended wrote, up to some kilobytes. */
static char *
take_words (int descriptor)
{
  char *words = g_malloc0 (4096);
  gssize n = pread (descriptor, words, 4095, 0);

  g_assert_cmpint (n, >=, 0);
  close (descriptor);
  return words;
}

static void
try (const Input *input, Failure failure, guint64 nth)
{
  int descriptor = memfd_create ("words", 0), status;
  g_autofree char *words = NULL;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      struct rlimit none = { 0, 0 };

      setrlimit (RLIMIT_CORE, &none);
      dup2 (descriptor, STDOUT_FILENO);
      dup2 (descriptor, STDERR_FILENO);
      g_log_set_default_handler (say, NULL);
      alarm (60);
      read_failing (input, failure, nth);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  words = take_words (descriptor);
  n_failures += failure != FAIL_NOTHING;
  if (WIFEXITED (status) && (WEXITSTATUS (status) == 0 || WEXITSTATUS (status) == 3))
    n_sentences += WEXITSTATUS (status) == 3;
  else if (failure == FAIL_NTH && WIFSIGNALED (status) && is_end_by_glib (words))
    n_ended_by_glib++;
  else
    g_error ("%s: failure of kind %d, allocation %" G_GUINT64_FORMAT ": status 0x%x: %s",
             input->path, failure, nth, (guint) status, words);
}

static void
try_all (const Input *input)
{
  guint64 n, n_sqlite;

  *counts = (Counts){ 0 };
  try (input, FAIL_NOTHING, 0);
  n = counts->n_allocations;
  n_sqlite = counts->n_sqlite_allocations;
  g_assert_cmpuint (n, >, 0);
  try (input, FAIL_LARGE, 0);
  for (guint64 i = 0; i < MIN (n, N_FAILURES); i++)
    try (input, FAIL_NTH, 1 + i * n / MIN (n, N_FAILURES));
  for (guint64 i = 0; i < MIN (n_sqlite, N_FAILURES); i++)
    try (input, FAIL_NTH_OF_SQLITE, 1 + i * n_sqlite / MIN (n_sqlite, N_FAILURES));
}

static void
try_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      Input input = { .path = path };
      g_autoptr (GError) error = NULL;

      g_file_get_contents (path, &contents, &input.n_bytes, &error);
      g_assert_no_error (error);
      input.bytes = (const guint8 *) contents;
      try_all (&input);
    }
}

static void
test_readers (void)
{
  for (guint i = 0; folders[i] != NULL; i++)
    try_folder (folders[i]);
  g_assert_cmpuint (n_failures, >, 0);
  g_test_message ("%u failures of memory: %u sentences, %u ends by GLib", n_failures, n_sentences,
                  n_ended_by_glib);
}

/* That memory does fail here. */
static void
test_failing (void)
{
  gpointer volatile first, second, large;
  guint64 n;

  failing_memory_begin (2, 1000);
  first = g_try_malloc (10);
  second = g_try_malloc (10);
  large = g_try_malloc (1001);
  n = failing_memory_end ();
  g_assert_nonnull (first);
  g_assert_null (second);
  g_assert_null (large);
  g_assert_cmpuint (n, ==, 3);
  g_free (first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  failing_memory_install_sqlite ();
  folders = argv + 1;
  counts = mmap (NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (counts != MAP_FAILED);
  g_test_add_func ("/memory/failing", test_failing);
  g_test_add_func ("/memory/readers", test_readers);
  return g_test_run ();
}
