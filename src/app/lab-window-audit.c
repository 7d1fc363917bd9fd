/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window does with an audit: takes something to attack, starts, pauses and
 * stops. One audit at a time; it ends with the window. Files are in
 * lab-window-audit-files.c, what the store keeps in lab-window-audit-store.c.
 */
#include "config.h"

#include "lab-window-audit-private.h"

#include <glib/gi18n.h>

#include "lab/lab-calibration.h"
#include "lab/lab-store-audits.h"

static void
set_enabled (LabWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (LabWindow *self, const char *name, const char *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
}

void
lab_window_update_audit (LabWindow *self)
{
  LabAuditResult *result = lab_audit_session_get_result (self->audits);
  gboolean live = lab_audit_session_is_live (self->audits);
  gboolean ending = lab_audit_session_is_ending (self->audits);

  set_enabled (self, "audit-start", lab_audit_session_can_start (self->audits));
  set_enabled (self, "audit-depth", lab_audit_session_can_start (self->audits));
  set_enabled (self, "audit-pause", lab_audit_session_can_pause (self->audits));
  set_enabled (self, "audit-resume", lab_audit_session_can_resume (self->audits));
  set_enabled (self, "audit-stop", live && !ending);
  set_enabled (self, "audit-compare", result != NULL);
  set_enabled (self, "audit-compare-file", result != NULL);
  set_enabled (self, "audit-compare-other", result != NULL);
  set_enabled (self, "audit-compare-with", result != NULL);
  set_enabled (self, "export-audit", lab_window_can_export_audit (self));
  set_enabled (self, "export-audit-to", lab_window_can_export_audit (self));
  set_enabled (self, "undo-delete-audit", lab_trash_has_audit (self->trash));
  set_state (self, "audit-page",
             lab_audit_page_get_name (lab_audit_page_get_shown (self->audit_page)));
}

gboolean
lab_window_can_export_audit (LabWindow *self)
{
  return lab_audit_session_get_result (self->audits) != NULL && !self->exports_audit
         && lab_audit_page_get_shown (self->audit_page) == LAB_AUDIT_PAGE_AUDIT;
}

const char *
lab_window_say_export_audit (LabWindow *self)
{
  if (self->exports_audit)
    return _ ("The audit is being written");
  if (lab_audit_page_get_shown (self->audit_page) != LAB_AUDIT_PAGE_AUDIT)
    return _ ("One audit can be saved: open it first");
  if (lab_audit_session_get_result (self->audits) == NULL)
    return _ ("There is nothing to save before the audit has ended");
  return _ ("Save the audit as PDF, HTML or JSON (Ctrl+E)");
}

void
lab_window_show_audit (LabWindow *self, LabAuditPageName page)
{
  lab_audit_page_show (self->audit_page, page);
  adw_view_stack_set_visible_child_name (self->stack, "audit");
  lab_window_update_actions (self);
}

gboolean
lab_window_is_auditing (LabWindow *self)
{
  const LabAuditFacts *facts = lab_audit_session_get_facts (self->audits);

  if (!lab_audit_session_is_live (self->audits))
    return FALSE;
  g_autofree char *sentence = g_strdup_printf (
      _ ("%s is being audited: wait for its end, or stop it first."), facts->label);
  lab_window_say (self, sentence);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_AUDIT);
  return TRUE;
}

void
lab_window_take_subject (LabWindow *self, LabAuditSubject *subject)
{
  lab_window_stop_audit_reading (self);
  lab_audit_session_take (self->audits, subject);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_AUDIT);
}

/* The run that is meant by an index, or by -1: the selected one, or the only one. */
static LabRun *
find_run (LabWindow *self, int index)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);
  LabRun *selected = lab_session_get_selected (self->session);

  if (index >= 0 && (guint) index < runs->len)
    return g_ptr_array_index (runs, index);
  if (index >= 0)
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("There is no run %u: the list has %u, counted from 0."), (guint) index, runs->len);
      lab_window_say (self, sentence);
      return NULL;
    }
  if (selected != NULL && lab_run_get_iteration (selected) > 0)
    return selected;
  return runs->len == 1 ? g_ptr_array_index (runs, 0) : NULL;
}

/* With what its newest audit found, if it has one that can be read. */
static void
take_run (LabWindow *self, LabRun *run, LabAuditSubject *subject)
{
  LabStore *store = lab_session_get_store (self->session);
  gint64 number = lab_run_get_number (run);
  g_autoptr (GPtrArray) stored
      = store != NULL && number != 0 ? lab_store_list_audits (store, number, NULL) : NULL;
  const LabStoredAudit *newest = stored != NULL && stored->len > 0 ? stored->pdata[0] : NULL;
  g_autoptr (LabAuditResult) result
      = newest != NULL ? lab_store_load_audit (store, newest->number, NULL) : NULL;

  if (result == NULL)
    {
      lab_window_take_subject (self, subject);
      return;
    }
  lab_window_stop_audit_reading (self);
  lab_audit_session_take_audited (self->audits, subject, result, newest->number);
  lab_window_show_audit (self, LAB_AUDIT_PAGE_AUDIT);
}

