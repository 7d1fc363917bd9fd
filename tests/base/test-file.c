/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a file as a whole: what stands there keeps what it is.
 */
#include "base/file.h"

#include <glib/gstdio.h>
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
write_text (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  base_file_write_bytes (path, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
assert_holds (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_mode (Place *place, gconstpointer data)
{
  static const mode_t modes[] = { 0600, 0640, 0666, 0755 };
  GStatBuf status;
  mode_t mask = umask (022);

  write_text (place->path, "new");
  g_assert_cmpint (g_stat (place->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0644);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (g_chmod (place->path, (int) modes[i]), ==, 0);
      write_text (place->path, "again");
      g_assert_cmpint (g_stat (place->path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 07777, ==, modes[i]);
      assert_holds (place->path, "again");
    }
  umask (mask);
}

static void
test_link (Place *place, gconstpointer data)
{
  g_autofree char *link = g_build_filename (place->folder, "link", NULL);

  write_text (place->path, "former");
  g_assert_cmpint (symlink ("file", link), ==, 0);
  write_text (link, "latter");
  assert_holds (place->path, "latter");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

static void
assert_refused (const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (base_file_write_bytes (path, "text", 4, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” lacks “%s”", error->message, words);
}

static void
test_refused (Place *place, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (place->folder, "none", "file", NULL);

  assert_refused (place->folder, "directory");
  assert_refused (inside, inside);
  if (geteuid () != 0) /* who may do anything may do this */
    {
      write_text (place->path, "former");
      g_assert_cmpint (g_chmod (place->path, 0444), ==, 0);
      assert_refused (place->path, "ermission");
      assert_holds (place->path, "former");
    }
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/base/file/" name, Place, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("mode", test_mode);
  ADD ("link", test_link);
  ADD ("refused", test_refused);
  return g_test_run ();
}
