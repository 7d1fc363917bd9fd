/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports of the audit that is seen. A thread writes the file; a toast says that it is
 * at work and how it ended. A file that is there is never replaced unasked: the file
 * dialog asks about the name as it was chosen, and this file about the name that an
 * ending was given to.
 */
#include "config.h"

#include "lab-window-audit-private.h"

#include <glib/gi18n.h>

#include "lab-audit-words.h"
#include "lab-file-dialog.h"
#include "lab-question.h"
#include "report/report-audit.h"

/* The first is proposed. */
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
  LabWindow *self = owner;
  Export *export = data;
  g_autofree char *shown = g_filename_display_name (export->path);
  g_autofree char *sentence
      = error == NULL
            ? g_strdup_printf (_ ("The audit was exported as %s."), shown)
            : g_strdup_printf (_ ("%s. Nothing was changed; choose another name or place."),
                               error->message);

  self->exports_audit = FALSE;
  lab_window_say (self, sentence);
  lab_window_update_actions (self);
}

/* One at a time: pictures of ten instruments take seconds where much else is at work. */
static void
export_to (LabWindow *self, LabAuditResult *result, const char *path)
{
  static const LabWork work = { write_export, NULL, on_written, export_free };
  Export *export;
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *sentence = g_strdup_printf (_ ("Exporting %s…"), shown);

  if (self->exports_audit)
    return;
  export = g_new0 (Export, 1);
  export->result = lab_audit_result_ref (result);
  export->path = g_strdup (path);
  self->exports_audit = TRUE;
  lab_window_say (self, sentence);
  lab_window_update_actions (self);
  lab_background_run (self->background, &work, self, export, NULL);
}

/* What waits for an answer. */
typedef struct
{
  LabWindow *window; /* not held: the dialog goes with it */
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
    export_to (question->window, question->result, question->path);
}

static void
ask_to_replace (LabWindow *self, LabAuditResult *result, const char *path)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), shown);
  AdwMessageDialog *message
      = lab_question_new (GTK_WINDOW (self), heading,
                          _ ("A file of this name is there already: the name was given the "
                             "ending of the format. What is in it would be lost."),
                          NULL);
  Question *question = g_new0 (Question, 1);

  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  question->window = self;
  question->result = lab_audit_result_ref (result);
  question->path = g_strdup (path);
  g_signal_connect_data (message, "response", G_CALLBACK (on_answer), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (message));
}

/* (transfer full): what was typed decides; an ending that was only proposed gives way to
 * that of the format, and a name without one is given it. */
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
lab_window_export_audit_as (LabWindow *self, const char *path, const char *format)
{
  LabAuditResult *result = lab_audit_session_get_result (self->audits);
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
    lab_window_export_audit_as (owner, path, format);
  else if (trouble != NULL)
    lab_window_say (owner, trouble);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  const char *labels[] = { _ ("PDF pages"), _ ("HTML page"), _ ("JSON numbers"), NULL };
  g_autofree char *stem = lab_audit_words_for_file (lab_audit_session_get_facts (self->audits));
  g_autofree char *name = g_strconcat (stem, ".", formats[0], NULL);
  const LabFileQuestion question = {
    .title = _ ("Export the Audit"),
    .accept = _ ("_Export"),
    .action = GTK_FILE_CHOOSER_ACTION_SAVE,
    .name = name,
    .filter = _ ("Audits (.pdf, .html, .json)"),
    .endings = { formats[0], formats[1], formats[2] },
    .formats = formats,
    .labels = labels,
  };

  lab_file_dialog_ask (GTK_WINDOW (self), &question, self, on_chosen, NULL, NULL);
}

/* By name, from outside: who calls it has chosen. */
static void
on_export_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  LabAuditResult *result = lab_audit_session_get_result (self->audits);

  if (result != NULL)
    export_to (self, result, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "export-audit", .activate = on_export },
  { .name = "export-audit-to", .activate = on_export_to, .parameter_type = "s" },
};

void
lab_window_init_audit_export (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
