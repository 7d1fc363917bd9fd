/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Settings remembered between sessions.
 */
#include "config.h"

#include "app/window/lab-settings.h"

#include "lab/session/lab-first-study.h"

GSettings *
lab_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  /* Without its schema, g_settings_new() would abort the program. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, LAB_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}

void
lab_settings_remember_window (GSettings *settings,
                              GtkWindow *window,
                              const char *page,
                              gboolean shows_panel)
{
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", CLAMP (width, 360, 16384));
  g_settings_set_int (settings, "window-height", CLAMP (height, 294, 16384));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_boolean (settings, "panel-visible", shows_panel);
  g_settings_set_string (settings, "view", page);
}

void
lab_settings_restore_window (GSettings *settings, GtkWindow *window)
{
  if (settings == NULL)
    return;
  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

char *
lab_settings_get_store (GSettings *settings)
{
  g_autofree char *path = settings != NULL ? g_settings_get_string (settings, "store") : NULL;

  return path != NULL && path[0] != '\0' ? g_steal_pointer (&path) : NULL;
}

static void
remember_stored (GSettings *settings, LabDesk *desk, LabStore *store)
{
  gint64 number = lab_desk_get_number (desk);
  g_autoptr (GVariant) old = g_settings_get_value (settings, "last-stored-study");
  g_autoptr (GVariant) new = g_variant_ref_sink (
      g_variant_new ("(sx)", number != 0 ? lab_store_get_path (store) : "", number));

  if (!g_variant_equal (old, new))
    g_settings_set_value (settings, "last-stored-study", new);
}

void
lab_settings_remember (GSettings *settings, LabDesk *desk)
{
  LabSession *session = lab_desk_get_session (desk);
  LabStore *store = lab_session_get_store (session);
  const char *name = lab_desk_get_name (desk);

  if (settings == NULL)
    return;
  if (store != NULL && !lab_desk_is_loading (desk) && lab_session_get_study (session) != NULL)
    remember_stored (settings, desk, store);
  if (name != NULL)
    {
      g_autofree char *last = g_settings_get_string (settings, "last-study");

      if (!g_str_equal (last, name))
        g_settings_set_string (settings, "last-study", name);
    }
}

void
lab_settings_open_last (GSettings *settings, LabDesk *desk)
{
  LabStore *store = lab_session_get_store (lab_desk_get_session (desk));
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  gint64 number = 0;

  if (settings != NULL)
    {
      g_settings_get (settings, "last-stored-study", "(sx)", &path, &number);
      name = g_settings_get_string (settings, "last-study");
      if (store == NULL || !g_str_equal (path, lab_store_get_path (store)))
        number = 0;
    }
  lab_first_study_open (desk, number, name);
}
