/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Estimates what a replay will take by measuring a few steps.
 */
#include "report/replay/report-replay-cost.h"

#include "engine/training/nc-trainer.h"
#include "lab/training/lab-fresh-eves.h"
#include "lab/training/lab-limits.h"
#include "report/replay/report-replay-eves.h"

/* Warm-up steps, then the minimum number of steps and the minimum time to measure. */
#define N_WARM 3
#define N_LEAST 5
#define LEAST_TIME (10 * G_TIME_SPAN_MILLISECOND)

/* Key suffix in the table of costs, after the hash of an experiment: the cost of one fresh Eve's
 * step there. */
#define EVE_SUFFIX "-eve"

/* An experiment and its number of seeds. */
typedef struct
{
  LabExperiment *experiment;
  guint n_runs;
} Item;

typedef struct
{
  GArray *items;
  guint64 eve_steps;
  GHashTable *known; /* (nullable): from an earlier measurement; no longer changes */
} Question;

static void
clear_item (gpointer item)
{
  lab_experiment_unref (((Item *) item)->experiment);
}

static void
question_free (Question *question)
{
  g_array_unref (question->items);
  g_clear_pointer (&question->known, g_hash_table_unref);
  g_free (question);
}

void
report_replay_cost_free (ReportReplayCost *cost)
{
  if (cost == NULL)
    return;
  g_hash_table_unref (cost->costs);
  g_free (cost);
}

static GHashTable *
copy_costs (GHashTable *costs)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  if (costs == NULL)
    return copy;
  g_hash_table_iter_init (&iter, costs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), g_memdup2 (value, sizeof (double)));
  return copy;
}

static double
get_seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* Seconds per step of a fresh Eve on the networks of @trainer. */
static double
measure_eve (LabExperiment *experiment, NcTrainer *trainer)
{
  gsize size = nc_trainer_get_state_size (trainer);
  guint8 *bytes = g_malloc (size);
  g_autoptr (GBytes) state = NULL;
  g_autoptr (LabFreshEves) few = NULL, more = NULL;
  gint64 start, middle;

  nc_trainer_save_state (trainer, bytes);
  state = g_bytes_new_take (bytes, size);
  start = g_get_monotonic_time ();
  few = lab_fresh_eves_train (experiment, 1, state, 1, N_WARM, NULL, NULL, NULL);
  middle = g_get_monotonic_time ();
  more = lab_fresh_eves_train (experiment, 1, state, 1, N_WARM + 4 * N_LEAST, NULL, NULL, NULL);
  /* The overhead of both trainings cancels out. */
  return MAX (0, get_seconds_since (middle) - (double) (middle - start) / G_USEC_PER_SEC)
         / (4 * N_LEAST);
}

/* Enters the cost of an iteration of @experiment. */
static void
measure (LabExperiment *experiment, GHashTable *costs)
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  const char *hash = lab_experiment_get_hash (experiment);
  g_autoptr (NcTrainer) trainer = nc_trainer_new (setup, 1, nc_kernels_get_best ());
  NcMeasurement measurement;
  gboolean goes_on = TRUE;
  guint n = 0;
  gint64 start = 0;
  double seconds;

  for (guint i = 0; goes_on && i < N_WARM; i++)
    goes_on = nc_trainer_step (trainer, &measurement);
  start = g_get_monotonic_time ();
  while (goes_on && (n < N_LEAST || g_get_monotonic_time () - start < LEAST_TIME)
         && nc_trainer_get_iteration (trainer) < nc_setup_get_length (setup))
    {
      goes_on = nc_trainer_step (trainer, &measurement);
      n++;
    }
  seconds = get_seconds_since (start) / MAX (1, n);
  g_hash_table_insert (costs, g_strdup (hash), g_memdup2 (&seconds, sizeof seconds));
  if (setup->eve)
    {
      seconds = measure_eve (experiment, trainer);
      g_hash_table_insert (costs, g_strconcat (hash, EVE_SUFFIX, NULL),
                           g_memdup2 (&seconds, sizeof seconds));
    }
}

static double
look_up (GHashTable *costs, const char *hash, const char *suffix)
{
  g_autofree char *key = g_strconcat (hash, suffix, NULL);
  const double *seconds = g_hash_table_lookup (costs, key);

  return seconds != NULL ? *seconds : 0;
}

static void
add_item (ReportReplayCost *cost, const Item *item, guint64 eve_steps)
{
  const char *hash = lab_experiment_get_hash (item->experiment);
  const NcSetup *setup = lab_experiment_get_setup (item->experiment);
  LabNeed need = lab_limits_estimate (item->experiment);

  if (!g_hash_table_contains (cost->costs, hash))
    measure (item->experiment, cost->costs);
  cost->n_runs += item->n_runs;
  cost->bytes += item->n_runs * (need.networks + need.series);
  cost->seconds
      += item->n_runs * look_up (cost->costs, hash, "") * (double) nc_setup_get_length (setup);
  if (setup->eve)
    cost->seconds += item->n_runs * look_up (cost->costs, hash, EVE_SUFFIX)
                     * (double) (REPORT_REPLAY_EVES * eve_steps);
}

static void
answer (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Question *question = task_data;
  g_autoptr (ReportReplayCost) cost = g_new0 (ReportReplayCost, 1);

  cost->costs = copy_costs (question->known);
  for (guint i = 0; i < question->items->len; i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      add_item (cost, &g_array_index (question->items, Item, i), question->eve_steps);
    }
  cost->seconds /= g_get_num_processors ();
  g_task_return_pointer (task, g_steal_pointer (&cost), (GDestroyNotify) report_replay_cost_free);
}

/* What the thread needs of @plan, which it must not touch itself. */
static GArray *
list_items (ReportReplayPlan *plan)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  g_array_set_clear_func (items, clear_item);
  for (guint i = 0; i < report_replay_plan_get_n_entries (plan); i++)
    {
      LabExperiment *experiment = report_replay_plan_get_entry (plan, i)->experiment;
      Item *last = items->len > 0 ? &g_array_index (items, Item, items->len - 1) : NULL;
      Item item = { .n_runs = 1 };

      if (last != NULL && last->experiment == experiment)
        {
          last->n_runs++;
          continue;
        }
      item.experiment = lab_experiment_ref (experiment);
      g_array_append_val (items, item);
    }
  return items;
}

void
report_replay_cost_measure_async (ReportReplayPlan *plan,
                                  guint64 eve_steps,
                                  GHashTable *known,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->items = list_items (plan);
  question->eve_steps = eve_steps;
  question->known = known != NULL ? g_hash_table_ref (known) : NULL;
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, answer);
}

ReportReplayCost *
report_replay_cost_measure_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
