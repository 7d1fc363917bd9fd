/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports what is on screen. A thread writes a copy of the figure, or the series themselves,
 * without blocking the window; a toast says how it ended. Any number of exports may be under way.
 */
#include "config.h"

#include "app/training/lab-plot-export.h"

#include <glib/gi18n.h>

#include "app/plot/lab-export-dialog.h"
#include "app/plot/lab-picture-view.h"
#include "plot/draw/plot-export.h"
#include "report/table/report-csv.h"

struct _LabPlotExport
{
  LabPart part;

  LabTrainingPage *training;
  int width;
  int height;
  gboolean light; /* colours for paper instead of those on screen */
};

G_DEFINE_FINAL_TYPE (LabPlotExport, lab_plot_export, LAB_TYPE_PART)

typedef struct
{
  char *path;
  PlotFigure *figure;     /* NULL: numbers, or a figure that could not be written */
  const PlotTheme *theme; /* for the figure */
  PlotFormat format;
  int width;
  int height;
  GPtrArray *curves; /* (element-type ReportCurve): NULL: a picture */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->path);
  g_clear_object (&export->figure);
  g_clear_pointer (&export->curves, g_ptr_array_unref);
  g_free (export);
}

static gboolean
write_export (gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  if (export->figure != NULL)
    return plot_picture_export (PLOT_PICTURE (export->figure), export->path, export->format,
                                export->width, export->height, 1, export->theme, error);
  if (export->curves != NULL)
    return report_csv_write (export->curves, export->path, NULL, error);
  g_autofree char *shown = g_filename_display_name (export->path);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               _ ("Could not write “%s”: its name must end in .png, .svg, .pdf or .csv"), shown);
  return FALSE;
}

static void
on_written (gpointer owner, gpointer data, const GError *error)
{
  LabPlotExport *self = owner;
  Export *export = data;
  /* Translators: the first is a sentence that says what failed, without its full stop. */
  g_autofree char *sentence
      = error == NULL ? g_strdup_printf (_ ("Exported as %s."), export->path)
                      : g_strdup_printf (
                          _ ("%s. Nothing was changed; choose another name or location (Ctrl+E)."),
                          error->message);

  lab_frame_say (self->part.frame, sentence);
}

static void
export_to (LabPlotExport *self, const char *path)
{
  static const LabWork work = { write_export, NULL, on_written, export_free };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  Export *export = g_new0 (Export, 1);

  export->path = g_strdup (path);
  export->width = self->width;
  export->height = self->height;
  if (g_str_has_suffix (lower, ".csv"))
    {
      export->curves = report_curves_from_study (lab_session_get_study (self->part.frame->session));
    }
  else if (plot_format_from_path (path, &export->format, NULL))
    {
      export->figure = lab_figures_copy (lab_training_page_get_figures (self->training),
                                         lab_training_page_get_view (self->training));
      export->theme
          = self->light ? plot_theme_get (PLOT_THEME_LIGHT) : lab_picture_view_get_theme ();
    }
  lab_background_run (self->part.frame->background, &work, self, export, NULL);
}

static void
on_chosen (LabExportDialog *dialog,
           const char *path,
           int width,
           int height,
           gboolean light,
           LabPlotExport *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->part.frame->actions), "export-size",
                                      g_variant_new ("(ii)", width, height));
  self->light = light;
  g_action_group_activate_action (G_ACTION_GROUP (self->part.frame->actions), "export-to",
                                  g_variant_new_string (path));
  self->light = FALSE;
}

static void
on_cancelled (LabExportDialog *dialog, LabPlotExport *self)
{
  lab_frame_say (self->part.frame, _ ("Export cancelled: nothing was written."));
}

void
lab_plot_export_ask (LabPlotExport *self)
{
  LabStudyFile *file = lab_study_get_file (lab_session_get_study (self->part.frame->session));
  LabExportDialog *dialog = lab_export_dialog_new (
      self->part.frame->window, lab_study_file_get_name (file), self->width, self->height);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_signal_connect_object (dialog, "cancelled", G_CALLBACK (on_cancelled), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_export_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  export_to (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_export_size (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabPlotExport *self = user_data;
  int width, height;

  g_variant_get (state, "(ii)", &width, &height);
  if (width < 200 || width > 16384 || height < 150 || height > 16384)
    {
      lab_frame_say (self->part.frame,
                     _ ("A picture must be 200 to 16384 pixels wide and 150 to 16384 high."));
      return;
    }
  self->width = width;
  self->height = height;
  if (self->part.frame->settings != NULL)
    {
      g_settings_set_int (self->part.frame->settings, "export-width", width);
      g_settings_set_int (self->part.frame->settings, "export-height", height);
    }
  g_simple_action_set_state (action, state);
}

static const GActionEntry entries[] = {
  { .name = "export-size",
    .state = "(1600, 1000)",
    .parameter_type = "(ii)",
    .change_state = on_export_size },
  { .name = "export-to", .activate = on_export_to, .parameter_type = "s" },
};

gboolean
lab_plot_export_can (LabPlotExport *self)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->part.frame->session);

  return runs->len > 0;
}

gboolean
lab_plot_export_is_seen (LabPlotExport *self)
{
  return lab_training_page_is_seen (self->training);
}

static void
on_changed (LabPlotExport *self)
{
  lab_frame_set_enabled (self->part.frame, "export-to", lab_plot_export_can (self));
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabPlotExport *self = LAB_PLOT_EXPORT (part);

  self->width = 1600;
  self->height = 1000;
  if (frame->settings != NULL)
    {
      self->width = g_settings_get_int (frame->settings, "export-width");
      self->height = g_settings_get_int (frame->settings, "export-height");
    }
  lab_frame_set_state (frame, "export-size", g_variant_new ("(ii)", self->width, self->height));
  lab_part_follow (self, frame->session, "changed", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_plot_export_class_init (LabPlotExportClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_plot_export_init (LabPlotExport *self)
{
}

LabPlotExport *
lab_plot_export_new (LabTrainingPage *training)
{
  LabPlotExport *self = g_object_new (LAB_TYPE_PLOT_EXPORT, NULL);

  self->training = lab_part_keep (self, g_object_ref (training));
  return self;
}