static void
on_audit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  int index = g_variant_get_int32 (parameter);
  LabRun *run = find_run (self, index);
  LabStore *store = lab_session_get_store (self->session);
  g_autoptr (GError) error = NULL;

  if (run == NULL)
    {
      /* Which one is chosen on the page. */
      if (index < 0)
        lab_window_show_audit (self, LAB_AUDIT_PAGE_CHOOSE);
      return;
    }
  if (lab_window_is_auditing (self))
    return;
  /* What is found is kept under the number that the store gives it. */
  if (store != NULL && lab_run_get_number (run) == 0 && lab_run_get_iteration (run) > 0)
    lab_store_flush (store);
  g_autoptr (LabAuditSubject) subject = lab_audit_subject_new_for_run (run, &error);
  if (subject == NULL)
    lab_window_say (self, error->message);
  else
    take_run (self, run, subject);
}

static void
on_audit_known (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  const char *name;
  guint bits;

  g_variant_get (parameter, "(&su)", &name, &bits);
  if (bits != 8 && bits != 16)
    {
      lab_window_say (self, _ ("Known ciphers are audited with 8 or 16 bits."));
      return;
    }
  if (lab_window_is_auditing (self))
    return;
  for (guint kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    if (g_str_equal (name, nc_audit_known_get_name (kind)))
      {
        g_autoptr (LabAuditSubject) subject
            = lab_audit_subject_new_for_known (kind, bits, LAB_KNOWN_DIFFERENCE);
        lab_window_take_subject (self, subject);
        return;
      }
  g_autofree char *sentence = g_strdup_printf (_ ("There is no known cipher “%s”."), name);
  lab_window_say (self, sentence);
}

static void
show_choice (gpointer user_data)
{
  lab_window_show_audit (user_data, LAB_AUDIT_PAGE_CHOOSE);
}

/* The runs of a stored study, to choose from. */
static void
on_audit_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  gint64 number = g_variant_get_int64 (parameter);

  if (number == 0 || number == lab_desk_get_number (self->desk))
    show_choice (self);
  else if (lab_session_get_store (self->session) == NULL)
    lab_window_say (self, _ ("The lab works without a store now: there are no stored studies."));
  else
    lab_desk_load (self->desk, number, show_choice, self);
}

static LabAuditDepth
get_depth (LabWindow *self)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (self), "audit-depth");
  LabAuditDepth depth = LAB_AUDIT_FULL;

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
    lab_window_say (user_data, _ ("An audit is “full” or “quick”."));
}

static void
on_start (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;

  lab_window_stop_audit_reading (self);
  lab_audit_session_start (self->audits, get_depth (self));
  lab_window_show_audit (self, LAB_AUDIT_PAGE_AUDIT);
}

static void
on_pause (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_audit_session_pause (LAB_WINDOW (user_data)->audits);
}

static void
on_resume (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_audit_session_resume (LAB_WINDOW (user_data)->audits);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_audit_session_stop (LAB_WINDOW (user_data)->audits);
}

static void
on_page (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabWindow *self = user_data;
  const char *name = g_variant_get_string (state, NULL);
  gboolean has_any = lab_audit_session_get_facts (self->audits) != NULL;
  gboolean has_result = lab_audit_session_get_result (self->audits) != NULL;

  for (guint page = 0; page < LAB_AUDIT_N_PAGES; page++)
    if (g_str_equal (name, lab_audit_page_get_name (page)))
      {
        if ((page == LAB_AUDIT_PAGE_AUDIT && !has_any)
            || (page == LAB_AUDIT_PAGE_COMPARE && !has_result))
          lab_window_say (self, _ ("Choose what to audit first, or an earlier audit."));
        else
          lab_window_show_audit (self, page);
        return;
      }
  lab_window_say (self, _ ("The pages of the audit are “choose”, “audit”, “compare” and “known”."));
}

static const GActionEntry entries[] = {
  { .name = "audit", .activate = on_audit, .parameter_type = "i" },
  { .name = "audit-depth", .state = "'full'", .parameter_type = "s", .change_state = on_depth },
  { .name = "audit-known", .activate = on_audit_known, .parameter_type = "(su)" },
  { .name = "audit-page", .state = "'choose'", .parameter_type = "s", .change_state = on_page },
  { .name = "audit-pause", .activate = on_pause },
  { .name = "audit-resume", .activate = on_resume },
  { .name = "audit-start", .activate = on_start },
  { .name = "audit-stop", .activate = on_stop },
  { .name = "audit-study", .activate = on_audit_study, .parameter_type = "x" },
};

static void
on_ended (LabAuditSession *audits, const char *sentence, LabWindow *self)
{
  lab_window_say (self, sentence);
  lab_audit_page_refresh (self->audit_page);
}

static void
on_changed (LabWindow *self)
{
  lab_window_update_actions (self);
}

static gboolean
is_live (gpointer audit)
{
  LabAuditState state = lab_audit_get_state (audit);

  return state == LAB_AUDIT_RUNNING || state == LAB_AUDIT_PAUSED;
}

void
lab_window_close_audit (LabWindow *self)
{
  LabAudit *audit = lab_audit_session_get_audit (self->audits);

  lab_window_stop_audit_reading (self);
  if (audit != NULL)
    lab_background_hold_while (audit, "notify::state", is_live);
  lab_audit_session_clear (self->audits);
}

void
lab_window_init_audit (LabWindow *self)
{
  self->audits = lab_audit_session_new (self->session);
  lab_audit_page_set_sessions (self->audit_page, self->session, self->audits);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  lab_window_init_audit_export (self);
  lab_window_init_audit_files (self);
  lab_window_init_audit_store (self);
  g_signal_connect_object (self->audits, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audits, "ended", G_CALLBACK (on_ended), self, 0);
}
