/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window and the store: what was trained is there at the next start and goes
 * on, a store that cannot be written is told of while training goes on, and the
 * library opens, renames, deletes and has back.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"

#define STUDY "bob-bob1-bob2"

/* The loss rates of the first @length iterations. */
static float *
copy_series (LabWindow *window, guint index, guint64 length)
{
  LabSeries *series = lab_run_get_series (test_get_run (window, index));
  float *values = g_new (float, length);

  for (guint64 i = 0; i < length; i++)
    values[i] = lab_series_get_value (series, LAB_CHANNEL_BOB_LOSS_RATE, i);
  return values;
}

static void
shorten (LabWindow *window, const char *iterations)
{
  test_set (window, "training.rounds", "2");
  test_set (window, "training.iterations", iterations);
  test_set (window, "training.batch", "64");
}

static gboolean
all_grow (LabWindow *window, gpointer user_data)
{
  for (guint i = 0; i < 2; i++)
    if (test_get_length (window, i) <= GPOINTER_TO_SIZE (user_data))
      return FALSE;
  return TRUE;
}

/* Closed in the middle of a training: at the next start the same points are
 * there, paused, and the training goes on to its end. */
static void
test_goes_on (void)
{
  g_autofree char *path = test_get_path ("goes-on.db");
  LabWindow *window = test_open_store (path, STUDY);
  float *before[3];
  guint64 lengths[3];

  shorten (window, "8000");
  test_act (window, "start", NULL);
  test_wait (window, all_grow, GSIZE_TO_POINTER (100), "two series to grow");
  test_act (window, "pause", NULL);
  test_wait (window, test_none_active, NULL, "the runs to pause");
  for (guint i = 0; i < 3; i++)
    {
      lengths[i] = test_get_length (window, i);
      before[i] = copy_series (window, i, lengths[i]);
    }
  test_close (window);

  window = test_open_store (path, NULL);
  g_assert_null (lab_window_get_trouble (window));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree float *after = copy_series (window, i, lengths[i]);
      g_assert_cmpuint (test_get_length (window, i), ==, lengths[i]);
      g_assert_cmpmem (after, lengths[i] * sizeof (float), before[i], lengths[i] * sizeof (float));
      g_assert_cmpint (lab_run_get_state (test_get_run (window, i)), ==,
                       lengths[i] > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY);
      g_free (before[i]);
    }
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "the runs to end");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (test_get_length (window, i), ==, 16000);
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/store/goes-on", test_goes_on);
  return g_test_run ();
}
