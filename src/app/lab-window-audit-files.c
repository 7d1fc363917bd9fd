/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that an audit is about: weights to attack, an audit to compare with. What is
 * written is in lab-window-audit-export.c.
 */
#include "config.h"

#include "lab-window-audit-private.h"

#include <glib/gi18n.h>

#include "lab-file-dialog.h"

/* After so long, milliseconds, it is said that a file is being read. */
#define LONG_READING 500

/* A weights file that a thread reads: the widest networks have a gigabyte. */
typedef struct
{
  GApplication *application; /* held until the result is taken */
  char *path;
  char *shown;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->application);
  g_free (reading->path);
  g_free (reading->shown);
  g_free (reading);
}

/* A pipe into which nobody writes would be waited for without an end. */
static gboolean
check_regular (const char *path, GError **error)
{
  g_autofree char *shown = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  shown = g_filename_display_basename (path);
  g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
               _ ("%s cannot be opened here: it is no file, but a folder, a pipe or a device"),
               shown);
  return FALSE;
}

/* One after the other: of those that are no longer wanted none is read. */
static void
read_weights (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  static GMutex one_at_a_time;
  const Reading *reading = task_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  GError *error = NULL;
  LabWeights *weights = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (check_regular (reading->path, &error))
    weights = lab_weights_read (reading->path, &error);
  if (weights != NULL)
    g_task_return_pointer (task, weights, (GDestroyNotify) lab_weights_free);
  else
    g_task_return_error (task, error);
}

static void
take_read (LabWindow *self, LabWeights *weights, const char *shown)
{
  g_autoptr (LabAuditSubject) subject = NULL;

  if (lab_window_is_auditing (self))
    {
      lab_weights_free (weights);
      return;
    }
  subject = lab_audit_subject_new_for_weights (weights, shown);
  lab_window_take_subject (self, subject);
}

/* (transfer full) @user_data: the window, which goes in no other thread */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabWindow) self = user_data;
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  gboolean is_wanted = g_task_get_cancellable (G_TASK (result)) == self->audit_reading;
  g_autoptr (GError) error = NULL;
  LabWeights *weights = g_task_propagate_pointer (G_TASK (result), &error);

  if (is_wanted)
    lab_window_stop_audit_reading (self);
  if (weights != NULL && is_wanted)
    take_read (self, weights, reading->shown);
  else if (weights != NULL)
    lab_weights_free (weights);
  else if (is_wanted)
    lab_window_say (self, error->message);
  g_application_release (reading->application);
}

static gboolean
say_reading (gpointer user_data)
{
  LabWindow *self = user_data;

  self->reading_source = 0;
  lab_window_say (self, _ ("The weights are being read: the file is large."));
  return G_SOURCE_REMOVE;
}

/* What is chosen later takes the place of what is still being read. */
static void
take_weights (LabWindow *self, const char *path)
{
  Reading *reading;

  if (lab_window_is_auditing (self))
    return;
  lab_window_stop_audit_reading (self);
  self->audit_reading = g_cancellable_new ();
  self->reading_source = g_timeout_add (LONG_READING, say_reading, self);
  reading = g_new0 (Reading, 1);
  reading->application
      = g_object_ref (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  g_application_hold (reading->application);
  reading->path = g_strdup (path);
  reading->shown = g_filename_display_basename (path);
  g_autoptr (GTask) task = g_task_new (NULL, self->audit_reading, on_read, g_object_ref (self));
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_weights);
}

void
lab_window_stop_audit_reading (LabWindow *self)
{
  g_cancellable_cancel (self->audit_reading);
  g_clear_object (&self->audit_reading);
  g_clear_handle_id (&self->reading_source, g_source_remove);
}

static void
take_other (LabWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabAuditResult) other
      = check_regular (path, &error) ? lab_audit_result_read (path, &error) : NULL;

  if (other == NULL)
    {
      lab_window_say (self, error->message);
      return;
    }
  lab_audit_session_compare (self->audits, other);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_COMPARE);
}

static void
on_weights_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  if (path != NULL)
    take_weights (owner, path);
  else if (trouble != NULL)
    lab_window_say (owner, trouble);
}

static void
on_other_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  if (path != NULL)
    take_other (owner, path);
  else if (trouble != NULL)
    lab_window_say (owner, trouble);
}

static void
on_weights (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const LabFileQuestion question = {
    .title = _ ("Audit a Weights File"),
    .accept = _ ("_Open"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter = _ ("Weights (.safetensors)"),
    .endings = { "safetensors" },
  };

  lab_file_dialog_ask (user_data, &question, user_data, on_weights_chosen, NULL, NULL);
}

static void
on_weights_from (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take_weights (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_compare_file (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const LabFileQuestion question = {
    .title = _ ("Compare With an Audit"),
    .accept = _ ("_Open"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter = _ ("Audits (.json)"),
    .endings = { "json" },
  };

  lab_file_dialog_ask (user_data, &question, user_data, on_other_chosen, NULL, NULL);
}

static void
on_compare_with (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take_other (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "audit-compare-file", .activate = on_compare_file },
  { .name = "audit-compare-with", .activate = on_compare_with, .parameter_type = "s" },
  { .name = "audit-weights", .activate = on_weights },
  { .name = "audit-weights-from", .activate = on_weights_from, .parameter_type = "s" },
};

void
lab_window_init_audit_files (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
