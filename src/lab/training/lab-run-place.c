/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The names of a run's places.
 */
#include "lab/training/lab-run-place.h"

static const char *const names[LAB_N_RUN_PLACES] = { "listed", "history", "deleted" };

const char *
lab_run_place_get_name (LabRunPlace place)
{
  g_return_val_if_fail (place < LAB_N_RUN_PLACES, NULL);
  return names[place];
}

LabRunPlace
lab_run_place_find (const char *name)
{
  for (LabRunPlace place = LAB_RUN_PLACE_LISTED; place < LAB_N_RUN_PLACES; place++)
    if (g_strcmp0 (name, names[place]) == 0)
      return place;
  return LAB_RUN_PLACE_LISTED;
}
