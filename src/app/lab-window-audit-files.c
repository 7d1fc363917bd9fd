/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that an audit is about: weights to attack, an audit to compare with. What is
 * written is in lab-window-audit-export.c.
 */
#include "config.h"

#include "lab-window-audit-private.h"

#include <glib/gi18n.h>

#include "lab-file-dialog.h"

/* A weights file that a thread reads: the widest networks have a gigabyte. */
typedef struct
{
  char *path;
  char *shown;
  LabWeights *weights; /* NULL until they are read, and once they are taken */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->weights, lab_weights_free);
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
static gboolean
read_weights (gpointer data, GCancellable *cancellable, GError **error)
{
  static GMutex one_at_a_time;
  Reading *reading = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !check_regular (reading->path, error))
    return FALSE;
  reading->weights = lab_weights_read (reading->path, error);
  return reading->weights != NULL;
}

static void
on_late (gpointer owner, gpointer data)
{
  lab_window_say (owner, _ ("The weights are being read: the file is large."));
}

static void
on_read (gpointer owner, gpointer data, const GError *error)
{
  LabWindow *self = owner;
  Reading *reading = data;

  lab_window_stop_audit_reading (self);
  if (error != NULL)
    {
      lab_window_say (self, error->message);
      return;
    }
  if (lab_window_is_auditing (self))
    return;
  g_autoptr (LabAuditSubject) subject
      = lab_audit_subject_new_for_weights (g_steal_pointer (&reading->weights), reading->shown);
  lab_window_take_subject (self, subject);
}

/* What is chosen later takes the place of what is still being read. */
static void
take_weights (LabWindow *self, const char *path)
{
  static const LabWork work = { read_weights, on_late, on_read, reading_free };
  Reading *reading;

  if (lab_window_is_auditing (self))
    return;
  lab_window_stop_audit_reading (self);
  self->audit_reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->path = g_strdup (path);
  reading->shown = g_filename_display_basename (path);
  lab_background_run (self->background, &work, self, reading, self->audit_reading);
}

void
lab_window_stop_audit_reading (LabWindow *self)
{
  g_cancellable_cancel (self->audit_reading);
  g_clear_object (&self->audit_reading);
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
