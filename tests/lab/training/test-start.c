/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which kernels OpenBLAS is asked for where it does not know the processor.
 */
#include <string.h>

#include "engine/kernels/nc-kernels.h"
#include "lab/experiment/lab-error.h"
#include "lab/training/lab-start.h"

static void
test_core_type (void)
{
  const char *better = lab_start_choose_core_type ("Prescott");

  if (nc_kernels_get_by_name ("v4") != NULL)
    g_assert_cmpstr (better, ==, "SkylakeX");
  else if (nc_kernels_get_by_name ("v3") != NULL)
    g_assert_cmpstr (better, ==, "Haswell");
  else
    g_assert_null (better);
  g_assert_null (lab_start_choose_core_type ("SkylakeX"));
  g_assert_null (lab_start_choose_core_type ("Zen"));
  g_assert_null (lab_start_choose_core_type ("Cooperlake"));
}

/* Started again once: what is set is set, and the mark is gone. */
static void
test_again (void)
{
  if (g_test_subprocess ())
    {
      char **argv = g_new0 (char *, 4);

      argv[0] = g_strdup ("test");
      argv[1] = g_strdup ("-p");
      argv[2] = g_strdup ("/lab/start/again");
      g_setenv ("FUZZY_KEY_STARTED_AGAIN", "1", TRUE);
      lab_start_with_blas (argv);
      g_assert_null (g_getenv ("FUZZY_KEY_STARTED_AGAIN"));
      g_strfreev (argv);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
check_core_type (const char *wanted, const char *taken, const char *words)
{
  g_autoptr (GError) error = NULL;
  gboolean fits = lab_start_check_core_type (wanted, taken, &error);

  g_assert_true (fits == (words == NULL));
  if (words != NULL)
    {
      g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, words));
    }
}

static void
test_wanted (void)
{
  check_core_type (NULL, "Prescott", NULL);
  check_core_type ("", "Prescott", NULL);
  check_core_type ("prescott", "Prescott", NULL);
  check_core_type ("Katmai", "Prescott", "those of Prescott");
  check_core_type ("fast", "Prescott", "“fast”");
  if (nc_kernels_get_by_name ("v3") != NULL)
    check_core_type ("HASWELL", "Haswell", NULL);
  else
    check_core_type ("HASWELL", "Haswell", "cannot run");
  if (nc_kernels_get_by_name ("v4") != NULL)
    check_core_type ("SkylakeX", "SkylakeX", NULL);
  else
    check_core_type ("SkylakeX", "SkylakeX", "cannot run");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lab/start/core-type", test_core_type);
  g_test_add_func ("/lab/start/again", test_again);
  g_test_add_func ("/lab/start/wanted", test_wanted);

  return g_test_run ();
}
