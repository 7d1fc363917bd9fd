/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deleting and renaming in a store, forwards and backwards.
 */
#include "config.h"

#include "lab/session/lab-stored-step.h"

#include <glib/gi18n-lib.h>

#include "lab/store/lab-store-audits.h"
#include "lab/store/lab-store-change.h"

typedef struct
{
  LabStore *store;
  gint64 number;         /* of the study or audit; an audit that is stored again has another */
  LabAuditResult *audit; /* nullable */
  gboolean is_deleted;
  char *title; /* of a study, to change to; nullable */
  char *former_title;
} StoredStep;

static StoredStep *
step_new (LabStore *store, gint64 number)
{
  StoredStep *step = g_new0 (StoredStep, 1);

  step->store = g_object_ref (store);
  step->number = number;
  return step;
}

static void
step_free (gpointer data)
{
  StoredStep *step = data;

  g_object_unref (step->store);
  g_clear_pointer (&step->audit, lab_audit_result_unref);
  g_free (step->title);
  g_free (step->former_title);
  g_free (step);
}

static gboolean
swap_study (gpointer data, GError **error)
{
  StoredStep *step = data;

  /* What is left of a study that was open until now is written first. */
  if (!step->is_deleted && lab_store_keeps (step->store, step->number))
    lab_store_flush (step->store);
  if (!(step->is_deleted ? lab_store_restore (step->store, step->number, error)
                         : lab_store_delete (step->store, step->number, error)))
    return FALSE;
  step->is_deleted = !step->is_deleted;
  return TRUE;
}

static gboolean
swap_audit (gpointer data, GError **error)
{
  StoredStep *step = data;

  if (!step->is_deleted)
    return (step->is_deleted = lab_store_delete_audit (step->store, step->number, error));
  step->number = lab_store_add_audit (step->store, step->audit, error);
  step->is_deleted = step->number == 0;
  return !step->is_deleted;
}

static gboolean
swap_title (gpointer data, GError **error)
{
  StoredStep *step = data;
  char *title = step->title;

  if (!lab_store_rename (step->store, step->number, title, error))
    return FALSE;
  step->title = step->former_title;
  step->former_title = title;
  return TRUE;
}

/* Does the step, and takes it. */
static gboolean
do_step (LabUndo *undo, const char *label, const LabStepKind *kind, gpointer data, GError **error)
{
  if (!kind->swap (data, error))
    {
      kind->free (data);
      return FALSE;
    }
  lab_undo_push (undo, label, NULL, kind, data);
  return TRUE;
}

gboolean
lab_stored_step_delete_study (
    LabUndo *undo, LabStore *store, gint64 number, const char *title, GError **error)
{
  static const LabStepKind kind = { swap_study, step_free };
  g_autofree char *label = g_strdup_printf (_ ("Delete “%s”"), title);

  return do_step (undo, label, &kind, step_new (store, number), error);
}

gboolean
lab_stored_step_delete_audit (
    LabUndo *undo, LabStore *store, gint64 number, LabAuditResult *audit, GError **error)
{
  static const LabStepKind kind = { swap_audit, step_free };
  g_autofree char *label
      = g_strdup_printf (_ ("Delete the audit of %s"), lab_audit_result_get_facts (audit)->label);
  StoredStep *step = step_new (store, number);

  step->audit = lab_audit_result_ref (audit);
  return do_step (undo, label, &kind, step, error);
}

gboolean
lab_stored_step_rename_study (LabUndo *undo,
                              LabStore *store,
                              gint64 number,
                              const char *former,
                              const char *title,
                              GError **error)
{
  static const LabStepKind kind = { swap_title, step_free };
  g_autofree char *label = g_strdup_printf (_ ("Rename “%s”"), former);
  StoredStep *step = step_new (store, number);

  step->title = g_strdup (title);
  step->former_title = g_strdup (former);
  return do_step (undo, label, &kind, step, error);
}
