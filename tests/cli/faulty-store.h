/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training of three runs whose store meets with something: begun, disturbed by the
 * library in tests/preload or by hand, and paused.
 */
#pragma once

#include "cli-fixture.h"

G_BEGIN_DECLS

/* What is trained, for `fuzzy-key train`. */
#define FAULTY_STORE_TRAINING                                                                      \
  "bob-bob1-bob2", "--set", "training.batch=256", "--set", "training.rounds=1", "--seed", "5"

typedef struct
{
  char *folder;
  char *store;
  char *flag;
  char *clock;
  char *csv;
  GSubprocess *process;
  const char *faulty[9]; /* environment */
} FaultyStore;

/* Arguments: the program, and the library that makes calls fail. */
void faulty_store_init (int *argc, char ***argv);

/* For g_test_add(). */
void faulty_store_set_up (FaultyStore *place, gconstpointer data);
void faulty_store_tear_down (FaultyStore *place, gconstpointer data);

/* From now on @call (see tests/preload/faults.c) fails with the error of that @number. */
void faulty_store_begin_to_fail (FaultyStore *place, const char *call, int number);
void faulty_store_end_to_fail (FaultyStore *place);

/* Trains, for longer than any test. */
void faulty_store_begin (FaultyStore *place);

/* Iterations of all runs in @store, as another process sees it, all in @state if that is
 * not NULL; -1 without a store. */
gint64 faulty_store_count (const char *store, const char *state);

/* Until it holds more: the count. */
gint64 faulty_store_wait_for_more (const char *store, gint64 than);

/* The same losses as from a training that nobody disturbed: written, and in the store.
 * @root: of --json */
void faulty_store_check_losses (FaultyStore *place, JsonObject *root);

/* Pauses what has begun; what is in the store then is all of it. @words: said meanwhile
 * in this order, '|' between; "" for nothing. */
void faulty_store_end (FaultyStore *place, const char *words);

G_END_DECLS
