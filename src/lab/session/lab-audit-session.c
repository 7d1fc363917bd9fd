/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's audit works on. Finished findings are kept in the store, even if the audit was
 * stopped; an audit stopped before any instrument had finished is not kept.
 */
#include "config.h"

#include "lab/session/lab-audit-session.h"

#include <glib/gi18n-lib.h>

#include "lab/session/lab-audit-keep.h"

/* Fixed, so that repeating an audit gives the same findings. */
#define SEED 1

struct _LabAuditSession
{
  GObject parent_instance;

  LabSession *session;
  LabAuditSubject *subject; /* nullable: none for an earlier audit */
  LabAudit *audit;          /* nullable */
  LabAuditResult *result;   /* nullable */
  LabAuditResult *other;    /* nullable */
  LabAuditResult *former;   /* nullable: quick, shown while the full audit runs */
  gint64 former_number;
  gint64 number;
  gboolean stopping;
  guint n_threads;
};

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabAuditSession, lab_audit_session, G_TYPE_OBJECT)

static void
tell (LabAuditSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* (transfer full) */
static char *
take_result (LabAuditSession *self, LabAuditResult *result, gboolean is_whole)
{
  if (!is_whole && lab_audit_count_done (result) == 0)
    return g_strdup_printf (
        _ ("The audit of %s was stopped before an instrument had finished: nothing was saved."),
        lab_audit_result_get_facts (result)->label);
  self->result = lab_audit_result_ref (result);
  return lab_audit_keep (lab_session_get_store (self->session), result, is_whole, &self->number);
}

static void
forget_former (LabAuditSession *self)
{
  g_clear_pointer (&self->former, lab_audit_result_unref);
  self->former_number = 0;
}

/* A full audit that was stopped has not replaced the quick one. */
static void
put_former_back (LabAuditSession *self)
{
  if (self->former == NULL)
    return;
  g_clear_pointer (&self->result, lab_audit_result_unref);
  self->result = g_steal_pointer (&self->former);
  self->number = self->former_number;
}

static void
on_state (LabAuditSession *self)
{
  LabAuditState state = lab_audit_get_state (self->audit);
  LabAuditResult *result = lab_audit_get_result (self->audit);
  g_autofree char *sentence = NULL;

  if (state == LAB_AUDIT_STOPPED || state == LAB_AUDIT_FINISHED)
    {
      self->stopping = FALSE;
      if (result != NULL && self->result == NULL)
        sentence = take_result (self, result, state == LAB_AUDIT_FINISHED);
      if (state == LAB_AUDIT_STOPPED)
        put_former_back (self);
      forget_former (self);
    }
  tell (self);
  if (sentence != NULL)
    g_signal_emit (self, signals[ENDED], 0, sentence);
}

static void
let_go (LabAuditSession *self)
{
  if (self->audit != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->audit, self);
      lab_audit_stop (self->audit);
    }
  g_clear_object (&self->audit);
  g_clear_pointer (&self->subject, lab_audit_subject_unref);
  g_clear_pointer (&self->result, lab_audit_result_unref);
  g_clear_pointer (&self->other, lab_audit_result_unref);
  forget_former (self);
  self->number = 0;
  self->stopping = FALSE;
}

static void
make_audit (LabAuditSession *self, LabAuditDepth depth)
{
  const LabAuditOptions options = { .seed = SEED, .depth = depth, .n_threads = self->n_threads };

  if (self->audit != NULL)
    g_signal_handlers_disconnect_by_data (self->audit, self);
  g_clear_object (&self->audit);
  self->audit = lab_audit_new (self->subject, &options);
  g_signal_connect_swapped (self->audit, "notify::state", G_CALLBACK (on_state), self);
}

static void
take (LabAuditSession *self, LabAuditSubject *subject)
{
  let_go (self);
  self->subject = lab_audit_subject_ref (subject);
  make_audit (self, LAB_AUDIT_FULL);
}

void
lab_audit_session_take (LabAuditSession *self, LabAuditSubject *subject)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));
  g_return_if_fail (subject != NULL);
  g_return_if_fail (!lab_audit_session_is_live (self));

  take (self, subject);
  tell (self);
}

void
lab_audit_session_take_audited (LabAuditSession *self,
                                LabAuditSubject *subject,
                                LabAuditResult *result,
                                gint64 number)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));
  g_return_if_fail (subject != NULL && result != NULL);
  g_return_if_fail (!lab_audit_session_is_live (self));

  take (self, subject);
  self->result = lab_audit_result_ref (result);
  self->number = number;
  tell (self);
}

