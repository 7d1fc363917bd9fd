/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share: a place for one, small studies, and when two
 * runs are the same.
 */
#pragma once

#include "lab-fixture.h"
#include "lab/store/lab-store.h"

#define STUDY                                                                                      \
  "[study]\ntitle=Two\n" FIXTURE_BASE "[curve one]\nparties.key-difference=1\n"                    \
  "[curve two]\nparties.key-difference=2\nparties.eve=true\ntraining.schedule=by-round\n"

/* Long enough to be cut: tens of thousands of iterations. */
#define LONG_STUDY                                                                                 \
  "[study]\ntitle=Long\n[parties]\nkey-bits=8\nkey-difference=1\n"                                 \
  "[training]\nrounds=2\niterations=12000\nbatch=256\n[curve only]\n"

typedef struct
{
  char *folder;
  char *path;
} StoreFixture;

/* A folder of its own with no store in it yet; for g_test_add(). */
void store_fixture_set_up (StoreFixture *place, gconstpointer data);

void store_fixture_tear_down (StoreFixture *place, gconstpointer data);

/* Must open without a notice. */
LabStore *store_fixture_open (StoreFixture *place);

/* A study of @text, two seeds a curve. */
LabStudy *store_fixture_make (const char *text);

/* Keeps it and changes a value, so that it is in the file. Returns: its number. */
gint64 store_fixture_keep_changed (LabStore *store, LabStudy *study);

/* A study of STUDY that is stored and closed. Returns: its number. */
gint64 store_fixture_store_one (LabStore *store);

/* Must be there. */
LabStudy *store_fixture_load (LabStore *store, gint64 number);

void store_fixture_copy (const char *from, const char *to);

/* As any program could. */
void store_fixture_execute (const char *path, const char *sql);

/* The same as a store would: with the sums of its rows. */
void store_fixture_change (const char *path, const char *sql);

/* A table that was renamed, and renamed again, as it was: without quotes. */
void store_fixture_unquote (StoreFixture *place, const char *table);

void store_fixture_start_all (LabScheduler *scheduler, LabStudy *study);

/* Fails with the trouble there is. */
void store_fixture_flush (LabStore *store);

/* Of all that a run has measured. */
char *store_fixture_get_fingerprint (LabRun *run);

/* Everything of a run that a person sees, and its networks. */
void store_fixture_assert_same_run (LabRun *a, LabRun *b);
