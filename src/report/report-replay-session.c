/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay under way: its runs, its fresh Eves, its files. What it begins with is in
 * report-replay-open.c.
 */
#include "config.h"

#include "report-replay-session-private.h"

#include <string.h>

#include "plot/plot-export.h"
#include "base/file.h"
#include "report-curve.h"
#include "report-figure.h"
#include "report-replay-files.h"
#include "report-replay-csv.h"
#include "report-replay-document.h"

#define PICTURE_WIDTH 1200
#define PICTURE_HEIGHT 640 /* of two rows of panels */
#define MANY_CURVES 6      /* more of them have another half of that */
#define SMOOTHING 0.98

void
report_replay_free (ReportReplay *replay)
{
  if (replay == NULL)
    return;
  g_clear_pointer (&replay->eves, g_hash_table_unref);
  g_clear_pointer (&replay->fresh, report_fresh_file_free);
  if (replay->studies != NULL)
    for (guint i = 0; i < replay->studies->len && replay->store != NULL; i++)
      lab_store_let_go (replay->store, replay->studies->pdata[i]);
  g_clear_pointer (&replay->studies, g_ptr_array_unref);
  g_clear_pointer (&replay->stored, g_ptr_array_unref);
  g_clear_object (&replay->store);
  g_free (replay->folder);
  g_free (replay->command);
  g_free (replay);
}

LabStore *
report_replay_get_store (ReportReplay *replay)
{
  return replay->store;
}

GPtrArray *
report_replay_get_runs (ReportReplay *replay)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < replay->studies->len; i++)
    for (guint j = 0; j < lab_study_get_n_runs (replay->studies->pdata[i]); j++)
      g_ptr_array_add (runs, g_object_ref (lab_study_get_run (replay->studies->pdata[i], j)));
  return runs;
}

gboolean
report_replay_is_trained (ReportReplay *replay)
{
  g_autoptr (GPtrArray) runs = report_replay_get_runs (replay);

  for (guint i = 0; i < runs->len; i++)
    if (!lab_run_is_ended (runs->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Whether fresh Eves have attacked it, now or when the folder was used before. */
static gboolean
is_attacked (ReportReplay *replay, LabRun *run)
{
  LabFreshEves *eves;
  g_autoptr (GBytes) state = NULL;
  guint64 iteration;

  if (g_hash_table_contains (replay->eves, run))
    return TRUE;
  state = lab_run_get_checkpoint (run, &iteration);
  eves = report_fresh_file_find (replay->fresh, state, REPORT_REPLAY_EVES, replay->eve_steps);
  if (eves == NULL)
    return FALSE;
  g_hash_table_insert (replay->eves, g_object_ref (run), eves);
  return TRUE;
}

/* (transfer full): runs that fresh Eves can attack and have not attacked yet. */
static GPtrArray *
list_targets (ReportReplay *replay)
{
  g_autoptr (GPtrArray) runs = report_replay_get_runs (replay);
  GPtrArray *targets = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < runs->len; i++)
    if (lab_run_get_state (runs->pdata[i]) == LAB_RUN_FINISHED
        && lab_experiment_get_setup (lab_run_get_experiment (runs->pdata[i]))->eve
        && !is_attacked (replay, runs->pdata[i]))
      g_ptr_array_add (targets, g_object_ref (runs->pdata[i]));
  return targets;
}

guint64
report_replay_count_attack_steps (ReportReplay *replay)
{
  g_autoptr (GPtrArray) targets = list_targets (replay);

  return targets->len * REPORT_REPLAY_EVES * replay->eve_steps;
}

/* One run for the threads of the attack. */
typedef struct
{
  LabRun *run;
  LabExperiment *experiment;
  guint32 seed;
  GBytes *state;
  guint64 n_steps;
  guint64 *progress;
  GCancellable *cancellable;
  ReportFreshFile *file;
  LabFreshEves *eves;
  GError *error;
} Target;

static void
attack_one (gpointer data, gpointer user_data)
{
  Target *target = data;

  target->eves = lab_fresh_eves_train (target->experiment, target->seed, target->state,
                                       REPORT_REPLAY_EVES, target->n_steps, target->progress,
                                       target->cancellable, &target->error);
  if (target->eves != NULL)
    report_fresh_file_add (target->file, target->state, target->eves);
}

gboolean
report_replay_attack (ReportReplay *replay,
                      guint n_jobs,
                      guint64 *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) runs = list_targets (replay);
  g_autofree Target *targets = g_new0 (Target, MAX (1, runs->len));
  GThreadPool *pool = g_thread_pool_new (
      attack_one, NULL, n_jobs > 0 ? (int) n_jobs : (int) g_get_num_processors (), TRUE, error);
  gboolean done = pool != NULL;

  for (guint i = 0; i < runs->len && pool != NULL; i++)
    {
      guint64 iteration;

      targets[i] = (Target){
        .run = runs->pdata[i],
        .experiment = lab_run_get_experiment (runs->pdata[i]),
        .seed = lab_run_get_seed (runs->pdata[i]),
        .state = lab_run_get_checkpoint (runs->pdata[i], &iteration),
        .n_steps = replay->eve_steps,
        .progress = progress,
        .cancellable = cancellable,
        .file = replay->fresh,
      };
      g_thread_pool_push (pool, &targets[i], NULL);
    }
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; i < runs->len; i++)
    {
      g_clear_pointer (&targets[i].state, g_bytes_unref);
      if (targets[i].eves != NULL)
        g_hash_table_insert (replay->eves, g_object_ref (targets[i].run), targets[i].eves);
      if (targets[i].error != NULL && done)
        g_propagate_error (error, targets[i].error);
      else
        g_clear_error (&targets[i].error);
      done = done && targets[i].eves != NULL;
    }
  return done;
}

