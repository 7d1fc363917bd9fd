/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear and quadratic discriminants. With source c's mean m_c and covariance S_c, the score of x
 * is the log ratio of two normal densities, without the constants, which the threshold absorbs: (x
 * - m_0)' S_0^-1 (x - m_0) / 2 - (x - m_1)' S_1^-1 (x - m_1) / 2, and for the linear one, with
 * both covariances replaced by their mean S, (m_1 - m_0)' S^-1 x.
 */
#include "audit/nc-audit-discriminant.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Added to a variance of 1: a number that never changed in the examples may still change later. */
#define RIDGE 1e-3

/* Smaller deviations are rounding errors. */
#define LEAST_DEVIATION 1e-7

typedef struct
{
  double *mean;       /* [n] */
  double *covariance; /* [n][n] */
} Moments;

typedef struct
{
  double score;
  guint source;
} Example;

static void
scale_tile (NcAuditDiscriminant *own, const nc_real *x)
{
  for (guint i = 0; i < own->n; i++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      own->scaled[i * NC_LANES + lane] = (x[i * NC_LANES + lane] - own->shift[i]) * own->factor[i];
}

/* Deviations over both sources together, relative to the first message. */
static void
learn_scale (NcAuditDiscriminant *own, guint n_tiles, const nc_real *ciphertexts)
{
  double count = (double) n_tiles * NC_LANES;

  for (guint i = 0; i < own->n; i++)
    {
      double sum = 0, square = 0, deviation;

      own->shift[i] = ciphertexts[i * NC_LANES];
      for (guint tile = 0; tile < n_tiles; tile++)
        for (guint lane = 0; lane < NC_LANES; lane++)
          {
            double x = (double) (ciphertexts[((gsize) tile * own->n + i) * NC_LANES + lane]
                                 - own->shift[i]);

            sum += x;
            square += x * x;
          }
      deviation = sqrt (fmax (square / count - sum / count * (sum / count), 0));
      own->factor[i] = deviation < LEAST_DEVIATION ? 0 : (nc_real) (1 / deviation);
    }
}

static void
init_moments (NcAuditDiscriminant *own,
              guint n_tiles,
              const nc_real *ciphertexts,
              guint source,
              Moments *moments)
{
  guint n = own->n, used = 0;
  double count;

  moments->mean = g_new0 (double, n);
  moments->covariance = g_new0 (double, (gsize) n *n);
  for (guint tile = source; tile < n_tiles; tile += 2, used++)
    {
      scale_tile (own, ciphertexts + (gsize) tile * n * NC_LANES);
      for (guint i = 0; i < n; i++)
        {
          const nc_real *x = own->scaled + i * NC_LANES;

          for (guint lane = 0; lane < NC_LANES; lane++)
            moments->mean[i] += (double) x[lane];
          for (guint j = 0; j <= i; j++)
            {
              const nc_real *y = own->scaled + j * NC_LANES;
              nc_real product = 0;

              for (guint lane = 0; lane < NC_LANES; lane++)
                product += x[lane] * y[lane];
              moments->covariance[(gsize) i * n + j] += (double) product;
            }
        }
    }
  count = (double) used * NC_LANES;
  for (guint i = 0; i < n; i++)
    moments->mean[i] /= count;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++)
      {
        double covariance
            = moments->covariance[(gsize) i * n + j] / count - moments->mean[i] * moments->mean[j];

        moments->covariance[(gsize) i * n + j] = moments->covariance[(gsize) j * n + i]
            = covariance + (i == j ? RIDGE + n / count / 10 : 0);
      }
}

static void
clear_moments (Moments *moments)
{
  g_free (moments->mean);
  g_free (moments->covariance);
}

/* Inverts a symmetric matrix without negative or vanishing pivots, in place (Gauss-Jordan). */
static void
invert (guint n, double *matrix)
{
  for (guint k = 0; k < n; k++)
    {
      double *row = matrix + (gsize) k * n;
      double pivot = row[k] > 0 ? row[k] : 1;

      row[k] = 1;
      for (guint j = 0; j < n; j++)
        row[j] /= pivot;
      for (guint i = 0; i < n; i++)
        {
          double *other = matrix + (gsize) i * n, factor = other[k];

          if (i == k)
            continue;
          other[k] = 0;
          for (guint j = 0; j < n; j++)
            other[j] -= factor * row[j];
        }
    }
}

static double
multiply_row (guint n, const double *matrix, guint row, const double *x)
{
  double sum = 0;

  for (guint j = 0; j < n; j++)
    sum += matrix[(gsize) row * n + j] * x[j];
  return sum;
}

