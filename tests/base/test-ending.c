/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each case is a child that a signal hits: how it ends, and what it leaves behind.
 */
#include "base/ending.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "folder-fixture.h"

typedef void (*Child) (const char *folder);

/* (transfer none): the wait status of a child that does this. */
static int
run_child (Child child, const char *folder)
{
  pid_t process = fork ();
  int status = 0;

  g_assert_cmpint (process, >=, 0);
  if (process == 0)
    {
      signal (SIGHUP, SIG_DFL); /* started by nohup, a program rightly ignores it */
      base_ending_begin ();
      child (folder);
      _exit (base_ending_get_status (0));
    }
  g_assert_cmpint (waitpid (process, &status, 0), ==, process);
  return status;
}

static void
assert_exits (Child child, int expected)
{
  g_autofree char *folder = fixture_make_folder ();
  int status = run_child (child, folder);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, expected);
  g_assert_cmpuint (fixture_count_files (folder), ==, 0);
  fixture_remove_folder (g_steal_pointer (&folder));
}

/* A name that goes with the program, as of a file system that cannot do without. */
static void
make_temporary (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "temporary", NULL);

  base_ending_lock ();
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  base_ending_add_temporary (path);
  base_ending_unlock ();
}

static void
end_by_terminal (const char *folder)
{
  make_temporary (folder);
  raise (SIGHUP);
  _exit (0);
}

static void
end_by_interrupt (const char *folder)
{
  make_temporary (folder);
  raise (SIGINT);
  _exit (0);
}

static void
end_by_user_signal (const char *folder)
{
  make_temporary (folder);
  raise (SIGUSR1);
  _exit (0);
}

/* A file half-way has no name, or one that goes. */
static void
end_while_writing (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "half", NULL);
  BaseFile *file = base_file_open (path, NULL);

  g_assert_true (base_file_write (file, "half", 4, NULL));
  raise (SIGTERM);
  _exit (0);
}

static void
test_ends (void)
{
  assert_exits (end_by_terminal, 128 + SIGHUP);
  assert_exits (end_by_interrupt, 128 + SIGINT);
  assert_exits (end_by_user_signal, 128 + SIGUSR1);
  assert_exits (end_while_writing, 128 + SIGTERM);
}

static void
write_while_held (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "whole", NULL);

  base_ending_hold ();
  raise (SIGINT);
  raise (SIGHUP);
  g_assert_true (base_file_write_bytes (path, "whole", 5, NULL));
  base_ending_release ();
  if (g_remove (path) != 0)
    _exit (1);
}

static void
test_held (void)
{
  assert_exits (write_while_held, 128 + SIGINT);
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupt (gpointer data)
{
  raise (SIGINT);
  return G_SOURCE_REMOVE;
}

static void
watch_once (const char *folder)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint watch = base_ending_watch (quit, loop);

  g_idle_add (interrupt, NULL);
  g_main_loop_run (loop);
  base_ending_unwatch (watch);
  g_assert_cmpint (base_ending_get_signal (), ==, SIGINT);
}

static void
ignore_the_first (const char *folder)
{
  base_ending_watch (quit, NULL);
  make_temporary (folder);
  raise (SIGINT);
  raise (SIGUSR1); /* the same request */
  raise (SIGHUP);
  g_usleep (1100 * 1000);
  raise (SIGHUP); /* a terminal asks once */
  raise (SIGTERM);
  _exit (0);
}

static void
test_watched (void)
{
  assert_exits (watch_once, 128 + SIGINT);
  assert_exits (ignore_the_first, 128 + SIGTERM);
}

static void
stay_ignored (const char *folder)
{
  signal (SIGHUP, SIG_IGN); /* as nohup does */
  base_ending_begin ();
  raise (SIGHUP);
}

static void
break_pipe (const char *folder)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  close (fds[0]);
  g_assert_cmpint (write (fds[1], "x", 1), ==, -1);
}

static void
test_survived (void)
{
  assert_exits (stay_ignored, 0);
  assert_exits (break_pipe, 0);
}

/* What is opened next is none of the three, and they say that they are closed. */
static void
lose_descriptors (const char *folder)
{
  char byte;
  int fd;

  close (0);
  close (1);
  close (2);
  base_ending_begin ();
  fd = dup (0);
  _exit (fd >= 3 && write (1, "x", 1) < 0 && write (2, "x", 1) < 0 && read (0, &byte, 1) < 0 ? 0
                                                                                             : 1);
}

static void
test_descriptors (void)
{
  assert_exits (lose_descriptors, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/ending/ends", test_ends);
  g_test_add_func ("/base/ending/held", test_held);
  g_test_add_func ("/base/ending/watched", test_watched);
  g_test_add_func ("/base/ending/survived", test_survived);
  g_test_add_func ("/base/ending/descriptors", test_descriptors);
  return g_test_run ();
}
