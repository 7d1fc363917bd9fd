/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo: steps by themselves, and five hundred acts at random over several studies and a
 * store, undone and redone in between and in the end.
 */
#include "config.h"

#include <string.h>

#include "lab/experiment/lab-error.h"
#include "lab/session/lab-desk.h"
#include "lab/session/lab-stored-step.h"
#include "lab/training/lab-study-private.h"
#include "store-fixture.h"

/* A number that a step changes. */
typedef struct
{
  int *number;
  int other;
  guint *n_freed;
  GQuark fails; /* with which error; 0: it does not */
  int code;
} Step;

static gboolean
swap (gpointer data, GError **error)
{
  Step *step = data;
  int now = *step->number;

  if (step->fails != 0)
    {
      g_set_error (error, step->fails, step->code, "no");
      return FALSE;
    }
  *step->number = step->other;
  step->other = now;
  return TRUE;
}

static void
free_step (gpointer data)
{
  ++*((Step *) data)->n_freed;
  g_free (data);
}

static const LabStepKind kind = { swap, free_step };

static Step *
change (LabUndo *undo, int *number, int value, guint *n_freed, const char *key)
{
  Step *step = g_new0 (Step, 1);
  g_autofree char *label = g_strdup_printf ("to %d", value);

  step->number = number;
  step->other = *number;
  step->n_freed = n_freed;
  *number = value;
  lab_undo_push (undo, label, key, &kind, step);
  return step;
}

static void
test_steps (void)
{
  g_autoptr (LabUndo) undo = lab_undo_new ();
  guint n_freed = 0;
  int number = 0;

  g_assert_true (lab_undo_undo (undo, NULL)); /* nothing */
  for (int value = 1; value <= 3; value++)
    change (undo, &number, value, &n_freed, NULL);
  g_assert_cmpstr (lab_undo_get_label (undo), ==, "to 3");
  g_assert_null (lab_undo_get_redo_label (undo));
  g_assert_true (lab_undo_undo (undo, NULL));
  g_assert_true (lab_undo_undo (undo, NULL));
  g_assert_cmpint (number, ==, 1);
  g_assert_cmpstr (lab_undo_get_redo_label (undo), ==, "to 2");
  g_assert_true (lab_undo_redo (undo, NULL));
  g_assert_cmpint (number, ==, 2);
  g_assert_cmpuint (n_freed, ==, 0);
  change (undo, &number, 9, &n_freed, NULL); /* "to 3" is gone */
  g_assert_cmpuint (n_freed, ==, 1);
  g_assert_null (lab_undo_get_redo_label (undo));
  lab_undo_clear (undo);
  g_assert_cmpuint (n_freed, ==, 4);
  g_assert_null (lab_undo_get_label (undo));
}

/* What follows with the same key is the same step, unless something was undone in between. */
static void
test_merged (void)
{
  g_autoptr (LabUndo) undo = lab_undo_new ();
  guint n_freed = 0;
  int number = 0;

  change (undo, &number, 1, &n_freed, "batch");
  change (undo, &number, 2, &n_freed, "batch");
  change (undo, &number, 3, &n_freed, "rounds");
  g_assert_cmpuint (n_freed, ==, 1);
  g_assert_true (lab_undo_undo (undo, NULL));
  g_assert_cmpint (number, ==, 2);
  change (undo, &number, 5, &n_freed, "batch");
  g_assert_true (lab_undo_undo (undo, NULL));
  g_assert_cmpint (number, ==, 2);
  g_assert_true (lab_undo_undo (undo, NULL));
  g_assert_cmpint (number, ==, 0);
}

