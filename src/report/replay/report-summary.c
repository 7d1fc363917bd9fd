/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The results of a study, as numbers.
 */
#include "report/replay/report-summary.h"

#include <math.h>

const char *
report_outcome_get_name (ReportOutcome outcome)
{
  static const char *const names[REPORT_N_OUTCOMES]
      = { "zero", "plateau", "moving", "guessing", "diverged", "unfinished" };

  g_return_val_if_fail (outcome < REPORT_N_OUTCOMES, NULL);
  return names[outcome];
}

static void
free_curve (gpointer data)
{
  ReportCurveSummary *curve = data;

  g_free (curve->label);
  g_free (curve->model);
  g_free (curve->paper_note);
  g_array_unref (curve->runs);
  g_free (curve);
}

void
report_summary_free (ReportSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->name);
  g_free (summary->title);
  g_free (summary->reading);
  g_ptr_array_unref (summary->curves);
  g_free (summary);
}

static const NcSetup *
get_setup (LabRun *run)
{
  return lab_experiment_get_setup (lab_run_get_experiment (run));
}

ReportOutcome
report_outcome_find (LabRun *run)
{
  double loss_rate = lab_series_get_recent_mean (lab_run_get_series (run),
                                                 LAB_CHANNEL_BOB_LOSS_RATE, LAB_FINAL_ITERATIONS);
  LabFlatness flatness;

  if (lab_run_get_state (run) == LAB_RUN_DIVERGED)
    return REPORT_OUTCOME_DIVERGED;
  if (lab_run_get_state (run) != LAB_RUN_FINISHED || isnan (loss_rate))
    return REPORT_OUTCOME_UNFINISHED;
  if (lab_flatness_is_near_zero (get_setup (run), loss_rate))
    return REPORT_OUTCOME_ZERO;
  if (loss_rate >= LAB_FAILING_BIT_ERROR)
    return REPORT_OUTCOME_GUESSING;
  lab_flatness_measure (lab_run_get_series (run), get_setup (run), &flatness);
  return flatness.flat ? REPORT_OUTCOME_PLATEAU : REPORT_OUTCOME_MOVING;
}

/* The minimum of the channel in the last round begun. */
static double
find_minimum (LabRun *run, LabChannel channel)
{
  LabSeries *series = lab_run_get_series (run);
  guint64 length = lab_series_get_length (series);
  guint64 round = nc_setup_get_round_length (get_setup (run));
  guint64 begin = length > 0 ? (length - 1) / round * round : 0;
  LabSpan span;

  return lab_series_get_span (series, channel, begin, length, &span) ? span.min : (double) NAN;
}

/* Blocks are counted in Bob's own iterations, so that schedules are comparable. */
static guint64
find_threshold (LabRun *run)
{
  LabSeries *series = lab_run_get_series (run);
  guint64 length = lab_series_get_length (series), done = 0;

  for (guint64 begin = 0; begin + LAB_FINAL_ITERATIONS <= length; begin += LAB_FINAL_ITERATIONS)
    {
      LabSpan span;

      if (!lab_series_get_span (series, LAB_CHANNEL_BOB_LOSS_RATE, begin,
                                begin + LAB_FINAL_ITERATIONS, &span))
        continue;
      done += span.count;
      if (span.mean < REPORT_THRESHOLD)
        return done;
    }
  return G_MAXUINT64;
}

static void
look_at_networks (LabRun *run, ReportRun *row)
{
  guint64 iteration;
  g_autoptr (LabDiagnosis) diagnosis = NULL;
  g_autoptr (GBytes) state = lab_run_get_checkpoint (run, &iteration);
  guint units = 0, dead = 0;

  if (lab_run_get_diagnosis (run) != NULL)
    diagnosis = lab_diagnosis_ref (lab_run_get_diagnosis (run));
  else if (state != NULL)
    diagnosis = lab_diagnosis_new_from_state (get_setup (run), lab_run_get_seed (run),
                                              lab_run_get_series (run), state, NULL);
  if (diagnosis == NULL)
    return;
  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    {
      units += lab_diagnosis_get_party (diagnosis, party)->n_units;
      dead += lab_diagnosis_get_party (diagnosis, party)->n_dead;
    }
  if (units > 0)
    row->dead_share = (double) dead / units;
  row->n_stuck = lab_diagnosis_get_party (diagnosis, NC_BOB)->n_stuck;
}

static ReportRun
summarise_run (LabRun *run, LabFreshEves *eves)
{
  LabEvaluation *evaluation = lab_run_get_evaluation (run);
  ReportRun row = {
    .seed = lab_run_get_seed (run),
    .iterations = lab_run_get_iteration (run),
    .minimum = find_minimum (run, LAB_CHANNEL_BOB_LOSS_RATE),
    .eve_minimum = find_minimum (run, LAB_CHANNEL_EVE_LOSS_RATE),
    .threshold_iteration = find_threshold (run),
    .dead_share = (double) NAN,
    .fresh_bit_error = (double) NAN,
    .fresh_whole = (double) NAN,
  };

  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    row.finals[channel]
        = lab_series_get_recent_mean (lab_run_get_series (run), channel, LAB_FINAL_ITERATIONS);
  row.outcome = report_outcome_find (run);
  if (evaluation != NULL)
    {
      row.has_evaluation = TRUE;
      row.key_use = lab_evaluation_get_key_use (evaluation);
      row.training = *lab_evaluation_get (evaluation, NC_MODE_TRAINING);
      row.running = *lab_evaluation_get (evaluation, NC_MODE_EVALUATION);
    }
  if (row.outcome != REPORT_OUTCOME_DIVERGED)
    look_at_networks (run, &row);
  if (eves != NULL)
    {
      row.n_eves = eves->n_eves;
      row.eve_steps = eves->n_steps;
      row.fresh_bit_error = eves->bit_error.value;
      row.fresh_whole = eves->whole.value;
    }
  return row;
}

