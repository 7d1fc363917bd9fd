/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the lab starts with. Something is open in the end, whatever is gone or damaged.
 */
#include "config.h"

#include "lab/session/lab-first-study.h"

/* With the desk: the name to fall back on. */
#define NAME "lab-first-study-name"

static void
tell (LabDesk *desk, const GError *error)
{
  g_signal_emit_by_name (desk, "told", error->message);
}

static void
open_named (LabDesk *desk, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (name != NULL && name[0] != '\0' && lab_desk_open (desk, name, &error))
    return;
  if (error != NULL && !g_str_equal (name, LAB_FIRST_STUDY))
    tell (desk, error);
  g_clear_error (&error);
  if (!lab_desk_open (desk, LAB_FIRST_STUDY, &error))
    tell (desk, error);
}

static void
on_failed (const GError *error, gpointer user_data)
{
  open_named (user_data, g_object_get_data (user_data, NAME));
  /* A deleted study should not cause a message at every start. */
  if (!g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND))
    tell (user_data, error);
}

void
lab_first_study_open (LabDesk *desk, gint64 number, const char *name)
{
  g_return_if_fail (LAB_IS_DESK (desk));

  if (number == 0 || lab_session_get_store (lab_desk_get_session (desk)) == NULL)
    {
      open_named (desk, name);
      return;
    }
  g_object_set_data_full (G_OBJECT (desk), NAME, g_strdup (name), g_free);
  lab_desk_load (desk, number, NULL, on_failed, desk);
}
