/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a figure or a table needs from a run.
 */
#include "config.h"

#include "report/study/report-curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "report/study/report-source.h"

ReportCurve *
report_curve_new (const char *study, const char *label)
{
  ReportCurve *curve = g_new0 (ReportCurve, 1);

  curve->study = g_strdup (study);
  curve->label = g_strdup (label);
  curve->paper_loss_rate = (double) NAN;
  return curve;
}

void
report_curve_free (ReportCurve *curve)
{
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    g_clear_object (&curve->sources[channel]);
  g_free (curve->study);
  g_free (curve->label);
  g_free (curve);
}

ReportCurve *
report_curve_new_from_run (const char *study, LabRun *run)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  ReportCurve *curve = report_curve_new (study, lab_run_get_label (run));

  curve->key_bits = setup->key_bits;
  curve->key_difference = setup->key_difference;
  curve->seed = lab_run_get_seed (run);
  curve->colour = lab_run_get_colour (run);
  curve->round_length = nc_setup_get_round_length (setup);
  curve->length = nc_setup_get_length (setup);
  curve->paper_loss_rate = lab_run_get_paper_loss_rate (run);
  curve->eve = setup->eve;
  curve->own_turn = setup->schedule == NC_SCHEDULE_BY_ROUND;
  memcpy (curve->rate_changes, setup->rate_changes, sizeof setup->rate_changes);
  curve->n_rate_changes = setup->n_rate_changes;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    curve->sources[channel]
        = report_source_new (lab_run_get_series (run), lab_run_get_experiment (run), channel);
  return curve;
}

GPtrArray *
report_curves_from_study (LabStudy *study)
{
  GPtrArray *curves = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);
  const char *title = lab_study_file_get_title (lab_study_get_file (study));

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      if (lab_run_get_visible (run))
        g_ptr_array_add (curves, report_curve_new_from_run (title, run));
    }
  return curves;
}

/* How many runs of the history before @nth have its label. */
static guint
count_before (GPtrArray *history, guint nth)
{
  const char *label = lab_run_get_label (history->pdata[nth]);
  guint n = 0;

  for (guint i = 0; i < nth; i++)
    n += g_str_equal (lab_run_get_label (history->pdata[i]), label);
  return n;
}

void
report_curves_add_history (GPtrArray *curves, LabStudy *study)
{
  g_autoptr (GPtrArray) history = lab_study_list_history (study, NULL);
  const char *title = lab_study_file_get_title (lab_study_get_file (study));

  for (guint i = 0; i < history->len; i++)
    {
      ReportCurve *curve = report_curve_new_from_run (title, history->pdata[i]);
      /* Translators: the label of a curve, and which of its earlier runs. */
      char *label
          = g_strdup_printf (_ ("%s · earlier %u"), curve->label, count_before (history, i) + 1);

      g_free (curve->label);
      curve->label = label;
      curve->earlier = TRUE;
      curve->paper_loss_rate = (double) NAN;
      g_ptr_array_insert (curves, (int) i, curve);
    }
}

/* The label with its study, for a label shared by several studies. */
static char *
name_apart (const ReportCurve *curve)
{
  return curve->study[0] != '\0' ? g_strdup_printf ("%s · %s", curve->label, curve->study)
                                 : g_strdup (curve->label);
}

/* (transfer full): the labels that curves of different studies share */
static GHashTable *
find_shared_labels (GPtrArray *curves)
{
  GHashTable *shared = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) studies = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];
      const char *study = g_hash_table_lookup (studies, curve->label);

      if (study == NULL)
        g_hash_table_insert (studies, curve->label, curve->study);
      else if (!g_str_equal (study, curve->study))
        g_hash_table_add (shared, curve->label);
    }
  return shared;
}

void
report_curves_tell_apart (GPtrArray *curves)
{
  g_autoptr (GHashTable) shared = find_shared_labels (curves);
  g_autoptr (GHashTable) colours = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) former = g_ptr_array_new_with_free_func (g_free);

  if (g_hash_table_size (shared) == 0)
    return;
  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];
      gpointer colour;

      if (g_hash_table_contains (shared, curve->label))
        {
          g_ptr_array_add (former, curve->label);
          curve->label = name_apart (curve);
        }
      if (!g_hash_table_lookup_extended (colours, curve->label, NULL, &colour))
        colour = GUINT_TO_POINTER (g_hash_table_size (colours));
      curve->colour = GPOINTER_TO_UINT (colour);
      g_hash_table_insert (colours, curve->label, colour);
    }
}
