/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear Eve, by the normal equations (X X^T + ridge) W = X P^T with X the features
 * [feature][message] and P the plaintexts, batch after batch in double. Features are scaled to
 * deviation 1, and the ridge, some 1e-7 of their squares, matters only where the equations are
 * singular: for features that never change or repeat another.
 */
#include "audit/nc-audit-linear.h"

#include <cblas.h>

#include "audit/nc-audit-samples.h"

#define BATCH_TILES 32
#define BATCH (BATCH_TILES * NC_LANES)
#define SCALING_MESSAGES 4096
#define RIDGE 1e-7

/* LAPACK: solves A X = B for symmetric positive A; column-major, all by reference. */
extern void dposv_ (const char *uplo,
                    const int *n,
                    const int *nrhs,
                    double *a,
                    const int *lda,
                    double *b,
                    const int *ldb,
                    int *info);

/* One view's equations, and her outputs for a batch. */
typedef struct
{
  guint n;           /* features, 0 if there are too many */
  double *features;  /* [n][message] */
  double *equations; /* [n][n], the upper triangle */
  double *weights;   /* [plaintext_bits][n]: first X P^T, then W */
  guint64 *n_wrong;  /* [plaintext_bits] */
  NcAuditShares wrong;
} View;

struct _NcAuditLinear
{
  NcAuditLinearOptions options;
  NcAuditSamples samples;
  NcAuditScaling scaling;
  View views[NC_AUDIT_LINEAR_N_VIEWS];
  nc_real *scaled;     /* [length][lane] */
  double *plaintext;   /* [plaintext_bits][message] */
  double *predictions; /* [plaintext_bits][message] */
  guint n_fitted;      /* batches */
  guint n_measured;    /* batches */
  NcAuditLinearResult results[NC_AUDIT_LINEAR_N_VIEWS];
};

NcAuditLinearOptions
nc_audit_linear_get_options (gboolean quick)
{
  return (NcAuditLinearOptions){
    .n_fitted = quick ? 16384 : 65536,
    .n_measured = quick ? 16384 : 65536,
  };
}

static guint
get_n_features (NcAuditLinearView view, guint length)
{
  if (view != NC_AUDIT_LINEAR_PRODUCTS)
    return 1 + length;
  return length <= NC_AUDIT_LINEAR_MAX_LENGTH ? 1 + length + length * (length + 1) / 2 : 0;
}

NcAuditLinear *
nc_audit_linear_new (NcAuditCipher *cipher,
                     const NcAuditLinearOptions *options,
                     guint32 seed,
                     const NcKernels *kernels)
{
  NcAuditLinear *linear;
  guint bits = cipher->plaintext_bits;

  g_return_val_if_fail (options->n_fitted > 0 && options->n_measured > 0, NULL);

  linear = g_new0 (NcAuditLinear, 1);
  linear->options = *options;
  nc_audit_samples_init (&linear->samples, cipher, kernels, seed, NC_AUDIT_TASK_LINEAR, BATCH_TILES,
                         FALSE);
  nc_audit_scaling_init (&linear->scaling, &linear->samples, SCALING_MESSAGES);
  linear->scaled = nc_real_new0 ((gsize) cipher->ciphertext_length * NC_LANES);
  linear->plaintext = g_new0 (double, (gsize) bits *BATCH);
  linear->predictions = g_new0 (double, (gsize) bits *BATCH);
  for (guint i = 0; i < NC_AUDIT_LINEAR_N_VIEWS; i++)
    {
      View *view = &linear->views[i];

      view->n = get_n_features (i, cipher->ciphertext_length);
      view->features = g_new0 (double, (gsize) view->n *BATCH);
      view->equations = g_new0 (double, (gsize) view->n * view->n);
      view->weights = g_new0 (double, (gsize) bits * view->n);
      view->n_wrong = g_new0 (guint64, bits);
      linear->results[i].n_features = view->n;
      linear->results[i].of_bits = g_new0 (NcAuditInterval, bits);
    }
  return linear;
}

void
nc_audit_linear_free (NcAuditLinear *linear)
{
  if (linear == NULL)
    return;
  for (guint i = 0; i < NC_AUDIT_LINEAR_N_VIEWS; i++)
    {
      g_free (linear->views[i].features);
      g_free (linear->views[i].equations);
      g_free (linear->views[i].weights);
      g_free (linear->views[i].n_wrong);
      g_free (linear->results[i].of_bits);
    }
  nc_audit_samples_clear (&linear->samples);
  nc_audit_scaling_clear (&linear->scaling);
  nc_real_free (linear->scaled);
  g_free (linear->plaintext);
  g_free (linear->predictions);
  g_free (linear);
}

/* Features of one tile, from the scaled ciphertext (signs are taken from the unscaled one). */
static void
write_features (const NcAuditLinear *linear, NcAuditLinearView kind, guint tile)
{
  const View *view = &linear->views[kind];
  guint length = linear->scaling.n;
  const nc_real *ciphertext = linear->samples.ciphertext + (gsize) tile * length * NC_LANES;
  double *to = view->features + (gsize) tile * NC_LANES;

  for (guint lane = 0; lane < NC_LANES; lane++)
    to[lane] = 1;
  for (guint i = 0; i < length; i++)
    {
      const nc_real *from
          = (kind == NC_AUDIT_LINEAR_SIGNS ? ciphertext : linear->scaled) + (gsize) i * NC_LANES;

      to += BATCH;
      for (guint lane = 0; lane < NC_LANES; lane++)
        to[lane] = kind != NC_AUDIT_LINEAR_SIGNS ? (double) from[lane] : from[lane] > 0 ? 1 : -1;
    }
  if (kind != NC_AUDIT_LINEAR_PRODUCTS)
    return;
  for (guint i = 0; i < length; i++)
    for (guint j = 0; j <= i; j++)
      {
        to += BATCH;
        for (guint lane = 0; lane < NC_LANES; lane++)
          to[lane] = (double) linear->scaled[i * NC_LANES + lane]
                     * (double) linear->scaled[j * NC_LANES + lane];
      }
}