static void
learn_form (NcAuditDiscriminant *own, gboolean quadratic, Moments moments[2])
{
  gsize n = own->n;

  if (!quadratic)
    for (gsize i = 0; i < n * n; i++)
      moments[0].covariance[i] = moments[1].covariance[i]
          = (moments[0].covariance[i] + moments[1].covariance[i]) / 2;
  invert (own->n, moments[0].covariance);
  invert (own->n, moments[1].covariance);
  for (guint i = 0; i < n; i++)
    {
      own->linear[i]
          = (nc_real) (multiply_row (own->n, moments[1].covariance, i, moments[1].mean)
                       - multiply_row (own->n, moments[0].covariance, i, moments[0].mean));
      for (guint j = 0; j < n; j++)
        own->square[i * n + j]
            = (nc_real) ((moments[0].covariance[i * n + j] - moments[1].covariance[i * n + j]) / 2);
    }
}

/* scores[lane] of a tile. */
static void
get_scores (NcAuditDiscriminant *own, const nc_real *x, nc_real scores[NC_LANES])
{
  guint n = own->n;

  scale_tile (own, x);
  memset (scores, 0, NC_LANES * sizeof (nc_real));
  for (guint i = 0; i < n; i++)
    {
      nc_real factor[NC_LANES];

      for (guint lane = 0; lane < NC_LANES; lane++)
        factor[lane] = own->linear[i];
      for (guint j = 0; j < n; j++)
        for (guint lane = 0; lane < NC_LANES; lane++)
          factor[lane] += own->square[(gsize) i * n + j] * own->scaled[j * NC_LANES + lane];
      for (guint lane = 0; lane < NC_LANES; lane++)
        scores[lane] += factor[lane] * own->scaled[i * NC_LANES + lane];
    }
}

static int
compare_examples (const void *a, const void *b)
{
  double x = ((const Example *) a)->score, y = ((const Example *) b)->score;

  return (x > y) - (x < y);
}

/* The threshold, between two scores, that classifies most examples correctly. */
static void
learn_threshold (NcAuditDiscriminant *own, guint n_tiles, const nc_real *ciphertexts)
{
  guint n_examples = n_tiles * NC_LANES;
  g_autofree Example *examples = g_new (Example, n_examples);
  nc_real scores[NC_LANES];
  gint64 right = 0, best = 0; /* source 0 below it minus source 1 below it */

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      get_scores (own, ciphertexts + (gsize) tile * own->n * NC_LANES, scores);
      for (guint lane = 0; lane < NC_LANES; lane++)
        examples[tile * NC_LANES + lane]
            = (Example){ isfinite (scores[lane]) ? (double) scores[lane] : 0, tile % 2 };
    }
  qsort (examples, n_examples, sizeof *examples, compare_examples);
  own->threshold = examples[0].score - 1;
  for (guint i = 0; i + 1 < n_examples; i++)
    {
      right += examples[i].source == 0 ? 1 : -1;
      if (right <= best || !(examples[i].score < examples[i + 1].score))
        continue;
      best = right;
      own->threshold = (examples[i].score + examples[i + 1].score) / 2;
    }
}

void
nc_audit_discriminant_learn (gboolean quadratic,
                             guint n,
                             guint n_tiles,
                             const nc_real *ciphertexts,
                             NcAuditDiscriminant *discriminant)
{
  Moments moments[2];

  g_return_if_fail (n > 0 && n_tiles >= 2);

  *discriminant = (NcAuditDiscriminant){
    .n = n,
    .shift = nc_real_new0 (n),
    .factor = nc_real_new0 (n),
    .square = nc_real_new0 ((gsize) n * n),
    .linear = nc_real_new0 (n),
    .scaled = nc_real_new0 ((gsize) n * NC_LANES),
  };
  learn_scale (discriminant, n_tiles, ciphertexts);
  for (guint source = 0; source < 2; source++)
    init_moments (discriminant, n_tiles, ciphertexts, source, &moments[source]);
  learn_form (discriminant, quadratic, moments);
  for (guint source = 0; source < 2; source++)
    clear_moments (&moments[source]);
  learn_threshold (discriminant, n_tiles, ciphertexts);
}

void
nc_audit_discriminant_clear (NcAuditDiscriminant *discriminant)
{
  nc_real_free (discriminant->shift);
  nc_real_free (discriminant->factor);
  nc_real_free (discriminant->square);
  nc_real_free (discriminant->linear);
  nc_real_free (discriminant->scaled);
  *discriminant = (NcAuditDiscriminant){ 0 };
}

guint64
nc_audit_discriminant_count (NcAuditDiscriminant *discriminant,
                             guint n_tiles,
                             const nc_real *ciphertexts)
{
  nc_real scores[NC_LANES];
  guint64 right = 0;

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      get_scores (discriminant, ciphertexts + (gsize) tile * discriminant->n * NC_LANES, scores);
      for (guint lane = 0; lane < NC_LANES; lane++)
        right += ((double) scores[lane] > discriminant->threshold) == (tile % 2 == 1);
    }
  return right;
}
