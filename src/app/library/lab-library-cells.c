/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a stored study looks in the library, and the dialog for its title. For display only.
 */
#include "config.h"

#include "app/library/lab-library-cells.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "base/text.h"
#include "app/widgets/lab-question.h"

static GtkWidget *
make_label (float xalign, int width_chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_justify (GTK_LABEL (label), xalign > 0 ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

/* Title above name and date, and who has it open; the rest of the row is beside it. */
static void
set_up_study (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = make_label (0, 16);
  GtkWidget *subtitle = make_label (0, 16);
  GtkWidget *holder = make_label (0, 16);

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "subtitle");
  gtk_box_append (GTK_BOX (box), title);
  gtk_widget_add_css_class (holder, "caption-heading");
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_box_append (GTK_BOX (box), holder);
  gtk_list_item_set_child (cell, box);
}

static void
bind_study (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  LabLibraryItem *item = gtk_list_item_get_item (cell);
  GtkWidget *box = gtk_list_item_get_child (cell);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  GtkWidget *holder = gtk_widget_get_next_sibling (subtitle);

  gtk_label_set_text (GTK_LABEL (title), lab_library_item_get_title (item));
  gtk_label_set_text (GTK_LABEL (subtitle), lab_library_item_get_subtitle (item));
  gtk_widget_set_tooltip_text (box, lab_library_item_get_details (item));
  switch (lab_library_item_get_holder (item))
    {
    case LAB_HOLDER_WINDOW:
      gtk_label_set_text (GTK_LABEL (holder), _ ("open here"));
      gtk_widget_remove_css_class (holder, "warning");
      gtk_widget_add_css_class (holder, "accent");
      break;
    case LAB_HOLDER_ANOTHER:
      gtk_label_set_text (GTK_LABEL (holder), _ ("open in another program"));
      gtk_widget_remove_css_class (holder, "accent");
      gtk_widget_add_css_class (holder, "warning");
      break;
    default:
      break;
    }
  gtk_widget_set_visible (holder, lab_library_item_get_holder (item) != LAB_HOLDER_NONE);
}

static gboolean
is_number (LabLibraryColumn column)
{
  return column == LAB_LIBRARY_BOB || column == LAB_LIBRARY_EVE;
}

static void
set_up_text (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer column)
{
  static const int widths[LAB_N_LIBRARY_COLUMNS] = { 16, 13, 15, 14, 6, 11 };
  LabLibraryColumn which = GPOINTER_TO_INT (column);
  GtkWidget *label = make_label (is_number (which) ? 1 : 0, widths[which]);

  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
}

static void
bind_text (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer column)
{
  LabLibraryItem *item = gtk_list_item_get_item (cell);
  GtkWidget *label = gtk_list_item_get_child (cell);

  gtk_label_set_text (GTK_LABEL (label),
                      lab_library_item_get_text (item, GPOINTER_TO_INT (column)));
}

void
lab_library_add_columns (GtkColumnView *view)
{
  static const char *const titles[LAB_N_LIBRARY_COLUMNS] = {
    N_ ("Study"), N_ ("Curve"),      N_ ("Bob’s model"),
    N_ ("State"), N_ ("Bob’s loss"), N_ ("Eve’s loss"),
  };

  for (guint i = 0; i < LAB_N_LIBRARY_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      gpointer which = GINT_TO_POINTER (i);
      g_autoptr (GtkColumnViewColumn) column = NULL;

      if (i == LAB_LIBRARY_STUDY)
        {
          g_signal_connect (factory, "setup", G_CALLBACK (set_up_study), NULL);
          g_signal_connect (factory, "bind", G_CALLBACK (bind_study), NULL);
        }
      else
        {
          g_signal_connect (factory, "setup", G_CALLBACK (set_up_text), which);
          g_signal_connect (factory, "bind", G_CALLBACK (bind_text), which);
        }
      column = gtk_column_view_column_new (_ (titles[i]), factory);
      gtk_column_view_column_set_expand (column, i == LAB_LIBRARY_STUDY);
      gtk_column_view_append_column (view, column);
    }
}

typedef struct
{
  GtkWidget *widget;
  gint64 number;
  LabTitleCallback callback;
  GtkEditable *entry; /* owned by the dialog */
} Question;

static void
on_answer (AdwMessageDialog *dialog, const char *response, Question *question)
{
  const char *title = gtk_editable_get_text (question->entry);

  if (g_str_equal (response, "rename") && title[0] != '\0')
    question->callback (question->widget, question->number, title);
}

static void
on_entry_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "rename",
                                           gtk_editable_get_text (entry)[0] != '\0');
}

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->widget);
  g_free (question);
}

void
lab_library_ask_title (GtkWidget *widget, LabLibraryItem *item, LabTitleCallback callback)
{
  GtkWidget *entry = gtk_entry_new ();
  AdwMessageDialog *dialog = lab_question_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                               _ ("Rename Study"), NULL, entry);
  Question *question = g_new0 (Question, 1);

  question->widget = g_object_ref (widget);
  question->number = lab_library_item_get_number (item);
  question->callback = callback;
  question->entry = GTK_EDITABLE (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), lab_library_item_get_title (item));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), BASE_TEXT_MAX_NAME);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Title of the study"), -1);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "rename");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (on_entry_changed), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
