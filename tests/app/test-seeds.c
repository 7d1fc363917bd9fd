/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several seeds a curve in the window: chosen before the training and not after it
 * began, drawn as bands or singly, counted above their group in the list.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"
#include "app/training/lab-run-groups.h"

static void
change (LabWindow *window, const char *action, GVariant *state)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), action, state);
  lab_session_flush (lab_window_get_session (window));
}

static guint
get_seeds (LabWindow *window)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), "seeds");

  return g_variant_get_uint32 (state);
}

static guint
count_runs (LabWindow *window)
{
  return lab_study_get_n_runs (lab_session_get_study (lab_window_get_session (window)));
}

/* (transfer full): the plot, as it is read out. */
static char *
describe (LabWindow *window)
{
  LabTrainingPage *page = lab_window_get_part (window, LAB_TYPE_TRAINING_PAGE);

  return plot_picture_describe (
      PLOT_PICTURE (lab_figures_get (lab_training_page_get_figures (page), LAB_VIEW_TRAINING)));
}

/* Its curves: each has its values, or none yet. */
static guint
count_curves (LabWindow *window)
{
  static const char *const signs[] = { ": no values yet. ", ": now ", ": median now " };
  g_autofree char *text = describe (window);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    for (const char *c = text; (c = strstr (c, signs[i])) != NULL; c++)
      n++;
  return n;
}

/* Three curves of three seeds: nine runs, three bands, three groups. */
static void
test_groups (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");

  g_assert_cmpuint (get_seeds (window), ==, 1);
  g_assert_null (test_find_label (GTK_WIDGET (window), "seed 1"));
  change (window, "seeds", g_variant_new_uint32 (3));
  g_assert_cmpuint (get_seeds (window), ==, 3);
  g_assert_cmpuint (count_runs (window), ==, 9);
  g_assert_cmpuint (lab_run_get_seed (test_get_run (window, 0)) + 1, ==,
                    lab_run_get_seed (test_get_run (window, 1)));
  g_assert_cmpuint (count_curves (window), ==, 3);
  test_pass (100);
  g_assert_nonnull (test_find_label (GTK_WIDGET (window), "seed 1"));
  g_assert_nonnull (test_find_label (GTK_WIDGET (window), "Bob2 · 3 seeds"));

  change (window, "band", g_variant_new_string ("none"));
  g_assert_cmpuint (count_curves (window), ==, 9);
  change (window, "band", g_variant_new_string ("thick"));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "quartiles"));
  g_assert_cmpuint (count_curves (window), ==, 9);
  change (window, "band", g_variant_new_string ("quartiles"));
  g_assert_cmpuint (count_curves (window), ==, 3);

  change (window, "seeds", g_variant_new_uint32 (0));
  g_assert_cmpuint (count_runs (window), ==, 9);
  change (window, "seeds", g_variant_new_uint32 (1));
  g_assert_cmpuint (count_runs (window), ==, 3);
  test_pass (100);
  g_assert_null (test_find_label (GTK_WIDGET (window), "seed 1"));
  test_close (window);
}

/* Once it has trained, the study keeps its seeds; and the groups say how it ended. */
static void
test_begun (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");
  g_autoptr (GPtrArray) group = g_ptr_array_new ();
  g_autofree char *text = NULL;

  test_set (window, "training.rounds", "4");
  test_set (window, "training.iterations", "50");
  test_set (window, "training.batch", "64");
  change (window, "seeds", g_variant_new_uint32 (2));
  /* What was set stays. */
  g_autofree char *rounds = test_get_value (window, "training.rounds");
  g_assert_cmpstr (rounds, ==, "4");
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "six runs to end");
  change (window, "seeds", g_variant_new_uint32 (5));
  g_assert_cmpuint (count_runs (window), ==, 6);
  g_assert_cmpuint (get_seeds (window), ==, 2);
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "before training"));

  g_ptr_array_add (group, test_get_run (window, 0));
  g_ptr_array_add (group, test_get_run (window, 1));
  text = lab_run_groups_describe (group);
  /* So short a training teaches nothing. */
  g_assert_cmpstr (text, ==, "Bob · 2 seeds · guesses in 2");
  test_pass (100);
  g_assert_nonnull (test_find_label (GTK_WIDGET (window), text));

  change (window, "points", g_variant_new_string ("round-minimum"));
  g_autofree char *described = describe (window);
  g_assert_nonnull (strstr (described, "minimum of each round"));
  g_assert_cmpuint (count_curves (window), ==, 3);

  /* As one before any training. */
  test_act (window, "load-study", g_variant_new_string ("bob-bob1-bob2"));
  change (window, "seeds", g_variant_new_uint32 (2));
  g_assert_cmpuint (count_runs (window), ==, 6);
  change (window, "seeds", g_variant_new_uint32 (1));
  g_assert_cmpuint (count_runs (window), ==, 3);
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seeds/groups", test_groups);
  g_test_add_func ("/seeds/begun", test_begun);
  return g_test_run ();
}
