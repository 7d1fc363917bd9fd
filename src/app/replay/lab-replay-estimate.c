/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Estimates what a replay will take.
 */
#include "config.h"

#include "app/replay/lab-replay-estimate.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-words.h"
#include "lab/training/lab-limits.h"
#include "report/replay/report-replay-cost.h"
#include "report/replay/report-replay-eves.h"

struct _LabReplayEstimate
{
  AdwActionRow parent_instance;

  GtkSpinner *spinner;
  ReportReplayCost *cost; /* the last one measured; nullable */
  GCancellable *asking;   /* cancels the measurement under way; nullable */
};

G_DEFINE_FINAL_TYPE (LabReplayEstimate, lab_replay_estimate, ADW_TYPE_ACTION_ROW)

static void
say (LabReplayEstimate *self, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
show_asking (LabReplayEstimate *self, gboolean asking)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), asking);
  gtk_spinner_set_spinning (self->spinner, asking);
}

static void
forget_question (LabReplayEstimate *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* (transfer full): for all runs together, and whether there is enough. */
static char *
describe_memory (const ReportReplayCost *cost)
{
  guint n_processors = g_get_num_processors ();
  guint64 available = lab_limits_get_free_memory (NULL);
  g_autofree char *memory = g_format_size (cost->bytes);
  g_autofree char *there = g_format_size (available);

  if (cost->bytes > available)
    return g_strdup_printf (
        _ ("These need %s of memory and only %s is free; choose fewer figures or seeds"), memory,
        there);
  return g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE, "on %u processor, estimated from a few measured steps; %s of memory",
          "on %u processors, estimated from a few measured steps; %s of memory", n_processors),
      n_processors, memory);
}

static void
show_cost (LabReplayEstimate *self)
{
  const ReportReplayCost *cost = self->cost;
  g_autofree char *runs = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u run", "%u runs", cost->n_runs), cost->n_runs);
  g_autofree char *time = lab_words_for_time (cost->seconds);
  /* Translators: "120 runs, about 9 min". */
  g_autofree char *title = g_strdup_printf (_ ("%s, about %s"), runs, time);
  g_autofree char *memory = describe_memory (cost);

  say (self, title, memory);
}

static void
on_measured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabReplayEstimate) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplayCost) cost = report_replay_cost_measure_finish (result, &error);

  /* Superseded by another measurement, or the window is gone. */
  if (cost == NULL)
    return;
  show_asking (self, FALSE);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->cost, report_replay_cost_free);
  self->cost = g_steal_pointer (&cost);
  show_cost (self);
}

void
lab_replay_estimate_clear (LabReplayEstimate *self)
{
  forget_question (self);
  show_asking (self, FALSE);
  say (self, _ ("Nothing selected"), "");
}

void
lab_replay_estimate_wait (LabReplayEstimate *self)
{
  forget_question (self);
  show_asking (self, TRUE);
  if (self->cost == NULL)
    say (self, _ ("Measuring a few steps…"), "");
}

void
lab_replay_estimate_measure (LabReplayEstimate *self, ReportReplayPlan *plan)
{
  forget_question (self);
  self->asking = g_cancellable_new ();
  report_replay_cost_measure_async (plan, REPORT_REPLAY_EVE_STEPS,
                                    lab_replay_estimate_get_costs (self), self->asking, on_measured,
                                    g_object_ref (self));
}

void
lab_replay_estimate_fail (LabReplayEstimate *self, const GError *error)
{
  /* A row takes markup, and a path may contain some. */
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  forget_question (self);
  show_asking (self, FALSE);
  say (self, _ ("Could not estimate the time"), escaped);
}

GHashTable *
lab_replay_estimate_get_costs (LabReplayEstimate *self)
{
  return self->cost != NULL ? self->cost->costs : NULL;
}

static void
lab_replay_estimate_dispose (GObject *object)
{
  LabReplayEstimate *self = LAB_REPLAY_ESTIMATE (object);

  forget_question (self);
  g_clear_pointer (&self->cost, report_replay_cost_free);
  G_OBJECT_CLASS (lab_replay_estimate_parent_class)->dispose (object);
}

static void
lab_replay_estimate_class_init (LabReplayEstimateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lab_replay_estimate_dispose;
}

static void
lab_replay_estimate_init (LabReplayEstimate *self)
{
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
}
