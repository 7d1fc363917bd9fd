/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files for an audit: weights to attack, an audit to compare with. Exports are in
 * lab-audit-export.c.
 */
#include "config.h"

#include "app/audit/lab-audit-files.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-file-dialog.h"

struct _LabAuditFiles
{
  LabPart part;

  LabAuditActs *acts;
};

G_DEFINE_FINAL_TYPE (LabAuditFiles, lab_audit_files, LAB_TYPE_PART)

/* A weights file, read on a thread: the widest networks take a gigabyte. */
typedef struct
{
  char *path;
  char *shown;
  LabWeights *weights; /* NULL until read, and once taken */
  LabWeightsRead read; /* called back with @owner */
  GObject *owner;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->weights, lab_weights_free);
  g_free (reading->path);
  g_free (reading->shown);
  g_object_unref (reading->owner);
  g_free (reading);
}

/* Reading from a pipe without a writer would block forever. */
static gboolean
check_regular (const char *path, GError **error)
{
  g_autofree char *shown = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  shown = g_filename_display_basename (path);
  g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
               _ ("%s cannot be opened here: it is a folder, a pipe or a device, not a file"),
               shown);
  return FALSE;
}

/* One at a time, so that files that are no longer wanted are skipped. */
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
  lab_frame_say (LAB_AUDIT_FILES (owner)->part.frame,
                 _ ("Reading the weights; the file is large."));
}

static void
on_read (gpointer owner, gpointer data, const GError *error)
{
  LabAuditFiles *self = owner;
  Reading *reading = data;

  lab_audit_acts_stop_reading (self->acts);
  if (error != NULL)
    {
      lab_frame_say (self->part.frame, error->message);
      return;
    }
  reading->read (reading->owner, g_steal_pointer (&reading->weights), reading->shown);
}

gboolean
lab_audit_files_take (LabAuditFiles *self, LabWeights *weights, const char *shown)
{
  g_return_val_if_fail (LAB_IS_AUDIT_FILES (self), FALSE);

  if (lab_audit_acts_is_busy (self->acts))
    {
      lab_weights_free (weights);
      return FALSE;
    }
  g_autoptr (LabAuditSubject) subject = lab_audit_subject_new_for_weights (weights, shown);
  lab_audit_acts_take (self->acts, subject);
  return TRUE;
}

static void
take (gpointer owner, LabWeights *weights, const char *shown)
{
  lab_audit_files_take (owner, weights, shown);
}

static void
take_weights (LabAuditFiles *self, const char *path)
{
  if (!lab_audit_acts_is_busy (self->acts))
    lab_audit_files_read (self, path, self, take);
}

/* A later choice replaces one that is still being read. */
void
lab_audit_files_read (LabAuditFiles *self, const char *path, gpointer owner, LabWeightsRead read)
{
  static const LabWork work = { read_weights, on_late, on_read, reading_free };
  Reading *reading;

  g_return_if_fail (LAB_IS_AUDIT_FILES (self));

  reading = g_new0 (Reading, 1);
  reading->path = g_strdup (path);
  reading->shown = g_filename_display_basename (path);
  reading->read = read;
  reading->owner = g_object_ref (owner);
  lab_background_run (self->part.frame->background, &work, self, reading,
                      lab_audit_acts_begin_reading (self->acts));
}

static void
take_other (LabAuditFiles *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabAuditResult) other
      = check_regular (path, &error) ? lab_audit_result_read (path, &error) : NULL;

  if (other == NULL)
    {
      lab_frame_say (self->part.frame, error->message);
      return;
    }
  lab_audit_session_compare (lab_audit_acts_get_session (self->acts), other);
  lab_audit_acts_show (self->acts, LAB_AUDIT_PAGE_COMPARE);
}

static void
on_weights_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  if (path != NULL)
    take_weights (owner, path);
  else if (trouble != NULL)
    lab_frame_say (LAB_AUDIT_FILES (owner)->part.frame, trouble);
}

static void
on_other_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  if (path != NULL)
    take_other (owner, path);
  else if (trouble != NULL)
    lab_frame_say (LAB_AUDIT_FILES (owner)->part.frame, trouble);
}

static void
on_weights (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const LabFileQuestion question = {
    .title = _ ("Audit Weights File"),
    .accept = _ ("_Open"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter = _ ("Weights (.safetensors)"),
    .endings = { "safetensors" },
  };

  lab_file_dialog_ask (LAB_AUDIT_FILES (user_data)->part.frame->window, &question, user_data,
                       on_weights_chosen, NULL, NULL);
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

  lab_file_dialog_ask (LAB_AUDIT_FILES (user_data)->part.frame->window, &question, user_data,
                       on_other_chosen, NULL, NULL);
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

static void
on_changed (LabAuditFiles *self)
{
  gboolean can = lab_audit_session_get_result (lab_audit_acts_get_session (self->acts)) != NULL;

  lab_frame_set_enabled (self->part.frame, "audit-compare-file", can);
  lab_frame_set_enabled (self->part.frame, "audit-compare-with", can);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabAuditFiles *self = LAB_AUDIT_FILES (part);

  lab_part_follow (self, lab_audit_acts_get_session (self->acts), "changed",
                   G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_audit_files_class_init (LabAuditFilesClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_audit_files_init (LabAuditFiles *self)
{
}

LabPart *
lab_audit_files_new (LabAuditActs *acts)
{
  LabAuditFiles *self = g_object_new (LAB_TYPE_AUDIT_FILES, NULL);

  self->acts = lab_part_keep (self, g_object_ref (acts));
  return LAB_PART (self);
}
