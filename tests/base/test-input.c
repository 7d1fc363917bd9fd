/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading files, pipes and standard input as a whole, and telling what a file is.
 */
#include "base/input.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder-fixture.h"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->path = g_build_filename (place->folder, "file", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->path);
}

static void
assert_reads (const char *path, gsize max, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = base_input_read (path, max, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void
assert_refused (const char *path, gsize max, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (base_input_read (path, max, &error));
  g_assert_cmpint ((int) error->domain, ==, (int) G_FILE_ERROR);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” lacks “%s”", error->message, words);
}

static void
test_file (Place *place, gconstpointer data)
{
  g_assert_true (g_file_set_contents (place->path, "seven b", -1, NULL));
  assert_reads (place->path, 100, "seven b");
  assert_reads (place->path, 7, "seven b");
  assert_refused (place->path, 6, "at most 6 bytes");
  g_assert_true (g_file_set_contents (place->path, "", 0, NULL));
  assert_reads (place->path, 7, "");
  assert_reads (place->path, 0, "");
}

static void
test_refused (Place *place, gconstpointer data)
{
  assert_refused (place->folder, 10, "is a folder");
  assert_refused (place->path, 10, place->path);
}

static gpointer
feed (gpointer path)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  for (guint i = 0; i < 100000; i++)
    g_assert_cmpint (write (fd, "0123456789", 10), ==, 10);
  close (fd);
  return NULL;
}

/* Its size is not known before its end. */
static void
test_pipe (Place *place, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  GThread *writer;

  g_assert_cmpint (mkfifo (place->path, 0600), ==, 0);
  writer = g_thread_new ("writer", feed, place->path);
  bytes = base_input_read (place->path, 2000000, NULL);
  g_thread_join (writer);
  g_assert_nonnull (bytes);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 1000000);
  g_assert_cmpmem ((const char *) g_bytes_get_data (bytes, NULL) + 999990, 10, "0123456789", 10);
}

static void
test_standard_input (Place *place, gconstpointer data)
{
  g_autofree char *name = base_input_get_name ("-");
  int former = dup (STDIN_FILENO), fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_cmpint (write (fds[1], "piped", 5), ==, 5);
  close (fds[1]);
  dup2 (fds[0], STDIN_FILENO);
  close (fds[0]);
  assert_reads ("-", 100, "piped");
  dup2 (former, STDIN_FILENO);
  close (former);
  g_assert_cmpstr (name, ==, "standard input");
}

static void
test_describe (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gsize n;
    const char *words; /* NULL: nothing can be said */
  } files[] = {
    { "SQLite format 3\0and more", 24, "SQLite" },
    { "PK\3\4and more", 12, "zip" },
    { "\x80\2}q", 4, "pickle" },
    { "\x40\1\0\0\0\0\0\0{\"bob", 13, "safetensors" },
    { "\0\0\0\0\0\0\0\1{\"bob", 13, NULL }, /* a header of petabytes */
    { "\xef\xbb\xbfstudy;label;key_bits\n", 26, "table" },
    { ",study,label,key_bits\n", 22, "table" },
    { "\x89PNG\r\n", 6, "PNG" },
    { "version https://git-lfs.github.com/spec/v1", 42, "Git LFS" },
    { "\n  <!DOCTYPE HTML>", 18, "web page" },
    { "\xef\xbb\xbf<?xml", 8, "XML" },
    { "\xff\xfes\0", 4, "UTF-16" },
    { "{\"a\": 1}", 8, "JSON" },
    { "\0\0\0\0\0\0\0\0\0", 9, "NUL" },
    { "Dear Bob,\n", 10, "text" },
    { "", 0, "empty" },
    { "\1\2\3\4", 4, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const char *found = base_input_describe (files[i].bytes, files[i].n);

      if (files[i].words == NULL)
        g_assert_null (found);
      else if (found == NULL || strstr (found, files[i].words) == NULL)
        g_error ("“%s” is described as “%s”, not as “%s”", files[i].bytes, found, files[i].words);
    }
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/base/input/" name, Place, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("file", test_file);
  ADD ("refused", test_refused);
  ADD ("pipe", test_pipe);
  ADD ("standard-input", test_standard_input);
  ADD ("describe", test_describe);
  return g_test_run ();
}
