/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where nothing is lost: studies, runs, series and checkpoints in one SQLite
 * file.
 *
 * A store watches the studies it is given and writes what is new about once a
 * second on a thread of its own; what it cannot write stays in memory and is
 * tried again. All calls come from the owner's thread. Reading opens a connection
 * of its own and sees what was last written. A run is trained by one process only:
 * the one that holds its lock.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/* Property "trouble" (string, ro, notified in the owner's thread): why nothing can
 * be written just now and what to do about it; NULL while all is well.
 * Property "notice" (string, ro, notified likewise and before a trouble that is over by
 * it): that the file was damaged, where it is kept, and that a new one was begun.
 * Signal "changed": something was written that lists show: a study came, a run
 * ended, an audit came or went (lab-store-audits.h). */
#define LAB_TYPE_STORE (lab_store_get_type ())
G_DECLARE_FINAL_TYPE (LabStore, lab_store, LAB, STORE, GObject)

/* As the store knows it. Times are Unix seconds. */
typedef struct
{
  gint64 number;
  gint64 study;
  char *label;
  char *model; /* Bob's, as lab_experiment_describe_model() says it; NULL if unreadable */
  guint key_bits;
  guint key_difference;
  char *experiment; /* hash */
  guint32 seed;
  LabRunState state; /* never queued or running: what was cut off is paused or ready */
  char *message;
  char *arithmetic;
  guint64 iterations;
  guint64 length;
  double seconds;
  double finals[LAB_N_CHANNELS]; /* means of the last LAB_FINAL_ITERATIONS measured */
  gint64 modified;
  char *version;    /* of the program that wrote it last */
  char *damage;     /* NULL while sound; else a sentence, of which label and message tell, too,
                     and nothing else but number, study and held is known */
  gboolean held;    /* by a process, this one or another */
  gboolean cut_off; /* was said to train or to wait for it; if held, it does */
} LabStoredRun;

typedef struct
{
  gint64 number;
  char *name;
  char *title;
  gint64 created;
  gint64 modified;
  char *damage;    /* NULL while sound; else a sentence, of which the title tells, too, and
                    nothing else but number and runs is known */
  GPtrArray *runs; /* of LabStoredRun, in the study's order */
} LabStoredStudy;

/**
 * lab_store_get_default_path:
 *
 * Returns: (transfer full): $XDG_DATA_HOME/fuzzy-key-lab/runs.db; NULL with
 * LAB_ERROR_STORE where neither that nor HOME names a folder from the root on
 */
char *lab_store_get_default_path (GError **error);

/**
 * lab_store_resolve:
 * @path: (nullable): NULL for the default
 *
 * Returns: (transfer full): as lab_store_get_path() has it once it is open; NULL with
 * LAB_ERROR_STORE
 */
char *lab_store_resolve (const char *path, GError **error);

/* Whether nothing stands at @path, NULL for the default. */
gboolean lab_store_is_missing (const char *path);

/**
 * lab_store_open:
 * @path: (nullable): made with its folder if missing; NULL for the default
 *
 * To train. An older file is brought up to date. A damaged one is kept under another name
 * and a new one begun: lab_store_get_notice() says so. What is no store is left as it is.
 *
 * Returns: NULL with LAB_ERROR_STORE: no store, a newer one, or a place that cannot be
 * read; one that can only be read opens
 */
LabStore *lab_store_open (const char *path, GError **error);

/**
 * lab_store_open_to_read:
 * @path: (nullable): NULL for the default
 *
 * To list, read and export, and for the small changes of lab-store-change.h. Makes,
 * renames and changes no file by itself, and waits for nobody. Nothing can be kept or
 * loaded. One that is damaged is read as far as it can be: lab_store_get_notice() says so.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabStore *lab_store_open_to_read (const char *path, GError **error);

/* Absolute, and what a link leads to: all who come to it by different names meet there. */
const char *lab_store_get_path (LabStore *store);

