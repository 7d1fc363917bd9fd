/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What kind of file is at a store's path.
 */
#include "config.h"

#include "lab/store/lab-store-place.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "base/input.h"
#include "lab/experiment/lab-error.h"

/* SQLite's header: the magic string; the offsets of the user version and application id; then the
 * page with the list of tables: its type and number of cells. */
#define MAGIC "SQLite format 3"
#define VERSION_OFFSET 60
#define ID_OFFSET 68
#define PAGE_OFFSET 100
#define LEAF 0x0d
#define COUNT_OFFSET 103
#define HEADER_SIZE 105

void
lab_place_refuse_nothing (const char *path, LabPlace place, GError **error)
{
  if (place == LAB_PLACE_NOTHING)
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("there is no store %s; “fuzzy-key train” or the window creates one"), path);
  else
    g_set_error (
        error, LAB_ERROR, LAB_ERROR_STORE,
        _ ("%s is empty and not a store yet; “fuzzy-key train” or the window makes it one"), path);
}

void
lab_place_refuse_other (const char *path, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("%s is the database of another program; choose another store"), path);
}

void
lab_place_refuse_unopened (const char *path, int reason, GError **error)
{
  if (reason == EMFILE || reason == ENFILE)
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("the store %s cannot be opened (%s): raise the limit, for example with “ulimit "
                    "-n 1024”, or end other programs"),
                 path, g_strerror (reason));
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("the store %s cannot be opened (%s): make the file and its folder readable "
                    "and writable, or choose another store"),
                 path, g_strerror (reason));
}

/* @n_bytes: length of @header */
static void
refuse_stranger (const char *path, const guint8 *header, gsize n_bytes, GError **error)
{
  const char *kind = base_input_describe (header, n_bytes);

  if (kind != NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("%s is %s, not a store of this program; choose another store"), path, kind);
  else
    g_set_error (
        error, LAB_ERROR, LAB_ERROR_STORE,
        _ ("%s does not begin like a store of this program and is not one; choose another store"),
        path);
}

/* As many of the first bytes as there are, read through SQLite's own file; FALSE with an errno. */
static gboolean
read_header (const char *path, guint8 header[HEADER_SIZE], int *reason)
{
  sqlite3 *db = NULL;
  sqlite3_file *file = NULL;
  int code = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX, NULL);

  memset (header, 0, HEADER_SIZE);
  if (code == SQLITE_OK)
    code = sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code == SQLITE_OK && file->pMethods != NULL)
    code = file->pMethods->xRead (file, header, HEADER_SIZE, 0);
  *reason = db != NULL ? sqlite3_system_errno (db) : ENOMEM;
  if (*reason == 0)
    *reason = EIO;
  sqlite3_close (db);
  return code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ;
}

static guint32
get_number (const guint8 *header, gsize offset)
{
  guint32 number;

  memcpy (&number, header + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* A database without an id may be a new store whose tables are still in its log. */
static gboolean
has_tables (const guint8 *header)
{
  return header[PAGE_OFFSET] != LEAF || header[COUNT_OFFSET] != 0 || header[COUNT_OFFSET + 1] != 0
         || get_number (header, VERSION_OFFSET) != 0;
}

static gboolean
judge (const char *path, const guint8 *header, gsize n_bytes, LabPlace *place, GError **error)
{
  guint32 id = get_number (header, ID_OFFSET);

  if (memcmp (header, MAGIC, sizeof MAGIC) != 0)
    {
      refuse_stranger (path, header, n_bytes, error);
      return FALSE;
    }
  if (id != LAB_STORE_APPLICATION_ID && (id != 0 || has_tables (header)))
    {
      lab_place_refuse_other (path, error);
      return FALSE;
    }
  *place = id == 0 ? LAB_PLACE_UNNAMED : LAB_PLACE_STORE;
  return TRUE;
}

gboolean
lab_place_look (const char *path, LabPlace *place, GError **error)
{
  guint8 header[HEADER_SIZE];
  GStatBuf status;
  int reason;

  *place = LAB_PLACE_NOTHING;
  if (g_stat (path, &status) != 0)
    {
      if (errno == ENOENT)
        return TRUE;
      lab_place_refuse_unopened (path, errno, error);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (
          error, LAB_ERROR, LAB_ERROR_STORE,
          S_ISDIR (status.st_mode)
              ? _ ("%s is a folder, but a store is a file; choose another store")
              : _ ("%s is a pipe or a device, but a store is a file; choose another store"),
          path);
      return FALSE;
    }
  *place = LAB_PLACE_EMPTY;
  if (status.st_size == 0)
    return TRUE;
  if (!read_header (path, header, &reason))
    {
      lab_place_refuse_unopened (path, reason, error);
      return FALSE;
    }
  return judge (path, header, (gsize) MIN (status.st_size, HEADER_SIZE), place, error);
}
