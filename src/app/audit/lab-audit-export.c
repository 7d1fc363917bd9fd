/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports the audit on screen. A thread writes the file; toasts say that it has started and how it
 * ended. An existing file is never replaced without asking: the file dialog asks about the name
 * chosen in it, this file about a name that it has added an extension to.
 */
#include "config.h"

#include "app/audit/lab-audit-export.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-labels.h"
#include "app/widgets/lab-file-dialog.h"
#include "app/widgets/lab-question.h"
#include "report/audit/report-audit.h"

struct _LabAuditExport
{
  LabPart part;

  LabAuditActs *acts;
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (LabAuditExport, lab_audit_export, LAB_TYPE_PART)

/* The first is the default. */
static const char *const formats[] = { "pdf", "html", "json", NULL };

typedef struct
{
  LabAuditResult *result;
  char *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  lab_audit_result_unref (export->result);
  g_free (export->path);
  g_free (export);
}

static gboolean
write_export (gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  return report_audit_write_file (export->result, export->path, error);
}

static void
on_written (gpointer owner, gpointer data, const GError *error)
{
  LabAuditExport *self = owner;
  Export *export = data;
  g_autofree char *shown = g_filename_display_name (export->path);
  g_autofree char *sentence
      = error == NULL
            ? g_strdup_printf (_ ("The audit was exported as %s."), shown)
            : g_strdup_printf (_ ("%s. Nothing was changed; choose another name or location."),
                               error->message);

  self->is_writing = FALSE;
  lab_frame_say (self->part.frame, sentence);
}

/* One at a time: the pictures of ten instruments take seconds on a busy machine. */
static void
export_to (LabAuditExport *self, LabAuditResult *result, const char *path)
{
  static const LabWork work = { write_export, NULL, on_written, export_free };
  Export *export;
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *sentence = g_strdup_printf (_ ("Exporting %s…"), shown);

  if (self->is_writing)
    return;
  export = g_new0 (Export, 1);
  export->result = lab_audit_result_ref (result);
  export->path = g_strdup (path);
  self->is_writing = TRUE;
  lab_frame_say (self->part.frame, sentence);
  lab_background_run (self->part.frame->background, &work, self, export, NULL);
}

/* An export waiting for the answer to a question. */
typedef struct
{
  LabAuditExport *export; /* not held: the dialog is closed with it */
  LabAuditResult *result;
  char *path;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  lab_audit_result_unref (question->result);
  g_free (question->path);
  g_free (question);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "replace"))
    export_to (question->export, question->result, question->path);
}

static void
ask_to_replace (LabAuditExport *self, LabAuditResult *result, const char *path)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), shown);
  AdwMessageDialog *message = lab_question_new (
      self->part.frame->window, heading,
      _ ("The extension of the chosen format was added to the name, and a file with that name "
         "already exists. Replacing it overwrites its contents."),
      NULL);
  Question *question = g_new0 (Question, 1);

  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  question->export = self;
  question->result = lab_audit_result_ref (result);
  question->path = g_strdup (path);
  g_signal_connect_data (message, "response", G_CALLBACK (on_answer), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (message));
}

/* (transfer full): a typed extension decides; the proposed one is replaced by that of @format, and
 * a name without one gets it. */
static char *
complete_path (const char *path, const char *format)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *ending = g_strconcat (".", formats[i], NULL);

      if (!g_str_has_suffix (lower, ending))
        continue;
      if (i > 0 || format == NULL || g_str_equal (format, formats[0]))
        return g_strdup (path);
      g_autofree char *stem = g_strndup (path, strlen (path) - strlen (ending));
      return g_strconcat (stem, ".", format, NULL);
    }
  return g_strconcat (path, ".", format != NULL ? format : formats[0], NULL);
}

