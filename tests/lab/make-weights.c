/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a weights file for tests that are no C:
 * make-weights FILE STUDY ITERATIONS [GROUP.KEY=VALUE]…
 */
#include "weights-fixture.h"

int
main (int argc, char **argv)
{
  g_autoptr (LabWeights) weights = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 4)
    g_error ("usage: make-weights FILE STUDY ITERATIONS [GROUP.KEY=VALUE]…");
  weights = fixture_train_study (argv[2], (const char *const *) argv + 4, 1,
                                 g_ascii_strtoull (argv[3], NULL, 10));
  if (!lab_weights_write (weights, argv[1], &error))
    g_error ("%s", error->message);
  return 0;
}
