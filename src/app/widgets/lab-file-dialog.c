/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lab's only way to ask for a file or folder: modal, and only on this computer. It must never
 * open or write what was chosen.
 */
#include "config.h"

#include "app/widgets/lab-file-dialog.h"

#include <glib/gi18n.h>

#define FORMAT "format"

typedef struct
{
  GWeakRef owner;
  LabFileChosen chosen;
  gpointer user_data;
  GDestroyNotify free_data;
  gboolean has_formats;
  gboolean is_folder;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_weak_ref_clear (&question->owner);
  if (question->free_data != NULL)
    question->free_data (question->user_data);
  g_free (question);
}

static void
answer (GtkFileChooser *chooser, gboolean accepted, const Question *question, gpointer owner)
{
  g_autoptr (GFile) file = accepted ? gtk_file_chooser_get_file (chooser) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  const char *format = question->has_formats ? gtk_file_chooser_get_choice (chooser, FORMAT) : NULL;
  const char *trouble = NULL;

  if (accepted && path == NULL)
    trouble = question->is_folder ? _ ("Only a folder on this computer can be chosen.")
                                  : _ ("Only files on this computer can be opened and saved.");
  question->chosen (owner, path, format, trouble, question->user_data);
}

static void
on_response (GtkNativeDialog *dialog, int response, Question *question)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&question->owner);

  if (owner != NULL)
    answer (GTK_FILE_CHOOSER (dialog), response == GTK_RESPONSE_ACCEPT, question, owner);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser, const LabFileQuestion *question)
{
  g_autoptr (GtkFileFilter) some = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (some, question->filter);
  for (guint i = 0; i < G_N_ELEMENTS (question->endings) && question->endings[i] != NULL; i++)
    gtk_file_filter_add_suffix (some, question->endings[i]);
  gtk_file_chooser_add_filter (chooser, some);
  if (!question->all_files)
    return;
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

void
lab_file_dialog_ask (GtkWindow *parent,
                     const LabFileQuestion *question,
                     gpointer owner,
                     LabFileChosen chosen,
                     gpointer user_data,
                     GDestroyNotify free_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      question->title, parent, question->action, question->accept, _ ("_Cancel"));
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  Question *asked = g_new0 (Question, 1);

  g_weak_ref_init (&asked->owner, owner);
  asked->chosen = chosen;
  asked->user_data = user_data;
  asked->free_data = free_data;
  asked->has_formats = question->formats != NULL;
  asked->is_folder = question->action == GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (question->filter != NULL)
    add_filters (chooser, question);
  if (question->formats != NULL)
    {
      gtk_file_chooser_add_choice (chooser, FORMAT, _ ("Format"), (const char **) question->formats,
                                   (const char **) question->labels);
      gtk_file_chooser_set_choice (chooser, FORMAT, question->formats[0]);
    }
  if (question->name != NULL)
    gtk_file_chooser_set_current_name (chooser, question->name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), asked, question_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
