/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Seeds: how many train each curve of the open study, and what the plot makes of
 * runs that differ in nothing else.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

static const char *const bands[] = { "min-max", "quartiles", "none", NULL };
static const char *const points[] = { "iterations", "round-minimum", NULL };

static guint
find (const char *const *names, const char *name)
{
  guint i = 0;

  while (names[i] != NULL && !g_str_equal (names[i], name))
    i++;
  return i;
}

static GSimpleAction *
get_action (LabWindow *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

/* What the two actions say goes to the plots. */
static void
draw (LabWindow *self)
{
  g_autoptr (GVariant) band = g_action_get_state (G_ACTION (get_action (self, "band")));
  g_autoptr (GVariant) point = g_action_get_state (G_ACTION (get_action (self, "points")));

  lab_window_set_points (self, find (bands, g_variant_get_string (band, NULL)),
                         find (points, g_variant_get_string (point, NULL)));
}

static void
on_band (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (bands[find (bands, g_variant_get_string (state, NULL))] == NULL)
    {
      lab_window_say (user_data, _ ("A band is “min-max”, “quartiles” or “none”."));
      return;
    }
  g_simple_action_set_state (action, state);
  draw (user_data);
}

static void
on_points (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (points[find (points, g_variant_get_string (state, NULL))] == NULL)
    {
      lab_window_say (user_data, _ ("Points are “iterations” or “round-minimum”."));
      return;
    }
  g_simple_action_set_state (action, state);
  draw (user_data);
}

/* Most runs of a curve of the open study. */
static guint
count_seeds (LabWindow *self)
{
  LabStudy *study = lab_session_get_study (self->session);
  guint most = 1, n_runs = study != NULL ? lab_study_get_n_runs (study) : 0;
  g_autofree guint *counts = NULL;

  if (n_runs == 0)
    return 1;
  counts = g_new0 (guint, lab_study_file_get_n_curves (lab_study_get_file (study)) + 1);
  for (guint i = 0; i < n_runs; i++)
    {
      guint *count = &counts[lab_study_get_curve (study, lab_study_get_run (study, i))];

      (*count)++;
      most = MAX (most, *count);
    }
  return most;
}

static void
show_seeds (LabWindow *self)
{
  g_simple_action_set_state (get_action (self, "seeds"), g_variant_new_uint32 (count_seeds (self)));
}

/* (transfer full): the open study with so many seeds a curve. */
static LabStudy *
make_study (LabWindow *self, guint n_seeds, GError **error)
{
  LabStudy *open = lab_session_get_study (self->session);

  /* What was removed does not come back. */
  lab_session_forget_removed (self->session);
  return lab_study_new (lab_study_get_file (open), n_seeds, error);
}

static void
on_seeds (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabWindow *self = user_data;
  guint n_seeds = g_variant_get_uint32 (state);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudy) study = NULL;

  if (lab_session_get_study (self->session) == NULL || n_seeds == count_seeds (self))
    return;
  if (n_seeds < 1 || n_seeds > LAB_MAX_SEEDS)
    {
      lab_window_say (self, _ ("A curve is trained with 1 to 1000 seeds."));
      return;
    }
  if (lab_session_has_results (self->session) || lab_session_is_live (self->session))
    {
      lab_window_say (self, _ ("Seeds are chosen before the training: reset all runs (Ctrl+R), or "
                               "open the study anew, and choose then."));
      return;
    }
  study = make_study (self, n_seeds, &error);
  if (study == NULL)
    {
      lab_window_say (self, error->message);
      return;
    }
  lab_desk_take (self->desk, study);
  show_seeds (self);
}

static const GActionEntry entries[] = {
  { .name = "band", .state = "'min-max'", .parameter_type = "s", .change_state = on_band },
  { .name = "points", .state = "'iterations'", .parameter_type = "s", .change_state = on_points },
  { .name = "seeds", .state = "uint32 1", .parameter_type = "u", .change_state = on_seeds },
};

void
lab_window_init_seeds (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->session, "runs-changed", G_CALLBACK (show_seeds), self);
}
