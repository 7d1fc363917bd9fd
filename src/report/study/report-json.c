/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study's runs as JSON.
 */
#include "config.h"

#include "report/study/report-json.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "base/text.h"
#include "engine/kernels/nc-blas.h"

static void
add_mean (JsonBuilder *builder, LabSeries *series, const char *name, LabChannel channel)
{
  double mean = lab_series_get_recent_mean (series, channel, LAB_FINAL_ITERATIONS);

  json_builder_set_member_name (builder, name);
  if (isfinite (mean))
    json_builder_add_double_value (builder, mean);
  else
    json_builder_add_null_value (builder);
}

static void
add_nothing (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_null_value (builder);
}

static void
add_turns (JsonBuilder *builder, LabSeries *series)
{
  json_builder_set_member_name (builder, "turns");
  json_builder_begin_object (builder);

  json_builder_set_member_name (builder, nc_turn_get_name (NC_TURN_ALICE_BOB));
  json_builder_begin_object (builder);
  add_mean (builder, series, "bob_loss_rate", LAB_CHANNEL_BOB_LOSS_RATE);
  add_mean (builder, series, "bob_bit_error", LAB_CHANNEL_BOB_BIT_ERROR);
  add_mean (builder, series, "eve_loss_rate", LAB_CHANNEL_EVE_LOSS_RATE);
  add_mean (builder, series, "eve_bit_error", LAB_CHANNEL_EVE_BIT_ERROR);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, nc_turn_get_name (NC_TURN_EVE));
  json_builder_begin_object (builder);
  add_nothing (builder, "bob_loss_rate");
  add_nothing (builder, "bob_bit_error");
  add_mean (builder, series, "eve_loss_rate", LAB_CHANNEL_EVE_OWN_LOSS_RATE);
  add_mean (builder, series, "eve_bit_error", LAB_CHANNEL_EVE_OWN_BIT_ERROR);
  json_builder_end_object (builder);

  json_builder_end_object (builder);
}

static void
add_dead_units (JsonBuilder *builder, LabDiagnosis *diagnosis)
{
  json_builder_set_member_name (builder, "dead_units");
  json_builder_begin_object (builder);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      double share = lab_diagnosis_get_dead_share (diagnosis, party);

      json_builder_set_member_name (builder, nc_party_get_name (party));
      if (isnan (share))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, share);
    }
  json_builder_end_object (builder);
}

static void
add_stuck_outputs (JsonBuilder *builder, LabDiagnosis *diagnosis)
{
  static const char *const states[] = { "free", "never-negative", "never-positive", "silent" };

  json_builder_set_member_name (builder, "stuck_outputs");
  json_builder_begin_array (builder);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      const NcPartyDiagnosis *found = lab_diagnosis_get_party (diagnosis, party);

      for (guint i = 0; i < found->n_outputs; i++)
        {
          if (found->outputs[i] == NC_OUTPUT_FREE)
            continue;
          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "party");
          json_builder_add_string_value (builder, nc_party_get_name (party));
          json_builder_set_member_name (builder, "bit");
          json_builder_add_int_value (builder, i + 1);
          json_builder_set_member_name (builder, "state");
          json_builder_add_string_value (builder, states[found->outputs[i]]);
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
}

static void
add_diagnosis (JsonBuilder *builder, LabDiagnosis *diagnosis)
{
  if (diagnosis == NULL)
    {
      add_nothing (builder, "diagnosis");
      return;
    }
  json_builder_set_member_name (builder, "diagnosis");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "iterations");
  json_builder_add_int_value (builder, (gint64) lab_diagnosis_get_iteration (diagnosis));
  add_dead_units (builder, diagnosis);
  add_stuck_outputs (builder, diagnosis);
  json_builder_set_member_name (builder, "flat");
  json_builder_add_boolean_value (builder, lab_diagnosis_get_flatness (diagnosis)->flat);
  json_builder_set_member_name (builder, "words");
  if (lab_diagnosis_get_words (diagnosis) != NULL)
    json_builder_add_string_value (builder, lab_diagnosis_get_words (diagnosis));
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_loss (JsonBuilder *builder, const char *name, const NcLoss *loss)
{
  json_builder_set_member_name (builder, name);
  if (!isfinite (loss->loss_rate))
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "loss_rate");
  json_builder_add_double_value (builder, loss->loss_rate);
  json_builder_set_member_name (builder, "bit_error");
  json_builder_add_double_value (builder, loss->bit_error);
  json_builder_end_object (builder);
}

