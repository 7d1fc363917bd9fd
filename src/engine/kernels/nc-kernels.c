/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which kernels this processor can run.
 */
#include "engine/kernels/nc-kernels-private.h"

#include <string.h>

#ifdef NC_HAVE_X86_64_LEVELS

static gboolean
has_v3 (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma")
         && __builtin_cpu_supports ("bmi2");
}

static gboolean
has_v4 (void)
{
  return has_v3 () && __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw")
         && __builtin_cpu_supports ("avx512cd") && __builtin_cpu_supports ("avx512dq")
         && __builtin_cpu_supports ("avx512vl");
}

const NcKernels *const *
nc_kernels_get_all (void)
{
  static const NcKernels *const all[] = {
    &nc_kernels_baseline,
    &nc_kernels_v3,
    &nc_kernels_v4,
    NULL,
  };
  static const NcKernels *const up_to_v3[] = { &nc_kernels_baseline, &nc_kernels_v3, NULL };
  static const NcKernels *const portable[] = { &nc_kernels_baseline, NULL };

  return has_v4 () ? all : has_v3 () ? up_to_v3 : portable;
}

#else

const NcKernels *const *
nc_kernels_get_all (void)
{
  static const NcKernels *const portable[] = { &nc_kernels_baseline, NULL };

  return portable;
}

#endif

const NcKernels *
nc_kernels_get_by_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (const NcKernels *const *kernels = nc_kernels_get_all (); *kernels != NULL; kernels++)
    if (strcmp ((*kernels)->name, name) == 0)
      return *kernels;
  return NULL;
}

const NcKernels *
nc_kernels_get_best (void)
{
  const NcKernels *const *kernels = nc_kernels_get_all ();
  const char *name = g_getenv ("NC_KERNELS");
  const NcKernels *forced = name != NULL ? nc_kernels_get_by_name (name) : NULL;

  if (forced != NULL)
    return forced;
  while (kernels[1] != NULL)
    kernels++;
  return *kernels;
}
