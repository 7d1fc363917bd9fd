/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was last deleted from a store: one item at a time. A deleted study stays in the store,
 * marked as such; a deleted audit is kept in memory.
 */
#include "config.h"

#include "lab/session/lab-trash.h"

#include "lab/experiment/lab-error.h"
#include "lab/store/lab-store-audits.h"
#include "lab/store/lab-store-change.h"

struct _LabTrash
{
  GObject parent_instance;

  LabStore *store;       /* nullable: of the item */
  gint64 study;          /* 0: none */
  LabAuditResult *audit; /* nullable */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabTrash, lab_trash, G_TYPE_OBJECT)

static void
take (LabTrash *self, LabStore *store, gint64 study, LabAuditResult *audit)
{
  g_set_object (&self->store, store);
  self->study = study;
  g_clear_pointer (&self->audit, lab_audit_result_unref);
  if (audit != NULL)
    self->audit = lab_audit_result_ref (audit);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
lab_trash_delete_study (LabTrash *self, LabStore *store, gint64 number, GError **error)
{
  g_return_val_if_fail (LAB_IS_TRASH (self), FALSE);

  /* If the study was open until now, write it first. */
  if (lab_store_keeps (store, number))
    lab_store_flush (store);
  if (!lab_store_delete (store, number, error))
    return FALSE;
  take (self, store, number, NULL);
  return TRUE;
}

gboolean
lab_trash_delete_audit (
    LabTrash *self, LabStore *store, gint64 number, LabAuditResult *audit, GError **error)
{
  g_return_val_if_fail (LAB_IS_TRASH (self), FALSE);

  if (!lab_store_delete_audit (store, number, error))
    return FALSE;
  take (self, store, 0, audit);
  return TRUE;
}

gboolean
lab_trash_has_study (LabTrash *self)
{
  g_return_val_if_fail (LAB_IS_TRASH (self), FALSE);

  return self->study != 0;
}

gboolean
lab_trash_has_audit (LabTrash *self)
{
  g_return_val_if_fail (LAB_IS_TRASH (self), FALSE);

  return self->audit != NULL;
}

gboolean
lab_trash_restore (LabTrash *self, GError **error)
{
  g_return_val_if_fail (LAB_IS_TRASH (self), FALSE);

  GError *why = NULL;
  gboolean done = TRUE;

  if (self->study != 0)
    done = lab_store_restore (self->store, self->study, &why);
  else if (self->audit != NULL)
    done = lab_store_add_audit (self->store, self->audit, &why) != 0;
  /* An audit cannot be restored without its run. */
  if (done || g_error_matches (why, LAB_ERROR, LAB_ERROR_NOT_FOUND))
    lab_trash_empty (self);
  if (!done)
    g_propagate_error (error, why);
  return done;
}

void
lab_trash_empty (LabTrash *self)
{
  g_return_if_fail (LAB_IS_TRASH (self));

  take (self, NULL, 0, NULL);
}

static void
lab_trash_finalize (GObject *object)
{
  LabTrash *self = LAB_TRASH (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->audit, lab_audit_result_unref);
  G_OBJECT_CLASS (lab_trash_parent_class)->finalize (object);
}

static void
lab_trash_class_init (LabTrashClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_trash_finalize;
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_TRASH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lab_trash_init (LabTrash *self)
{
}

LabTrash *
lab_trash_new (void)
{
  return g_object_new (LAB_TYPE_TRASH, NULL);
}
