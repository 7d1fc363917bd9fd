/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory that a run is said to need is what it takes; what the machine has is
 * read from where the kernel says it; and what does not fit is refused before it
 * begins, with the figures.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "folder-fixture.h"
#include "lab-fixture.h"
#include "lab/experiment/lab-error.h"
#include "lab/training/lab-limits.h"

/* To the byte, at the borders of chunks, directories and levels. */
static void
test_series (void)
{
  static const guint lengths[]
      = { 1, 1023, 1024, 1025, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 300000, 1048577 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *setting = g_strdup_printf ("training.iterations=%u", lengths[i]);
      g_autoptr (LabExperiment) experiment
          = fixture_experiment ("training.rounds=1", setting, NULL);
      g_autoptr (LabSeries) series = lab_series_new ();

      for (guint64 iteration = 0; iteration < lengths[i]; iteration++)
        {
          NcMeasurement measurement = { .iteration = iteration };

          lab_series_append (series, &measurement);
        }
      g_assert_cmpuint (lab_limits_estimate (experiment).series, ==,
                        lab_series_get_memory (series));
    }
}

/* More of everything needs more; both turns count. */
static void
test_estimate (void)
{
  g_autoptr (LabExperiment) base = fixture_experiment ("parties.key-bits=8", NULL);
  g_autoptr (LabExperiment) batch = fixture_experiment ("training.batch=5000", NULL);
  g_autoptr (LabExperiment) wide = fixture_experiment ("networks.convolution-activation=none",
                                                       "bob.dense=relu", "bob.width=4096", NULL);
  g_autoptr (LabExperiment) rounds = fixture_experiment ("training.rounds=2000000", NULL);
  LabNeed need = lab_limits_estimate (base), sum = need;

  g_assert_cmpuint (need.networks, >, 10000);
  g_assert_cmpuint (need.networks, <, 10000000);
  g_assert_cmpuint (lab_limits_estimate (batch).networks, >, 4 * need.networks);
  g_assert_cmpuint (lab_limits_estimate (wide).networks, >, 4 * need.networks);
  g_assert_cmpuint (lab_limits_estimate (batch).series, ==, need.series);
  g_assert_cmpuint (lab_limits_estimate (rounds).networks, ==, need.networks);
  /* 32 bytes a point and little more for the pyramid. */
  g_assert_cmpuint (lab_limits_estimate (rounds).series, >, 28 * G_GUINT64_CONSTANT (100000000));
  g_assert_cmpuint (lab_limits_estimate (rounds).series, <, 42 * G_GUINT64_CONSTANT (100000000));
  lab_limits_add (&sum, &need);
  g_assert_cmpuint (sum.networks, ==, 2 * need.networks);
  g_assert_cmpuint (sum.series, ==, 2 * need.series);
}

/* Writes a file below a made-up root, and its folders. */
static void
put (const char *root, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
assert_free (const char *root, guint64 bytes)
{
  g_assert_cmpuint (lab_limits_get_free_memory (root), ==, bytes);
}

static void
test_machine (void)
{
  char *root = fixture_make_folder ();

  assert_free (root, G_MAXUINT64);
  put (root, "proc/meminfo", "MemTotal: 9 kB\n");
  assert_free (root, G_MAXUINT64);
  put (root, "proc/meminfo",
       "MemTotal:  24684064 kB\nMemFree: 1 kB\nMemAvailable:   2000 kB\nBuffers: 7 kB\n");
  assert_free (root, 2048000);

  /* A limit on the group, with more room than the machine has; then with less. */
  put (root, "proc/self/cgroup", "4:memory:/old\n0::/user/app\n");
  put (root, "sys/fs/cgroup/user/app/memory.max", "9000000\n");
  put (root, "sys/fs/cgroup/user/app/memory.current", "1000000\n");
  assert_free (root, 2048000);
  put (root, "sys/fs/cgroup/user/app/memory.current", "8000000\n");
  assert_free (root, 1000000);
  put (root, "sys/fs/cgroup/user/app/memory.stat", "anon 5\ninactive_file 600000\n");
  assert_free (root, 1600000);
  put (root, "sys/fs/cgroup/user/app/memory.current", "9900000\n");
  assert_free (root, 0);
  put (root, "sys/fs/cgroup/user/app/memory.max", "max\n");
  assert_free (root, 2048000);

  /* One of those above it, and the topmost, as in a container. */
  put (root, "sys/fs/cgroup/user/memory.max", "500000\n");
  put (root, "sys/fs/cgroup/user/memory.current", "100000\n");
  assert_free (root, 400000);
  put (root, "proc/self/cgroup", "0::/\n");
  assert_free (root, 2048000);
  put (root, "sys/fs/cgroup/memory.max", "300000\n");
  put (root, "sys/fs/cgroup/memory.current", "0\n");
  assert_free (root, 300000);

  /* What makes no sense counts as not said. */
  put (root, "sys/fs/cgroup/memory.max", "many\n");
  assert_free (root, 2048000);
  put (root, "proc/self/cgroup", "0::");
  put (root, "proc/meminfo", "");
  assert_free (root, G_MAXUINT64);
  remove_tree (root);
  g_free (root);

  g_assert_cmpuint (lab_limits_get_free_memory (NULL), >, 1000000);
}

static void
test_sentence (void)
{
  const LabNeed need = { .networks = 3000000000, .series = 38000000000 };
  g_autoptr (GError) one = NULL, many = NULL;

  g_assert_true (lab_limits_check (1, &need, 41000000000, NULL));
  g_assert_false (lab_limits_check (1, &need, 40999999999, NULL));
  g_assert_false (lab_limits_check (1, &need, 22000000000, &one));
  g_assert_error (one, LAB_ERROR, LAB_ERROR_MEMORY);
  g_assert_false (lab_limits_check (5, &need, 22000000000, &many));
  for (GError *error = one; error != NULL; error = error == one ? many : NULL)
    {
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "41.0"));
      g_assert_nonnull (strstr (error->message, "networks 3.0"));
      g_assert_nonnull (strstr (error->message, "series 38.0"));
      g_assert_nonnull (strstr (error->message, "22.0"));
    }
  g_assert_true (g_str_has_prefix (many->message, "5 runs"));
}

