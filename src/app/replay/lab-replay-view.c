/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows the progress of a replay.
 */
#include "config.h"

#include "app/replay/lab-replay-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/replay/lab-replay-curves.h"
#include "app/replay/lab-replay-row.h"
#include "app/widgets/lab-quiet.h"
#include "app/widgets/lab-words.h"

struct _LabReplayView
{
  AdwBin parent_instance;

  GtkSpinner *spinner;
  GtkWidget *done_icon;
  GtkWidget *to_library;
  GtkLabel *headline;
  GtkProgressBar *progress;
  GtkLabel *detail;
  LabReplayCurves *curves;
  GtkListBox *parts;
};

G_DEFINE_FINAL_TYPE (LabReplayView, lab_replay_view, ADW_TYPE_BIN)

static const char *
say_headline (ReportReplay *replay)
{
  ReportReplayStage stage = report_replay_get_stage (replay);

  if (stage == REPORT_REPLAY_READING)
    return _ ("Reading the folder…");
  if (stage == REPORT_REPLAY_WRITING)
    return report_replay_is_paused (replay) ? _ ("The report could not be written")
                                            : _ ("Writing the report…");
  if (stage == REPORT_REPLAY_DONE)
    return _ ("The report is ready");
  if (report_replay_is_ending (replay))
    return _ ("Pausing after this step…");
  if (report_replay_is_paused (replay))
    return _ ("Paused");
  return stage == REPORT_REPLAY_ATTACKING ? _ ("Fresh Eves are attacking…") : _ ("Training…");
}

/* (transfer full): "34 of 90 runs ended, 41 %, about 6 min left" */
static char *
say_detail (ReportReplay *replay, double share, double left)
{
  g_autofree char *time = lab_words_for_time (left);
  g_autoptr (GString) text = g_string_new (NULL);
  ReportReplayStage stage = report_replay_get_stage (replay);
  ReportReplayProgress *progress = report_replay_get_progress (replay);
  guint n_runs = 0, n_ended = 0;

  for (guint i = 0; i < report_replay_progress_get_n_parts (progress); i++)
    {
      ReportReplayPart part;

      report_replay_progress_get_part (progress, i, &part);
      n_runs += part.n_runs;
      n_ended += part.n_ended;
    }
  if (stage == REPORT_REPLAY_DONE)
    {
      g_autofree char *shown = g_filename_display_name (report_replay_get_folder (replay));
      return g_build_filename (shown, "report.html", NULL);
    }
  if (stage == REPORT_REPLAY_TRAINING)
    g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, "%u of %u run ended", "%u of %u runs ended", n_runs),
        n_ended, n_runs);
  if (stage == REPORT_REPLAY_TRAINING || stage == REPORT_REPLAY_ATTACKING)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _ ("%.0f %%"), floor (100 * share));
    }
  if (!isnan (left))
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("about %s left"), time);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static LabReplayRow *
get_row (LabReplayView *self, guint nth)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->parts, (int) nth);

  if (row == NULL)
    {
      row = GTK_LIST_BOX_ROW (lab_replay_row_new ());
      gtk_list_box_append (self->parts, GTK_WIDGET (row));
    }
  return LAB_REPLAY_ROW (row);
}

static void
show_parts (LabReplayView *self, ReportReplay *replay)
{
  ReportReplayStage stage = report_replay_get_stage (replay);
  ReportReplayProgress *progress = report_replay_get_progress (replay);
  guint n = report_replay_progress_get_n_parts (progress), n_rows = n;
  double attack = report_replay_progress_get_attack_share (progress);
  GtkListBoxRow *surplus;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = NULL;
      ReportReplayPart part;

      report_replay_progress_get_part (progress, i, &part);
      /* Translators: the number of runs that have ended, of all. */
      words = g_strdup_printf (_ ("%u of %u"), part.n_ended, part.n_runs);
      lab_replay_row_show (get_row (self, i), part.title, part.share, words);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (get_row (self, i)), TRUE);
    }
  if (report_replay_progress_has_attack (progress))
    {
      g_autofree char *words = stage == REPORT_REPLAY_ATTACKING
                                   ? g_strdup_printf (_ ("%.0f %%"), floor (100 * attack))
                                   : g_strdup (attack >= 1 ? _ ("done") : _ ("pending"));
      lab_replay_row_show (get_row (self, n_rows++), _ ("Fresh Eves on the frozen networks"),
                           attack, words);
    }
  if (n > 0)
    lab_replay_row_show (get_row (self, n_rows++), _ ("Report"), stage == REPORT_REPLAY_DONE,
                         stage == REPORT_REPLAY_DONE      ? _ ("written")
                         : stage == REPORT_REPLAY_WRITING ? _ ("being written")
                                                          : _ ("pending"));
  while ((surplus = gtk_list_box_get_row_at_index (self->parts, (int) n_rows)) != NULL)
    gtk_list_box_remove (self->parts, GTK_WIDGET (surplus));
  gtk_widget_set_visible (GTK_WIDGET (self->parts), n_rows > 0);
}

void
lab_replay_view_show (LabReplayView *self, ReportReplay *replay)
{
  ReportReplayStage stage = report_replay_get_stage (replay);
  ReportReplayProgress *progress = report_replay_get_progress (replay);
  gboolean is_live = report_replay_is_live (replay);
  double left, share = report_replay_progress_get_share (progress, &left);
  g_autofree char *detail = say_detail (replay, share, left);

  lab_quiet_set_text (self->headline, say_headline (replay));
  lab_quiet_set_text (self->detail, detail);
  gtk_label_set_selectable (self->detail, stage == REPORT_REPLAY_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail[0] != '\0');
  gtk_progress_bar_set_fraction (self->progress, share);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), stage != REPORT_REPLAY_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_live);
  gtk_spinner_set_spinning (self->spinner, is_live);
  gtk_widget_set_visible (self->done_icon, stage == REPORT_REPLAY_DONE);
  gtk_widget_set_visible (self->to_library, stage == REPORT_REPLAY_DONE);
  lab_replay_curves_show (self->curves, replay);
  show_parts (self, replay);
}

/* The row of a study shows its curves; others cannot be activated. */
static void
on_row_activated (LabReplayView *self, GtkListBoxRow *row)
{
  lab_replay_curves_choose (self->curves, (guint) gtk_list_box_row_get_index (row));
}

static void
lab_replay_view_class_init (LabReplayViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LAB_TYPE_REPLAY_CURVES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-replay-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, curves);
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, detail);
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, done_icon);
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, headline);
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, parts);
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, progress);
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, spinner);
  gtk_widget_class_bind_template_child (widget_class, LabReplayView, to_library);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
lab_replay_view_init (LabReplayView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
