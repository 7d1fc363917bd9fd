/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes the files of a replay. Trains nothing, and uses no store.
 */
#include "report/replay/report-replay-write.h"

#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "plot/draw/plot-export.h"
#include "report/study/report-curve.h"
#include "report/study/report-figure.h"
#include "report/replay/report-replay-csv.h"
#include "report/replay/report-replay-document.h"
#include "report/replay/report-replay-files.h"

#define PICTURE_WIDTH 1200
#define PICTURE_HEIGHT 640 /* for two rows of panels */
#define MANY_CURVES 6      /* with more, the height grows by half */
#define SMOOTHING 0.98

static char *
make_path (const char *folder, LabStudy *study, const char *ending)
{
  g_autofree char *name
      = g_strconcat (lab_study_file_get_name (lab_study_get_file (study)), ending, NULL);

  return g_build_filename (folder, name, NULL);
}

/* Writes the picture of a study in one theme. */
static gboolean
write_picture (
    const char *folder, LabStudy *study, PlotThemeName theme, const char *ending, GError **error)
{
  g_autoptr (GPtrArray) curves = report_curves_from_study (study);
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autofree char *path = make_path (folder, study, ending);
  /* One panel per curve: bands of curves with similar ends would overlap. */
  const ReportFigureOptions options = { .view = REPORT_VIEW_SIDE_BY_SIDE };
  guint n_curves = lab_study_file_get_n_curves (lab_study_get_file (study));
  int height = n_curves > MANY_CURVES ? PICTURE_HEIGHT * 3 / 2 : PICTURE_HEIGHT;
  PlotFormat format;

  plot_figure_set_title (figure, lab_study_file_get_title (lab_study_get_file (study)));
  plot_figure_set_smoothing (figure, SMOOTHING);
  report_figure_fill (figure, curves, &options);
  return plot_format_from_path (path, &format, error)
         && plot_picture_export (PLOT_PICTURE (figure), path, format, PICTURE_WIDTH, height, 1,
                                 plot_theme_get (theme), error);
}

static GBytes *
read_file (const char *folder, LabStudy *study, const char *ending, GError **error)
{
  g_autofree char *path = make_path (folder, study, ending);
  char *contents;
  gsize length;

  return g_file_get_contents (path, &contents, &length, error) ? g_bytes_new_take (contents, length)
                                                               : NULL;
}

static gboolean
write_chapter (const char *folder,
               LabStudy *study,
               GHashTable *eves,
               ReportReplayChapter *chapter,
               GError **error)
{
  const char *name = lab_study_file_get_name (lab_study_get_file (study));
  g_autofree char *rounds = make_path (folder, study, REPORT_REPLAY_ROUNDS);

  if (!write_picture (folder, study, PLOT_THEME_LIGHT, REPORT_REPLAY_LIGHT, error)
      || !write_picture (folder, study, PLOT_THEME_DARK, REPORT_REPLAY_DARK, error)
      || !write_picture (folder, study, PLOT_THEME_LIGHT, REPORT_REPLAY_DRAWING, error)
      || !report_replay_write_rounds (study, rounds, error))
    return FALSE;
  chapter->summary = report_summary_new (study, eves);
  chapter->picture = g_strconcat (name, REPORT_REPLAY_LIGHT, NULL);
  chapter->light = read_file (folder, study, REPORT_REPLAY_LIGHT, error);
  if (chapter->light != NULL)
    chapter->dark = read_file (folder, study, REPORT_REPLAY_DARK, error);
  return chapter->dark != NULL;
}

static gboolean
write_text (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return base_file_write_bytes (path, text, strlen (text), error);
}

static gboolean
write_documents (const char *folder,
                 const ReportReplayChapter *chapters,
                 guint n,
                 const char *command,
                 GError **error)
{
  g_autoptr (ReportDocument) document = report_replay_write_document (chapters, n, command);
  g_autofree char *html = report_document_to_html (document);
  g_autofree char *markdown = report_document_to_markdown (document);
  g_autofree char *path = g_build_filename (folder, REPORT_REPLAY_RUNS, NULL);
  g_autofree ReportSummary **summaries = g_new (ReportSummary *, n);

  for (guint i = 0; i < n; i++)
    summaries[i] = chapters[i].summary;
  return report_replay_write_runs (summaries, n, path, error)
         && write_text (folder, REPORT_REPLAY_MARKDOWN, markdown, error)
         && write_text (folder, REPORT_REPLAY_HTML, html, error);
}

static gboolean
write_all (
    const char *folder, GPtrArray *studies, GHashTable *eves, const char *command, GError **error)
{
  guint n = studies->len;
  g_autofree ReportReplayChapter *chapters = g_new0 (ReportReplayChapter, n);
  gboolean written = TRUE;

  for (guint i = 0; i < n && written; i++)
    written = write_chapter (folder, studies->pdata[i], eves, &chapters[i], error);
  written = written && write_documents (folder, chapters, n, command, error);
  for (guint i = 0; i < n; i++)
    {
      report_summary_free (chapters[i].summary);
      g_free (chapters[i].picture);
      g_clear_pointer (&chapters[i].light, g_bytes_unref);
      g_clear_pointer (&chapters[i].dark, g_bytes_unref);
    }
  return written;
}

/* Studies and Eves belong to the caller: the task may be finalized in its thread, and they must
 * not be released there. */
typedef struct
{
  char *folder;
  GPtrArray *studies;
  GHashTable *eves;
  char *command;
} Order;

static void
order_free (Order *order)
{
  g_free (order->folder);
  g_free (order->command);
  g_free (order);
}

static void
do_write (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Order *order = task_data;
  GError *error = NULL;
  gboolean written;

  base_number_begin_plain ();
  written = write_all (order->folder, order->studies, order->eves, order->command, &error);
  base_number_end_plain ();
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
report_replay_write_async (const char *folder,
                           GPtrArray *studies,
                           GHashTable *eves,
                           const char *command,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Order *order = g_new (Order, 1);

  *order = (Order){ g_strdup (folder), studies, eves, g_strdup (command) };
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, do_write);
}

gboolean
report_replay_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
