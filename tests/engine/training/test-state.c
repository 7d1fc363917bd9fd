/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training left and taken up again: the same bits as one never interrupted,
 * wherever it was cut; and bytes that are no state change nothing.
 */
#include <math.h>
#include <string.h>

#include "engine-fixture.h"

static guint8 *
save (NcTrainer *trainer, gsize *size)
{
  guint8 *bytes;

  *size = nc_trainer_get_state_size (trainer);
  /* One byte more, which must stay. */
  bytes = g_malloc (*size + 1);
  bytes[*size] = 0xa5;
  nc_trainer_save_state (trainer, bytes);
  g_assert_cmphex (bytes[*size], ==, 0xa5);
  return bytes;
}

/* Read without a trainer they are the same. */
static void
assert_same_networks (NcTrainer *trainer, const guint8 *bytes, gsize size)
{
  nc_real *parameters[NC_N_PARTIES], *statistics[NC_N_PARTIES];
  g_autoptr (GError) error = NULL;

  g_assert_true (nc_state_read_networks (nc_trainer_get_setup (trainer), bytes, size, parameters,
                                         statistics, &error));
  g_assert_no_error (error);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      const NcLayout *layout = fixture_get_layout (trainer, party);

      g_assert_cmpmem (parameters[party], layout->n_parameters * sizeof (nc_real),
                       nc_trainer_get_parameters (trainer, party),
                       layout->n_parameters * sizeof (nc_real));
      g_assert_cmpmem (statistics[party], layout->n_statistics * sizeof (nc_real),
                       nc_trainer_get_statistics (trainer, party),
                       layout->n_statistics * sizeof (nc_real));
      nc_real_free (parameters[party]);
      nc_real_free (statistics[party]);
    }
}

/* Saved after every step and taken up by another trainer, which makes the next. */
static void
test_same_bits (gconstpointer data)
{
  NcSchedule schedules[] = { NC_SCHEDULE_BY_STEP, NC_SCHEDULE_BY_ROUND };

  for (guint s = 0; s < G_N_ELEMENTS (schedules); s++)
    {
      NcSetup setup = fixture_setup_with_norm ();
      g_autoptr (NcTrainer) whole = NULL;
      g_autoptr (NcTrainer) cut = NULL;

      setup.schedule = schedules[s];
      setup.rounds = 4;
      setup.iterations = 4;
      whole = nc_trainer_new (&setup, 7, data);
      cut = nc_trainer_new (&setup, 7, data);
      for (guint i = 0; i < nc_setup_get_length (&setup); i++)
        {
          NcMeasurement expected, found;
          gsize size;
          g_autofree guint8 *bytes = save (cut, &size);
          g_autoptr (NcTrainer) next = nc_trainer_new (&setup, 7, data);
          g_autoptr (GError) error = NULL;

          g_assert_true (nc_trainer_restore_state (next, bytes, size, &error));
          g_assert_no_error (error);
          g_assert_cmpuint (nc_trainer_get_iteration (next), ==, i);
          assert_same_networks (next, bytes, size);
          g_assert_true (nc_trainer_step (whole, &expected));
          g_assert_true (nc_trainer_step (next, &found));
          g_assert_true (fixture_same_measurement (&expected, &found));
          nc_trainer_free (cut);
          cut = g_steal_pointer (&next);
        }
      g_assert_true (fixture_same_networks (whole, cut));
    }
}

