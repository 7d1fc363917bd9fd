/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dense products, by our kernels or by OpenBLAS, whichever is faster for the variant and the size
 * (NcKernels.blas_weights). The choice depends on nothing else, so it is the same in every run.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"

G_BEGIN_DECLS

/* Like the functions of NcKernels with the same names. */
void nc_dense_forward (const NcKernels *kernels,
                       guint in,
                       guint out,
                       const nc_real *weight,
                       const nc_real *bias,
                       const nc_real *x,
                       nc_real *y);
void nc_dense_backward_data (const NcKernels *kernels,
                             guint in,
                             guint out,
                             guint rows,
                             const nc_real *weight,
                             const nc_real *dy,
                             nc_real *dx);
typedef void (*NcDenseGradient) (const NcKernels *kernels,
                                 guint in,
                                 guint out,
                                 const nc_real *x,
                                 const nc_real *dy,
                                 nc_real *gradient,
                                 nc_real *scratch);
void nc_dense_set_gradient (const NcKernels *kernels,
                            guint in,
                            guint out,
                            const nc_real *x,
                            const nc_real *dy,
                            nc_real *gradient,
                            nc_real *scratch);
void nc_dense_add_gradient (const NcKernels *kernels,
                            guint in,
                            guint out,
                            const nc_real *x,
                            const nc_real *dy,
                            nc_real *gradient,
                            nc_real *scratch);

/**
 * nc_blas_pin:
 *
 * Limits OpenBLAS to one thread from now on: the processors are used by parallel runs, and one
 * thread always sums in the same order. Called once, by the code that creates threads, before the
 * first of them.
 */
void nc_blas_pin (void);

/**
 * nc_blas_get_core_type:
 *
 * Returns: (transfer full): the processor type that OpenBLAS uses, "Haswell"
 */
char *nc_blas_get_core_type (void);

/**
 * nc_blas_describe:
 *
 * Returns: (transfer full): version, build and core type of the OpenBLAS in use
 */
char *nc_blas_describe (void);

G_END_DECLS
