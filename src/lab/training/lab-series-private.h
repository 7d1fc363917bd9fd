/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A series in memory; for lab-series.c, which writes, lab-series-read.c, which reads, and
 * lab-limits.c, which computes its size.
 */
#pragma once

#include <stdatomic.h>

#include "lab/training/lab-series.h"

G_BEGIN_DECLS

#define LAB_SERIES_FAN 16
#define LAB_SERIES_LEVELS 6 /* buckets of 16 … 16,777,216 points */

/* 1024 points per chunk, 1024 chunks per directory, 128 directories: 134 million points, more than
 * the longest run has. */
#define LAB_SERIES_CHUNK 1024

/* Buckets per chunk: 18 KiB. Larger chunks would come from the kernel in whole pages, and the
 * upper levels, each of which has one from the first points on, use hardly any of theirs. */
#define LAB_SERIES_BUCKET_CHUNK 128
#define LAB_SERIES_CHUNKS 1024
#define LAB_SERIES_DIRECTORIES 128

typedef struct
{
  float values[LAB_N_CHANNELS];
  NcTurn turn;
} LabPoint;

/* Of one channel over some points; min is greater than max if count is 0. */
typedef struct
{
  float min;
  float max;
  double sum;
  guint64 count;
} LabSum;

typedef struct
{
  LabSum channels[LAB_N_CHANNELS];
} LabBucket;

typedef struct
{
  LabBucket **buckets[LAB_SERIES_DIRECTORIES];
  LabBucket open; /* the writer's: not complete yet */
} LabLevel;

struct _LabSeries
{
  gatomicrefcount count;
  _Atomic guint64 length;
  _Atomic gsize memory;
  atomic_bool growing;
  LabPoint **points[LAB_SERIES_DIRECTORIES];
  LabLevel levels[LAB_SERIES_LEVELS];
};

void lab_sum_add (LabSum *sum, const LabSum *other);
void lab_sum_add_value (LabSum *sum, float value);

G_END_DECLS
