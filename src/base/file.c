/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a file beside its target and renames it, or writes directly into anything but a regular
 * file. Where the file system supports it, the file has no name until it is complete, so that not
 * even a power cut leaves it behind; elsewhere base/ending.h removes it.
 */
#include "config.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ending.h"
#include "base/path.h"

#define TEMPORARY_NAME ".fuzzy-key-XXXXXX"
#define MAX_ATTEMPTS 100 /* under an unused name */

struct _BaseFile
{
  char *name;      /* as the caller wrote it, for messages */
  char *target;    /* what is replaced, with links followed */
  char *temporary; /* NULL if written directly, or still without a name */
  gboolean is_nameless;
  gboolean is_direct;
  int fd;
  GError *error; /* the first one */
};

static void
set_error (GError **error, const char *name, int number)
{
  g_autofree char *shown = g_filename_display_name (name);
  gboolean lacks_files = number == EMFILE || number == ENFILE;
  gboolean lacks_room = number == ENOSPC || number == EDQUOT || number == EFBIG;

  if (g_str_equal (name, "-") && !lacks_files)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
                 _ ("Could not write standard output: %s"), g_strerror (number));
  else
    g_set_error (
        error, G_FILE_ERROR, g_file_error_from_errno (number),
        lacks_files ? _ ("Could not write “%s”: %s; raise the limit on open files (ulimit -n)")
        : lacks_room ? _ ("Could not write “%s”: %s; free some space, or choose another location")
                     : _ ("Could not write “%s”: %s; choose another location"),
        shown, g_strerror (number));
}

static void
file_free (BaseFile *self)
{
  if (self->is_direct)
    base_ending_end_wait ();
  g_free (self->name);
  g_free (self->target);
  g_free (self->temporary);
  g_clear_error (&self->error);
  g_free (self);
}

/* A device, pipe or terminal is never replaced. A file that is already open is written through its
 * descriptor: reopening would give a separate offset, or may not be allowed. */
static gboolean
open_directly (BaseFile *self, GError **error)
{
  int number = base_path_get_descriptor (self->name);

  self->is_direct = TRUE;
  base_ending_begin_wait ();
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

/* Path through which linkat() can name a nameless file. */
static char *
get_link_name (int fd)
{
  return g_strdup_printf ("/proc/self/fd/%d", fd);
}

/* Not every file system supports this, and it needs /proc. */
static gboolean
open_nameless (BaseFile *self, const char *folder)
{
  g_autofree char *link = NULL;

  self->fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0)
    return FALSE;
  link = get_link_name (self->fd);
  self->is_nameless = access (link, F_OK) == 0;
  if (!self->is_nameless)
    {
      close (self->fd);
      self->fd = -1;
    }
  return self->is_nameless;
}

static gboolean
open_named (BaseFile *self, const char *folder, GError **error)
{
  mode_t mask;

  self->temporary = g_build_filename (folder, TEMPORARY_NAME, NULL);
  base_ending_lock ();
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    base_ending_add_temporary (self->temporary);
  base_ending_unlock ();
  if (self->fd < 0)
    {
      set_error (error, self->name, errno);
      g_clear_pointer (&self->temporary, g_free);
      return FALSE;
    }
  /* The mask can be read only by setting it; nothing else in the lab sets it meanwhile. */
  mask = umask (022);
  umask (mask);
  (void) fchmod (self->fd, 0666 & ~mask);
  return TRUE;
}

static gboolean
open_beside (BaseFile *self, const struct stat *former, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->target);

  if (!open_nameless (self, folder) && !open_named (self, folder, error))
    return FALSE;
  /* A file system without permissions is no reason to lose a picture, nor is an owner that only
   * root can set. */
  if (former != NULL)
    {
      if (fchown (self->fd, former->st_uid, former->st_gid) != 0)
        g_debug ("“%s” gets another owner.", self->name);
      (void) fchmod (self->fd, former->st_mode & 07777);
    }
  return TRUE;
}

