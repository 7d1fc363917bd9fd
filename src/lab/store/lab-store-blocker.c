/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who keeps a store busy: the kernel's list of locks names the process that holds SQLite's write
 * lock, on the log's index. Querying the lock itself would need a descriptor, and closing that
 * would drop this process's own locks on the file.
 */
#include "config.h"

#include "lab/store/lab-store-blocker.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* WAL_WRITE_LOCK in the index; see SQLite's file format, "WAL-Index locks". */
#define WRITE_BYTE 120

/* The process in a line of the list, if it locks that byte of the file; else 0. */
static int
get_process (const char *line, const GStatBuf *file)
{
  unsigned int major, minor;
  guint64 inode, first, last;
  int process;

  if (strstr (line, " WRITE ") == NULL || strstr (line, "->") != NULL
      || sscanf (line, "%*s %*s %*s WRITE %d %x:%x:%" SCNu64 " %" SCNu64 " %" SCNu64, &process,
                 &major, &minor, &inode, &first, &last)
             != 6)
    return 0;
  return inode == file->st_ino && major == gnu_dev_major (file->st_dev)
                 && minor == gnu_dev_minor (file->st_dev) && first <= WRITE_BYTE
                 && WRITE_BYTE <= last
             ? process
             : 0;
}

static int
find_process (const char *store)
{
  g_autofree char *index = g_strconcat (store, "-shm", NULL);
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf file;
  int process = 0;

  if (g_stat (index, &file) != 0 || !g_file_get_contents ("/proc/locks", &list, NULL, NULL))
    return 0;
  lines = g_strsplit (list, "\n", -1);
  for (guint i = 0; process <= 0 && lines[i] != NULL; i++)
    process = get_process (lines[i], &file);
  return process;
}

char *
lab_blocker_describe (const char *store)
{
  int process = find_process (store);
  g_autofree char *path = g_strdup_printf ("/proc/%d/comm", process);
  g_autofree char *name = NULL;
  g_autofree char *valid = NULL;

  if (process <= 0 || process == getpid () || !g_file_get_contents (path, &name, NULL, NULL))
    return NULL;
  valid = g_utf8_make_valid (g_strstrip (name), -1);
  /* Translators: a program's name and its process number */
  return g_strdup_printf (_ ("%s, process %d"), valid, process);
}
