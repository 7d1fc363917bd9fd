/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may train a run: the process that locks the byte with its number in a file beside the store.
 * The kernel drops the lock when the process ends, however it ends. Byte 0, the last byte and the
 * contents of the file belong to lab-store-files.h.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LabLocks LabLocks;

/**
 * lab_locks_new:
 * @store: its path
 *
 * Returns: (transfer full): holds nothing; no lock can be taken if the file cannot be created, or
 * the system has no such locks. Any thread may use it.
 */
LabLocks *lab_locks_new (const char *store);

/* Likewise, but creates no file: nothing can be taken until lab_locks_open(). */
LabLocks *lab_locks_new_to_look (const char *store);

void lab_locks_free (LabLocks *locks);

/**
 * lab_locks_get_reason:
 * @path: (out) (transfer none): of the file
 *
 * Returns: why no lock can be taken, an errno; 0 if it can
 */
int lab_locks_get_reason (LabLocks *locks, const char **path);

/* Tries to open the file if it is not open; keeps the locks held. */
void lab_locks_open (LabLocks *locks);

/* If the file was deleted, recreates it and retakes the locks; those that another process took
 * meanwhile stay its own. Asking for a lock does this, too. */
void lab_locks_mend (LabLocks *locks);

/* Drops all locks and uses a new file: the former was deleted with its store. */
void lab_locks_renew (LabLocks *locks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabLocks, lab_locks_free)

/* FALSE if another process holds it; taking it twice is harmless. */
gboolean lab_locks_take (LabLocks *locks, gint64 run);
void lab_locks_release (LabLocks *locks, gint64 run);

/* Likewise but temporary, in addition to a lock taken here, and any number of times: while a run
 * is being read in order to take it. */
gboolean lab_locks_claim (LabLocks *locks, gint64 run);
void lab_locks_unclaim (LabLocks *locks, gint64 run);

/* Whether this or another process holds it. */
gboolean lab_locks_is_held (LabLocks *locks, gint64 run);

G_END_DECLS
