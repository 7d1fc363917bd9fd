/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may train a run: the process that holds the lock on the byte of its number
 * in a file beside the store. The kernel lets go of it when the process ends,
 * however it ends. Byte 0, and what the file holds, are of lab-store-files.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LabLocks LabLocks;

/**
 * lab_locks_new:
 * @store: its path
 *
 * Returns: (transfer full): holds nothing; no lock is to be had if the file cannot
 * be made, or where there are no such locks. From any thread.
 */
LabLocks *lab_locks_new (const char *store);

/* The same, but makes no file: nothing can be taken until lab_locks_open(). */
LabLocks *lab_locks_new_to_look (const char *store);

void lab_locks_free (LabLocks *locks);

/**
 * lab_locks_get_reason:
 * @path: (out) (transfer none): of the file
 *
 * Returns: why no lock is to be had, an errno; 0 when they are
 */
int lab_locks_get_reason (LabLocks *locks, const char **path);

/* Tries for a file where there is none yet; what is held is held on. */
void lab_locks_open (LabLocks *locks);

/* If the file was deleted, recreates it and retakes the locks; those that another process took
 * meanwhile stay its own. Asking for a lock does this, too. */
void lab_locks_mend (LabLocks *locks);

/* Holds nothing any more, in a file of its own again: the former was deleted with
 * its store. */
void lab_locks_renew (LabLocks *locks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabLocks, lab_locks_free)

/* FALSE when another holds it; a second time is no harm. */
gboolean lab_locks_take (LabLocks *locks, gint64 run);
void lab_locks_release (LabLocks *locks, gint64 run);

/* The same for a while, beside who has taken it here and as often as one likes:
 * while a run is read to be taken. */
gboolean lab_locks_claim (LabLocks *locks, gint64 run);
void lab_locks_unclaim (LabLocks *locks, gint64 run);

/* Whether this or another process holds it. */
gboolean lab_locks_is_held (LabLocks *locks, gint64 run);

G_END_DECLS
