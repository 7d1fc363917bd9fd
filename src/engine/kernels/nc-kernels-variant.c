/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One variant of the kernels: compiled once for each instruction set, with NC_VARIANT naming it.
 * Everything but the table is static, so the linker can never mix code of two instruction sets.
 */
#include "engine/kernels/nc-kernels-private.h"

#include "engine/kernels/kernel-activation.h"
#include "engine/kernels/kernel-adam.h"
#include "engine/kernels/kernel-convolution.h"
#include "engine/kernels/kernel-dense.h"
#include "engine/kernels/kernel-norm.h"
#include "engine/kernels/kernel-objective.h"
#include "engine/kernels/kernel-peak.h"
#include "engine/kernels/kernel-random.h"

const NcKernels G_PASTE (nc_kernels_, NC_VARIANT) = {
  .name = G_STRINGIFY (NC_VARIANT),
  .blas_weights = NC_BLAS_WEIGHTS,
  .dense_forward = dense_forward,
  .dense_backward_data = dense_backward_data,
  .dense_set_gradient = dense_set_gradient,
  .dense_add_gradient = dense_add_gradient,
  .add_row_sums = add_row_sums,
  .activate = activate,
  .activate_backward = activate_backward,
  .convolution_forward = convolution_forward,
  .convolution_backward = convolution_backward,
  .add_moments = add_moments,
  .normalise_activate = normalise_activate,
  .activate_norm_backward = activate_norm_backward,
  .norm_backward = norm_backward,
  .measure = measure,
  .set_delta = set_delta,
  .random_bits = random_bits,
  .random_subset = random_subset,
  .write_signs = write_signs,
  .add_numbers = add_numbers,
  .adam = adam,
  .multiply_add = multiply_add,
};
