/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store with two runs that were trained, and what other programs do to its file.
 */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/* More than a chunk holds, in a second or so. */
#define TRAINED_STORE_ITERATIONS 5000

typedef struct
{
  char *folder;
  char *path;
  LabScheduler *scheduler;
  LabStudy *study; /* the first run finished, the second paused 100 before its end */
  gint64 number;
} TrainedStore;

/* For g_test_add(). */
void trained_store_set_up (TrainedStore *place, gconstpointer data);
void trained_store_tear_down (TrainedStore *place, gconstpointer data);

/* Must succeed, with a notice too. (transfer full) */
LabStore *trained_store_open (const char *path);

/* @words: all of them in @sentence, '|' between. */
void trained_store_assert_words (const char *sentence, const char *words);

/* Not opened, with these @words, and not changed. */
void trained_store_assert_refused (const char *path, const char *words);

/* State, series and networks. */
void trained_store_assert_same (LabRun *a, LabRun *b);

G_END_DECLS
