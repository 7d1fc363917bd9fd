/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of a store under their names.
 */
#include "lab/store/lab-store-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file itself, the journal that it has until it is a store, its log, and the log's index. */
static const char *const endings[] = { "", "-journal", "-wal", "-shm" };
#define LOG_ENDING 2

/* The contents of the lock file: which file and log were there when a process last opened the
 * store. The log is empty until it is known to be this file's. */
typedef struct
{
  LabFileId file;
  LabFileId log;
} Seen;

LabFileId
lab_file_id_look (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return (LabFileId){ 0 };
  return (LabFileId){ status.st_dev, status.st_ino };
}

gboolean
lab_file_id_is_same (LabFileId a, LabFileId b)
{
  return a.device == b.device && a.inode == b.inode;
}

static LabFileId
look_at_log (const char *store)
{
  g_autofree char *log = g_strconcat (store, "-wal", NULL);

  return lab_file_id_look (log);
}

/* Two bytes of the lock file that belong to no run. Whoever locks the first may compare file and
 * log and rename the log. Everyone opening the file shares the second, because SQLite finds a
 * file's log by its name: only its exclusive owner may rename the file. */
#define NAMES_BYTE 0
#define OPENING_BYTE G_MAXINT64

/* How long to wait until nobody is opening the file, microseconds: a process checking all of it
 * may take long, or be stopped. */
#define OPENING_TIMEOUT (2 * G_USEC_PER_SEC)
#define OPENING_PAUSE (5 * 1000)

static char *
get_locks (const char *store)
{
  return g_strconcat (store, "-locks", NULL);
}

/* @flags: O_CREAT to make the file of locks where there is none */
static LabFileLock
open_locks (const char *store, int flags)
{
  g_autofree char *path = get_locks (store);

  return g_open (path, flags | O_CLOEXEC, 0600);
}

static struct flock
describe (gint64 byte, short type)
{
  return (struct flock){ .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
}

/* Waits: whoever has it has it for a moment. */
static LabFileLock
lock_byte (const char *store, gint64 byte, short type, int flags)
{
  struct flock lock = describe (byte, type);
  LabFileLock fd = open_locks (store, flags);

  while (fd >= 0 && fcntl (fd, F_OFD_SETLKW, &lock) != 0 && errno == EINTR)
    ;
  return fd;
}

/* Closing the descriptor drops the lock. */
void
lab_files_unlock (LabFileLock lock)
{
  int saved = errno;

  if (lock >= 0)
    close (lock);
  errno = saved;
}

/* FALSE with EAGAIN while others are opening the file. */
static gboolean
lock_alone (const char *store, LabFileLock *alone)
{
  struct flock lock = describe (OPENING_BYTE, F_WRLCK);
  gint64 end = g_get_monotonic_time () + OPENING_TIMEOUT;

  *alone = open_locks (store, O_RDWR | O_CREAT);
  while (*alone >= 0 && fcntl (*alone, F_OFD_SETLK, &lock) != 0
         && (errno == EAGAIN || errno == EACCES))
    {
      if (g_get_monotonic_time () > end)
        {
          errno = EAGAIN;
          return FALSE;
        }
      g_usleep (OPENING_PAUSE);
    }
  return TRUE;
}

LabFileLock
lab_files_lock_to_make (const char *store)
{
  return lock_byte (store, OPENING_BYTE, F_RDLCK, O_RDWR | O_CREAT);
}

LabFileLock
lab_files_lock_to_open (const char *store)
{
  return lock_byte (store, OPENING_BYTE, F_RDLCK, O_RDWR);
}

void
lab_files_remove_begun (const char *store, gboolean (*holds_nothing) (const char *store))
{
  struct flock lock = describe (OPENING_BYTE, F_WRLCK);
  g_auto (LabFileLock) alone = open_locks (store, O_RDWR);
  g_autofree char *locks = get_locks (store);

  /* Without the lock, another process may be opening it. */
  if (alone < 0 || fcntl (alone, F_OFD_SETLK, &lock) != 0 || !holds_nothing (store))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *part = g_strconcat (store, endings[i], NULL);

      g_unlink (part);
    }
  g_unlink (locks);
}

