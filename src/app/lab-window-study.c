/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening and saving studies from the window. Opening never loses what was
 * trained: it can be had back until the toast is gone.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab-file-dialog.h"

static char *
undo_load (gpointer owner)
{
  lab_desk_reopen_former (LAB_WINDOW (owner)->desk);
  return NULL;
}

static void
forget_former (gpointer owner)
{
  lab_desk_forget_former (LAB_WINDOW (owner)->desk);
}

static void
on_set_aside (LabDesk *desk, const char *sentence, LabWindow *self)
{
  static const LabUndo undo = { undo_load, forget_former };

  lab_notices_say_with_undo (self->notices, sentence, &undo, self);
}

static void
on_told (LabDesk *desk, const char *sentence, LabWindow *self)
{
  lab_notices_say (self->notices, sentence);
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
  g_signal_connect_object (self->desk, "set-aside", G_CALLBACK (on_set_aside), self, 0);
  g_signal_connect_object (self->desk, "told", G_CALLBACK (on_told), self, 0);
}