/* The same bits as trainings at one rate each, which hand over at the changes. */
static void
test_rate_changes (gconstpointer data)
{
  static const NcRateChange changes[] = { { 3, 0.01 }, { 6, 0.002 } };
  NcSchedule schedules[] = { NC_SCHEDULE_BY_STEP, NC_SCHEDULE_BY_ROUND };

  for (guint s = 0; s < G_N_ELEMENTS (schedules); s++)
    {
      NcSetup setup = fixture_setup_with_norm ();
      g_autoptr (NcTrainer) whole = NULL;
      g_autoptr (NcTrainer) part = NULL;

      setup.schedule = schedules[s];
      setup.rounds = 4;
      setup.iterations = 4;
      part = nc_trainer_new (&setup, 7, data);
      memcpy (setup.rate_changes, changes, sizeof changes);
      setup.n_rate_changes = G_N_ELEMENTS (changes);
      whole = nc_trainer_new (&setup, 7, data);
      setup.n_rate_changes = 0;
      for (guint i = 0; i < 9; i++)
        {
          NcMeasurement expected, found;

          if (i == 3 || i == 6)
            {
              gsize size;
              g_autofree guint8 *bytes = save (part, &size);

              setup.learning_rate = changes[i / 3 - 1].learning_rate;
              nc_trainer_free (part);
              part = nc_trainer_new (&setup, 7, data);
              g_assert_true (nc_trainer_restore_state (part, bytes, size, NULL));
            }
          g_assert_true (nc_trainer_step (part, &expected));
          g_assert_true (nc_trainer_step (whole, &found));
          g_assert_true (fixture_same_measurement (&expected, &found));
          g_assert_true (fixture_same_networks (whole, part));
        }
    }
}

static void
assert_refused (NcTrainer *trainer, const guint8 *bytes, gsize size, const char *why)
{
  gsize n, after_n;
  g_autofree guint8 *before = save (trainer, &n);
  g_autofree guint8 *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nc_trainer_restore_state (trainer, bytes, size, &error));
  g_assert_error (error, NC_ERROR, NC_ERROR_STATE);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", error->message, why);
  after = save (trainer, &after_n);
  g_assert_cmpmem (before, n, after, after_n);
}

static void
test_damaged (void)
{
  NcSetup setup = fixture_setup_with_norm ();
  g_autoptr (NcTrainer) trainer = nc_trainer_new (&setup, 7, nc_kernels_get_best ());
  const NcLayout *alice = fixture_get_layout (trainer, NC_ALICE);
  gsize size;
  g_autofree guint8 *good = save (trainer, &size);
  /* Behind eight words of header and three of Alice's. */
  gsize parameters = 32 + 24;
  gsize second_moments = parameters + 2 * alice->n_parameters * sizeof (nc_real);
  gsize variance
      = parameters + (3 * alice->n_parameters + alice->running_var[0]) * sizeof (nc_real);
  const nc_real bad = NAN, negative = -1;
  const struct
  {
    gsize offset;
    const void *bytes;
    gsize n_bytes;
    const char *why;
  } damages[] = {
    { 0, "X", 1, "begin" },
    { 4, "\2", 1, "begin" },   /* another version */
    { 8, "\x10", 1, "begin" }, /* another size of a number */
    { 12, "\2", 1, "begin" },  /* without Eve */
    { 20, "\1", 1, "end of the run" },
    { 24, "\1", 1, "begin" },
    { 32, "\0\0", 2, "other networks" },
    { 40, "\0\0", 2, "other networks" },
    { parameters, &bad, sizeof bad, "impossible" },
    { second_moments, &negative, sizeof negative, "impossible" },
    { variance, &negative, sizeof negative, "impossible" },
    { size - sizeof bad, &bad, sizeof bad, "impossible" },
  };

  assert_refused (trainer, good, size - 1, "size");
  assert_refused (trainer, good, 0, "size");
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree guint8 *bytes = g_memdup2 (good, size);

      memcpy (bytes + damages[i].offset, damages[i].bytes, damages[i].n_bytes);
      assert_refused (trainer, bytes, size, damages[i].why);
    }
  /* A negative parameter or mean is nothing special. */
  memcpy (good + parameters, &negative, sizeof negative);
  g_assert_true (nc_trainer_restore_state (trainer, good, size, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_for_kernels ("/engine/state/same-bits", test_same_bits);
  fixture_add_for_kernels ("/engine/state/rate-changes", test_rate_changes);
  g_test_add_func ("/engine/state/damaged", test_damaged);

  return g_test_run ();
}
