/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Earlier audits: opened again, compared, deleted and had back. By their numbers in
 * the store, so that keys, lists and D-Bus do the same.
 */
#include "config.h"

#include "lab-window-audit-private.h"

#include <glib/gi18n.h>

#include "lab/lab-store-audits.h"

/* (transfer full): NULL, and says why, when it cannot be had */
static LabAuditResult *
load (LabWindow *self, gint64 number)
{
  LabStore *store = lab_session_get_store (self->session);
  g_autoptr (GError) error = NULL;
  LabAuditResult *result;

  if (store == NULL)
    {
      lab_window_say (self, _ ("The lab works without a store now: no audit is kept."));
      return NULL;
    }
  result = lab_store_load_audit (store, number, &error);
  if (result == NULL)
    lab_window_say (self, error->message);
  return result;
}

static void
on_show (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  gint64 number = g_variant_get_int64 (parameter);

  if (number == lab_audit_session_get_number (self->audits) && number != 0)
    {
      lab_window_show_audit (self, LAB_AUDIT_PAGE_AUDIT);
      return;
    }
  if (lab_window_is_auditing (self))
    return;
  g_autoptr (LabAuditResult) result = load (self, number);
  if (result == NULL)
    return;
  lab_window_stop_audit_reading (self);
  lab_audit_session_show (self->audits, result, number);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_AUDIT);
}

static void
on_compare (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  g_autoptr (LabAuditResult) other = load (self, g_variant_get_int64 (parameter));

  if (other == NULL)
    return;
  lab_audit_session_compare (self->audits, other);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_COMPARE);
}

/* Another choice of what to compare with. */
static void
on_compare_other (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;

  lab_audit_session_compare (self->audits, NULL);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_COMPARE);
}

static char *
undo_delete (gpointer owner)
{
  LabWindow *self = owner;
  g_autoptr (GError) error = NULL;

  if (lab_trash_restore (self->trash, &error))
    return NULL;
  /* Translators: %s is a sentence without its full stop that says why and what to do. */
  if (lab_trash_has_audit (self->trash))
    return g_strdup_printf (_ ("The audit is still deleted: %s. Then press Undo again."),
                            error->message);
  lab_notices_say (self->notices, error->message);
  return NULL;
}

static void
forget_deleted (gpointer owner)
{
  LabTrash *trash = LAB_WINDOW (owner)->trash;

  if (lab_trash_has_audit (trash))
    lab_trash_empty (trash);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const LabUndo undo = { undo_delete, forget_deleted };
  LabWindow *self = user_data;
  LabStore *store = lab_session_get_store (self->session);
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (LabAuditResult) result = load (self, number);
  g_autoptr (GError) error = NULL;

  if (result == NULL)
    return;
  if (!lab_trash_delete_audit (self->trash, store, number, result, &error))
    {
      lab_window_say (self, error->message);
      return;
    }
  if (number == lab_audit_session_get_number (self->audits)
      && !lab_audit_session_is_live (self->audits))
    lab_audit_session_clear (self->audits);
  g_autofree char *sentence = g_strdup_printf (_ ("The audit of %s was deleted."),
                                               lab_audit_result_get_facts (result)->label);
  lab_notices_say_with_undo (self->notices, sentence, &undo, self);
}

static void
on_undo_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_notices_undo (LAB_WINDOW (user_data)->notices);
}

static const GActionEntry entries[] = {
  { .name = "audit-compare", .activate = on_compare, .parameter_type = "x" },
  { .name = "audit-compare-other", .activate = on_compare_other },
  { .name = "delete-audit", .activate = on_delete, .parameter_type = "x" },
  { .name = "show-audit", .activate = on_show, .parameter_type = "x" },
  { .name = "undo-delete-audit", .activate = on_undo_delete },
};

void
lab_window_init_audit_store (LabWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->trash, "changed", G_CALLBACK (lab_audit_page_refresh),
                           self->audit_page, G_CONNECT_SWAPPED);
}
