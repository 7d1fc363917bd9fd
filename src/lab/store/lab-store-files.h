/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of a store by name: which file is at a path, and moving one out of the way. Never
 * deletes a store, and never moves a file that has changed since it was examined; only for
 * lab-store*.c. Knows no SQLite.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file's identity, whatever its name; inode 0: none. */
typedef struct
{
  guint64 device;
  guint64 inode;
} LabFileId;

LabFileId lab_file_id_look (const char *path);

gboolean lab_file_id_is_same (LabFileId a, LabFileId b);

/* A lock on the file's names, as a descriptor: -1 where none is to be had, and then it must go
 * without. Keeps errno. */
typedef int LabFileLock;
void lab_files_unlock (LabFileLock lock);
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (LabFileLock, lab_files_unlock, -1)

/* From before the file is opened until its log is, too, no process sets it aside; were
 * it renamed in between, the log of the next one under the name would be read into it. */
LabFileLock lab_files_lock_to_make (const char *store);

/* Likewise, but creates no lock file: for a store that was opened before, for reading only, and
 * for a file that may be another program's. */
LabFileLock lab_files_lock_to_open (const char *store);

/**
 * lab_files_set_aside:
 * @store: renamed if its path still leads to @id, with its journal (PATH-journal), log (PATH-wal)
 * and index (PATH-shm)
 *
 * Waits at most two seconds for processes that are opening it. Several processes calling this take
 * turns.
 *
 * Returns: (transfer full): the new path; NULL with errno set: EAGAIN while others are opening it,
 * 0 if another file is there by now
 */
char *lab_files_set_aside (const char *store, LabFileId id);

/**
 * lab_files_remove_begun:
 * @holds_nothing: whether the file just created here is still not a store
 *
 * Deletes it and what belongs to it, unless another process is opening it. @holds_nothing is
 * called while none can: it may have become a store meanwhile.
 */
void lab_files_remove_begun (const char *store, gboolean (*holds_nothing) (const char *store));

/* Whether the log beside the file belongs to its predecessor; for readers, which leave it there. */
gboolean lab_files_have_former_log (const char *store);

/**
 * lab_files_move_former_log:
 *
 * For those that write, before anything of the file is read: if it has taken the place of another
 * and the log beside it is still that of the former, log and index are renamed, for they would be
 * read into it and damage it. What the former was is noted in the file of locks, and
 * so is known to every process and after each of them has ended.
 */
void lab_files_move_former_log (const char *store);

/* Records that the log now there, which is in use, belongs to @file. */
void lab_files_note_log (const char *store, LabFileId file);

G_END_DECLS