static char *
make_path (ReportReplay *replay, LabStudy *study, const char *ending)
{
  g_autofree char *name
      = g_strconcat (lab_study_file_get_name (lab_study_get_file (study)), ending, NULL);

  return g_build_filename (replay->folder, name, NULL);
}

/* The picture of a study in one theme, as a file; its bytes if asked for. */
static gboolean
write_picture (
    ReportReplay *replay, LabStudy *study, PlotThemeName theme, const char *ending, GError **error)
{
  g_autoptr (GPtrArray) curves = report_curves_from_study (study);
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autofree char *path = make_path (replay, study, ending);
  /* A panel a curve: bands of curves that end alike would lie upon each other. */
  const ReportFigureOptions options = { .view = REPORT_VIEW_SIDE_BY_SIDE };
  guint n_curves = lab_study_file_get_n_curves (lab_study_get_file (study));
  int height = n_curves > MANY_CURVES ? PICTURE_HEIGHT * 3 / 2 : PICTURE_HEIGHT;
  PlotFormat format;

  plot_figure_set_title (figure, lab_study_file_get_title (lab_study_get_file (study)));
  plot_figure_set_theme (figure, plot_theme_get (theme));
  plot_figure_set_smoothing (figure, SMOOTHING);
  report_figure_fill (figure, curves, &options);
  return plot_format_from_path (path, &format, error)
         && plot_figure_export (figure, path, format, PICTURE_WIDTH, height, 1, error);
}

static GBytes *
read_file (ReportReplay *replay, LabStudy *study, const char *ending, GError **error)
{
  g_autofree char *path = make_path (replay, study, ending);
  char *contents;
  gsize length;

  return g_file_get_contents (path, &contents, &length, error) ? g_bytes_new_take (contents, length)
                                                               : NULL;
}

static gboolean
write_part (ReportReplay *replay, LabStudy *study, ReportReplayChapter *part, GError **error)
{
  g_autofree char *rounds = make_path (replay, study, REPORT_REPLAY_ROUNDS);

  if (!write_picture (replay, study, PLOT_THEME_LIGHT, REPORT_REPLAY_LIGHT, error)
      || !write_picture (replay, study, PLOT_THEME_DARK, REPORT_REPLAY_DARK, error)
      || !write_picture (replay, study, PLOT_THEME_LIGHT, REPORT_REPLAY_DRAWING, error)
      || !report_replay_write_rounds (study, rounds, error))
    return FALSE;
  part->summary = report_summary_new (study, replay->eves);
  part->picture = g_strconcat (lab_study_file_get_name (lab_study_get_file (study)),
                               REPORT_REPLAY_LIGHT, NULL);
  part->light = read_file (replay, study, REPORT_REPLAY_LIGHT, error);
  if (part->light != NULL)
    part->dark = read_file (replay, study, REPORT_REPLAY_DARK, error);
  return part->dark != NULL;
}

static gboolean
write_text (ReportReplay *replay, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (replay->folder, name, NULL);

  return base_file_write_bytes (path, text, strlen (text), error);
}

static gboolean
write_documents (ReportReplay *replay, ReportReplayChapter *parts, guint n, GError **error)
{
  g_autoptr (ReportDocument) document = report_replay_write_document (parts, n, replay->command);
  g_autofree char *html = report_document_to_html (document);
  g_autofree char *markdown = report_document_to_markdown (document);
  g_autofree char *path = g_build_filename (replay->folder, REPORT_REPLAY_RUNS, NULL);
  g_autofree ReportSummary **summaries = g_new (ReportSummary *, n);

  for (guint i = 0; i < n; i++)
    summaries[i] = parts[i].summary;
  return report_replay_write_runs (summaries, n, path, error)
         && write_text (replay, REPORT_REPLAY_MARKDOWN, markdown, error)
         && write_text (replay, REPORT_REPLAY_HTML, html, error);
}

gboolean
report_replay_write (ReportReplay *replay, GError **error)
{
  guint n = replay->studies->len;
  g_autofree ReportReplayChapter *parts = g_new0 (ReportReplayChapter, n);
  gboolean written = TRUE;

  for (guint i = 0; i < n && written; i++)
    written = write_part (replay, replay->studies->pdata[i], &parts[i], error);
  written = written && write_documents (replay, parts, n, error);
  for (guint i = 0; i < n; i++)
    {
      report_summary_free (parts[i].summary);
      g_free (parts[i].picture);
      g_clear_pointer (&parts[i].light, g_bytes_unref);
      g_clear_pointer (&parts[i].dark, g_bytes_unref);
    }
  return written;
}
