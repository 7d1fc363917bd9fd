/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a replay is and how far. Changes nothing of it.
 */
#include "config.h"

#include "lab-replay-private.h"

#include <math.h>
#include <string.h>

/* Seconds after which the pace so far tells more than the costs measured before. */
#define SETTLED 30

void
lab_replay_measure_part (LabReplay *self, guint nth, LabReplayPart *part)
{
  LabStudy *study = report_replay_get_study (self->replay, nth);
  double done = 0, planned = 0;

  *part = (LabReplayPart){ .title = lab_study_file_get_title (lab_study_get_file (study)),
                           .n_runs = lab_study_get_n_runs (study) };
  for (guint i = 0; i < part->n_runs; i++)
    {
      LabRun *run = lab_study_get_run (study, i);
      gboolean ended = lab_run_is_ended (run);

      part->n_ended += ended;
      done += (double) lab_run_get_iteration (run);
      planned += (double) (ended ? lab_run_get_iteration (run) : lab_run_get_length (run));
    }
  part->share = planned > 0 ? done / planned : 1;
}

char *
lab_replay_describe_command (LabReplay *self)
{
  static const char *const all[]
      = { "figure-3", "figure-5", "figure-6", "figure-7", "figure-8", "figure-10", NULL };
  g_autoptr (GString) command = g_string_new ("fuzzy-key reproduce");

  if (!g_strv_equal ((const char *const *) self->studies, all))
    for (guint i = 0; self->studies[i] != NULL; i++)
      {
        const char *name = self->studies[i];
        gboolean is_figure
            = g_str_has_prefix (name, "figure-") && g_ascii_isdigit (name[strlen ("figure-")]);

        g_string_append_printf (command, " --figure %s",
                                is_figure ? name + strlen ("figure-") : name);
      }
  g_string_append_printf (command, " --seeds %u", self->n_seeds);
  if (!g_str_equal (self->reading, "text"))
    g_string_append_printf (command, " --reading %s", self->reading);
  if (self->eve_steps != REPORT_REPLAY_EVE_STEPS)
    g_string_append_printf (command, " --eve-steps %" G_GUINT64_FORMAT, self->eve_steps);
  g_string_append (command, " -o FOLDER");
  return g_string_free (g_steal_pointer (&command), FALSE);
}

LabReplayStage
lab_replay_get_stage (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), LAB_REPLAY_IDLE);

  return self->stage;
}

gboolean
lab_replay_is_paused (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), FALSE);

  return self->paused;
}

gboolean
lab_replay_is_ending (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), FALSE);

  return self->ending || self->stopping;
}

gboolean
lab_replay_is_live (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), FALSE);

  return self->working || self->end_source != 0
         || (self->scheduler != NULL && lab_scheduler_get_active (self->scheduler));
}

const char *
lab_replay_get_trouble (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), NULL);

  if (self->trouble != NULL || self->replay == NULL)
    return self->trouble;
  return lab_store_get_trouble (report_replay_get_store (self->replay));
}

const char *
lab_replay_get_folder (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), NULL);

  return self->folder;
}

guint
lab_replay_get_n_parts (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), 0);

  return self->replay != NULL ? report_replay_get_n_studies (self->replay) : self->parts->len;
}

void
lab_replay_get_part (LabReplay *self, guint nth, LabReplayPart *part)
{
  g_return_if_fail (LAB_IS_REPLAY (self));
  g_return_if_fail (nth < lab_replay_get_n_parts (self));

  if (self->replay != NULL)
    lab_replay_measure_part (self, nth, part);
  else
    *part = g_array_index (self->parts, LabReplayPart, nth);
}

gboolean
lab_replay_has_attack (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), FALSE);

  return self->has_attack;
}

double
lab_replay_get_attack_share (LabReplay *self)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), 0);

  if (self->stage > LAB_REPLAY_ATTACKING)
    return 1;
  if (self->stage < LAB_REPLAY_ATTACKING)
    return 0;
  return (double) __atomic_load_n (&self->attack_done, __ATOMIC_RELAXED)
         / (double) MAX (1, self->attack_steps);
}

/* @expected: seconds left by the costs measured before; NAN without them */
static double
get_training_share (LabReplay *self, double *expected)
{
  g_autoptr (GPtrArray) runs
      = self->replay != NULL ? report_replay_get_runs (self->replay) : g_ptr_array_new ();
  double done = 0, planned = 0;
  gboolean known = TRUE;

  for (guint i = 0; i < runs->len; i++)
    {
      LabRun *run = runs->pdata[i];
      const char *hash = lab_experiment_get_hash (lab_run_get_experiment (run));
      const double *cost = self->costs != NULL ? g_hash_table_lookup (self->costs, hash) : NULL;
      double weight = cost != NULL && *cost > 0 ? *cost : 1;

      known = known && cost != NULL;
      done += weight * (double) lab_run_get_iteration (run);
      planned += weight
                 * (double) (lab_run_is_ended (run) ? lab_run_get_iteration (run)
                                                    : lab_run_get_length (run));
    }
  *expected = known ? (planned - done) / g_get_num_processors () : (double) NAN;
  return planned > 0 ? done / planned : 0;
}

double
lab_replay_get_share (LabReplay *self, double *seconds_left)
{
  g_return_val_if_fail (LAB_IS_REPLAY (self), 0);
  g_return_val_if_fail (seconds_left != NULL, 0);

  double share = 1, expected = NAN, elapsed;

  if (self->stage == LAB_REPLAY_IDLE)
    share = 0;
  else if (self->stage == LAB_REPLAY_READING)
    share = (double) self->n_read / MAX (1, g_strv_length (self->studies));
  else if (self->stage == LAB_REPLAY_TRAINING)
    share = get_training_share (self, &expected);
  else if (self->stage == LAB_REPLAY_ATTACKING)
    share = lab_replay_get_attack_share (self);
  elapsed = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
  *seconds_left = NAN;
  /* What the first seconds saw says little. */
  if (!self->paused && elapsed < SETTLED && !isnan (expected))
    *seconds_left = expected;
  else if (!self->paused && elapsed > 1 && share > self->started_share && share < 1)
    *seconds_left = elapsed * (1 - share) / (share - self->started_share);
  return share;
}
