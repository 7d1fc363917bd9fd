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
 * Linear between the two nearest order statistics (Hyndman & Fan 1996, type 7, as R and NumPy do).
 * A report's median of an even number of seeds is therefore the mean of the middle two, unlike
 * that of a picture (plot/plot-band.h): existing reports were written with it, and cannot be
 * regenerated from their tables. They also print minimum, maximum and the number of each outcome.
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
 * Returns: the 95% interval of a share observed as @count of @n (Wilson 1927); 0 to 1 if @n is 0
 */
ReportInterval report_wilson (guint count, guint n);

typedef struct
{
  guint n_blocks;   /* complete blocks */
  guint n_mixed;    /* of these, blocks with both outcomes: only they can distinguish columns */
  guint n_yes;      /* outcomes of 1 in complete blocks */
  double q;         /* Cochran's Q (1950) */
  double p;         /* share of permutations with a Q at least as large, the seen one included */
  guint n_permuted; /* permutations drawn */
} ReportIndependence;

/**
 * report_test_independence:
 * @outcomes: [n_blocks][n_columns]: 0, 1, or anything else for "unknown": its block is left out
 *
 * Tests whether a binary outcome depends on the column (the number of flipped bits) when each
 * block (the seed) was tried in every column. Under independence the outcomes of a block may be
 * exchanged among its columns: Q is compared with 20,000 such permutations, always the same ones.
 *
 * Returns: p = 1 and Q = 0 if no block has both outcomes, or if those that have balance each other
 */
ReportIndependence report_test_independence (const int *outcomes, guint n_blocks, guint n_columns);

G_END_DECLS
