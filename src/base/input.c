/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one reader of user files.
 */
#include "config.h"

#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_SIZE 65536

/* Of a safetensors header; the limit of the format itself. */
#define MAX_HEADER 100000000

gboolean
base_input_is_standard (const char *path)
{
  return g_str_equal (path, "-") || g_str_equal (path, "/dev/stdin")
         || g_str_equal (path, "/dev/fd/0") || g_str_equal (path, "/proc/self/fd/0");
}

char *
base_input_get_name (const char *path)
{
  return g_str_equal (path, "-") ? g_strdup (_ ("standard input")) : g_filename_display_name (path);
}

/* (transfer full): file names in quotation marks */
static char *
quote_name (const char *path)
{
  g_autofree char *name = base_input_get_name (path);

  return g_str_equal (path, "-") ? g_steal_pointer (&name) : g_strdup_printf (_ ("“%s”"), name);
}

static void
set_error (GError **error, const char *path, int number)
{
  g_autofree char *shown = quote_name (path);

  if (number == EISDIR)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, _ ("%s is a folder; name a file in it"),
                 shown);
  else
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), _ ("%s cannot be read: %s"),
                 shown, g_strerror (number));
}

/* An open file is read through its descriptor: not everyone may reopen a pipe. */
static int
open_input (const char *path, struct stat *status)
{
  int fd = base_input_is_standard (path) ? fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                         : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  int code;

  if (fd < 0 || fstat (fd, status) == 0)
    return fd;
  code = errno;
  close (fd);
  errno = code;
  return -1;
}

typedef struct
{
  char *bytes;
  gsize n;
  gsize size;
} Buffer;

static gboolean
grow (Buffer *buffer, gsize size)
{
  char *larger = size > buffer->n ? g_try_realloc (buffer->bytes, size) : NULL;

  if (larger == NULL)
    return FALSE;
  buffer->bytes = larger;
  buffer->size = size;
  return TRUE;
}

/* 0, or an errno; reads up to one byte more than @max, to detect longer input. */
static int
read_all (int fd, const struct stat *status, gsize max, Buffer *buffer)
{
  gsize expected = S_ISREG (status->st_mode) ? (gsize) status->st_size + 1 : FIRST_SIZE;

  if (S_ISDIR (status->st_mode))
    return EISDIR;
  if (!grow (buffer, MIN (MAX (expected, 1), max) + 1))
    return ENOMEM;
  while (buffer->n <= max)
    {
      gssize n;

      if (buffer->n == buffer->size && !grow (buffer, MIN (2 * buffer->size, max + 1)))
        return ENOMEM;
      n = read (fd, buffer->bytes + buffer->n, MIN (buffer->size - buffer->n, G_MAXINT));
      if (n == 0)
        return 0;
      if (n > 0)
        buffer->n += (gsize) n;
      else if (errno != EINTR)
        return errno;
    }
  return 0;
}

GBytes *
base_input_read (const char *path, gsize max, GError **error)
{
  struct stat status;
  Buffer buffer = { 0 };
  int fd = open_input (path, &status);
  int code = fd < 0 ? errno : 0;

  g_return_val_if_fail (max < G_MAXSIZE / 4, NULL);

  if (fd >= 0)
    {
      code = read_all (fd, &status, max, &buffer);
      close (fd);
    }
  if (code == 0 && buffer.n <= max)
    return g_bytes_new_take (buffer.bytes, buffer.n);
  g_free (buffer.bytes);
  if (code != 0)
    set_error (error, path, code);
  else
    {
      g_autofree char *shown = quote_name (path);

      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   _ ("%s is too long; at most %zu bytes can be read"), shown, max);
    }
  return NULL;
}

typedef struct
{
  const char *bytes;
  gsize n;
  const char *what;
} Kind;

#define KIND(bytes, what)                                                                          \
  {                                                                                                \
    bytes, sizeof bytes - 1, what                                                                  \
  }

