/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits and files: weights to attack, an audit to compare with, and exports. A
 * thread writes them; a toast says how it ended.
 */
#include "config.h"

#include "lab-window-audit-private.h"

#include <glib/gi18n.h>

#include "lab-audit-words.h"
#include "report/report-audit.h"

typedef void (*Take) (LabWindow *self, const char *path);

static void
take_weights (LabWindow *self, const char *path)
{
  g_autofree char *label = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (label);
  g_autoptr (GError) error = NULL;

  if (lab_window_is_auditing (self))
    return;
  LabWeights *weights = lab_weights_read (path, &error);
  if (weights == NULL)
    {
      lab_window_say (self, error->message);
      return;
    }
  g_autoptr (LabAuditSubject) subject = lab_audit_subject_new_for_weights (weights, shown);
  lab_weights_free (weights);
  lab_window_take_subject (self, subject);
}

static void
take_other (LabWindow *self, const char *path)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      lab_window_say (self, error->message);
      return;
    }
  g_autoptr (LabAuditResult) other = lab_audit_result_from_text (text, length, shown, &error);
  if (other == NULL)
    {
      lab_window_say (self, error->message);
      return;
    }
  lab_audit_session_compare (self->audits, other);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_COMPARE);
}

typedef struct
{
  GApplication *application; /* held: the program does not end before the file is whole */
  LabAuditResult *result;
  char *path;
} Export;

static void
export_free (Export *export)
{
  g_application_release (export->application);
  g_object_unref (export->application);
  lab_audit_result_unref (export->result);
  g_free (export->path);
  g_free (export);
}

static void
write_export (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;

  if (report_audit_write_file (export->result, export->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabWindow *self = LAB_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *shown = g_filename_display_name (export->path);
  g_autofree char *sentence
      = done ? g_strdup_printf (_ ("The audit was exported as %s."), shown)
             : g_strdup_printf (_ ("%s. Nothing was changed; choose another name or place."),
                                error->message);

  self->n_exports--;
  if (!self->closing)
    lab_window_say (self, sentence);
}

static void
export_to (LabWindow *self, const char *path)
{
  LabAuditResult *result = lab_audit_session_get_result (self->audits);
  Export *export;

  if (result == NULL)
    return;
  export = g_new0 (Export, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_written, NULL);
  export->application
      = g_object_ref (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  g_application_hold (export->application);
  export->result = lab_audit_result_ref (result);
  export->path = g_strdup (path);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  self->n_exports++;
  g_task_run_in_thread (task, write_export);
}

/* The chosen format's ending, unless the name has one that says another. */
static void
export_as_chosen (LabWindow *self, GtkFileChooser *chooser, const char *path)
{
  static const char *const endings[] = { ".pdf", ".html", ".json" };
  const char *format = gtk_file_chooser_get_choice (chooser, "format");
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *complete = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      complete = g_strdup (path);
  if (complete == NULL)
    complete = g_strconcat (path, ".", format != NULL ? format : "pdf", NULL);
  export_to (self, complete);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, LabWindow *self)
{
  Take take = (Take) g_object_get_data (G_OBJECT (dialog), "take");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
      if (path == NULL)
        lab_window_say (self, _ ("Only files on this computer can be opened and saved."));
      else if (take != NULL)
        take (self, path);
      else
        export_as_chosen (self, GTK_FILE_CHOOSER (dialog), path);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_file (LabWindow *self, const char *title, const char *name, const char *ending, Take take)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, ending);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_set_data (G_OBJECT (dialog), "take", (gpointer) take);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_weights (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose_file (user_data, _ ("Audit a Weights File"), _ ("Weights (.safetensors)"), "safetensors",
               take_weights);
}

static void
on_weights_from (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take_weights (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_compare_file (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose_file (user_data, _ ("Compare With an Audit"), _ ("Audits (.json)"), "json", take_other);
}

static void
on_compare_with (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take_other (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  const char *formats[] = { "pdf", "html", "json", NULL };
  const char *labels[] = { _ ("PDF pages"), _ ("HTML page"), _ ("JSON numbers"), NULL };
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Export the Audit"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  g_autofree char *name = lab_audit_words_for_file (lab_audit_session_get_facts (self->audits));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (dialog), "format", _ ("Format"), formats, labels);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (dialog), "format", "pdf");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_export_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  export_to (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "audit-compare-file", .activate = on_compare_file },
  { .name = "audit-compare-with", .activate = on_compare_with, .parameter_type = "s" },
  { .name = "audit-weights", .activate = on_weights },
  { .name = "audit-weights-from", .activate = on_weights_from, .parameter_type = "s" },
  { .name = "export-audit", .activate = on_export },
  { .name = "export-audit-to", .activate = on_export_to, .parameter_type = "s" },
};

void
lab_window_init_audit_files (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
