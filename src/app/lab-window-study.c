/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening and saving studies from the window. Opening never loses what was
 * trained: it can be had back until the toast is gone.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "base/input.h"
#include "lab-file-dialog.h"

#define DEFAULT_STUDY "bob-bob1-bob2"

/* What was open stays in the store's keeping only while it can be had back. */
static void
show_study (LabWindow *self, LabStudy *study)
{
  LabStudy *open = lab_session_get_study (self->session);
  g_autoptr (LabStudy) before = open != NULL ? g_object_ref (open) : NULL;

  lab_window_forget_load (self);
  lab_session_set_study (self->session, study);
  if (before != NULL && before != study && before != self->former)
    lab_session_let_go (self->session, before);
  lab_panel_set_study (self->panel, study);
  lab_session_flush (self->session);
  lab_window_remember_stored (self);
  for (guint view = 0; view < LAB_N_VIEWS; view++)
    lab_plot_view_fit (self->plots[view]);
}

void
lab_window_take_study (LabWindow *self, LabStudy *study)
{
  show_study (self, study);
  lab_window_update_actions (self);
}

/* A file is named by its whole path, so that it is found again from anywhere. */
static char *
get_full_name (const char *name_or_path)
{
  if (!g_path_is_absolute (name_or_path) && g_file_test (name_or_path, G_FILE_TEST_IS_REGULAR))
    return g_canonicalize_filename (name_or_path, NULL);
  return g_strdup (name_or_path);
}

/* A pipe gives what it holds once. */
static gboolean
can_open_again (const char *name_or_path)
{
  return !base_input_is_standard (name_or_path)
         && (!g_file_test (name_or_path, G_FILE_TEST_EXISTS)
             || g_file_test (name_or_path, G_FILE_TEST_IS_REGULAR));
}

/* Keeps what is open, if anything of it was trained here, to be had back when
 * @study takes its place. */
static gboolean
set_aside (LabWindow *self, LabStudy *study)
{
  LabStudy *open = lab_session_get_study (self->session);
  gboolean has_results = open != study && lab_session_has_results (self->session)
                         && !lab_session_is_held_elsewhere (self->session);

  if (self->former == open)
    g_clear_object (&self->former);
  lab_window_forget_former (self);
  if (has_results)
    self->former = g_object_ref (open);
  return has_results;
}

static char *
undo_load (gpointer owner)
{
  lab_window_reopen_former (owner);
  return NULL;
}

static void
forget_former (gpointer owner)
{
  lab_window_forget_former (owner);
  lab_window_update_actions (owner);
}

static void
say_set_aside (LabWindow *self, LabStudy *study)
{
  static const LabUndo undo = { undo_load, forget_former };
  const char *title = lab_study_file_get_title (lab_study_get_file (study));
  g_autofree char *sentence
      = g_strdup_printf (lab_session_get_store (self->session) != NULL
                             ? _ ("“%s” is open; what was trained before is in the library.")
                             : _ ("“%s” is open; what was trained before is set aside."),
                         title);

  lab_notices_say_with_undo (self->notices, sentence, &undo, self);
}

gboolean
lab_window_open_study (LabWindow *self, const char *name_or_path, GError **error)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (name_or_path != NULL, FALSE);

  g_autoptr (LabStudyFile) file = lab_study_file_open (name_or_path, NULL, error);
  if (file == NULL)
    return FALSE;
  g_autoptr (LabStudy) study = lab_study_new (file, 1, error);
  if (study == NULL)
    return FALSE;

  gboolean had_results = set_aside (self, study);
  show_study (self, study);
  g_clear_pointer (&self->study_name, g_free);
  if (can_open_again (name_or_path))
    self->study_name = get_full_name (name_or_path);
  if (self->settings != NULL && self->study_name != NULL)
    g_settings_set_string (self->settings, "last-study", self->study_name);
  if (had_results)
    say_set_aside (self, study);
  return TRUE;
}

void
lab_window_show_stored (LabWindow *self, LabStudy *study)
{
  gboolean had_results = set_aside (self, study);

  show_study (self, study);
  g_clear_pointer (&self->study_name, g_free);
  if (had_results)
    say_set_aside (self, study);
  lab_window_update_actions (self);
}