static ReportCurveSummary *
begin_curve (LabStudyFile *file, guint nth, LabRun *run)
{
  ReportCurveSummary *curve = g_new0 (ReportCurveSummary, 1);
  const NcSetup *setup = get_setup (run);

  curve->label = g_strdup (lab_study_file_get_curve_label (file, nth));
  curve->model = lab_experiment_describe_model (lab_run_get_experiment (run), NC_BOB);
  curve->key_bits = setup->key_bits;
  curve->key_difference = setup->key_difference;
  curve->eve = setup->eve;
  curve->own_turn = setup->eve && setup->schedule == NC_SCHEDULE_BY_ROUND;
  curve->claim = lab_study_file_get_paper_claim (file, nth);
  curve->paper_loss_rate = lab_study_file_get_paper_loss_rate (file, nth);
  curve->paper_note = g_strdup (lab_study_file_get_paper_note (file, nth));
  curve->runs = g_array_new (FALSE, FALSE, sizeof (ReportRun));
  return curve;
}

ReportSummary *
report_summary_new (LabStudy *study, GHashTable *eves)
{
  LabStudyFile *file = lab_study_get_file (study);
  ReportSummary *summary = g_new0 (ReportSummary, 1);
  guint current = G_MAXUINT;

  summary->name = g_strdup (lab_study_file_get_name (file));
  summary->title = g_strdup (lab_study_file_get_title (file));
  summary->reading = g_strdup (lab_study_file_get_reading (file));
  summary->curves = g_ptr_array_new_with_free_func (free_curve);
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabRun *run = lab_study_get_run (study, i);
      guint nth = lab_study_get_curve (study, run);
      ReportRun row = summarise_run (run, eves != NULL ? g_hash_table_lookup (eves, run) : NULL);

      if (nth != current)
        g_ptr_array_add (summary->curves, begin_curve (file, nth, run));
      current = nth;
      g_array_append_val (
          ((ReportCurveSummary *) summary->curves->pdata[summary->curves->len - 1])->runs, row);
    }
  return summary;
}

guint
report_curve_summary_count (ReportCurveSummary *curve, ReportOutcome outcome)
{
  guint n = 0;

  for (guint i = 0; i < curve->runs->len; i++)
    n += g_array_index (curve->runs, ReportRun, i).outcome == outcome;
  return n;
}

guint
report_curve_summary_count_ended (ReportCurveSummary *curve)
{
  return curve->runs->len - report_curve_summary_count (curve, REPORT_OUTCOME_UNFINISHED);
}

ReportRange
report_curve_summary_get_range (ReportCurveSummary *curve, ReportGetter get)
{
  g_autofree double *values = g_new (double, MAX (1, curve->runs->len));
  ReportRange range = { 0 };

  for (guint i = 0; i < curve->runs->len; i++)
    {
      const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);

      if (run->outcome != REPORT_OUTCOME_UNFINISHED && !isnan (get (run)))
        values[range.n++] = get (run);
    }
  range.median = report_quantile (values, range.n, 0.5);
  range.min = report_quantile (values, range.n, 0);
  range.max = report_quantile (values, range.n, 1);
  return range;
}

/* Getters of values measured during training. */
#define FINAL(name, channel)                                                                       \
  double report_run_get_##name (const ReportRun *run)                                              \
  {                                                                                                \
    return run->finals[channel];                                                                   \
  }
FINAL (bob_loss_rate, LAB_CHANNEL_BOB_LOSS_RATE)
FINAL (bob_bit_error, LAB_CHANNEL_BOB_BIT_ERROR)
FINAL (eve_loss_rate, LAB_CHANNEL_EVE_LOSS_RATE)
FINAL (eve_bit_error, LAB_CHANNEL_EVE_BIT_ERROR)
FINAL (eve_own_loss_rate, LAB_CHANNEL_EVE_OWN_LOSS_RATE)
FINAL (eve_own_bit_error, LAB_CHANNEL_EVE_OWN_BIT_ERROR)

/* Getters of values measured on the finished networks. */
#define MEASURED(name, what)                                                                       \
  double report_run_get_##name (const ReportRun *run)                                              \
  {                                                                                                \
    return run->has_evaluation ? run->what : (double) NAN;                                         \
  }
MEASURED (wrong_key_loss_rate, training.bob[NC_KEY_WRONG].loss_rate)
MEASURED (exact_key_loss_rate, training.bob[NC_KEY_EXACT].loss_rate)
MEASURED (fuzzy_key_loss_rate, training.bob[NC_KEY_FUZZY].loss_rate)
MEASURED (running_loss_rate, running.bob[NC_KEY_FUZZY].loss_rate)

double
report_run_get_bob_minimum (const ReportRun *run)
{
  return run->minimum;
}

double
report_run_get_threshold_iteration (const ReportRun *run)
{
  return run->threshold_iteration == G_MAXUINT64 ? (double) NAN : (double) run->threshold_iteration;
}

double
report_run_get_fresh_bit_error (const ReportRun *run)
{
  return run->fresh_bit_error;
}

double
report_run_get_dead_share (const ReportRun *run)
{
  return run->dead_share;
}
