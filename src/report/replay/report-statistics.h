/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The few statistics that a report over seeds needs. Plain arrays in, numbers out.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * report_quantile:
 * @values: [n], in any order, without NAN
 * @share: 0 to 1; 0.5 for the median
 *
 * Linear between the two nearest order statistics (Hyndman & Fan 1996, type 7, as
 * R and NumPy do). So a report's median of an even number of seeds is the mean of
 * the middle two, other than that of a picture (plot/plot-band.h): the reports that
 * are kept were written with it, and cannot be written anew from their tables. They
 * print least and greatest and the number of each outcome beside it.
 *
 * Returns: NAN without values
 */
double report_quantile (const double *values, guint n, double share);

typedef struct
{
  double low;
  double high;
} ReportInterval;

/**
 * report_wilson:
 *
 * Returns: the 95% interval of a share of which @count of @n were seen (Wilson
 * 1927); 0 to 1 without any
 */
ReportInterval report_wilson (guint count, guint n);

typedef struct
{
  guint n_blocks;   /* blocks that were whole */
  guint n_mixed;    /* of them those with both outcomes: they alone can tell columns apart */
  guint n_yes;      /* outcomes of 1 in whole blocks */
  double q;         /* Cochran's Q (1950) */
  double p;         /* share of permutations with a Q as large, the seen one counted */
  guint n_permuted; /* permutations drawn */
} ReportIndependence;

/**
 * report_test_independence:
 * @outcomes: [n_blocks][n_columns]: 0, 1, or anything else for "not known": its
 * block is left out
 *
 * Whether a yes or no depends on the column (the number of flipped bits) when the
 * same block (the seed) was tried in each. Under independence the outcomes of a
 * block may be exchanged among its columns: Q is compared with 20,000 such
 * permutations, always the same ones.
 *
 * Returns: p = 1 and Q = 0 when no block has both outcomes, and when those that have
 * balance each other
 */
ReportIndependence report_test_independence (const int *outcomes, guint n_blocks, guint n_columns);

G_END_DECLS
