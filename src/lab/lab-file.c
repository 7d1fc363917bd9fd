/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a file as a whole.
 */
#include "lab-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               "%s cannot be written: %s; choose another place or make room", path,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_directly (const char *path, const char *bytes, gsize n_bytes, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0)
    return fail (path, errno, error);
  while (n_bytes > 0 && code == 0)
    {
      gssize written = write (fd, bytes, n_bytes);

      if (written >= 0)
        {
          bytes += written;
          n_bytes -= (gsize) written;
        }
      else if (errno != EINTR)
        code = errno;
    }
  if (close (fd) != 0 && code == 0)
    code = errno;
  return code == 0 || fail (path, code, error);
}

/* @former: NULL where nothing stands yet */
static gboolean
replace (const char *path, const char *bytes, gsize n_bytes, const GStatBuf *former, GError **error)
{
  /* A link stays one: what it points to is replaced. */
  char *real = former != NULL ? realpath (path, NULL) : NULL;
  const char *target = real != NULL ? real : path;
  g_autoptr (GError) failure = NULL;
  gboolean is_written = g_file_set_contents_full (
      target, bytes, (gssize) n_bytes, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
      former != NULL ? 0600 : 0666, &failure);

  /* A file system without permissions is no reason to lose what was written. */
  if (is_written && former != NULL)
    g_chmod (target, (int) former->st_mode & 07777);
  if (!is_written)
    g_set_error (error, failure->domain, failure->code,
                 "%s cannot be written (%s); choose another place or make room", path,
                 failure->message);
  free (real);
  return is_written;
}

gboolean
lab_file_write (const char *path, const char *bytes, gsize n_bytes, GError **error)
{
  GStatBuf former;
  gboolean exists = g_stat (path, &former) == 0;

  if (!exists)
    return replace (path, bytes, n_bytes, NULL, error);
  if (S_ISDIR (former.st_mode))
    return fail (path, EISDIR, error);
  if (access (path, W_OK) != 0) /* and so it is not replaced either */
    return fail (path, errno, error);
  return S_ISREG (former.st_mode) ? replace (path, bytes, n_bytes, &former, error)
                                  : write_directly (path, bytes, n_bytes, error);
}
