/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds the study that is not open.
 */
#include "config.h"

#include "lab/session/lab-opening.h"

#include <glib/gi18n-lib.h>

/* How many steps lead to a study, on the study. */
#define STEPS "lab-opening-steps"

typedef struct
{
  LabSession *session; /* not held: it owns the steps */
  LabOpen open;
  gpointer owner;
  LabStudy *study;    /* to open */
  GPtrArray *resumes; /* of LabRun: what trained in it */
} Opening;

static guint
count_steps (LabStudy *study)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (study), STEPS));
}

static void
set_steps (LabStudy *study, guint n_steps)
{
  g_object_set_data (G_OBJECT (study), STEPS, GUINT_TO_POINTER (n_steps));
}

void
lab_opening_let_go (LabSession *session, LabStudy *study)
{
  LabStore *store = lab_session_get_store (session);

  if (store != NULL && study != lab_session_get_study (session) && count_steps (study) == 0)
    lab_store_let_go (store, study);
}

static GPtrArray *
list_active (LabStudy *study)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      if (lab_run_is_active (run) && !lab_act_is_pausing (run))
        g_ptr_array_add (runs, g_object_ref (run));
    }
  return runs;
}

/* The open study, before another takes its place. */
static void
hold_open (Opening *opening)
{
  opening->study = g_object_ref (lab_session_get_study (opening->session));
  opening->resumes = list_active (opening->study);
  set_steps (opening->study, count_steps (opening->study) + 1);
}

static gboolean
swap (gpointer data, GError **error)
{
  Opening *opening = data;
  g_autoptr (LabStudy) study = g_steal_pointer (&opening->study);
  g_autoptr (GPtrArray) resumes = g_steal_pointer (&opening->resumes);

  hold_open (opening);
  opening->open (opening->owner, study);
  set_steps (study, count_steps (study) - 1);
  for (guint i = 0; i < resumes->len; i++)
    lab_session_act (opening->session, LAB_ACT_RESUME, resumes->pdata[i]);
  return TRUE;
}

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  set_steps (opening->study, count_steps (opening->study) - 1);
  lab_opening_let_go (opening->session, opening->study);
  g_object_unref (opening->study);
  g_ptr_array_unref (opening->resumes);
  g_free (opening);
}

void
lab_opening_do (LabSession *session, LabStudy *study, LabOpen open, gpointer owner)
{
  static const LabStepKind kind = { swap, free_opening };
  LabStudy *before = lab_session_get_study (session);
  g_autofree char *label
      = g_strdup_printf (_ ("Open “%s”"), lab_study_file_get_title (lab_study_get_file (study)));
  g_autoptr (LabStudy) held = NULL;
  Opening *opening;

  if (before == NULL || before == study)
    {
      open (owner, study);
      return;
    }
  if (lab_session_is_held_elsewhere (session))
    {
      held = g_object_ref (before);
      open (owner, study);
      lab_undo_clear (lab_session_get_undo (session));
      lab_opening_let_go (session, held);
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->session = session;
  opening->open = open;
  opening->owner = owner;
  hold_open (opening);
  open (owner, study);
  lab_undo_push (lab_session_get_undo (session), label, NULL, &kind, opening);
}
