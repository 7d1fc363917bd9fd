/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports the trained networks of one run. They are copied at the time of the request; a thread
 * writes them, and a toast says how it ended.
 */
#include "config.h"

#include "app/training/lab-weights-export.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-file-dialog.h"
#include "app/widgets/lab-words.h"
#include "lab/weights/lab-weights-run.h"

#define ENDING "safetensors"

struct _LabWeightsExport
{
  LabPart part;
};

G_DEFINE_FINAL_TYPE (LabWeightsExport, lab_weights_export, LAB_TYPE_PART)

typedef struct
{
  LabWeights *weights;
  char *path;
  char *label;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  lab_weights_free (export->weights);
  g_free (export->path);
  g_free (export->label);
  g_free (export);
}

static gboolean
write_weights (gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  return lab_weights_write (export->weights, export->path, error);
}

static void
on_written (gpointer owner, gpointer data, const GError *error)
{
  LabWeightsExport *self = owner;
  Export *export = data;
  g_autofree char *count = lab_words_for_count (lab_weights_get_iterations (export->weights));
  g_autofree char *sentence
      = error == NULL
            ? g_strdup_printf (_ ("The weights of %s after %s iterations were exported as %s."),
                               export->label, count, export->path)
            : g_strdup_printf (_ ("%s. Nothing was changed; choose another name or location."),
                               error->message);

  lab_frame_say (self->part.frame, sentence);
}

static void
export_to (LabWeightsExport *self, LabRun *run, const char *path)
{
  static const LabWork work = { write_weights, NULL, on_written, export_free };
  g_autoptr (GError) error = NULL;
  LabWeights *weights = lab_weights_new_from_run (run, &error);

  if (weights == NULL)
    {
      lab_frame_say (self->part.frame, error->message);
      return;
    }
  Export *export = g_new0 (Export, 1);
  export->weights = weights;
  export->path = g_strdup (path);
  export->label = g_strdup (lab_run_get_label (run));
  lab_background_run (self->part.frame->background, &work, self, export, NULL);
}

/* The run at an index; without one, the selected run or the only one. */
static LabRun *
find_run (LabWeightsExport *self, int index)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->part.frame->session);
  LabRun *selected = lab_session_get_selected (self->part.frame->session);

  if (index >= 0)
    return lab_frame_find_run (self->part.frame, (guint) index);
  if (selected != NULL)
    return selected;
  if (runs->len == 1)
    return g_ptr_array_index (runs, 0);
  lab_frame_say (self->part.frame, _ ("Select a run in the list first to export its weights."));
  return NULL;
}

static void
on_chosen (gpointer owner, const char *path, const char *format, const char *trouble, gpointer run)
{
  if (path != NULL)
    export_to (owner, run, path);
  else if (trouble != NULL)
    lab_frame_say (LAB_WEIGHTS_EXPORT (owner)->part.frame, trouble);
}

static void
choose_file (LabWeightsExport *self, LabRun *run)
{
  LabStudyFile *file = lab_study_get_file (lab_session_get_study (self->part.frame->session));
  g_autofree char *name
      = g_strdup_printf ("%s-%s." ENDING, lab_study_file_get_name (file), lab_run_get_label (run));
  const LabFileQuestion question = {
    .title = _ ("Export Weights"),
    .accept = _ ("_Save"),
    .action = GTK_FILE_CHOOSER_ACTION_SAVE,
    .name = g_strdelimit (name, "/ =", '-'),
    .filter = _ ("Weights (.safetensors)"),
    .endings = { ENDING },
  };

  lab_file_dialog_ask (self->part.frame->window, &question, self, on_chosen, g_object_ref (run),
                       g_object_unref);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabRun *run = find_run (user_data, g_variant_get_int32 (parameter));

  if (run != NULL)
    choose_file (user_data, run);
}

static void
on_export_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *path;
  int index;
  LabRun *run;

  g_variant_get (parameter, "(i&s)", &index, &path);
  run = find_run (user_data, index);
  if (run != NULL)
    export_to (user_data, run, path);
}

/* A run by its place in the list; -1 for the selected one. */
static const GActionEntry entries[] = {
  { .name = "export-weights", .activate = on_export, .parameter_type = "i" },
  { .name = "export-weights-to", .activate = on_export_to, .parameter_type = "(is)" },
};

static void
on_changed (LabWeightsExport *self)
{
  gboolean can = lab_session_has_networks (self->part.frame->session);

  lab_frame_set_enabled (self->part.frame, "export-weights", can);
  lab_frame_set_enabled (self->part.frame, "export-weights-to", can);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabWeightsExport *self = LAB_WEIGHTS_EXPORT (part);

  lab_part_follow (self, frame->session, "changed", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_weights_export_class_init (LabWeightsExportClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_weights_export_init (LabWeightsExport *self)
{
}