/* What cannot be undone now can be later; what never can is forgotten. */
static void
test_trouble (void)
{
  g_autoptr (LabUndo) undo = lab_undo_new ();
  g_autoptr (GError) error = NULL;
  guint n_freed = 0;
  int number = 0;
  Step *step;

  change (undo, &number, 1, &n_freed, NULL);
  step = change (undo, &number, 2, &n_freed, NULL);
  step->fails = LAB_ERROR;
  step->code = LAB_ERROR_STORE;
  g_assert_false (lab_undo_undo (undo, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  g_clear_error (&error);
  g_assert_cmpstr (lab_undo_get_label (undo), ==, "to 2");
  step->code = LAB_ERROR_NOT_FOUND;
  g_assert_false (lab_undo_undo (undo, &error));
  g_assert_cmpstr (lab_undo_get_label (undo), ==, "to 1");
  g_assert_cmpuint (n_freed, ==, 1);
}

/* A lab, as a window has it. */
typedef struct
{
  StoreFixture place;
  LabSession *session;
  LabDesk *desk;
  GRand *rand;
  char *files[2];      /* studies to open */
  GHashTable *trained; /* (element-type LabRun LabStudy) */
  guint n_acts[11];
} Lab;

static void
set_up (Lab *lab, gconstpointer data)
{
  store_fixture_set_up (&lab->place, NULL);
  lab->session = lab_session_new (1);
  lab->desk = lab_desk_new (lab->session);
  g_assert_true (lab_desk_open_store (lab->desk, lab->place.path, NULL));
  lab->rand = g_rand_new_with_seed (14);
  lab->trained = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text
          = g_strdup_printf ("[study]\ntitle=Number %u\n" FIXTURE_BASE "[curve one]\n[curve two]\n"
                             "parties.key-difference=%u\n",
                             i, i + 2);

      lab->files[i] = g_strdup_printf ("%s/study-%u.ini", lab->place.folder, i);
      g_assert_true (g_file_set_contents (lab->files[i], text, -1, NULL));
    }
  g_assert_true (lab_desk_open (lab->desk, lab->files[0], NULL));
}

static void
tear_down (Lab *lab, gconstpointer data)
{
  lab_desk_shut_down (lab->desk);
  g_object_unref (lab->desk);
  g_object_unref (lab->session);
  g_rand_free (lab->rand);
  g_hash_table_unref (lab->trained);
  for (guint i = 0; i < 2; i++)
    g_free (lab->files[i]);
  store_fixture_tear_down (&lab->place, NULL);
}

static LabStore *
get_store (Lab *lab)
{
  return lab_session_get_store (lab->session);
}

static guint
choose (Lab *lab, guint n)
{
  return (guint) g_rand_int_range (lab->rand, 0, (gint32) n);
}

/* Until nothing trains: what is compared stands still. */
static void
settle (Lab *lab)
{
  while (lab_session_is_live (lab->session))
    g_main_context_iteration (NULL, TRUE);
}

static LabRun *
choose_run (Lab *lab)
{
  LabStudy *study = lab_session_get_study (lab->session);
  guint n_runs = lab_study_get_n_runs (study);

  return n_runs > 0 ? lab_study_get_run (study, choose (lab, n_runs)) : NULL;
}

static void
edit (Lab *lab)
{
  static const struct
  {
    const char *name;
    const char *values[3];
  } edits[] = {
    { "parties.key-difference", { "1", "2", "3" } },
    { "training.batch", { "8", "16", "4" } },
    { "training.learning-rate", { "0.001", "0.002", "0.004" } },
    { "training.seed", { "1", "5", "9" } },
    { "study.reading", { "text", "abadi", "text" } },
  };
  guint nth = choose (lab, G_N_ELEMENTS (edits));
  LabStudyStep *step = lab_session_begin (lab->session);

  lab_study_set_value (lab_session_get_study (lab->session), edits[nth].name,
                       edits[nth].values[choose (lab, 3)], NULL);
  /* A key of its own, or steps would merge only when the machine is fast. */
  lab_session_end (lab->session, step, "edit", NULL);
}

static void
rename_curve (Lab *lab, LabRun *run)
{
  g_autofree char *label = g_strdup_printf ("curve %u", choose (lab, 5));
  LabStudyStep *step = lab_session_begin (lab->session);

  lab_study_rename (lab_session_get_study (lab->session), run, label);
  lab_session_end (lab->session, step, "rename", NULL);
}

static void
add_curve (Lab *lab)
{
  LabStudyStep *step = lab_session_begin (lab->session);

  g_assert_nonnull (lab_study_add_curve (lab_session_get_study (lab->session), NULL, NULL));
  lab_session_end (lab->session, step, "add", NULL);
}

static void
empty_history (Lab *lab)
{
  LabStudy *study = lab_session_get_study (lab->session);
  g_autoptr (GPtrArray) history = lab_study_list_history (study, NULL);
  LabStudyStep *step = lab_session_begin (lab->session);

  lab_study_delete_history (study, history);
  lab_session_end (lab->session, step, "empty", NULL);
}

/* A stored study that is not open; 0 if there is none. */
static const LabStoredStudy *
choose_stored (Lab *lab, GPtrArray *studies)
{
  const LabStoredStudy *study;

  if (studies->len == 0)
    return NULL;
  study = studies->pdata[choose (lab, studies->len)];
  return study->number != lab_desk_get_number (lab->desk) ? study : NULL;
}

static void
change_stored (Lab *lab, gboolean deletes)
{
  g_autoptr (GPtrArray) studies = NULL;
  const LabStoredStudy *study;
  g_autoptr (GError) error = NULL;
  LabUndo *undo = lab_session_get_undo (lab->session);

  store_fixture_flush (get_store (lab));
  studies = lab_store_list (get_store (lab), NULL);
  study = choose_stored (lab, studies);
  if (study == NULL)
    return;
  if (deletes)
    lab_stored_step_delete_study (undo, get_store (lab), study->number, study->title, &error);
  else
    lab_stored_step_rename_study (undo, get_store (lab), study->number, study->title, "Renamed",
                                  &error);
  g_assert_no_error (error);
}

/* From the store, by another study that a person had opened. */
static void
load_stored (Lab *lab)
{
  g_autoptr (GPtrArray) studies = NULL;
  const LabStoredStudy *study;

  store_fixture_flush (get_store (lab));
  studies = lab_store_list (get_store (lab), NULL);
  study = choose_stored (lab, studies);
  if (study == NULL)
    return;
  lab_desk_load (lab->desk, study->number, NULL, NULL, NULL);
  while (lab_desk_is_loading (lab->desk))
    g_main_context_iteration (NULL, TRUE);
}

static void
act (Lab *lab)
{
  guint which = choose (lab, G_N_ELEMENTS (lab->n_acts));
  LabRun *run = choose_run (lab);

  lab->n_acts[which]++;
  if (which == 0)
    edit (lab);
  else if (which == 1)
    add_curve (lab);
  else if (which == 2 && choose (lab, 3) == 0)
    g_assert_true (lab_desk_open (lab->desk, lab->files[choose (lab, 2)], NULL));
  else if (which == 3)
    change_stored (lab, TRUE);
  else if (which == 4)
    change_stored (lab, FALSE);
  else if (which == 5)
    load_stored (lab);
  else if (which == 6 && choose (lab, 4) == 0)
    empty_history (lab);
  else if (which == 7 && run != NULL)
    rename_curve (lab, run);
  else if (which == 8 && run != NULL)
    lab_session_act (lab->session, LAB_ACT_REMOVE, run);
  else if (which == 9)
    lab_session_act (lab->session, LAB_ACT_START, run);
  else if (which == 10)
    lab_session_act (lab->session, LAB_ACT_RESTART, run);
  settle (lab);
}

static void
append_run (GString *text, LabRun *run, const char *place)
{
  g_autofree char *fingerprint = store_fixture_get_fingerprint (run);

  g_string_append_printf (text, "%s %s %u %s %s %s\n", place, lab_run_get_label (run),
                          lab_run_get_seed (run),
                          lab_experiment_get_hash (lab_run_get_experiment (run)),
                          lab_run_state_get_name (lab_run_get_state (run)), fingerprint);
}

static void
note_trained (Lab *lab)
{
  LabStudy *study = lab_session_get_study (lab->session);

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      if (lab_run_get_iteration (run) > 0)
        g_hash_table_replace (lab->trained, g_object_ref (run), g_object_ref (study));
    }
}

