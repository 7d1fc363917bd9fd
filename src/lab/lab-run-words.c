/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The states of a run as a person reads them, in the window and on a terminal.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-run.h"

const char *
lab_run_state_get_words (LabRunState state)
{
  switch (state)
    {
    case LAB_RUN_READY:
      return _ ("ready");
    case LAB_RUN_QUEUED:
      return _ ("queued");
    case LAB_RUN_RUNNING:
      return _ ("training");
    case LAB_RUN_PAUSED:
      return _ ("paused");
    case LAB_RUN_FINISHED:
      return _ ("finished");
    case LAB_RUN_STOPPED:
      return _ ("stopped");
    case LAB_RUN_DIVERGED:
      return _ ("diverged");
    case LAB_RUN_FAILED:
      return _ ("failed");
    default:
      g_assert_not_reached ();
    }
}
