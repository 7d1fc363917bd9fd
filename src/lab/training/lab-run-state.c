/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The names of a run's states.
 */
#include "config.h"

#include "lab/training/lab-run-state.h"

#include <glib/gi18n-lib.h>

static const char *const state_names[] = {
  "ready", "queued", "running", "paused", "finished", "diverged", "failed",
};

GType
lab_run_state_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { LAB_RUN_READY, "LAB_RUN_READY", "ready" },
        { LAB_RUN_QUEUED, "LAB_RUN_QUEUED", "queued" },
        { LAB_RUN_RUNNING, "LAB_RUN_RUNNING", "running" },
        { LAB_RUN_PAUSED, "LAB_RUN_PAUSED", "paused" },
        { LAB_RUN_FINISHED, "LAB_RUN_FINISHED", "finished" },
        { LAB_RUN_DIVERGED, "LAB_RUN_DIVERGED", "diverged" },
        { LAB_RUN_FAILED, "LAB_RUN_FAILED", "failed" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("LabRunState", values));
    }
  return type;
}

const char *
lab_run_state_get_name (LabRunState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_names), NULL);
  return state_names[state];
}

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
    case LAB_RUN_DIVERGED:
      return _ ("diverged");
    case LAB_RUN_FAILED:
      return _ ("failed");
    default:
      g_assert_not_reached ();
    }
}
