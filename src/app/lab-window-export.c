/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports what is seen. A copy of the figure, or the series themselves, go to a
 * thread that writes them; the window goes on meanwhile, and a toast says how it
 * ended. Any number of exports may be under way.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab-export-dialog.h"
#include "lab-picture-view.h"
#include "plot/plot-export.h"
#include "report/report-csv.h"

typedef struct
{
  char *path;
  PlotFigure *figure;     /* NULL: numbers, or nothing that could be written */
  const PlotTheme *theme; /* of the figure */
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
  LabWindow *self = owner;
  Export *export = data;
  /* Translators: the first is a sentence that says what failed, without its full stop. */
  g_autofree char *sentence
      = error == NULL ? g_strdup_printf (_ ("Exported as %s."), export->path)
                      : g_strdup_printf (
                          _ ("%s. Nothing was changed; choose another name or place (Ctrl+E)."),
                          error->message);

  lab_window_say (self, sentence);
}

void
lab_window_export_to (LabWindow *self, const char *path)
{
  static const LabWork work = { write_export, NULL, on_written, export_free };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  Export *export = g_new0 (Export, 1);

  export->path = g_strdup (path);
  export->width = self->export_width;
  export->height = self->export_height;
  if (g_str_has_suffix (lower, ".csv"))
    {
      export->curves = report_curves_from_study (lab_session_get_study (self->session));
    }
  else if (plot_format_from_path (path, &export->format, NULL))
    {
      export->figure = lab_figures_copy (self->figures, lab_window_get_view (self));
      export->theme
          = self->export_light ? plot_theme_get (PLOT_THEME_LIGHT) : lab_picture_view_get_theme ();
    }
  lab_background_run (self->background, &work, self, export, NULL);
}

static void
on_chosen (LabExportDialog *dialog,
           const char *path,
           int width,
           int height,
           gboolean light,
           LabWindow *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self), "export-size",
                                      g_variant_new ("(ii)", width, height));
  self->export_light = light;
  g_action_group_activate_action (G_ACTION_GROUP (self), "export-to", g_variant_new_string (path));
  self->export_light = FALSE;
}

static void
on_cancelled (LabExportDialog *dialog, LabWindow *self)
{
  lab_window_say (self, _ ("Export cancelled: nothing was written."));
}

void
lab_window_show_export_dialog (LabWindow *self)
{
  LabStudyFile *file = lab_study_get_file (lab_session_get_study (self->session));
  LabExportDialog *dialog = lab_export_dialog_new (
      GTK_WINDOW (self), lab_study_file_get_name (file), self->export_width, self->export_height);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_signal_connect_object (dialog, "cancelled", G_CALLBACK (on_cancelled), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
