/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of a store under their names.
 */
#include "lab-store-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The file itself, its log, and the index to that. */
static const char *const endings[] = { "", "-wal", "-shm" };

typedef struct
{
  gpointer owner;
  char *store;
  LabFileId file;
  LabFileId log;
} Used;

/* What this process has open; a store is opened from several threads. */
static GMutex mutex;
static GList *in_use; /* of Used */

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

/* Byte 0 of the file of locks belongs to no run: who has it may rename. -1 where no
 * lock is to be had, and then it must go without. */
static int
lock_names (const char *store)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };
  g_autofree char *path = g_strconcat (store, "-locks", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  while (fd >= 0 && fcntl (fd, F_OFD_SETLKW, &lock) != 0 && errno == EINTR)
    ;
  return fd;
}

static void
unlock_names (int fd)
{
  int saved = errno;

  if (fd >= 0)
    close (fd);
  errno = saved;
}

/* A name that neither the file nor anything of it has. */
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

/* Whatever of it there is from that ending on; FALSE with errno. */
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
  int fd = lock_names (store);
  g_autofree char *name = NULL;

  if (lab_file_id_is_same (lab_file_id_look (store), id))
    {
      name = make_name (store, "damaged");
      if (!rename_files (store, name, 0))
        g_clear_pointer (&name, g_free);
    }
  else
    errno = 0;
  unlock_names (fd);
  return g_steal_pointer (&name);
}

static void
free_used (Used *used)
{
  g_free (used->store);
  g_free (used);
}

/* Under the mutex. */
static void
forget (gpointer owner)
{
  for (GList *link = in_use; link != NULL; link = link->next)
    if (((Used *) link->data)->owner == owner)
      {
        free_used (link->data);
        in_use = g_list_delete_link (in_use, link);
        return;
      }
}

void
lab_files_remember (gpointer owner, const char *store, LabFileId file)
{
  Used *used = g_new0 (Used, 1);

  used->owner = owner;
  used->store = g_strdup (store);
  used->file = file;
  used->log = look_at_log (store);
  g_mutex_lock (&mutex);
  forget (owner);
  in_use = g_list_prepend (in_use, used);
  g_mutex_unlock (&mutex);
}

void
lab_files_forget (gpointer owner)
{
  g_mutex_lock (&mutex);
  forget (owner);
  g_mutex_unlock (&mutex);
}

/* Under the mutex: whether the file is another while the log is that of the former. */
static gboolean
is_log_of_former (const char *store)
{
  LabFileId file = lab_file_id_look (store), log = look_at_log (store);

  for (GList *link = in_use; link != NULL && file.inode != 0 && log.inode != 0; link = link->next)
    {
      Used *used = link->data;

      if (g_str_equal (used->store, store) && lab_file_id_is_same (used->log, log))
        return !lab_file_id_is_same (used->file, file);
    }
  return FALSE;
}

void
lab_files_part (const char *store)
{
  g_mutex_lock (&mutex);
  if (is_log_of_former (store))
    {
      int fd = lock_names (store);

      /* Another process may have done it meanwhile. */
      if (is_log_of_former (store))
        {
          g_autofree char *name = make_name (store, "former");

          rename_files (store, name, 1);
        }
      unlock_names (fd);
    }
  g_mutex_unlock (&mutex);
}