/* A run that can be trained and not be stored would keep all others from being stored. */
static void
test_largest_state (void)
{
  LabNeed need = { .networks = 3000000000, .state = 999000000 };
  const LabNeed larger = { .networks = 4000000000, .state = 1000000000 };
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_limits_check (1, &need, G_MAXUINT64, NULL));
  lab_limits_add (&need, &larger);
  g_assert_false (lab_limits_check (2, &need, G_MAXUINT64, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_MEMORY);
  g_assert_nonnull (strstr (error->message, "1.0"));
  g_assert_nonnull (strstr (error->message, "narrower"));
}

static void
test_refused (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("parties.key-bits=8", NULL);
  g_autoptr (LabExperiment) endless = fixture_long_experiment ();
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);
  g_autoptr (LabRun) other = fixture_run ("two", endless, 1);
  LabNeed need = lab_limits_estimate (experiment), most = lab_limits_estimate (endless);

  /* Alone, by one byte. */
  lab_scheduler_set_memory (scheduler, need.networks + need.series - 1);
  lab_scheduler_start (scheduler, run);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_READY);
  g_assert_true (g_str_has_prefix (lab_run_get_message (run), "This run needs"));
  g_assert_false (lab_scheduler_get_active (scheduler));
  lab_scheduler_step (scheduler, run, 1);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_READY);

  /* Beside one that is under way and will need more than it holds now. */
  lab_scheduler_set_memory (scheduler, most.networks + most.series);
  lab_scheduler_start (scheduler, other);
  g_assert_true (lab_run_is_active (other));
  g_assert_null (lab_run_get_message (other));
  lab_scheduler_start (scheduler, run);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_READY);
  g_assert_true (g_str_has_prefix (lab_run_get_message (run), "2 runs need"));
  lab_scheduler_pause (scheduler, other);
  fixture_wait (other, LAB_RUN_PAUSED);

  lab_scheduler_set_memory (scheduler, need.networks + need.series);
  lab_scheduler_step (scheduler, run, 50);
  g_assert_null (lab_run_get_message (run));
  fixture_wait (run, LAB_RUN_PAUSED);

  /* What it holds it need not get again: half of its few points are in its first
   * chunk, and the networks are there. */
  lab_scheduler_set_memory (scheduler, 1);
  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
  {
    g_autoptr (GPtrArray) ended = g_ptr_array_new ();

    /* Nor does one that has ended, whose trainer is gone. */
    g_ptr_array_add (ended, run);
    g_assert_true (lab_runs_check_memory (ended, 1, NULL));
  }
  lab_scheduler_start (scheduler, other);
  g_assert_cmpint (lab_run_get_state (other), ==, LAB_RUN_PAUSED);
  g_assert_nonnull (lab_run_get_message (other));
}

/* The machine is asked where nobody sets a limit. */
static void
test_too_much (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment (
      "parties.key-bits=256", "networks.convolution-activation=none", "networks.biases=true",
      "bob.dense=relu;relu;relu;relu", "bob.width=4096", "alice.dense=relu;relu;relu;relu",
      "alice.width=4096", "training.batch=65536", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);
  LabNeed need = lab_limits_estimate (experiment);

  g_assert_cmpuint (need.networks, >, G_GUINT64_CONSTANT (100000000000));
  if (lab_limits_get_free_memory (NULL) > need.networks)
    {
      g_test_skip ("this machine has the memory");
      return;
    }
  lab_scheduler_start (scheduler, run);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_READY);
  g_test_message ("%s", lab_run_get_message (run));
}

/* A formatter once put blanks into their names. */
static void
test_error_domains (void)
{
  g_assert_cmpstr (g_quark_to_string (LAB_ERROR), ==, "LabError");
  g_assert_cmpstr (g_quark_to_string (NC_ERROR), ==, "nc-error-quark");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/limits/series", test_series);
  g_test_add_func ("/lab/limits/estimate", test_estimate);
  g_test_add_func ("/lab/limits/machine", test_machine);
  g_test_add_func ("/lab/limits/sentence", test_sentence);
  g_test_add_func ("/lab/limits/largest-state", test_largest_state);
  g_test_add_func ("/lab/limits/refused", test_refused);
  g_test_add_func ("/lab/limits/too-much", test_too_much);
  g_test_add_func ("/lab/limits/error-domains", test_error_domains);
  return g_test_run ();
}
