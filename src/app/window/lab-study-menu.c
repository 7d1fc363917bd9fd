/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening and saving studies from the window. Opening never loses what was trained: it can be
 * restored until the toast is gone.
 */
#include "config.h"

#include "app/window/lab-study-menu.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-file-dialog.h"

struct _LabStudyMenu
{
  LabPart part;
};

G_DEFINE_FINAL_TYPE (LabStudyMenu, lab_study_menu, LAB_TYPE_PART)

static void
on_set_aside (LabDesk *desk, const char *sentence, LabStudyMenu *self)
{
  lab_notices_offer_undo (self->part.frame->notices, sentence);
}

static void
on_told (LabDesk *desk, const char *sentence, LabStudyMenu *self)
{
  lab_notices_say (self->part.frame->notices, sentence);
}

static void
on_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer action)
{
  if (path != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (LAB_STUDY_MENU (owner)->part.frame->actions),
                                    action, g_variant_new_string (path));
  else if (trouble != NULL)
    lab_frame_say (LAB_STUDY_MENU (owner)->part.frame, trouble);
}

static void
on_open_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabStudyMenu *self = user_data;
  const LabFileQuestion question = {
    .title = _ ("Open Study"),
    .accept = _ ("_Open"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter = _ ("Studies (.ini)"),
    .endings = { "ini" },
    .all_files = TRUE,
  };

  lab_file_dialog_ask (self->part.frame->window, &question, self, on_chosen,
                       (gpointer) "load-study", NULL);
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabStudyMenu *self = user_data;
  LabStudyFile *file = lab_study_get_file (lab_session_get_study (self->part.frame->session));
  g_autofree char *name = g_strconcat (lab_study_file_get_name (file), ".ini", NULL);
  const LabFileQuestion question = {
    .title = _ ("Save Study"),
    .accept = _ ("_Save"),
    .action = GTK_FILE_CHOOSER_ACTION_SAVE,
    .name = name,
    .filter = _ ("Studies (.ini)"),
    .endings = { "ini" },
    .all_files = TRUE,
  };

  lab_file_dialog_ask (self->part.frame->window, &question, self, on_chosen,
                       (gpointer) "save-study", NULL);
}

static void
on_load_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabStudyMenu *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lab_desk_open (self->part.frame->desk, g_variant_get_string (parameter, NULL), &error))
    lab_frame_say (self->part.frame, error->message);
}

static void
on_save_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabStudyMenu *self = user_data;
  const char *path = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (!lab_desk_save (self->part.frame->desk, path, &error))
    {
      lab_frame_say (self->part.frame, error->message);
      return;
    }
  g_autofree char *sentence = g_strdup_printf (_ ("The study was saved as %s."), path);
  lab_frame_say (self->part.frame, sentence);
}

static void
on_copy_text (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabStudyMenu *self = user_data;
  LabStudy *study = lab_session_get_study (self->part.frame->session);

  if (study == NULL)
    return;
  g_autoptr (LabStudyFile) trained = lab_study_copy_file_as_trained (study);
  g_autofree char *text = lab_study_file_to_text (trained);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->part.frame->window)), text);
  lab_frame_say (self->part.frame, _ ("The study was copied as text."));
}

static const GActionEntry entries[] = {
  { .name = "copy-text", .activate = on_copy_text },
  { .name = "load-study", .activate = on_load_study, .parameter_type = "s" },
  { .name = "open-study", .activate = on_open_study },
  { .name = "save-study", .activate = on_save_study, .parameter_type = "s" },
  { .name = "save-study-as", .activate = on_save_as },
};

static void
on_changed (LabStudyMenu *self)
{
  static const char *const names[] = { "copy-text", "save-study", "save-study-as" };
  gboolean has_study = lab_session_get_study (self->part.frame->session) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    lab_frame_set_enabled (self->part.frame, names[i], has_study);
}

static void
append_study (GMenu *menu, LabShippedStudy *study)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (study->title, NULL);

  g_menu_item_set_action_and_target (item, "win.load-study", "s", study->name);
  g_menu_append_item (menu, item);
}

/* The shipped studies, with those of the reading "inferred" in a submenu. */
GMenuModel *
lab_study_menu_make_model (void)
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
  g_menu_append (files, _ ("Open File…"), "win.open-study");
  g_menu_append (files, _ ("Save As…"), "win.save-study-as");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (studies));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabStudyMenu *self = LAB_STUDY_MENU (part);

  g_signal_connect_object (frame->desk, "set-aside", G_CALLBACK (on_set_aside), self, 0);
  g_signal_connect_object (frame->desk, "told", G_CALLBACK (on_told), self, 0);
  lab_part_follow (self, frame->desk, "changed", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_study_menu_class_init (LabStudyMenuClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_study_menu_init (LabStudyMenu *self)
{
}