BaseFile *
base_file_open (const char *path, GError **error)
{
  BaseFile *self;
  struct stat former;
  gboolean exists, direct, ok;
  char *real;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_new0 (BaseFile, 1);
  self->name = g_strdup (path);
  self->fd = -1;
  direct = base_path_is_open_file (path);
  exists = !direct && stat (path, &former) == 0;
  /* A file that may not be written is not replaced either. */
  if (!direct && (exists ? access (path, W_OK) != 0 : errno != ENOENT))
    {
      set_error (error, path, errno);
      file_free (self);
      return NULL;
    }
  real = exists ? realpath (path, NULL) : NULL;
  /* A link's target may not exist yet. */
  if (real == NULL && g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    self->target = base_path_resolve (path);
  else
    self->target = g_strdup (real != NULL ? real : path);
  free (real);
  direct |= exists && !S_ISREG (former.st_mode);
  ok = direct ? open_directly (self, error) : open_beside (self, exists ? &former : NULL, error);
  if (!ok)
    {
      file_free (self);
      return NULL;
    }
  return self;
}

static gboolean
wait_for_room (int fd)
{
  struct pollfd room = { .fd = fd, .events = POLLOUT };

  return poll (&room, 1, -1) >= 0 || errno == EINTR;
}

gboolean
base_file_write (BaseFile *self, const void *bytes, gsize n_bytes, GError **error)
{
  const char *rest = bytes;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || n_bytes == 0, FALSE);

  while (self->error == NULL && n_bytes > 0)
    {
      gssize written = write (self->fd, rest, n_bytes);

      if (written < 0 && errno == EINTR)
        continue;
      /* A pipe that another program made non-blocking is full for now. */
      if (written < 0 && errno == EAGAIN && wait_for_room (self->fd))
        continue;
      if (written < 0)
        {
          set_error (&self->error, self->name, errno);
          break;
        }
      rest += written;
      n_bytes -= (gsize) written;
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
keep_first_error (BaseFile *self, int number)
{
  if (self->error == NULL)
    set_error (&self->error, self->name, number);
}

/* Names the nameless file beside its target, because an existing name cannot be replaced directly.
 * The caller has locked the ending. */
static gboolean
name_file (BaseFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->target);
  g_autofree char *link = get_link_name (self->fd);

  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      g_autofree char *hidden = g_strdup_printf (".fuzzy-key-%06x", g_random_int () & 0xffffff);
      g_autofree char *name = g_build_filename (folder, hidden, NULL);

      if (linkat (AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
        {
          self->temporary = g_steal_pointer (&name);
          base_ending_add_temporary (self->temporary);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

/* If the name is a mount point, or in a folder in which only owners may rename, the file itself
 * may still be writable. FALSE with errno. */
static gboolean
copy_in_place (BaseFile *self)
{
  int target = open (self->target, O_WRONLY | O_CLOEXEC);
  char part[65536];
  off_t at = 0;
  gssize n = -1;

  if (target < 0)
    return FALSE;
  while ((n = pread (self->fd, part, sizeof part, at)) > 0)
    {
      if (pwrite (target, part, (gsize) n, at) != n)
        {
          n = -1;
          break;
        }
      at += n;
    }
  if (n == 0 && (ftruncate (target, at) != 0 || fsync (target) != 0))
    n = -1;
  if (close (target) != 0)
    n = -1;
  return n == 0;
}

static gboolean
is_about_the_name (int number)
{
  return number == EBUSY || number == EPERM || number == EACCES || number == EXDEV;
}

/* Nothing can end the program between the creation and the removal of a name. */
static void
put_in_place (BaseFile *self)
{
  gboolean is_renamed = FALSE;

  base_ending_lock ();
  if (self->error == NULL && self->is_nameless && !name_file (self))
    keep_first_error (self, errno);
  if (self->error == NULL)
    {
      is_renamed = rename (self->temporary, self->target) == 0;
      if (!is_renamed && !(is_about_the_name (errno) && copy_in_place (self)))
        keep_first_error (self, errno);
    }
  if (self->temporary != NULL)
    {
      if (!is_renamed)
        unlink (self->temporary);
      base_ending_remove_temporary (self->temporary);
    }
  base_ending_unlock ();
}

gboolean
base_file_close (BaseFile *self, GError **error)
{
  gboolean is_beside, ok;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  is_beside = self->temporary != NULL || self->is_nameless;
  /* A rename may reach the disk before the bytes do. */
  if (is_beside && self->error == NULL && fsync (self->fd) != 0 && errno != EINVAL)
    keep_first_error (self, errno);
  if (is_beside)
    put_in_place (self);
  if (close (self->fd) != 0 && errno != EINTR)
    keep_first_error (self, errno);

  ok = self->error == NULL;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&self->error));
  file_free (self);
  return ok;
}

void
base_file_discard (BaseFile *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  if (self->temporary != NULL)
    {
      base_ending_lock ();
      unlink (self->temporary);
      base_ending_remove_temporary (self->temporary);
      base_ending_unlock ();
    }
  file_free (self);
}

gboolean
base_file_write_bytes (const char *path, const void *bytes, gsize n_bytes, GError **error)
{
  BaseFile *file;

  g_return_val_if_fail (path != NULL, FALSE);

  file = base_file_open (path, error);
  if (file == NULL)
    return FALSE;
  /* close() reports delayed write errors. */
  base_file_write (file, bytes, n_bytes, NULL);
  return base_file_close (file, error);
}

gboolean
base_file_check (const char *path, GError **error)
{
  g_autoptr (BaseFile) file = NULL;
  struct stat status;

  if (!base_path_is_open_file (path) && stat (path, &status) == 0 && !S_ISREG (status.st_mode)
      && !S_ISDIR (status.st_mode) && access (path, W_OK) == 0)
    return TRUE;
  file = base_file_open (path, error);
  return file != NULL;
}
