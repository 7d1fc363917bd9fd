/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tells the frame while an audit runs, and when it has ended.
 */
#include "config.h"

#include "app/audit/lab-audit-watch.h"

#include <glib/gi18n.h>

struct _LabAuditWatch
{
  LabPart part;

  LabAuditSession *audits;
};

G_DEFINE_FINAL_TYPE (LabAuditWatch, lab_audit_watch, LAB_TYPE_PART)

/* Its end follows with "ended". */
static void
on_changed (LabAuditWatch *self)
{
  LabBusy *busy = self->part.frame->busy;

  if (lab_audit_session_can_pause (self->audits))
    lab_busy_begin (busy, LAB_BUSY_AUDIT);
  else if (lab_audit_session_is_live (self->audits)
           || lab_audit_session_get_audit (self->audits) == NULL)
    lab_busy_pause (busy, LAB_BUSY_AUDIT);
}

static void
on_ended (LabAuditSession *audits, const char *sentence, LabAuditWatch *self)
{
  lab_busy_end (self->part.frame->busy, LAB_BUSY_AUDIT, _ ("The audit has ended"), sentence);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabAuditWatch *self = LAB_AUDIT_WATCH (part);

  lab_part_follow (self, self->audits, "changed", G_CALLBACK (on_changed));
  g_signal_connect_object (self->audits, "ended", G_CALLBACK (on_ended), self, 0);
}

static void
lab_audit_watch_class_init (LabAuditWatchClass *klass)
{
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_audit_watch_init (LabAuditWatch *self)
{
}

LabPart *
lab_audit_watch_new (LabAuditActs *acts)
{
  LabAuditWatch *self = g_object_new (LAB_TYPE_AUDIT_WATCH, NULL);

  self->audits = lab_part_keep (self, g_object_ref (lab_audit_acts_get_session (acts)));
  return LAB_PART (self);
}
