/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of a test's own, for what writes files. Never removes a folder within it.
 */
#include "folder-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

char *
fixture_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("fuzzy-key-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
fixture_remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_folder (g_steal_pointer (&path));
      else
        g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

gboolean
fixture_is_full_device (const char *path)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  GStatBuf status;
  gboolean is_full;

  if (fd < 0)
    return FALSE;
  is_full = fstat (fd, &status) == 0 && S_ISCHR (status.st_mode) && write (fd, "", 1) < 0
            && errno == ENOSPC;
  close (fd);
  return is_full;
}

char *
fixture_make_full_device (const char *folder)
{
  g_autofree char *own = g_build_filename (folder, "full-device", NULL);

  if (mknod (own, S_IFCHR | 0666, makedev (1, 7)) == 0)
    {
      if (fixture_is_full_device (own))
        return g_steal_pointer (&own);
      g_remove (own); /* a disk without devices */
    }
  return fixture_is_full_device ("/dev/full") ? g_strdup ("/dev/full") : NULL;
}

guint
fixture_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}