void
lab_window_open_last_named (LabWindow *self)
{
  g_autofree char *last
      = self->settings != NULL ? g_settings_get_string (self->settings, "last-study") : NULL;
  g_autoptr (GError) error = NULL;

  if (last != NULL && last[0] != '\0' && lab_window_open_study (self, last, &error))
    return;
  if (error != NULL && !g_str_equal (last, DEFAULT_STUDY))
    lab_window_say (self, error->message);
  g_clear_error (&error);
  if (!lab_window_open_study (self, DEFAULT_STUDY, &error))
    lab_window_say (self, error->message);
}

void
lab_window_open_last (LabWindow *self)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  if (!lab_window_open_last_stored (self))
    lab_window_open_last_named (self);
}

void
lab_window_reopen_former (LabWindow *self)
{
  g_autoptr (LabStudy) former = g_steal_pointer (&self->former);

  if (former == NULL)
    return;
  show_study (self, former);
  g_free (self->study_name);
  self->study_name = NULL;
  lab_window_update_actions (self);
}

gboolean
lab_window_save_study (LabWindow *self, const char *path, GError **error)
{
  LabStudy *study = lab_session_get_study (self->session);

  g_return_val_if_fail (study != NULL, FALSE);

  /* What was removed is not saved, so it is not to come back either. */
  lab_session_forget_removed (self->session);
  g_autoptr (LabStudyFile) trained = lab_study_copy_file_as_trained (study);
  if (!lab_study_file_save (trained, path, error))
    return FALSE;
  g_free (self->study_name);
  self->study_name = get_full_name (path);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-study", self->study_name);
  return TRUE;
}

static void
on_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer action)
{
  if (path != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (owner), action, g_variant_new_string (path));
  else if (trouble != NULL)
    lab_window_say (owner, trouble);
}

void
lab_window_choose_study (LabWindow *self)
{
  const LabFileQuestion question = {
    .title = _ ("Open a Study"),
    .accept = _ ("_Open"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter = _ ("Studies (.ini)"),
    .endings = { "ini" },
    .all_files = TRUE,
  };

  lab_file_dialog_ask (GTK_WINDOW (self), &question, self, on_chosen, (gpointer) "load-study",
                       NULL);
}

void
lab_window_choose_where_to_save (LabWindow *self)
{
  LabStudyFile *file = lab_study_get_file (lab_session_get_study (self->session));
  g_autofree char *name = g_strconcat (lab_study_file_get_name (file), ".ini", NULL);
  const LabFileQuestion question = {
    .title = _ ("Save the Study"),
    .accept = _ ("_Save"),
    .action = GTK_FILE_CHOOSER_ACTION_SAVE,
    .name = name,
    .filter = _ ("Studies (.ini)"),
    .endings = { "ini" },
    .all_files = TRUE,
  };

  lab_file_dialog_ask (GTK_WINDOW (self), &question, self, on_chosen, (gpointer) "save-study",
                       NULL);
}

static void
append_study (GMenu *menu, LabShippedStudy *study)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (study->title, NULL);

  g_menu_item_set_action_and_target (item, "win.load-study", "s", study->name);
  g_menu_append_item (menu, item);
}

/* The studies that ship, those of the reading "inferred" behind a menu of their own. */
void
lab_window_init_study_menu (LabWindow *self)
{
  g_autoptr (GPtrArray) shipped = lab_study_file_list_shipped ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) studies = g_menu_new ();
  g_autoptr (GMenu) inferred = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();

  for (guint i = 0; i < shipped->len; i++)
    {
      LabShippedStudy *study = g_ptr_array_index (shipped, i);
      append_study (g_str_equal (study->reading, "inferred") ? inferred : studies, study);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (inferred)) > 0)
    g_menu_append_submenu (studies, _ ("Inferred reading (a guess)"), G_MENU_MODEL (inferred));
  g_menu_append (files, _ ("Open a File…"), "win.open-study");
  g_menu_append (files, _ ("Save As…"), "win.save-study-as");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (studies));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_menu_model (self->study_button, G_MENU_MODEL (menu));
  lab_panel_set_study_menu (self->panel, G_MENU_MODEL (menu));
}
