/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Locks on runs: open file description locks (fcntl), one byte per run.
 */
#include "lab/store/lab-store-locks.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct _LabLocks
{
  char *path;
  int flags;  /* for opening it */
  int fd;     /* -1 if not open */
  int reason; /* why not, an errno; 0 if open */
  GMutex mutex;
  GHashTable *mine;   /* of gint64 */
  GHashTable *claims; /* of gint64 -> count */
};

static struct flock
describe (short type, gint64 run)
{
  return (struct flock){ .l_type = type, .l_whence = SEEK_SET, .l_start = run, .l_len = 1 };
}

/* Querying a lock shows whether the system and the disk support them: if that fails, other
 * processes' locks are unknown, too. */
static void
open_file (LabLocks *locks)
{
  struct flock lock = describe (F_WRLCK, 0);

  locks->fd = g_open (locks->path, locks->flags | O_CLOEXEC, 0600);
  locks->reason = locks->fd < 0 || fcntl (locks->fd, F_OFD_GETLK, &lock) != 0 ? errno : 0;
  if (locks->fd >= 0 && locks->reason != 0)
    {
      close (locks->fd);
      locks->fd = -1;
    }
}

static LabLocks *
make_locks (const char *store, int flags)
{
  LabLocks *locks = g_new0 (LabLocks, 1);

  locks->path = g_strconcat (store, "-locks", NULL);
  locks->flags = flags;
  open_file (locks);
  g_mutex_init (&locks->mutex);
  locks->mine = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  locks->claims = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return locks;
}

LabLocks *
lab_locks_new (const char *store)
{
  return make_locks (store, O_RDWR | O_CREAT);
}

LabLocks *
lab_locks_new_to_look (const char *store)
{
  return make_locks (store, O_RDONLY);
}

void
lab_locks_free (LabLocks *locks)
{
  if (locks == NULL)
    return;
  if (locks->fd >= 0)
    close (locks->fd); /* which drops the locks */
  g_mutex_clear (&locks->mutex);
  g_hash_table_unref (locks->mine);
  g_hash_table_unref (locks->claims);
  g_free (locks->path);
  g_free (locks);
}

void
lab_locks_open (LabLocks *locks)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);

  if (locks->fd >= 0 && locks->flags == O_RDONLY)
    {
      close (locks->fd); /* no lock was taken on it */
      locks->fd = -1;
    }
  locks->flags = O_RDWR | O_CREAT;
  if (locks->fd < 0)
    open_file (locks);
}

void
lab_locks_renew (LabLocks *locks)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);

  if (locks->fd >= 0)
    close (locks->fd);
  open_file (locks);
  g_hash_table_remove_all (locks->mine);
  g_hash_table_remove_all (locks->claims);
}

int
lab_locks_get_reason (LabLocks *locks, const char **path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);

  *path = locks->path;
  return locks->reason;
}

/* Byte 0 and the last byte are used by lab-store-files.c. */
static gboolean
has_byte (gint64 run)
{
  return run >= 1 && run < G_MAXINT64;
}

/* Under the mutex. */
static gboolean
is_mine (LabLocks *locks, gint64 run)
{
  return g_hash_table_contains (locks->mine, &run) || g_hash_table_contains (locks->claims, &run);
}

/* Under the mutex. */
static gboolean
take_lock (LabLocks *locks, gint64 run)
{
  struct flock lock = describe (F_WRLCK, run);

  return is_mine (locks, run) || fcntl (locks->fd, F_OFD_SETLK, &lock) == 0;
}

/* Under the mutex. */
static void
unlock_unless_mine (LabLocks *locks, gint64 run)
{
  struct flock lock = describe (F_UNLCK, run);

  if (!is_mine (locks, run))
    fcntl (locks->fd, F_OFD_SETLK, &lock);
}

static gboolean
is_in_place (LabLocks *locks)
{
  GStatBuf open, named;

  return fstat (locks->fd, &open) == 0 && g_stat (locks->path, &named) == 0
         && open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/* Under the mutex. */
static void
lock_again (LabLocks *locks, GHashTable *runs)
{
  GHashTableIter iter;
  gpointer run;

  g_hash_table_iter_init (&iter, runs);
  while (g_hash_table_iter_next (&iter, &run, NULL))
    {
      struct flock lock = describe (F_WRLCK, *(gint64 *) run);

      if (fcntl (locks->fd, F_OFD_SETLK, &lock) != 0) /* another process came first */
        g_hash_table_iter_remove (&iter);
    }
}

/* Under the mutex. */
static void
mend (LabLocks *locks)
{
  int former = locks->fd;

  if (former < 0 || is_in_place (locks))
    return;
  open_file (locks);
  if (locks->fd >= 0)
    {
      lock_again (locks, locks->mine);
      lock_again (locks, locks->claims);
      close (former);
      return;
    }
  locks->fd = former;
  locks->reason = 0;
}

void
lab_locks_mend (LabLocks *locks)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);

  mend (locks);
}

gboolean
lab_locks_take (LabLocks *locks, gint64 run)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);

  mend (locks);
  if (!has_byte (run) || !take_lock (locks, run))
    return FALSE;
  g_hash_table_add (locks->mine, g_memdup2 (&run, sizeof run));
  return TRUE;
}

void
lab_locks_release (LabLocks *locks, gint64 run)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);

  if (g_hash_table_remove (locks->mine, &run))
    unlock_unless_mine (locks, run);
}

/* Under the mutex. */
static void
set_claims (LabLocks *locks, gint64 run, gsize count)
{
  g_hash_table_insert (locks->claims, g_memdup2 (&run, sizeof run), GSIZE_TO_POINTER (count));
}

gboolean
lab_locks_claim (LabLocks *locks, gint64 run)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);

  mend (locks);
  if (!has_byte (run) || !take_lock (locks, run))
    return FALSE;
  set_claims (locks, run, GPOINTER_TO_SIZE (g_hash_table_lookup (locks->claims, &run)) + 1);
  return TRUE;
}

void
lab_locks_unclaim (LabLocks *locks, gint64 run)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);
  gsize count = GPOINTER_TO_SIZE (g_hash_table_lookup (locks->claims, &run));

  if (count > 1)
    set_claims (locks, run, count - 1);
  else if (g_hash_table_remove (locks->claims, &run))
    unlock_unless_mine (locks, run);
}

gboolean
lab_locks_is_held (LabLocks *locks, gint64 run)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&locks->mutex);
  /* Finds only others' locks: our own do not conflict with it. */
  struct flock lock = describe (F_WRLCK, run);

  mend (locks);
  return has_byte (run)
         && (is_mine (locks, run)
             || (fcntl (locks->fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK));
}
