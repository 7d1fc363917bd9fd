/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a series stands in memory; for lab-series.c, which writes, and
 * lab-series-read.c, which reads.
 */
#pragma once

#include <stdatomic.h>

#include "lab/training/lab-series.h"

G_BEGIN_DECLS

#define LAB_SERIES_FAN 16
#define LAB_SERIES_LEVELS 6 /* buckets of 16 … 16,777,216 points */

/* 1024 points a chunk, 1024 chunks a directory, 128 directories: 134 million,
 * more than the longest run. */
#define LAB_SERIES_CHUNK 1024

/* Buckets a chunk: 18 KiB. A larger one would come from the kernel in whole pages, and
 * of the upper levels, which take one each from the first points on, hardly any is used. */
#define LAB_SERIES_BUCKET_CHUNK 128
#define LAB_SERIES_CHUNKS 1024
#define LAB_SERIES_DIRECTORIES 128

typedef struct
{
  float values[LAB_N_CHANNELS];
  NcTurn turn;
} LabPoint;

/* Of one channel over some points; min is above max while count is 0. */
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
  LabBucket open; /* the writer's: not yet complete */
} LabLevel;

struct _LabSeries
{
  gatomicrefcount count;
  _Atomic guint64 length;
  _Atomic gsize memory;
  LabPoint **points[LAB_SERIES_DIRECTORIES];
  LabLevel levels[LAB_SERIES_LEVELS];
};

void lab_sum_add (LabSum *sum, const LabSum *other);
void lab_sum_add_value (LabSum *sum, float value);

G_END_DECLS