void
lab_audit_export_write (LabAuditExport *self, const char *path, const char *format)
{
  LabAuditResult *result = lab_audit_session_get_result (lab_audit_acts_get_session (self->acts));
  g_autofree char *complete = complete_path (path, format);

  if (result == NULL)
    return;
  if (!g_str_equal (complete, path) && g_file_test (complete, G_FILE_TEST_EXISTS))
    ask_to_replace (self, result, complete);
  else
    export_to (self, result, complete);
}

static void
on_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  if (path != NULL)
    lab_audit_export_write (owner, path, format);
  else if (trouble != NULL)
    lab_frame_say (LAB_AUDIT_EXPORT (owner)->part.frame, trouble);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditExport *self = user_data;
  const char *labels[] = { _ ("PDF document"), _ ("HTML page"), _ ("JSON data"), NULL };
  g_autofree char *stem = lab_audit_labels_for_file (
      lab_audit_session_get_facts (lab_audit_acts_get_session (self->acts)));
  g_autofree char *name = g_strconcat (stem, ".", formats[0], NULL);
  const LabFileQuestion question = {
    .title = _ ("Export Audit"),
    .accept = _ ("_Export"),
    .action = GTK_FILE_CHOOSER_ACTION_SAVE,
    .name = name,
    .filter = _ ("Audits (.pdf, .html, .json)"),
    .endings = { formats[0], formats[1], formats[2] },
    .formats = formats,
    .labels = labels,
  };

  lab_file_dialog_ask (self->part.frame->window, &question, self, on_chosen, NULL, NULL);
}

/* With a path from the caller, so nothing is asked. */
static void
on_export_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditExport *self = user_data;
  LabAuditResult *result = lab_audit_session_get_result (lab_audit_acts_get_session (self->acts));

  if (result != NULL)
    export_to (self, result, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "export-audit", .activate = on_export },
  { .name = "export-audit-to", .activate = on_export_to, .parameter_type = "s" },
};

gboolean
lab_audit_export_can (LabAuditExport *self)
{
  return lab_audit_session_get_result (lab_audit_acts_get_session (self->acts)) != NULL
         && !self->is_writing
         && lab_audit_page_get_shown (lab_audit_acts_get_page (self->acts)) == LAB_AUDIT_PAGE_AUDIT;
}

const char *
lab_audit_export_say (LabAuditExport *self)
{
  if (self->is_writing)
    return _ ("The audit is being written");
  if (lab_audit_page_get_shown (lab_audit_acts_get_page (self->acts)) != LAB_AUDIT_PAGE_AUDIT)
    return _ ("Open an audit first to save it");
  if (lab_audit_session_get_result (lab_audit_acts_get_session (self->acts)) == NULL)
    return _ ("There is nothing to save until the audit has finished");
  return _ ("Save the audit as PDF, HTML or JSON (Ctrl+E)");
}

LabAuditPage *
lab_audit_export_get_page (LabAuditExport *self)
{
  return lab_audit_acts_get_page (self->acts);
}

static void
on_changed (LabAuditExport *self)
{
  lab_frame_set_enabled (self->part.frame, "export-audit", lab_audit_export_can (self));
  lab_frame_set_enabled (self->part.frame, "export-audit-to", lab_audit_export_can (self));
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabAuditExport *self = LAB_AUDIT_EXPORT (part);

  lab_part_follow (self, lab_audit_acts_get_session (self->acts), "changed",
                   G_CALLBACK (on_changed));
  lab_part_follow (self, lab_audit_acts_get_page (self->acts), "shown", G_CALLBACK (on_changed));
  lab_part_follow (self, frame->background, "changed", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_audit_export_class_init (LabAuditExportClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_audit_export_init (LabAuditExport *self)
{
}

LabPart *
lab_audit_export_new (LabAuditActs *acts)
{
  LabAuditExport *self = g_object_new (LAB_TYPE_AUDIT_EXPORT, NULL);

  self->acts = lab_part_keep (self, g_object_ref (acts));
  return LAB_PART (self);
}