/* A name that is free for the file and everything that belongs to it. */
static char *
make_name (const char *store, const char *kind)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s-%u", store, kind, i);
      gboolean is_taken = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (endings); j++)
        {
          g_autofree char *part = g_strconcat (name, endings[j], NULL);

          is_taken |= g_file_test (part, G_FILE_TEST_EXISTS);
        }
      if (!is_taken)
        return g_steal_pointer (&name);
    }
}

/* Renames whichever exist, starting with that ending; FALSE with errno. */
static gboolean
rename_files (const char *store, const char *name, guint first)
{
  for (guint i = first; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (store, endings[i], NULL);
      g_autofree char *to = g_strconcat (name, endings[i], NULL);

      if (g_rename (from, to) != 0 && (i == 0 || errno != ENOENT))
        return FALSE;
    }
  return TRUE;
}

char *
lab_files_set_aside (const char *store, LabFileId id)
{
  g_auto (LabFileLock) alone = -1;
  g_auto (LabFileLock) names = -1;
  g_autofree char *name = NULL;

  if (!lock_alone (store, &alone))
    return NULL;
  names = lock_byte (store, NAMES_BYTE, F_WRLCK, O_RDWR | O_CREAT);
  name = make_name (store, "damaged");
  if (lab_file_id_is_same (lab_file_id_look (store), id))
    return rename_files (store, name, 0) ? g_steal_pointer (&name) : NULL;
  errno = 0;
  return NULL;
}

static Seen
read_seen (int fd)
{
  Seen seen;

  return pread (fd, &seen, sizeof seen, 0) == sizeof seen ? seen : (Seen){ 0 };
}

/* If it cannot be written, the next process just knows less. */
static void
write_seen (int fd, Seen seen)
{
  if (pwrite (fd, &seen, sizeof seen, 0) != sizeof seen)
    g_debug ("What stands under the store's name could not be noted.");
}

void
lab_files_move_former_log (const char *store)
{
  /* Without the file nothing was noted: it is not made beside any file. */
  g_auto (LabFileLock) names = lock_byte (store, NAMES_BYTE, F_WRLCK, O_RDWR);
  LabFileId file, log;
  Seen seen;

  if (names < 0)
    return;
  file = lab_file_id_look (store);
  log = look_at_log (store);
  seen = read_seen (names);
  if (file.inode == 0 || lab_file_id_is_same (seen.file, file))
    return;
  if (log.inode != 0 && lab_file_id_is_same (seen.log, log))
    {
      g_autofree char *name = make_name (store, "former");

      rename_files (store, name, LOG_ENDING);
    }
  write_seen (names, (Seen){ file, { 0 } });
}

gboolean
lab_files_have_former_log (const char *store)
{
  g_auto (LabFileLock) names = lock_byte (store, NAMES_BYTE, F_RDLCK, O_RDONLY);
  LabFileId log = look_at_log (store);
  Seen seen = names >= 0 ? read_seen (names) : (Seen){ 0 };

  return log.inode != 0 && lab_file_id_is_same (seen.log, log)
         && !lab_file_id_is_same (seen.file, lab_file_id_look (store));
}

void
lab_files_note_log (const char *store, LabFileId file)
{
  g_auto (LabFileLock) names = lock_byte (store, NAMES_BYTE, F_WRLCK, O_RDWR | O_CREAT);
  LabFileId log = look_at_log (store);
  Seen seen = names >= 0 ? read_seen (names) : (Seen){ 0 };

  if (names >= 0 && lab_file_id_is_same (lab_file_id_look (store), file)
      && !(lab_file_id_is_same (seen.file, file) && lab_file_id_is_same (seen.log, log)))
    write_seen (names, (Seen){ file, log });
}
