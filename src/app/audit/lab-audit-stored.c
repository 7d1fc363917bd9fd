/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Earlier audits: open, compare, delete, restore. They are identified by store number, so that
 * keys, lists and D-Bus work alike.
 */
#include "config.h"

#include "app/audit/lab-audit-stored.h"

#include <glib/gi18n.h>

#include "lab/session/lab-stored-step.h"
#include "lab/store/lab-store-audits.h"

struct _LabAuditStored
{
  LabPart part;

  LabAuditActs *acts;
};

G_DEFINE_FINAL_TYPE (LabAuditStored, lab_audit_stored, LAB_TYPE_PART)

/* (transfer full): NULL, with a message to the user, if it cannot be loaded */
static LabAuditResult *
load (LabAuditStored *self, gint64 number)
{
  LabStore *store = lab_session_get_store (self->part.frame->session);
  g_autoptr (GError) error = NULL;
  LabAuditResult *result;

  if (store == NULL)
    {
      lab_frame_say (self->part.frame, _ ("No store is open, so audits are not saved."));
      return NULL;
    }
  result = lab_store_load_audit (store, number, &error);
  if (result == NULL)
    lab_frame_say (self->part.frame, error->message);
  return result;
}

static void
on_show (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditStored *self = user_data;
  gint64 number = g_variant_get_int64 (parameter);

  if (number == lab_audit_session_get_number (lab_audit_acts_get_session (self->acts))
      && number != 0)
    {
      lab_audit_acts_show (self->acts, LAB_AUDIT_PAGE_AUDIT);
      return;
    }
  if (lab_audit_acts_is_busy (self->acts))
    return;
  g_autoptr (LabAuditResult) result = load (self, number);
  if (result == NULL)
    return;
  lab_audit_acts_stop_reading (self->acts);
  lab_audit_session_show (lab_audit_acts_get_session (self->acts), result, number);
  lab_audit_acts_show (self->acts, LAB_AUDIT_PAGE_AUDIT);
}

static void
on_compare (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditStored *self = user_data;
  g_autoptr (LabAuditResult) other = load (self, g_variant_get_int64 (parameter));

  if (other == NULL)
    return;
  lab_audit_session_compare (lab_audit_acts_get_session (self->acts), other);
  lab_audit_acts_show (self->acts, LAB_AUDIT_PAGE_COMPARE);
}

/* Choose another audit to compare with. */
static void
on_compare_other (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditStored *self = user_data;

  lab_audit_session_compare (lab_audit_acts_get_session (self->acts), NULL);
  lab_audit_acts_show (self->acts, LAB_AUDIT_PAGE_COMPARE);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditStored *self = user_data;
  LabStore *store = lab_session_get_store (self->part.frame->session);
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (LabAuditResult) result = load (self, number);
  g_autoptr (GError) error = NULL;

  if (result == NULL)
    return;
  if (!lab_stored_step_delete_audit (lab_session_get_undo (self->part.frame->session), store,
                                     number, result, &error))
    {
      lab_frame_say (self->part.frame, error->message);
      return;
    }
  if (number == lab_audit_session_get_number (lab_audit_acts_get_session (self->acts))
      && !lab_audit_session_is_live (lab_audit_acts_get_session (self->acts)))
    lab_audit_session_clear (lab_audit_acts_get_session (self->acts));
  g_autofree char *sentence = g_strdup_printf (_ ("The audit of %s was deleted."),
                                               lab_audit_result_get_facts (result)->label);
  lab_notices_offer_undo (self->part.frame->notices, sentence);
}

static const GActionEntry entries[] = {
  { .name = "audit-compare", .activate = on_compare, .parameter_type = "x" },
  { .name = "audit-compare-other", .activate = on_compare_other },
  { .name = "delete-audit", .activate = on_delete, .parameter_type = "x" },
  { .name = "show-audit", .activate = on_show, .parameter_type = "x" },
};

static void
on_changed (LabAuditStored *self)
{
  gboolean can = lab_audit_session_get_result (lab_audit_acts_get_session (self->acts)) != NULL;

  lab_frame_set_enabled (self->part.frame, "audit-compare", can);
  lab_frame_set_enabled (self->part.frame, "audit-compare-other", can);
}

/* An audit may have been deleted, or be there again. */
static void
on_undo_changed (LabAuditStored *self)
{
  lab_audit_page_refresh (lab_audit_acts_get_page (self->acts));
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabAuditStored *self = LAB_AUDIT_STORED (part);

  lab_part_follow (self, lab_audit_acts_get_session (self->acts), "changed",
                   G_CALLBACK (on_changed));
  lab_part_follow (self, lab_session_get_undo (frame->session), "changed",
                   G_CALLBACK (on_undo_changed));
  on_changed (self);
  on_undo_changed (self);
}

static void
lab_audit_stored_class_init (LabAuditStoredClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_audit_stored_init (LabAuditStored *self)
{
}

LabPart *
lab_audit_stored_new (LabAuditActs *acts)
{
  LabAuditStored *self = g_object_new (LAB_TYPE_AUDIT_STORED, NULL);

  self->acts = lab_part_keep (self, g_object_ref (acts));
  return LAB_PART (self);
}
