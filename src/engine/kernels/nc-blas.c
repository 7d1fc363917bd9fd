/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dense products of wide layers with OpenBLAS.
 */
#include "engine/kernels/nc-blas.h"

#include <cblas.h>

#ifdef NC_REAL_IS_DOUBLE
#define gemm cblas_dgemm
#else
#define gemm cblas_sgemm
#endif

static gboolean
is_wide (const NcKernels *kernels, guint in, guint out)
{
  return in * out >= kernels->blas_weights;
}

void
nc_dense_forward (const NcKernels *kernels,
                  guint in,
                  guint out,
                  const nc_real *weight,
                  const nc_real *bias,
                  const nc_real *x,
                  nc_real *y)
{
  if (!is_wide (kernels, in, out))
    {
      kernels->dense_forward (in, out, weight, bias, x, y);
      return;
    }
  for (guint row = 0; row < out; row++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      y[row * NC_LANES + lane] = bias != NULL ? bias[row] : 0;
  gemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) out, NC_LANES, (int) in, 1, weight,
        (int) in, x, NC_LANES, 1, y, NC_LANES);
}

void
nc_dense_backward_data (const NcKernels *kernels,
                        guint in,
                        guint out,
                        guint rows,
                        const nc_real *weight,
                        const nc_real *dy,
                        nc_real *dx)
{
  if (!is_wide (kernels, in, out))
    kernels->dense_backward_data (in, out, rows, weight, dy, dx);
  else if (rows > 0)
    gemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) rows, NC_LANES, (int) out, 1, weight,
          (int) in, dy, NC_LANES, 0, dx, NC_LANES);
}

/* gradient = beta gradient + dy x^T */
static void
blas_gradient (
    guint in, guint out, const nc_real *x, const nc_real *dy, nc_real beta, nc_real *gradient)
{
  gemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) out, (int) in, NC_LANES, 1, dy, NC_LANES, x,
        NC_LANES, beta, gradient, (int) NC_PADDED (in));
}

void
nc_dense_set_gradient (const NcKernels *kernels,
                       guint in,
                       guint out,
                       const nc_real *x,
                       const nc_real *dy,
                       nc_real *gradient,
                       nc_real *scratch)
{
  if (is_wide (kernels, in, out))
    blas_gradient (in, out, x, dy, 0, gradient);
  else
    kernels->dense_set_gradient (in, out, x, dy, gradient, scratch);
}

void
nc_dense_add_gradient (const NcKernels *kernels,
                       guint in,
                       guint out,
                       const nc_real *x,
                       const nc_real *dy,
                       nc_real *gradient,
                       nc_real *scratch)
{
  if (is_wide (kernels, in, out))
    blas_gradient (in, out, x, dy, 1, gradient);
  else
    kernels->dense_add_gradient (in, out, x, dy, gradient, scratch);
}

void
nc_blas_pin (void)
{
  openblas_set_num_threads (1);
}

char *
nc_blas_get_core_type (void)
{
  return g_strdup (openblas_get_corename ());
}

char *
nc_blas_describe (void)
{
  return g_strdup_printf ("%s, core type %s", openblas_get_config (), openblas_get_corename ());
}
