// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a file beside its place and renames it, or writes into what is no regular file. Never
// leaves half a file or a temporary one behind, never replaces a device.
#include "plot/plot-file.h"
#include "plot/plot-intl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _PlotFile
{
  char *name;      /* as the caller wrote it, for people */
  char *target;    /* what is replaced: links followed */
  char *temporary; /* NULL: written directly */
  int fd;
  GError *error; /* the first one */
};

static void
set_error (GError **error, const char *name, int number)
{
  g_autofree char *shown = g_filename_display_name (name);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
               _ ("Could not write “%s”: %s"), shown, g_strerror (number));
}

static void
file_free (PlotFile *self)
{
  g_free (self->name);
  g_free (self->target);
  g_free (self->temporary);
  g_clear_error (&self->error);
  g_free (self);
}

/* Names of files that are open already: behind them may be a regular file, which still belongs to
 * whoever opened it. */
static gboolean
is_open_file (const char *path)
{
  return g_str_equal (path, "/dev/stdout") || g_str_equal (path, "/dev/stderr")
         || g_str_has_prefix (path, "/dev/fd/") || g_str_has_prefix (path, "/proc/self/fd/");
}

/* The number behind such a name; -1 for none. */
static int
get_open_file (const char *path)
{
  const char *digits;
  guint64 number;

  if (!is_open_file (path))
    return -1;
  digits = strrchr (path, '/') + 1;
  if (g_str_equal (digits, "stdout"))
    return STDOUT_FILENO;
  if (g_str_equal (digits, "stderr"))
    return STDERR_FILENO;
  return g_ascii_string_to_unsigned (digits, 10, 0, G_MAXINT, &number, NULL) ? (int) number : -1;
}

/* A device, a pipe, a terminal: what is there stays there. What is open already is written where
 * its owner stands: opened anew it would have a place of its own, or may not be opened. */
static gboolean
open_directly (PlotFile *self, GError **error)
{
  int number = get_open_file (self->name);

  if (number >= 0)
    {
      fflush (number == STDERR_FILENO ? stderr : stdout);
      self->fd = fcntl (number, F_DUPFD_CLOEXEC, 3);
    }
  else
    self->fd = open (self->name, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
  if (self->fd < 0)
    set_error (error, self->name, errno);
  return self->fd >= 0;
}

static gboolean
open_temporary (PlotFile *self, const struct stat *former, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->target);

  self->temporary = g_build_filename (folder, ".fuzzy-key-XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      set_error (error, self->name, errno);
      g_clear_pointer (&self->temporary, g_free);
      return FALSE;
    }

  mode_t mode;

  if (former != NULL)
    mode = former->st_mode & 07777;
  else
    {
      /* The only way to ask for the mask is to set it; the lab sets no other one meanwhile. */
      mode_t mask = umask (022);

      umask (mask);
      mode = 0666 & ~mask;
    }
  /* A file system without permissions is no reason to lose a picture. */
  (void) fchmod (self->fd, mode);
  return TRUE;
}

PlotFile *
plot_file_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  PlotFile *self = g_new0 (PlotFile, 1);
  struct stat former;
  gboolean exists = stat (path, &former) == 0;
  gboolean direct;
  gboolean ok;

  self->name = g_strdup (path);
  self->fd = -1;
  if (!exists && errno != ENOENT)
    {
      set_error (error, path, errno);
      file_free (self);
      return NULL;
    }
  /* What may not be written is not replaced either. */
  if (exists && !is_open_file (path) && access (path, W_OK) != 0)
    {
      set_error (error, path, errno);
      file_free (self);
      return NULL;
    }

  char *real = exists ? realpath (path, NULL) : NULL;

  self->target = g_strdup (real != NULL ? real : path);
  free (real);
  direct = is_open_file (path) || (exists && !S_ISREG (former.st_mode));
  ok = direct ? open_directly (self, error) : open_temporary (self, exists ? &former : NULL, error);
  if (!ok)
    {
      file_free (self);
      return NULL;
    }
  return self;
}

gboolean
plot_file_write (PlotFile *self, const void *bytes, gsize n_bytes, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || n_bytes == 0, FALSE);

  const char *rest = bytes;

  while (self->error == NULL && n_bytes > 0)
    {
      gssize written = write (self->fd, rest, n_bytes);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          set_error (&self->error, self->name, errno);
          break;
        }
      rest += written;
      n_bytes -= written;
    }
  if (self->error != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->error);
      return FALSE;
    }
  return TRUE;
}

static void
keep_first_error (PlotFile *self, int number)
{
  if (self->error == NULL)
    set_error (&self->error, self->name, number);
}

gboolean
plot_file_close (PlotFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  gboolean ok;

  /* A rename may reach the disk before the bytes do. */
  if (self->temporary != NULL && self->error == NULL && fsync (self->fd) != 0 && errno != EINVAL)
    keep_first_error (self, errno);
  if (close (self->fd) != 0 && errno != EINTR)
    keep_first_error (self, errno);
  if (self->temporary != NULL)
    {
      if (self->error == NULL && rename (self->temporary, self->target) != 0)
        keep_first_error (self, errno);
      if (self->error != NULL)
        unlink (self->temporary);
    }

  ok = self->error == NULL;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&self->error));
  file_free (self);
  return ok;
}

void
plot_file_discard (PlotFile *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  if (self->temporary != NULL)
    unlink (self->temporary);
  file_free (self);
}

gboolean
plot_file_write_bytes (const char *path, const void *bytes, gsize n_bytes, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  PlotFile *file = plot_file_open (path, error);

  if (file == NULL)
    return FALSE;
  /* The error of writing comes back when closing. */
  plot_file_write (file, bytes, n_bytes, NULL);
  return plot_file_close (file, error);
}