void
lab_audit_session_show (LabAuditSession *self, LabAuditResult *result, gint64 number)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));
  g_return_if_fail (result != NULL);
  g_return_if_fail (!lab_audit_session_is_live (self));

  lab_audit_result_ref (result);
  let_go (self);
  self->result = result;
  self->number = number;
  tell (self);
}

void
lab_audit_session_clear (LabAuditSession *self)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));

  let_go (self);
  tell (self);
}

void
lab_audit_session_set_threads (LabAuditSession *self, guint n_threads)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));

  self->n_threads = n_threads;
}

void
lab_audit_session_start (LabAuditSession *self, LabAuditDepth depth)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));

  if (!lab_audit_session_can_start (self))
    return;
  forget_former (self);
  if (depth == LAB_AUDIT_FULL && lab_audit_session_can_deepen (self))
    {
      self->former = g_steal_pointer (&self->result);
      self->former_number = self->number;
    }
  g_clear_pointer (&self->result, lab_audit_result_unref);
  g_clear_pointer (&self->other, lab_audit_result_unref);
  self->number = 0;
  make_audit (self, depth);
  lab_audit_start (self->audit);
}

void
lab_audit_session_pause (LabAuditSession *self)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));

  if (lab_audit_session_can_pause (self))
    lab_audit_pause (self->audit);
}

void
lab_audit_session_resume (LabAuditSession *self)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));

  if (lab_audit_session_can_resume (self))
    lab_audit_resume (self->audit);
}

void
lab_audit_session_stop (LabAuditSession *self)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));

  if (!lab_audit_session_is_live (self) || self->stopping)
    return;
  self->stopping = TRUE;
  lab_audit_stop (self->audit);
  tell (self);
}

static gboolean
has_state (LabAuditSession *self, LabAuditState state)
{
  return self->audit != NULL && lab_audit_get_state (self->audit) == state;
}

gboolean
lab_audit_session_is_live (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), FALSE);

  return has_state (self, LAB_AUDIT_RUNNING) || has_state (self, LAB_AUDIT_PAUSED);
}

gboolean
lab_audit_session_is_ending (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), FALSE);

  return self->stopping;
}

gboolean
lab_audit_session_can_start (LabAuditSession *self)
{
  return self->subject != NULL && !lab_audit_session_is_live (self);
}

gboolean
lab_audit_session_can_pause (LabAuditSession *self)
{
  return has_state (self, LAB_AUDIT_RUNNING) && !self->stopping;
}

gboolean
lab_audit_session_can_resume (LabAuditSession *self)
{
  return has_state (self, LAB_AUDIT_PAUSED) && !self->stopping;
}

LabAudit *
lab_audit_session_get_audit (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), NULL);

  return self->audit;
}

LabAuditResult *
lab_audit_session_get_former (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), NULL);

  return self->former;
}

gboolean
lab_audit_session_can_deepen (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), FALSE);

  const LabAuditFacts *facts
      = self->result != NULL ? lab_audit_result_get_facts (self->result) : NULL;

  return facts != NULL && self->subject != NULL && facts->depth == LAB_AUDIT_QUICK
         && facts->iterations == lab_audit_subject_get_iterations (self->subject);
}

LabAuditResult *
lab_audit_session_get_result (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), NULL);

  return self->result;
}

const LabAuditFacts *
lab_audit_session_get_facts (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), NULL);

  if (self->result != NULL)
    return lab_audit_result_get_facts (self->result);
  return self->audit != NULL ? lab_audit_get_facts (self->audit) : NULL;
}

gint64
lab_audit_session_get_number (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), 0);

  return self->number;
}

void
lab_audit_session_compare (LabAuditSession *self, LabAuditResult *other)
{
  g_return_if_fail (LAB_IS_AUDIT_SESSION (self));
  g_return_if_fail (self->result != NULL);

  if (other != NULL)
    lab_audit_result_ref (other);
  g_clear_pointer (&self->other, lab_audit_result_unref);
  self->other = other;
  tell (self);
}

LabAuditResult *
lab_audit_session_get_other (LabAuditSession *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_SESSION (self), NULL);

  return self->other;
}

static void
lab_audit_session_dispose (GObject *object)
{
  LabAuditSession *self = LAB_AUDIT_SESSION (object);

  let_go (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lab_audit_session_parent_class)->dispose (object);
}

static void
lab_audit_session_class_init (LabAuditSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lab_audit_session_dispose;
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_AUDIT_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", LAB_TYPE_AUDIT_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lab_audit_session_init (LabAuditSession *self)
{
}

LabAuditSession *
lab_audit_session_new (LabSession *session)
{
  LabAuditSession *self = g_object_new (LAB_TYPE_AUDIT_SESSION, NULL);

  g_return_val_if_fail (LAB_IS_SESSION (session), self);

  self->session = g_object_ref (session);
  return self;
}
