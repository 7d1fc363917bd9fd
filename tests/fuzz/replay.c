/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A main program for a fuzz target where there is no fuzzer: reads every file of
 * the folders named, once, in any build and with any compiler.
 */
#include <string.h>

#include "fuzz.h"

static guint
read_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_read = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      g_autofree guint8 *exact = NULL;
      gsize length;

      g_file_get_contents (path, &contents, &length, &error);
      g_assert_no_error (error);
      /* Without the NUL that GLib puts behind it, so that reading too far is seen. */
      exact = g_memdup2 (contents, length);
      g_test_message ("%s", path);
      fuzz_read (exact, length);
      n_read++;
    }
  return n_read;
}

static char **folders;

static void
test_folders (void)
{
  for (guint i = 0; folders[i] != NULL; i++)
    g_assert_cmpuint (read_folder (folders[i]), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fuzz_start ();
  folders = argv + 1;
  g_assert_nonnull (folders[0]);
  g_test_add_func ("/fuzz/replay", test_folders);
  return g_test_run ();
}
