/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One variant of the kernels: compiled once for each instruction set, with
 * NC_VARIANT naming it. All but the table is static, so the linker can never
 * mix code of two instruction sets.
 */
#include "nc-kernels-variants.h"

#include "kernel-activation.h"
#include "kernel-adam.h"
#include "kernel-convolution.h"
#include "kernel-dense.h"
#include "kernel-norm.h"

const NcKernels G_PASTE (nc_kernels_, NC_VARIANT) = {
  .name = G_STRINGIFY (NC_VARIANT),
  .dense_forward = dense_forward,
  .dense_backward_data = dense_backward_data,
  .dense_backward_weight = dense_backward_weight,
  .add_row_sums = add_row_sums,
  .activate = activate,
  .activate_backward = activate_backward,
  .convolution_forward = convolution_forward,
  .convolution_backward = convolution_backward,
  .moments = moments,
  .normalise_rows = normalise_rows,
  .norm_backward_sums = norm_backward_sums,
  .norm_backward_apply = norm_backward_apply,
  .adam = adam,
};
