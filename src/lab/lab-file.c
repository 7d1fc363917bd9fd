/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a file as a whole.
 */
#include "lab-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
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

gboolean
lab_file_write (const char *path, const char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return fail (path, EISDIR, error);
      return write_directly (path, bytes, n_bytes, error);
    }
  if (g_file_set_contents_full (path, bytes, (gssize) n_bytes,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &failure))
    return TRUE;
  g_set_error (error, failure->domain, failure->code,
               "%s cannot be written (%s); choose another place or make room", path,
               failure->message);
  return FALSE;
}
