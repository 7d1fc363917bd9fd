/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What OpenBLAS must find in the environment before it is loaded, and whether the settings there
 * are possible.
 */
#include "config.h"

#include "lab/training/lab-start.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "engine/kernels/nc-blas.h"
#include "engine/kernels/nc-kernels.h"
#include "lab/experiment/lab-error.h"

#define STARTED_AGAIN "FUZZY_KEY_STARTED_AGAIN"
#define WITH_CORE_TYPE "with a core type"

/* The core type was chosen by this program, not by a person. */
static gboolean chose_core_type;

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
      chose_core_type = g_str_equal (g_getenv (STARTED_AGAIN), WITH_CORE_TYPE);
      g_unsetenv (STARTED_AGAIN); /* must not reach child processes */
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
      set = chose_core_type = TRUE;
    }
  if (!set)
    return;
  /* By its real path: the process is named after it. */
  program = g_file_read_link ("/proc/self/exe", NULL);
  if (program == NULL)
    return;
  g_setenv (STARTED_AGAIN, chose_core_type ? WITH_CORE_TYPE : "1", TRUE);
  /* If this fails, everything works as before, only more slowly. */
  execv (program, argv);
  g_unsetenv (STARTED_AGAIN);
}

static gboolean
check_kernels (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (name == NULL || *name == '\0' || nc_kernels_get_by_name (name) != NULL)
    return TRUE;
  for (const NcKernels *const *kernels = nc_kernels_get_all (); *kernels != NULL; kernels++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*kernels)->name);
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               _ ("NC_KERNELS is “%s”; this processor can run: %s"), name, names->str);
  return FALSE;
}

/* The kernels of ours that run only where those of a core type run, too: OpenBLAS does not check,
 * and the first product would crash the program. */
static const char *
get_needed_kernels (const char *core_type)
{
  static const char *const wide[] = { "SkylakeX", "Cooperlake", "SapphireRapids" };
  static const char *const middle[] = { "Haswell", "Zen", "Excavator" };

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_ascii_strcasecmp (core_type, wide[i]) == 0)
      return "v4";
  for (guint i = 0; i < G_N_ELEMENTS (middle); i++)
    if (g_ascii_strcasecmp (core_type, middle[i]) == 0)
      return "v3";
  return "baseline";
}

/* OpenBLAS says nothing if it uses another core type than requested. */
gboolean
lab_start_check_core_type (const char *wanted, const char *taken, GError **error)
{
  if (wanted == NULL || *wanted == '\0')
    return TRUE;
  if (nc_kernels_get_by_name (get_needed_kernels (wanted)) == NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                 _ ("OPENBLAS_CORETYPE is “%s”, which this processor cannot run; unset it, and the "
                    "best is used"),
                 wanted);
  else if (g_ascii_strcasecmp (wanted, taken) != 0)
    g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                 _ ("OPENBLAS_CORETYPE is “%s”, for which this OpenBLAS has no kernels of its own "
                    "(it would use those of %s); unset it, and the best is used"),
                 wanted, taken);
  else
    return TRUE;
  return FALSE;
}

gboolean
lab_start_check (GError **error)
{
  g_autofree char *core_type = nc_blas_get_core_type ();

  return check_kernels (g_getenv ("NC_KERNELS"), error)
         && (chose_core_type
             || lab_start_check_core_type (g_getenv ("OPENBLAS_CORETYPE"), core_type, error));
}
