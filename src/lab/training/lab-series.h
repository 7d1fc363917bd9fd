/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run has measured, iteration by iteration: written by one thread, read by any without a
 * lock or a copy.
 *
 * Points are in chunks of fixed size that never move, behind a directory of fixed size; the length
 * is published last. A reader reads the length once, then the points below it. The writer also
 * keeps a pyramid of minimum, maximum and sum over buckets of 16, 256, 4096 … points, of which
 * only complete ones are read, so that drawing a million points takes a few thousand reads.
 */
#pragma once

#include <glib-object.h>

#include "engine/training/nc-trainer.h"

G_BEGIN_DECLS

/* With the schedule by-round, Eve is measured in both turns, which mean different things: while
 * Alice and Bob train, she does not. */
typedef enum
{
  LAB_CHANNEL_BOB_LOSS_RATE,
  LAB_CHANNEL_BOB_BIT_ERROR,
  LAB_CHANNEL_EVE_LOSS_RATE,     /* in Alice and Bob's turn */
  LAB_CHANNEL_EVE_BIT_ERROR,     /* in Alice and Bob's turn */
  LAB_CHANNEL_EVE_OWN_LOSS_RATE, /* in her own turn */
  LAB_CHANNEL_EVE_OWN_BIT_ERROR, /* in her own turn */
} LabChannel;
#define LAB_N_CHANNELS 6

typedef struct
{
  double min;
  double max;
  double mean;
  guint64 count; /* of measured values; if 0, the others are NAN */
} LabSpan;

typedef struct _LabSeries LabSeries;

#define LAB_TYPE_SERIES (lab_series_get_type ())
GType lab_series_get_type (void);

LabSeries *lab_series_new (void);
LabSeries *lab_series_ref (LabSeries *series);
void lab_series_unref (LabSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabSeries, lab_series_unref)

/**
 * lab_series_append:
 *
 * The writer's only function. @measurement->iteration must equal the length.
 */
void lab_series_append (LabSeries *series, const NcMeasurement *measurement);

/* Whether a training appends to it, or waits for its turn to; set by the owner of the run, read by
 * anyone. */
void lab_series_set_growing (LabSeries *series, gboolean growing);
gboolean lab_series_is_growing (LabSeries *series);

/* (transfer full): the same points up to the present length, with room for others behind them. */
LabSeries *lab_series_copy (LabSeries *series);

/**
 * lab_series_get_length:
 *
 * Returns: the number of readable iterations; never falls
 */
guint64 lab_series_get_length (LabSeries *series);

/**
 * lab_series_get_value:
 * @index: iteration, below the length
 *
 * Returns: NAN if the channel was not measured in that iteration
 */
float lab_series_get_value (LabSeries *series, LabChannel channel, guint64 index);

/**
 * lab_series_get_turn:
 *
 * Returns: whose step iteration @index was
 */
NcTurn lab_series_get_turn (LabSeries *series, guint64 index);

/**
 * lab_series_get_span:
 * @begin: first iteration
 * @end: past the last, at most the length
 * @span: (out)
 *
 * Minimum, maximum and mean of the measured values in [begin, end); the mean is summed in double.
 *
 * Returns: whether there were any
 */
gboolean lab_series_get_span (
    LabSeries *series, LabChannel channel, guint64 begin, guint64 end, LabSpan *span);

/**
 * lab_series_get_recent_mean:
 * @n: the most values to use
 *
 * Returns: the mean of the channel's last @n measured values, NAN if there are none
 */
double lab_series_get_recent_mean (LabSeries *series, LabChannel channel, guint n);

/**
 * lab_series_get_mean_before:
 * @end: past the last iteration used, at most the length
 *
 * Likewise, for the series when it had that length.
 */
double lab_series_get_mean_before (LabSeries *series, LabChannel channel, guint n, guint64 end);

/* The measured values of a turn, from the end, that a "final" number averages. */
#define LAB_FINAL_ITERATIONS 100

/**
 * lab_series_get_memory:
 *
 * Returns: bytes held
 */
gsize lab_series_get_memory (LabSeries *series);

G_END_DECLS
