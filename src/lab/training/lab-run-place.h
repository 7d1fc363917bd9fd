/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a study has a run.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_RUN_PLACE_LISTED,  /* among the runs that are looked at, the seeds of a curve adjacent */
  LAB_RUN_PLACE_HISTORY, /* an earlier run of a curve, or a run of a curve that was removed */
  LAB_RUN_PLACE_DELETED, /* from the history; can be restored while the study is open */
} LabRunPlace;
#define LAB_N_RUN_PLACES 3

/* "listed", "history" or "deleted", as in the store. */
const char *lab_run_place_get_name (LabRunPlace place);

/* LAB_RUN_PLACE_LISTED for any other name: a run is rather shown than hidden. */
LabRunPlace lab_run_place_find (const char *name);

G_END_DECLS
