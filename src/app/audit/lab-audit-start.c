/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How an audit starts. Quick first: it shows in seconds what is plainly open. Then the full audit,
 * which deepens it.
 */
#include "config.h"

#include "app/audit/lab-audit-start.h"

#include <glib/gi18n.h>

struct _LabAuditStart
{
  LabPart part;

  LabAuditActs *acts;
  LabAuditSession *audits;
};

G_DEFINE_FINAL_TYPE (LabAuditStart, lab_audit_start, LAB_TYPE_PART)

static LabAuditDepth
get_depth (LabAuditStart *self)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (self->part.frame->actions), "audit-depth");
  LabAuditDepth depth = LAB_AUDIT_QUICK;

  lab_audit_depth_from_name (g_variant_get_string (state, NULL), &depth);
  return depth;
}

static void
on_depth (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabAuditDepth depth;

  if (lab_audit_depth_from_name (g_variant_get_string (state, NULL), &depth))
    g_simple_action_set_state (action, state);
  else
    lab_frame_say (LAB_AUDIT_START (user_data)->part.frame, _ ("An audit is “full” or “quick”."));
}

static void
on_start (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditStart *self = user_data;

  lab_audit_acts_stop_reading (self->acts);
  lab_audit_session_start (self->audits, get_depth (self));
  lab_audit_acts_show (self->acts, LAB_AUDIT_PAGE_AUDIT);
}

static const GActionEntry entries[] = {
  { .name = "audit-depth", .state = "'quick'", .parameter_type = "s", .change_state = on_depth },
  { .name = "audit-start", .activate = on_start },
};

/* Another subject, or the end of an audit: proposes how deep the next one goes. */
static void
on_changed (LabAuditStart *self)
{
  gboolean can_start = lab_audit_session_can_start (self->audits);
  LabAuditResult *result = lab_audit_session_get_result (self->audits);
  gboolean goes_deep
      = lab_audit_session_can_deepen (self->audits)
        || (result != NULL && lab_audit_result_get_facts (result)->depth == LAB_AUDIT_FULL);

  lab_frame_set_enabled (self->part.frame, "audit-start", can_start);
  lab_frame_set_enabled (self->part.frame, "audit-depth", can_start);
  if (can_start)
    lab_frame_set_state (self->part.frame, "audit-depth",
                         g_variant_new_string (goes_deep ? "full" : "quick"));
}

static void
on_cores_changed (LabAuditStart *self)
{
  lab_audit_session_set_threads (self->audits, lab_frame_get_cores (self->part.frame));
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabAuditStart *self = LAB_AUDIT_START (part);

  lab_part_follow (self, self->audits, "changed", G_CALLBACK (on_changed));
  if (frame->settings != NULL)
    lab_part_follow (self, frame->settings, "changed::cores", G_CALLBACK (on_cores_changed));
  on_cores_changed (self);
  on_changed (self);
}

static void
lab_audit_start_class_init (LabAuditStartClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_audit_start_init (LabAuditStart *self)
{
}

LabPart *
lab_audit_start_new (LabAuditActs *acts)
{
  LabAuditStart *self = g_object_new (LAB_TYPE_AUDIT_START, NULL);

  self->acts = lab_part_keep (self, g_object_ref (acts));
  self->audits = lab_part_keep (self, g_object_ref (lab_audit_acts_get_session (acts)));
  return LAB_PART (self);
}
