/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables that were built; only for nc-kernels.c, which queries the processor.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"

G_BEGIN_DECLS

extern const NcKernels nc_kernels_baseline;
#ifdef NC_HAVE_X86_64_LEVELS
extern const NcKernels nc_kernels_v3; /* AVX2, FMA */
extern const NcKernels nc_kernels_v4; /* AVX-512 */
#endif

G_END_DECLS
