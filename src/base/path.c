/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Resolving a path.
 */
#include "base/path.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As many as the kernel follows. */
#define MAX_LINKS 40

gboolean
base_path_is_open_file (const char *path)
{
  return g_str_equal (path, "-") || g_str_equal (path, "/dev/stdout")
         || g_str_equal (path, "/dev/stderr") || g_str_has_prefix (path, "/dev/fd/")
         || g_str_has_prefix (path, "/proc/self/fd/");
}

int
base_path_get_descriptor (const char *path)
{
  const char *digits;
  guint64 number;

  if (!base_path_is_open_file (path))
    return -1;
  if (g_str_equal (path, "-") || g_str_equal (path, "/dev/stdout"))
    return STDOUT_FILENO;
  if (g_str_equal (path, "/dev/stderr"))
    return STDERR_FILENO;
  digits = strrchr (path, '/') + 1;
  return g_ascii_string_to_unsigned (digits, 10, 0, G_MAXINT, &number, NULL) ? (int) number : -1;
}

gboolean
base_path_is_standard_output (const char *path)
{
  return base_path_get_descriptor (path) == STDOUT_FILENO;
}

/* A trailing slash does not make it another folder. */
static void
strip_slashes (char *path)
{
  for (gsize length = strlen (path); length > 1 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';
}

/* (transfer full): @path if it is no link */
static char *
follow_link (char *path)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;

  strip_slashes (path);
  target = g_file_read_link (path, NULL);
  if (target == NULL)
    return g_strdup (path);
  if (g_path_is_absolute (target))
    return g_steal_pointer (&target);
  folder = g_path_get_dirname (path);
  return g_build_filename (folder, target, NULL);
}

char *
base_path_resolve (const char *path)
{
  g_autofree char *file = g_strdup (path);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  char *real;

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *next = follow_link (file);

      if (g_str_equal (next, file))
        break;
      g_free (file);
      file = g_steal_pointer (&next);
    }
  strip_slashes (file);
  folder = g_path_get_dirname (file);
  name = g_path_get_basename (file);
  real = realpath (folder, NULL);
  if (real == NULL) /* the folder does not exist yet */
    return g_canonicalize_filename (file, NULL);
  g_free (file);
  file = g_build_filename (real, name, NULL);
  free (real);
  return g_steal_pointer (&file);
}
