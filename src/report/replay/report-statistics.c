/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The few statistics that a report over seeds needs.
 */
#include "report/replay/report-statistics.h"

#include <math.h>
#include <stdlib.h>

#include "engine/model/nc-random.h"

#define N_PERMUTATIONS 20000
#define Z95 1.959963984540054

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
report_quantile (const double *values, guint n, double share)
{
  g_autofree double *sorted = NULL;
  double position;
  guint below;

  if (n == 0)
    return (double) NAN;
  sorted = g_memdup2 (values, n * sizeof (double));
  qsort (sorted, n, sizeof (double), compare);
  position = share * (n - 1);
  below = (guint) position;
  if (below + 1 >= n)
    return sorted[n - 1];
  return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
}

ReportInterval
report_wilson (guint count, guint n)
{
  const double z2 = Z95 * Z95;
  double share, middle, half;

  if (n == 0)
    return (ReportInterval){ 0, 1 };
  share = (double) count / n;
  middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  half = Z95 * sqrt (share * (1 - share) / n + z2 / (4.0 * n * n)) / (1 + z2 / n);
  /* If none or all were seen, that end is exact, and rounding would pass it. */
  return (ReportInterval){ count == 0 ? 0 : middle - half, count == n ? 1 : middle + half };
}

/* Q = (k - 1) (k sum C_j^2 - T^2) / (k T - sum R_i^2), with column sums C, block sums R and total
 * T. */
static double
get_q (const int *outcomes, guint n_blocks, guint k)
{
  double columns = 0, rows = 0, total = 0, below;

  for (guint column = 0; column < k; column++)
    {
      double sum = 0;

      for (guint block = 0; block < n_blocks; block++)
        sum += outcomes[block * k + column];
      columns += sum * sum;
      total += sum;
    }
  for (guint block = 0; block < n_blocks; block++)
    {
      double sum = 0;

      for (guint column = 0; column < k; column++)
        sum += outcomes[block * k + column];
      rows += sum * sum;
    }
  below = k * total - rows;
  return below > 0 ? (k - 1) * (k * columns - total * total) / below : 0;
}

/* Shuffles every block (Fisher & Yates); @number selects the permutation. */
static void
permute (int *outcomes, guint n_blocks, guint k, guint32 number)
{
  for (guint block = 0; block < n_blocks; block++)
    for (guint i = k - 1; i > 0; i--)
      {
        guint32 words[4];
        guint j;
        int swap;

        nc_random_block (0, NC_STREAM_PERMUTATION, number, block, i, words);
        j = (guint) (((guint64) words[0] * (i + 1)) >> 32);
        swap = outcomes[block * k + i];
        outcomes[block * k + i] = outcomes[block * k + j];
        outcomes[block * k + j] = swap;
      }
}

static gboolean
is_whole (const int *block, guint k)
{
  for (guint column = 0; column < k; column++)
    if (block[column] != 0 && block[column] != 1)
      return FALSE;
  return TRUE;
}

ReportIndependence
report_test_independence (const int *outcomes, guint n_blocks, guint n_columns)
{
  g_autofree int *whole = g_new0 (int, MAX (1, n_blocks * n_columns));
  ReportIndependence result = { .p = 1 };
  guint n_as_large = 1;

  for (guint block = 0; block < n_blocks; block++)
    if (is_whole (outcomes + block * n_columns, n_columns))
      {
        guint n_yes = 0;

        for (guint column = 0; column < n_columns; column++)
          {
            whole[result.n_blocks * n_columns + column] = outcomes[block * n_columns + column];
            n_yes += (guint) outcomes[block * n_columns + column];
          }
        result.n_blocks++;
        result.n_yes += n_yes;
        result.n_mixed += n_yes > 0 && n_yes < n_columns;
      }
  if (result.n_mixed == 0)
    return result;
  result.q = get_q (whole, result.n_blocks, n_columns);
  result.n_permuted = N_PERMUTATIONS;
  for (guint32 number = 0; number < N_PERMUTATIONS; number++)
    {
      permute (whole, result.n_blocks, n_columns, number);
      n_as_large += get_q (whole, result.n_blocks, n_columns) >= result.q - 1e-9;
    }
  result.p = (double) n_as_large / (N_PERMUTATIONS + 1);
  return result;
}