/* Nothing that was ever trained is lost: its study has it. */
static void
assert_nothing_lost (Lab *lab)
{
  GHashTableIter iter;
  gpointer run, study;

  g_assert_cmpuint (g_hash_table_size (lab->trained), >, 50);
  g_hash_table_iter_init (&iter, lab->trained);
  while (g_hash_table_iter_next (&iter, &run, &study))
    g_assert_nonnull (lab_study_find_entry (study, run));
}

/* Everything of the study but times. (transfer full) */
static char *
describe (LabStudy *study)
{
  g_autofree char *file = lab_study_file_to_text (lab_study_get_file (study));
  g_autoptr (GPtrArray) history = lab_study_list_history (study, NULL);
  GString *text = g_string_new (file);

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    append_run (text, lab_study_get_run (study, i), "listed");
  for (guint i = 0; i < history->len; i++)
    append_run (text, history->pdata[i], "history");
  return g_string_free (text, FALSE);
}

/* What the store lists, but times. (transfer full) */
static char *
describe_store (Lab *lab)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) studies = NULL;

  store_fixture_flush (get_store (lab));
  studies = lab_store_list (get_store (lab), NULL);
  for (guint i = 0; i < studies->len; i++)
    {
      const LabStoredStudy *study = studies->pdata[i];

      g_string_append_printf (text, "study %" G_GINT64_FORMAT " %s\n", study->number, study->title);
      for (guint j = 0; j < study->runs->len; j++)
        {
          const LabStoredRun *run = study->runs->pdata[j];

          g_string_append_printf (text, "%s %s %s %u %" G_GUINT64_FORMAT " %.9g\n",
                                  lab_run_place_get_name (run->place), run->label, run->experiment,
                                  run->seed, run->iterations,
                                  run->finals[LAB_CHANNEL_BOB_LOSS_RATE]);
        }
    }
  return g_string_free (text, FALSE);
}