/* Whether @path, by whatever links, is the store's. */
gboolean lab_store_is_at (LabStore *store, const char *path);

/* (nullable): see the property; what happened while it was opened is there at once. */
const char *lab_store_get_notice (LabStore *store);

/* (nullable): see the property. */
const char *lab_store_get_trouble (LabStore *store);

/**
 * lab_store_describe_locks:
 *
 * Returns: (transfer full) (nullable): one sentence without a full stop: why no run of
 * the store can be trained from here, and what to do; NULL when they can, as far as
 * others let go of them
 */
char *lab_store_describe_locks (LabStore *store);

/**
 * lab_store_keep:
 *
 * Keeps @study from the moment something of it has begun or was changed, and all
 * that becomes of it, until lab_store_let_go().
 */
void lab_store_keep (LabStore *store, LabStudy *study);

/**
 * lab_store_let_go:
 *
 * Writes what there is of @study, then stops watching it and frees its runs for
 * others. The caller has paused them. Returns at once.
 */
void lab_store_let_go (LabStore *store, LabStudy *study);

/* Whether the study of that number is kept, or on its way out. */
gboolean lab_store_keeps (LabStore *store, gint64 number);

/**
 * lab_store_get_study_number:
 *
 * Returns: the number of a kept study, 0 when it is not written yet
 */
gint64 lab_store_get_study_number (LabStore *store, LabStudy *study);

/**
 * lab_store_flush:
 *
 * Waits until all there is now has been written, or could not be.
 *
 * Returns: whether it was; lab_store_get_trouble() says why not
 */
gboolean lab_store_flush (LabStore *store);

/**
 * lab_store_list:
 *
 * Returns: (transfer full) (element-type LabStoredStudy): newest first; NULL with
 * LAB_ERROR_STORE
 */
GPtrArray *lab_store_list (LabStore *store, GError **error);

/**
 * lab_store_list_async:
 *
 * The same without a wait: read on another thread.
 */
void lab_store_list_async (LabStore *store, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *lab_store_list_finish (LabStore *store, GAsyncResult *result, GError **error);

/**
 * lab_store_load:
 * @number: of a study
 * @runs: (nullable): [n_runs] numbers of those to take, NULL for all: the others are shown as
 * they were last written and stay free for another process
 *
 * The study as it was, watched from now on. Runs that were cut off are paused.
 * Those that another process has are shown as they were last written and cannot
 * be started here. A run whose row is damaged is not among them: see lab-store-damage.h.
 *
 * Returns: (transfer full): NULL with LAB_ERROR_NOT_FOUND or LAB_ERROR_STORE
 */
LabStudy *
lab_store_load (LabStore *store, gint64 number, const gint64 *runs, guint n_runs, GError **error);

/**
 * lab_store_read:
 *
 * The study as it was last written, not watched; none of its runs can be started.
 */
LabStudy *lab_store_read (LabStore *store, gint64 number, GError **error);

/**
 * lab_store_load_async:
 *
 * The same without a wait: the series are read on another thread.
 */
void lab_store_load_async (LabStore *store,
                           gint64 number,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
LabStudy *lab_store_load_finish (LabStore *store, GAsyncResult *result, GError **error);

/**
 * lab_store_load_again_async:
 * @number: of a study that is kept
 *
 * Reads it once more, to take those runs that another process had, and to show the
 * others as they are now. It is kept until lab_store_load_finish(), which gives a study
 * in its place and lets go of it; or gives it, still kept, where it trains, could not be
 * written or has changed meanwhile. On failure, and where the result is not asked for, it
 * is kept as before.
 */
void lab_store_load_again_async (LabStore *store,
                                 gint64 number,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * lab_store_find_study:
 * @run: a run's number
 *
 * Returns: the number of its study, 0 with LAB_ERROR_NOT_FOUND or LAB_ERROR_STORE
 */
gint64 lab_store_find_study (LabStore *store, gint64 run, GError **error);

G_END_DECLS