static void
add_evaluation (JsonBuilder *builder, LabEvaluation *evaluation)
{
  static const char *const modes[] = { "batch_statistics", "running_statistics" };
  g_autofree char *words = NULL;

  if (evaluation == NULL)
    {
      add_nothing (builder, "evaluation");
      return;
    }
  words = lab_evaluation_get_words (evaluation);
  json_builder_set_member_name (builder, "evaluation");
  json_builder_begin_object (builder);
  add_text (builder, "verdict", lab_key_use_get_name (lab_evaluation_get_key_use (evaluation)));
  add_text (builder, "words", words);
  for (NcMode mode = NC_MODE_TRAINING; mode <= NC_MODE_EVALUATION; mode++)
    {
      const NcEvaluation *found = lab_evaluation_get (evaluation, mode);

      json_builder_set_member_name (builder, modes[mode]);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "messages");
      json_builder_add_int_value (builder, (gint64) found->n_samples);
      add_loss (builder, "bob_exact_key", &found->bob[NC_KEY_EXACT]);
      add_loss (builder, "bob_fuzzy_key", &found->bob[NC_KEY_FUZZY]);
      add_loss (builder, "bob_wrong_key", &found->bob[NC_KEY_WRONG]);
      add_loss (builder, "eve", &found->eve);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_study (JsonBuilder *builder, LabStudy *study)
{
  LabStudyFile *file = lab_study_get_file (study);

  add_text (builder, "study", lab_study_file_get_name (file));
  add_text (builder, "title", lab_study_file_get_title (file));
  add_text (builder, "reading", lab_study_file_get_reading (file));
}

/* The program that writes this, not necessarily the one that trained the runs. */
static void
add_program (JsonBuilder *builder)
{
  g_autofree char *blas = nc_blas_describe ();

  add_text (builder, "version", LAB_VERSION);
  add_text (builder, "kernels", nc_kernels_get_best ()->name);
  add_text (builder, "blas", blas);
}

/* @study: NULL if the output already names it. */
static void
add_run (JsonBuilder *builder, LabStudy *study, LabRun *run)
{
  json_builder_begin_object (builder);
  if (study != NULL)
    add_study (builder, study);
  json_builder_set_member_name (builder, "number");
  if (lab_run_get_number (run) > 0)
    json_builder_add_int_value (builder, lab_run_get_number (run));
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, lab_run_get_label (run));
  json_builder_set_member_name (builder, "seed");
  json_builder_add_int_value (builder, lab_run_get_seed (run));
  json_builder_set_member_name (builder, "experiment");
  json_builder_add_string_value (builder, lab_experiment_get_hash (lab_run_get_experiment (run)));
  json_builder_set_member_name (builder, "state");
  json_builder_add_string_value (builder, lab_run_state_get_name (lab_run_get_state (run)));
  add_text (builder, "message", lab_run_get_message (run));
  add_text (builder, "arithmetic", lab_run_get_arithmetic (run));
  json_builder_set_member_name (builder, "iterations");
  json_builder_add_int_value (builder, (gint64) lab_run_get_iteration (run));
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, lab_run_get_seconds (run));
  add_turns (builder, lab_run_get_series (run));
  add_diagnosis (builder, lab_run_get_diagnosis (run));
  add_evaluation (builder, lab_run_get_evaluation (run));
  json_builder_end_object (builder);
}

static char *
finish (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return base_text_escape_json (json_generator_to_data (generator, NULL));
}

char *
report_json_from_study (LabStudy *study)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_study (builder, study);
  add_program (builder);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    add_run (builder, NULL, lab_study_get_run (study, i));
  json_builder_end_array (builder);
  return finish (builder);
}

char *
report_json_from_runs (LabStudy *const *studies, LabRun *const *runs, guint n_runs)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_program (builder);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_runs; i++)
    add_run (builder, studies[i], runs[i]);
  json_builder_end_array (builder);
  return finish (builder);
}
