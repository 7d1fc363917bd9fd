/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done with a file that a person hands to the window: a study is opened; of a weights file
 * the study that trained it, if the store has it, else its audit; the store is shown, and another
 * one refused.
 */
#include "config.h"

#include "app/window/lab-file-acts.h"

#include <glib/gi18n.h>

#include "lab/session/lab-file-kind.h"
#include "app/audit/lab-audit-labels.h"

struct _LabFileActs
{
  LabPart part;

  LabAuditFiles *audits;
  LabWeights *weights; /* nullable: whose study is looked for in the store */
  char *shown;         /* the name of their file */
};

G_DEFINE_FINAL_TYPE (LabFileActs, lab_file_acts, LAB_TYPE_PART)

static void
forget_weights (LabFileActs *self)
{
  g_clear_pointer (&self->weights, lab_weights_free);
  g_clear_pointer (&self->shown, g_free);
}

/* Their study is not stored: they can still be attacked. */
static void
audit_weights (LabFileActs *self)
{
  g_autofree char *shown = g_steal_pointer (&self->shown);

  if (!lab_audit_files_take (self->audits, g_steal_pointer (&self->weights), shown))
    return;
  g_autofree char *sentence
      = g_strdup_printf (_ ("%s holds trained networks, but not the study that trained them, and "
                            "the store does not have it; Start Audit attacks them."),
                         shown);
  lab_frame_say (self->part.frame, sentence);
}

/* The number of the newest study with a run that trained @weights, or 0. */
static gint64
find_study (GPtrArray *studies, LabWeights *weights)
{
  const char *hash = lab_experiment_get_hash (lab_weights_get_experiment (weights));

  for (guint i = 0; i < studies->len; i++)
    {
      LabStoredStudy *study = studies->pdata[i];

      for (guint k = 0; study->damage == NULL && k < study->runs->len; k++)
        {
          LabStoredRun *run = study->runs->pdata[k];
          if (g_strcmp0 (run->experiment, hash) == 0 && run->seed == lab_weights_get_seed (weights)
              && run->iterations >= lab_weights_get_iterations (weights))
            return study->number;
        }
    }
  return 0;
}

static void
on_opened (gpointer user_data)
{
  LabFileActs *self = user_data;
  g_autofree char *sentence = g_strdup_printf (_ ("This study trained the networks in %s."),
                                               self->shown != NULL ? self->shown : "");

  lab_frame_show (self->part.frame, self->part.frame->plot);
  lab_frame_say (self->part.frame, sentence);
  forget_weights (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabFileActs) self = user_data;
  g_autoptr (GPtrArray) studies = lab_store_list_finish (LAB_STORE (source), result, NULL);
  LabDesk *desk = self->part.frame->desk;
  gint64 number
      = studies != NULL && self->weights != NULL ? find_study (studies, self->weights) : 0;

  if (self->weights == NULL || lab_notices_is_closed (self->part.frame->notices))
    forget_weights (self);
  else if (number == 0)
    audit_weights (self);
  else if (number == lab_desk_get_number (desk))
    on_opened (self);
  else
    lab_desk_load (desk, number, on_opened, NULL, self);
}

static void
on_weights (gpointer owner, LabWeights *weights, const char *shown)
{
  LabFileActs *self = owner;
  LabStore *store = lab_session_get_store (self->part.frame->session);

  forget_weights (self);
  self->weights = weights;
  self->shown = g_strdup (shown);
  if (store == NULL || !lab_weights_is_training_known (weights))
    {
      audit_weights (self);
      return;
    }
  /* They may have been trained within the last second. */
  lab_store_flush (store);
  lab_store_list_async (store, on_listed, g_object_ref (self));
}

/* A window has one store from its start to its end. */
static void
show_store (LabFileActs *self, const char *path)
{
  LabStore *store = lab_session_get_store (self->part.frame->session);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *sentence = NULL;

  if (store != NULL && lab_store_is_at (store, path))
    {
      lab_frame_show (self->part.frame, "library");
      return;
    }
  sentence = g_strdup_printf (_ ("%s is a store other than the one that is open; close the lab, "
                                 "then open it with that one."),
                              shown);
  lab_frame_say (self->part.frame, sentence);
}

static void
open_study (LabFileActs *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (lab_desk_open (self->part.frame->desk, path, &error))
    lab_frame_show (self->part.frame, self->part.frame->plot);
  else
    lab_frame_say (self->part.frame, error->message);
}

static void
open_path (LabFileActs *self, const char *path)
{
  switch (lab_file_kind_guess (path))
    {
    case LAB_FILE_STORE:
      show_store (self, path);
      break;
    case LAB_FILE_WEIGHTS:
      lab_audit_files_read (self->audits, path, self, on_weights);
      break;
    case LAB_FILE_STUDY:
      open_study (self, path);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* The first of @files (element-type GFile): the others are not mentioned by anyone. */
static gboolean
open_files (LabFileActs *self, GSList *files)
{
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path != NULL && files->next == NULL)
    open_path (self, path);
  else if (path != NULL)
    lab_frame_say (self->part.frame, _ ("Open one file at a time."));
  else
    lab_frame_say (self->part.frame,
                   _ ("That file is not on this computer; copy it here and open the copy."));
  return path != NULL;
}

static void
on_open_file (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_path (user_data, g_variant_get_string (parameter, NULL));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, LabFileActs *self)
{
  return open_files (self, g_value_get_boxed (value));
}

static void
on_pasted_files (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabFileActs) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && !lab_notices_is_closed (self->part.frame->notices))
    open_files (self, g_value_get_boxed (value));
}

static void
on_pasted_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabFileActs) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (LabStudyFile) file = NULL;

  if (lab_notices_is_closed (self->part.frame->notices))
    return;
  if (text == NULL)
    {
      lab_frame_say (self->part.frame, _ ("The clipboard holds no text of a study, and no file."));
      return;
    }
  file = lab_study_file_new_from_text (text, -1, _ ("the pasted text"), &error);
  if (file != NULL && lab_desk_open_file (self->part.frame->desk, file, &error))
    lab_frame_show (self->part.frame, self->part.frame->plot);
  else
    lab_frame_say (self->part.frame, error->message);
}

static void
on_paste_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabFileActs *self = user_data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->part.frame->window));

  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_pasted_files, g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_pasted_text, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { .name = "open-file", .activate = on_open_file, .parameter_type = "s" },
  { .name = "paste-study", .activate = on_paste_study },
};

/* An accelerator of the application would take Ctrl+V away from entries. */
static void
add_paste_key (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_BUBBLE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v"),
                        gtk_named_action_new ("win.paste-study")));
  gtk_widget_add_controller (window, keys);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), part, 0);
  gtk_widget_add_controller (GTK_WIDGET (frame->window), GTK_EVENT_CONTROLLER (target));
  add_paste_key (GTK_WIDGET (frame->window));
}

static void
lab_file_acts_finalize (GObject *object)
{
  forget_weights (LAB_FILE_ACTS (object));
  G_OBJECT_CLASS (lab_file_acts_parent_class)->finalize (object);
}

static void
lab_file_acts_class_init (LabFileActsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_file_acts_finalize;
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_file_acts_init (LabFileActs *self)
{
}

LabPart *
lab_file_acts_new (LabAuditFiles *audits)
{
  LabFileActs *self = g_object_new (LAB_TYPE_FILE_ACTS, NULL);

  self->audits = lab_part_keep (self, g_object_ref (audits));
  return LAB_PART (self);
}
