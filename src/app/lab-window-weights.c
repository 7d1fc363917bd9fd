/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports the trained networks of one run. They are taken as they are when it is
 * asked for; a thread writes them, and a toast says how it ended.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab-file-dialog.h"
#include "lab-words.h"
#include "lab/lab-weights-run.h"

#define ENDING "safetensors"

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
  LabWindow *self = owner;
  Export *export = data;
  g_autofree char *count = lab_words_for_count (lab_weights_get_iterations (export->weights));
  g_autofree char *sentence
      = error == NULL
            ? g_strdup_printf (_ ("The weights of %s after %s iterations were exported as %s."),
                               export->label, count, export->path)
            : g_strdup_printf (_ ("%s. Nothing was changed; choose another name or place."),
                               error->message);

  lab_window_say (self, sentence);
}

static void
export_to (LabWindow *self, LabRun *run, const char *path)
{
  static const LabWork work = { write_weights, NULL, on_written, export_free };
  g_autoptr (GError) error = NULL;
  LabWeights *weights = lab_weights_new_from_run (run, &error);

  if (weights == NULL)
    {
      lab_window_say (self, error->message);
      return;
    }
  Export *export = g_new0 (Export, 1);
  export->weights = weights;
  export->path = g_strdup (path);
  export->label = g_strdup (lab_run_get_label (run));
  lab_background_run (self->background, &work, self, export, NULL);
}

/* The run that is meant by an index, or by none: the selected one, or the only one. */
static LabRun *
find_run (LabWindow *self, int index)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);
  LabRun *selected = lab_session_get_selected (self->session);

  if (index >= 0 && (guint) index < runs->len)
    return g_ptr_array_index (runs, index);
  if (index < 0 && selected != NULL)
    return selected;
  if (index < 0 && runs->len == 1)
    return g_ptr_array_index (runs, 0);
  if (index < 0)
    lab_window_say (self, _ ("Choose a run in the list first: its weights are exported."));
  else
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("There is no run %u: the list has %u, counted from 0."), (guint) index, runs->len);
      lab_window_say (self, sentence);
    }
  return NULL;
}

static void
on_chosen (gpointer owner, const char *path, const char *format, const char *trouble, gpointer run)
{
  if (path != NULL)
    export_to (owner, run, path);
  else if (trouble != NULL)
    lab_window_say (owner, trouble);
}

static void
choose_file (LabWindow *self, LabRun *run)
{
  LabStudyFile *file = lab_study_get_file (lab_session_get_study (self->session));
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

  lab_file_dialog_ask (GTK_WINDOW (self), &question, self, on_chosen, g_object_ref (run),
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

void
lab_window_init_weights (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
