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
  char *notice;          /* as the owner knows it */
  GMainContext *context; /* the owner's */
  GThread *writer;
  LabLocks *locks;
  char *told_trouble; /* as the owner knows it */

  GMutex mutex; /* over all that follows and what is said so above */
  GCond wake;   /* the writer */
  GCond answer; /* who waits for a flush */
  GPtrArray *studies;
  guint64 n_asked;    /* flushes */
  guint64 n_answered; /* up to which flush all is tried */
  gboolean woken;
  gboolean looks;  /* whether the file is still that one, also where nothing is to be written */
  gboolean purges; /* what was deleted long ago */
  gboolean quit;
  LabFileId file; /* the writer has it open */
  char *trouble;
  char *found_notice; /* what was found out since, NULL once the owner knows it */
  gboolean lists_changed;
  GSource *report; /* on its way to the owner */

  /* The writer's once it runs. */
  LabDatabase *database;
  char *unsaid; /* of a file that was set aside, until a new one is begun */
};

/* lab-store.c: takes note of what the study is now and watches it; by the study
 * or by its number, those on their way out too; (transfer full) for watch. The
 * owner alone changes arrays, and does so under the mutex. */
void lab_store_watch (LabStore *store, LabKeptStudy *kept);
void lab_store_wake (LabStore *store);
LabKeptStudy *lab_store_find_kept (LabStore *store, LabStudy *study, gint64 number);
void lab_store_keep_on (LabStore *store, LabKeptStudy *kept);

/* lab-store-thread.c: the writer's thread. */
gpointer lab_store_run_writer (gpointer store);

/* lab-store-write.c: one transaction for all that is new. In the writer's thread,
 * without the mutex. TRUE too when nothing was. */
gboolean lab_store_write (LabStore *store, GError **error);

/* lab-store-reopen.c, in the writer's thread: after someone deleted the file or put
 * another in its place, all is to be written anew; what could only be read may be
 * writable by now, and if not, the write says why. FALSE with an error. */
gboolean lab_store_open_again (LabStore *store, GError **error);
gboolean lab_store_try_to_write (LabStore *store, GError **error);

/* lab-store-change.c: what was deleted long before @now, in Unix seconds, goes for good. */
gboolean lab_store_purge (LabStore *store, gint64 now, GError **error);

G_END_DECLS