static const Kind kinds[] = {
  KIND ("SQLite format 3\0", N_ ("an SQLite database")),
  KIND ("PK\3\4", N_ ("a zip archive, like PyTorch’s own files")),
  KIND ("\x80\2", N_ ("a Python pickle")),
  KIND ("\x80\3", N_ ("a Python pickle")),
  KIND ("\x80\4", N_ ("a Python pickle")),
  KIND ("\x80\5", N_ ("a Python pickle")),
  KIND ("\x93NUMPY", N_ ("a NumPy array")),
  KIND ("\x89HDF", N_ ("an HDF5 file")),
  KIND ("\x89PNG", N_ ("a PNG picture")),
  KIND ("\xff\xd8\xff", N_ ("a JPEG picture")),
  KIND ("GIF8", N_ ("a GIF picture")),
  KIND ("%PDF", N_ ("a PDF document")),
  KIND ("\x1f\x8b", N_ ("a file compressed with gzip; unpack it first")),
  KIND ("BZh", N_ ("a file compressed with bzip2; unpack it first")),
  KIND ("\xfd\x37zXZ", N_ ("a file compressed with xz; unpack it first")),
  KIND ("\x28\xb5\x2f\xfd", N_ ("a file compressed with zstd; unpack it first")),
  KIND ("\x7f"
        "ELF",
        N_ ("a program")),
  KIND ("version https://git-lfs",
        N_ ("a Git LFS pointer, not the file itself; “git lfs pull” fetches the file")),
  KIND ("\xff\xfe", N_ ("UTF-16 text; save it as UTF-8")),
  KIND ("\xfe\xff", N_ ("UTF-16 text; save it as UTF-8")),
};

/* Text, possibly after a byte order mark. */
static const Kind texts[] = {
  KIND ("fuzzy-key-ciphertext", N_ ("a ciphertext of fuzzy-key")),
  KIND ("study,label,", N_ ("a table of losses")),
  KIND ("study;label;", N_ ("a table of losses")),
  KIND ("study\tlabel\t", N_ ("a table of losses")),
  KIND (",study,label,", N_ ("a table of losses")), /* pandas leaves the index column unnamed */
  KIND ("[study]", N_ ("a study file")),
};

/* Possibly after blanks; compared in lower case. */
static const Kind markup[] = {
  KIND ("<!doctype html", N_ ("a web page")),     KIND ("<html", N_ ("a web page")),
  KIND ("<svg", N_ ("an SVG picture")),           KIND ("<?xml", N_ ("an XML file")),
  KIND ("<", N_ ("a file in a markup language")), KIND ("{", N_ ("JSON text")),
};

static gboolean
is_all (const char *bytes, gsize n, char byte)
{
  for (gsize i = 0; i < n; i++)
    if (bytes[i] != byte)
      return FALSE;
  return n > 0;
}

/* Whether it is UTF-8 without control characters; the last letter may be cut off. */
static gboolean
is_text (const char *bytes, gsize n)
{
  const char *end;

  if (n == 0 || (!g_utf8_validate (bytes, (gssize) n, &end) && end + 4 < bytes + n))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if ((guchar) bytes[i] < ' ' && strchr ("\t\n\r\f", bytes[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The length of a header, then the header, which is JSON. */
static gboolean
is_safetensors (const guint8 *bytes, gsize n)
{
  guint64 length;

  if (n <= sizeof length || bytes[sizeof length] != '{')
    return FALSE;
  memcpy (&length, bytes, sizeof length);
  length = GUINT64_FROM_LE (length);
  return length >= 2 && length <= MAX_HEADER;
}

/* @all is in lower case. */
static const char *
find_text (const Kind *all, guint n_all, const char *letters, gsize n)
{
  for (guint i = 0; i < n_all; i++)
    if (n >= all[i].n && g_ascii_strncasecmp (letters, all[i].bytes, all[i].n) == 0)
      return _ (all[i].what);
  return NULL;
}

const char *
base_input_describe (const void *data, gsize n)
{
  const char *bytes = data, *letters = bytes, *what;
  gsize n_letters = n;

  if (n == 0)
    return _ ("empty");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (n >= kinds[i].n && memcmp (bytes, kinds[i].bytes, kinds[i].n) == 0)
      return _ (kinds[i].what);
  if (is_safetensors (data, n))
    return _ ("networks as safetensors");
  if (is_all (bytes, MIN (n, 4096), '\0'))
    return _ ("nothing but NUL bytes");
  if (n >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    letters += 3, n_letters -= 3;
  what = find_text (texts, G_N_ELEMENTS (texts), letters, n_letters);
  for (; what == NULL && n_letters > 0 && g_ascii_isspace (*letters); n_letters--)
    letters++;
  if (what == NULL)
    what = find_text (markup, G_N_ELEMENTS (markup), letters, n_letters);
  if (what != NULL)
    return what;
  return is_text (bytes, MIN (n, 4096)) ? _ ("text") : NULL;
}
