/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps everything: studies, runs, series and checkpoints in one SQLite file.
 *
 * A store watches its studies and writes what is new about once a second on its own thread; what
 * it cannot write stays in memory and is tried again. All calls come from the owner's thread.
 * Reading opens its own connection and sees what was last written. Only one process can train a
 * run: the one that holds its lock.
 */
#pragma once

#include "lab/training/lab-run-place.h"
#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/* Property "trouble" (string, read-only, notified in the owner's thread): why nothing can be
 * written at present and what to do about it; NULL if all is well.
 * Property "notice" (string, read-only, notified likewise, and before a trouble that it ends):
 * that the file was damaged, where it is kept, and that a new one was begun.
 * Signal "changed": something that lists show was written: a new study, the end of a run, an audit
 * added or deleted (lab-store-audits.h). */
#define LAB_TYPE_STORE (lab_store_get_type ())
G_DECLARE_FINAL_TYPE (LabStore, lab_store, LAB, STORE, GObject)

/* As stored. Times are Unix seconds. */
typedef struct
{
  gint64 number;
  gint64 study;
  LabRunPlace place;
  char *label;
  char *model; /* Bob's, see lab_experiment_describe_model(); NULL if unreadable */
  guint key_bits;
  guint key_difference;
  char *experiment; /* hash */
  guint32 seed;
  LabRunState state; /* never queued or running: interrupted runs are paused or ready */
  char *message;
  char *arithmetic;
  guint64 iterations;
  guint64 length;
  double seconds;
  double finals[LAB_N_CHANNELS]; /* means of the last LAB_FINAL_ITERATIONS measured */
  gint64 modified;
  char *version;    /* of the program that last wrote it */
  char *damage;     /* NULL if sound; else a sentence; label and message report it, too, and only
                     * number, study and held are known */
  gboolean held;    /* by this or another process */
  gboolean cut_off; /* stored as running or queued; if held, it still is */
} LabStoredRun;

typedef struct
{
  gint64 number;
  char *name;
  char *title;
  gint64 created;
  gint64 modified;
  char *damage;    /* NULL if sound; else a sentence; the title reports it, too, and only number
                    * and runs are known */
  GPtrArray *runs; /* of LabStoredRun, in the study's order */
} LabStoredStudy;

/**
 * lab_store_get_default_path:
 *
 * Returns: (transfer full): $XDG_DATA_HOME/fuzzy-key-lab/runs.db; NULL with LAB_ERROR_STORE if
 * neither that nor HOME is an absolute path
 */
char *lab_store_get_default_path (GError **error);

/**
 * lab_store_resolve:
 * @path: (nullable): NULL for the default
 *
 * Returns: (transfer full): what lab_store_get_path() returns once it is open; NULL with
 * LAB_ERROR_STORE
 */
char *lab_store_resolve (const char *path, GError **error);

/* Whether the file at @path begins like a store of this program. It is opened by SQLite only, so
 * that locks on it stay. */
gboolean lab_store_is_store (const char *path);

/* Whether there is no file at @path, NULL for the default. */
gboolean lab_store_is_missing (const char *path);

/**
 * lab_store_open:
 * @path: (nullable): created with its folder if missing; NULL for the default
 *
 * For training. Migrates an older file. A damaged one is kept under another name and a new one
 * begun: lab_store_get_notice() says so. Any other file is left as it is.
 *
 * Returns: NULL with LAB_ERROR_STORE if it is not a store, is from a newer version, or cannot be
 * read; a read-only one opens
 */
LabStore *lab_store_open (const char *path, GError **error);

/**
 * lab_store_open_to_read:
 * @path: (nullable): NULL for the default
 *
 * For listing, reading and exporting, and for the small changes in lab-store-change.h. Opening
 * creates, renames and changes no file, and waits for no other process. Nothing can be kept or
 * loaded. A damaged store is read as far as possible: lab_store_get_notice() says so.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabStore *lab_store_open_to_read (const char *path, GError **error);

/* Absolute, with links resolved, so that different names lead to the same store. */
const char *lab_store_get_path (LabStore *store);

/* Whether @path, perhaps through links, is the store's. */
gboolean lab_store_is_at (LabStore *store, const char *path);

/* (nullable): see the property; what happened on opening is available at once. */
const char *lab_store_get_notice (LabStore *store);

/* (nullable): see the property. */
const char *lab_store_get_trouble (LabStore *store);

/**
 * lab_store_describe_locks:
 *
 * Returns: (transfer full) (nullable): one sentence without a full stop: why no run of the store
 * can be trained from here, and what to do; NULL if those that others do not hold can
 */
char *lab_store_describe_locks (LabStore *store);

/**
 * lab_store_keep:
 *
 * Keeps @study and all its changes, from the first change or training on, until
 * lab_store_let_go().
 */
void lab_store_keep (LabStore *store, LabStudy *study);

/**
 * lab_store_let_go:
 *
 * Writes what is left of @study, then stops watching it and releases its runs to others. The
 * caller has paused them. Returns at once.
 */
void lab_store_let_go (LabStore *store, LabStudy *study);

/* Whether the study with that number is kept, or being let go. */
gboolean lab_store_keeps (LabStore *store, gint64 number);

/**
 * lab_store_get_study_number:
 *
 * Returns: the number of a kept study, 0 if it is not written yet
 */
gint64 lab_store_get_study_number (LabStore *store, LabStudy *study);

/**
 * lab_store_flush:
 *
 * Waits until everything there is now has been written, or has failed.
 *
 * Returns: whether it was written; lab_store_get_trouble() says why not
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
 * Likewise without blocking: read on another thread.
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
 * The study as last written, not watched; none of its runs can be started.
 */
LabStudy *lab_store_read (LabStore *store, gint64 number, GError **error);

/**
 * lab_store_load_async:
 *
 * Likewise without blocking: the series are read on another thread.
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
 * Reads it again to take runs that another process held, and to show the others as they are now.
 * It is kept until lab_store_load_finish(), which returns a study in its place and lets go of it;
 * or returns the same one, still kept, if it trains, could not be written or has changed
 * meanwhile. On failure, and if the result is not fetched, it stays kept.
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
