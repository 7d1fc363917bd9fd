/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What OpenBLAS must find in the environment before it is loaded.
 */
#include "lab-start.h"

#include <unistd.h>

#include "engine/nc-blas.h"
#include "engine/nc-kernels.h"

#define STARTED_AGAIN "FUZZY_KEY_STARTED_AGAIN"

const char *
lab_start_choose_core_type (const char *core_type)
{
  static const char *const outdated[]
      = { "Prescott",   "Core2",     "Penryn", "Dunnington", "Nehalem", "Katmai",
          "Coppermine", "Northwood", "Banias", "Atom",       "Opteron", "Opteron_SSE3",
          "Barcelona",  "Bobcat",    "Athlon", "Nano",       "Unknown", NULL };

  if (!g_strv_contains (outdated, core_type))
    return NULL;
  if (nc_kernels_get_by_name ("v4") != NULL)
    return "SkylakeX";
  return nc_kernels_get_by_name ("v3") != NULL ? "Haswell" : NULL;
}

void
lab_start_with_blas (char **argv)
{
  g_autofree char *core_type = nc_blas_get_core_type ();
  const char *better = lab_start_choose_core_type (core_type);
  g_autofree char *program = NULL;
  gboolean set = FALSE;

  if (g_getenv (STARTED_AGAIN) != NULL)
    {
      g_unsetenv (STARTED_AGAIN); /* not for the programs that this one starts */
      return;
    }
  if (g_getenv ("OPENBLAS_NUM_THREADS") == NULL && g_getenv ("OMP_NUM_THREADS") == NULL)
    {
      g_setenv ("OPENBLAS_NUM_THREADS", "1", TRUE);
      g_setenv ("OMP_NUM_THREADS", "1", TRUE);
      set = TRUE;
    }
  if (better != NULL && g_getenv ("OPENBLAS_CORETYPE") == NULL)
    {
      g_setenv ("OPENBLAS_CORETYPE", better, TRUE);
      set = TRUE;
    }
  if (!set)
    return;
  /* By its own path, for the process is named after it. */
  program = g_file_read_link ("/proc/self/exe", NULL);
  if (program == NULL)
    return;
  g_setenv (STARTED_AGAIN, "1", TRUE);
  /* Where this fails all goes on as it was, only slower. */
  execv (program, argv);
  g_unsetenv (STARTED_AGAIN);
}
