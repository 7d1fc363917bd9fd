/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a store is made; for lab-store*.c alone.
 *
 * The owner describes what is: facts, immutable, replaced as a whole. The writer
 * takes references under the mutex and writes what differs from the facts that it
 * wrote last. What it could not write still differs the next time.
 */
#pragma once

#include "lab/training/lab-run-private.h"
#include "lab/store/lab-store-database.h"
#include "lab/store/lab-store-locks.h"
#include "lab/store/lab-store.h"
#include "lab/training/lab-study-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *title;
  char *text;
  guint n_seeds;
} LabStudyFacts;

typedef struct
{
  guint position;
  guint curve;
  guint nth_seed;
  GRefString *origin; /* text of the study it took its experiment from */
  guint origin_curve;
  char *label;
  guint colour;
  gboolean visible;
  LabRunState state;
  char *message;
  GRefString *arithmetic; /* may be NULL */
  LabTraining *training;
} LabRunFacts;

typedef struct
{
  LabRun *run;         /* the owner's */
  gboolean held;       /* by this process; what another has is never written */
  gboolean is_row_old; /* when it was loaded: it is to say that nothing trains */

  /* Under the mutex. */
  gint64 number; /* 0 until written */
  LabRunFacts *facts;
  gboolean removed; /* from its study */
  gboolean is_gone; /* and from the file: the owner drops it */

  /* The writer's: what the file has. */
  LabRunFacts *written;
  LabTraining *written_training;
  guint64 written_iteration;
} LabKeptRun;

typedef struct
{
  LabStudy *study;         /* the owner's */
  gboolean is_row_damaged; /* when it was loaded: it is written anew */

  /* Under the mutex. */
  gint64 number; /* 0 until written */
  LabStudyFacts *facts;
  GPtrArray *runs;   /* of LabKeptRun, removed ones among them until that is written */
  gboolean begun;    /* worth to be written */
  gboolean is_going; /* to be let go of once all is written … */
  gboolean is_gone;  /* … which it is: the owner drops it */

  /* The writer's. */
  LabStudyFacts *written;
} LabKeptStudy;

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

/* Counted: g_atomic_rc_box_acquire(). */
LabKeptStudy *lab_kept_study_new (LabStudy *study);
void lab_kept_study_unref (LabKeptStudy *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabKeptStudy, lab_kept_study_unref)
LabKeptRun *lab_kept_run_new (LabRun *run);
void lab_kept_run_unref (LabKeptRun *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabKeptRun, lab_kept_run_unref)
LabStudyFacts *lab_study_facts_new (LabStudy *study);
void lab_study_facts_unref (LabStudyFacts *facts);
LabRunFacts *lab_run_facts_new (LabStudy *study, guint index);
void lab_run_facts_unref (LabRunFacts *facts);

/* lab-store.c: takes note of what the study is now and watches it; by the study
 * or by its number, those on their way out too; (transfer full) for watch. The
 * owner alone changes arrays, and does so under the mutex. */
void lab_store_watch (LabStore *store, LabKeptStudy *kept);
void lab_store_wake (LabStore *store);
LabKeptStudy *lab_store_find_kept (LabStore *store, LabStudy *study, gint64 number);
void lab_store_keep_on (LabStore *store, LabKeptStudy *kept);

/* lab-store.c, before anything is looked for by its number: where another file stands under
 * the store's path by now, that is opened, and numbers are those of that one. */
void lab_store_follow_path (LabStore *store);

/* lab-store.c, in the owner's thread: what the writer has found out since. */
void lab_store_take_report (LabStore *store);

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

/* Of a study, by an index that holds all of this: whatever is wrong with their rows. */
#define LAB_NUMBERS_OF_RUNS                                                                        \
  "SELECT number FROM runs WHERE study = :number ORDER BY position, number"

/* lab-store-change.c: what was deleted long before @now, in Unix seconds, goes for good. */
gboolean lab_store_purge (LabStore *store, gint64 now, GError **error);

G_END_DECLS