static guint
count_steps (Lab *lab, gboolean undoes)
{
  LabUndo *undo = lab_session_get_undo (lab->session);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  while ((undoes ? lab_undo_get_label (undo) : lab_undo_get_redo_label (undo)) != NULL)
    {
      if (undoes)
        lab_undo_undo (undo, &error);
      else
        lab_undo_redo (undo, &error);
      g_assert_no_error (error);
      settle (lab);
      n++;
    }
  return n;
}

/* The study as the store has it, read by another. (transfer full) */
static char *
describe_stored (Lab *lab)
{
  gint64 number;
  g_autoptr (LabStudy) read = NULL;
  g_autoptr (LabStore) other = lab_store_open (lab->place.path, NULL);

  store_fixture_flush (get_store (lab));
  number = lab_desk_get_number (lab->desk);
  read = lab_store_read (other, number, NULL);
  g_assert_nonnull (read);
  return describe (read);
}

static void
test_random (Lab *lab, gconstpointer data)
{
  g_autofree char *first = describe (lab_session_get_study (lab->session));
  g_autofree char *last = NULL, *again = NULL, *stored = NULL, *stored_again = NULL;
  g_autofree char *begin = NULL, *read = NULL;
  LabUndo *undo = lab_session_get_undo (lab->session);
  g_autoptr (GError) error = NULL;
  guint n_undone, n_redone;

  for (guint i = 0; i < 500; i++)
    {
      act (lab);
      note_trained (lab);
      for (guint n = choose (lab, 8) == 0 ? choose (lab, 6) : 0; n > 0; n--)
        {
          lab_undo_undo (undo, &error);
          g_assert_no_error (error);
          settle (lab);
        }
      for (guint n = choose (lab, 8) == 0 ? choose (lab, 4) : 0; n > 0; n--)
        {
          lab_undo_redo (undo, &error);
          g_assert_no_error (error);
          settle (lab);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (lab->n_acts); i++)
    g_assert_cmpuint (lab->n_acts[i], >, 20);
  count_steps (lab, FALSE);
  last = describe (lab_session_get_study (lab->session));
  stored = describe_store (lab);
  n_undone = count_steps (lab, TRUE);
  g_test_message ("%u steps", n_undone);
  g_assert_cmpuint (n_undone, >, 50);
  assert_nothing_lost (lab);
  /* The settings and the runs that there were then; those that trained since are in its history. */
  begin = describe (lab_session_get_study (lab->session));
  *strstr (first, "listed") = '\0';
  g_assert_true (g_str_has_prefix (begin, first));
  n_redone = count_steps (lab, FALSE);
  g_assert_cmpuint (n_redone, ==, n_undone);
  again = describe (lab_session_get_study (lab->session));
  stored_again = describe_store (lab);
  g_assert_cmpstr (last, ==, again);
  g_assert_cmpstr (stored, ==, stored_again);
  if (lab_desk_get_number (lab->desk) == 0)
    return;
  read = describe_stored (lab);
  g_assert_cmpstr (read, ==, again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undo/steps", test_steps);
  g_test_add_func ("/undo/merged", test_merged);
  g_test_add_func ("/undo/trouble", test_trouble);
  g_test_add ("/undo/random", Lab, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