static void
draw (NcAuditLinear *linear, guint32 number)
{
  guint bits = linear->samples.cipher->plaintext_bits;

  nc_audit_samples_draw (&linear->samples, number);
  for (guint tile = 0; tile < BATCH_TILES; tile++)
    {
      nc_audit_scaling_apply (
          &linear->scaling,
          linear->samples.ciphertext + (gsize) tile * linear->scaling.n * NC_LANES, linear->scaled);
      for (guint kind = 0; kind < NC_AUDIT_LINEAR_N_VIEWS; kind++)
        if (linear->views[kind].n > 0)
          write_features (linear, kind, tile);
      for (guint bit = 0; bit < bits; bit++)
        for (guint lane = 0; lane < NC_LANES; lane++)
          linear->plaintext[bit * BATCH + tile * NC_LANES + lane]
              = (double) linear->samples.plaintext[((gsize) tile * bits + bit) * NC_LANES + lane];
    }
}

static void
fit_batch (NcAuditLinear *linear, View *view)
{
  int n = (int) view->n, bits = (int) linear->samples.cipher->plaintext_bits;

  cblas_dsyrk (CblasRowMajor, CblasUpper, CblasNoTrans, n, BATCH, 1, view->features, BATCH, 1,
               view->equations, n);
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, bits, n, BATCH, 1, linear->plaintext, BATCH,
               view->features, BATCH, 1, view->weights, n);
}

static void
solve (NcAuditLinear *linear, View *view)
{
  int n = (int) view->n, bits = (int) linear->samples.cipher->plaintext_bits, info;
  double ridge = RIDGE * (double) linear->n_fitted * BATCH;

  for (gsize i = 0; i < view->n; i++)
    view->equations[i * view->n + i] += ridge;
  /* The upper triangle row by row is the lower one column by column (LAPACK's order). */
  dposv_ ("L", &n, &bits, view->equations, &n, view->weights, &n, &info);
  /* Not finite: her prediction is zero, and she is measured as usual. */
  if (info != 0)
    for (gsize i = 0; i < (gsize) bits * view->n; i++)
      view->weights[i] = 0;
}

static void
measure_batch (NcAuditLinear *linear, View *view)
{
  int n = (int) view->n;
  guint bits = linear->samples.cipher->plaintext_bits;

  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) bits, BATCH, n, 1, view->weights, n,
               view->features, BATCH, 0, linear->predictions, BATCH);
  for (guint message = 0; message < BATCH; message++)
    {
      guint wrong = 0;

      for (guint bit = 0; bit < bits; bit++)
        if ((linear->predictions[bit * BATCH + message] > 0)
            != (linear->plaintext[bit * BATCH + message] > 0))
          {
            wrong++;
            view->n_wrong[bit]++;
          }
      nc_audit_shares_add (&view->wrong, (double) wrong / bits);
    }
}

static void
conclude (NcAuditLinear *linear, guint kind)
{
  const View *view = &linear->views[kind];
  NcAuditLinearResult *result = &linear->results[kind];

  result->bit_error = nc_audit_interval_of_shares (&view->wrong);
  for (guint bit = 0; bit < linear->samples.cipher->plaintext_bits; bit++)
    result->of_bits[bit]
        = nc_audit_interval_of_share ((double) view->n_wrong[bit], (double) view->wrong.n);
  result->done = TRUE;
}

gboolean
nc_audit_linear_step (NcAuditLinear *linear)
{
  guint to_fit = (linear->options.n_fitted + BATCH - 1) / BATCH;
  guint to_measure = (linear->options.n_measured + BATCH - 1) / BATCH;
  gboolean fitting = linear->n_fitted < to_fit;

  if (linear->n_measured == to_measure)
    return FALSE;
  draw (linear, fitting ? linear->n_fitted : NC_AUDIT_BATCH_MEASURING + linear->n_measured);
  linear->n_fitted += fitting;
  linear->n_measured += !fitting;
  for (guint kind = 0; kind < NC_AUDIT_LINEAR_N_VIEWS; kind++)
    {
      View *view = &linear->views[kind];

      if (view->n == 0)
        continue;
      if (fitting)
        fit_batch (linear, view);
      else
        measure_batch (linear, view);
      if (fitting && linear->n_fitted == to_fit)
        solve (linear, view);
      if (linear->n_measured == to_measure)
        conclude (linear, kind);
    }
  return linear->n_measured < to_measure;
}

double
nc_audit_linear_get_progress (const NcAuditLinear *linear)
{
  guint to_fit = (linear->options.n_fitted + BATCH - 1) / BATCH;
  guint to_measure = (linear->options.n_measured + BATCH - 1) / BATCH;

  return (double) (linear->n_fitted + linear->n_measured) / (to_fit + to_measure);
}

const NcAuditLinearResult *
nc_audit_linear_get_result (const NcAuditLinear *linear, NcAuditLinearView view)
{
  g_return_val_if_fail (view < NC_AUDIT_LINEAR_N_VIEWS, NULL);

  return &linear->results[view];
}
