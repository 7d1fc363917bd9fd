/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a store is made; for its owner's files and its writer's alone. What only reads or
 * changes the file has lab-store-parts.h.
 */
#pragma once

#include "lab/store/lab-store-database.h"
#include "lab/store/lab-store-kept.h"
#include "lab/store/lab-store-parts.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

struct _LabStore
{
  GObject parent_instance;

  char *path;
  char *notice;          /* as last reported to the owner */
  GMainContext *context; /* the owner's */
  GThread *writer;
  LabLocks *locks;
  char *told_trouble; /* as last reported to the owner */

  GMutex mutex; /* for everything below, and for the fields above that say so */
  GCond wake;   /* for the writer */
  GCond answer; /* for whoever waits for a flush */
  GPtrArray *studies;
  guint64 n_asked;    /* flushes requested */
  guint64 n_answered; /* the last flush that was tried */
  gboolean woken;
  gboolean looks;  /* check whether the file is still the same, even if there is nothing to write */
  gboolean purges; /* erase what was deleted long ago */
  gboolean quit;
  LabFileId file; /* as the writer has it open */
  char *trouble;
  char *found_notice; /* found since then; NULL once the owner knows it */
  gboolean lists_changed;
  GSource *report; /* pending for the owner */

  /* The writer's while it runs. */
  LabDatabase *database;
  char *unsaid; /* about a file that was set aside, until a new one is begun */
};

/* lab-store-watch.c and lab-store.c: lab_store_watch() records the study's state and watches it
 * (transfer full); find by study or number includes studies being let go. Only the owner changes
 * arrays, under the mutex. */
void lab_store_watch (LabStore *store, LabKeptStudy *kept);
void lab_store_wake (LabStore *store);
LabKeptStudy *lab_store_find_kept (LabStore *store, LabStudy *study, gint64 number);
void lab_store_keep_on (LabStore *store, LabKeptStudy *kept);

/* lab-store-thread.c: the writer's thread. */
gpointer lab_store_run_writer (gpointer store);

/* lab-store-write.c, in the writer's thread without the mutex: writes everything new in one
 * transaction. TRUE also if there was nothing. */
gboolean lab_store_write (LabStore *store, GError **error);

/* lab-store-reopen.c, in the writer's thread: open_again after someone deleted or replaced the
 * file, so that everything must be rewritten; try_to_write if a read-only file may be writable by
 * now (if not, the write says why). FALSE with an error. */
gboolean lab_store_open_again (LabStore *store, GError **error);
gboolean lab_store_try_to_write (LabStore *store, GError **error);

/* lab-store-change.c: erases what was deleted long before @now, Unix seconds. */
gboolean lab_store_purge (LabStore *store, gint64 now, GError **error);

G_END_DECLS
