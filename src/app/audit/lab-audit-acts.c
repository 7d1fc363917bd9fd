/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audit actions: choose a subject, pause and stop. One audit at a time; it ends with the
 * window. Its start is in lab-audit-start.c, files in lab-audit-files.c, stored audits in
 * lab-audit-stored.c.
 */
#include "config.h"

#include "app/audit/lab-audit-acts.h"

#include <glib/gi18n.h>

#include "lab/audit/lab-calibration.h"
#include "lab/store/lab-store-audits.h"

struct _LabAuditActs
{
  LabPart part;

  LabAuditPage *page;
  LabAuditSession *audits;
  GCancellable *reading; /* nullable: cancels reading a subject */
};

G_DEFINE_FINAL_TYPE (LabAuditActs, lab_audit_acts, LAB_TYPE_PART)

void
lab_audit_acts_show (LabAuditActs *self, LabAuditPageName page)
{
  lab_audit_page_show (self->page, page);
  lab_frame_show (self->part.frame, "audit");
}

gboolean
lab_audit_acts_is_busy (LabAuditActs *self)
{
  const LabAuditFacts *facts = lab_audit_session_get_facts (self->audits);

  if (!lab_audit_session_is_live (self->audits))
    return FALSE;
  g_autofree char *sentence = g_strdup_printf (
      _ ("%s is being audited. Wait until it has finished, or stop it first."), facts->label);
  lab_frame_say (self->part.frame, sentence);
  lab_audit_acts_show (self, LAB_AUDIT_PAGE_AUDIT);
  return TRUE;
}

void
lab_audit_acts_take (LabAuditActs *self, LabAuditSubject *subject)
{
  lab_audit_acts_stop_reading (self);
  lab_audit_session_take (self->audits, subject);
  lab_audit_acts_show (self, LAB_AUDIT_PAGE_AUDIT);
}

/* The run at an index; for -1 the selected one, or the only one. */
static LabRun *
find_run (LabAuditActs *self, int index)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->part.frame->session);
  LabRun *selected = lab_session_get_selected (self->part.frame->session);

  if (index >= 0)
    return lab_frame_find_run (self->part.frame, (guint) index);
  if (selected != NULL && lab_run_get_iteration (selected) > 0)
    return selected;
  return runs->len == 1 ? g_ptr_array_index (runs, 0) : NULL;
}

/* Shows the run's newest stored audit with it, if there is one that can be read. */
static void
take_run (LabAuditActs *self, LabRun *run, LabAuditSubject *subject)
{
  LabStore *store = lab_session_get_store (self->part.frame->session);
  gint64 number = lab_run_get_number (run);
  g_autoptr (GPtrArray) stored
      = store != NULL && number != 0 ? lab_store_list_audits (store, number, NULL) : NULL;
  const LabStoredAudit *newest = stored != NULL && stored->len > 0 ? stored->pdata[0] : NULL;
  g_autoptr (LabAuditResult) result
      = newest != NULL ? lab_store_load_audit (store, newest->number, NULL) : NULL;

  if (result == NULL)
    {
      lab_audit_acts_take (self, subject);
      return;
    }
  lab_audit_acts_stop_reading (self);
  lab_audit_session_take_audited (self->audits, subject, result, newest->number);
  lab_audit_acts_show (self, LAB_AUDIT_PAGE_AUDIT);
}

static void
on_audit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditActs *self = user_data;
  int index = g_variant_get_int32 (parameter);
  LabRun *run = find_run (self, index);
  LabStore *store = lab_session_get_store (self->part.frame->session);
  g_autoptr (GError) error = NULL;

  if (run == NULL)
    {
      /* The page asks which run. */
      if (index < 0)
        lab_audit_acts_show (self, LAB_AUDIT_PAGE_CHOOSE);
      return;
    }
  if (lab_audit_acts_is_busy (self))
    return;
  /* The result is stored under the run's number, which the store assigns when it saves. */
  if (store != NULL && lab_run_get_number (run) == 0 && lab_run_get_iteration (run) > 0)
    lab_store_flush (store);
  g_autoptr (LabAuditSubject) subject = lab_audit_subject_new_for_run (run, &error);
  if (subject == NULL)
    lab_frame_say (self->part.frame, error->message);
  else
    take_run (self, run, subject);
}

static void
on_audit_known (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditActs *self = user_data;
  const char *name;
  guint bits;

  g_variant_get (parameter, "(&su)", &name, &bits);
  if (bits != 8 && bits != 16)
    {
      lab_frame_say (self->part.frame, _ ("Known ciphers are audited with 8 or 16 bits."));
      return;
    }
  if (lab_audit_acts_is_busy (self))
    return;
  for (guint kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    if (g_str_equal (name, nc_audit_known_get_name (kind)))
      {
        g_autoptr (LabAuditSubject) subject
            = lab_audit_subject_new_for_known (kind, bits, LAB_KNOWN_DIFFERENCE);
        lab_audit_acts_take (self, subject);
        return;
      }
  g_autofree char *sentence = g_strdup_printf (_ ("There is no known cipher “%s”."), name);
  lab_frame_say (self->part.frame, sentence);
}

static void
show_choice (gpointer user_data)
{
  lab_audit_acts_show (user_data, LAB_AUDIT_PAGE_CHOOSE);
}

/* Opens a stored study and lists its runs to choose from. */
static void
on_audit_study (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabAuditActs *self = user_data;
  gint64 number = g_variant_get_int64 (parameter);

  if (number == 0 || number == lab_desk_get_number (self->part.frame->desk))
    show_choice (self);
  else if (lab_session_get_store (self->part.frame->session) == NULL)
    lab_frame_say (self->part.frame, _ ("No store is open, so there are no saved studies."));
  else
    lab_desk_load (self->part.frame->desk, number, show_choice, NULL, self);
}

static void
on_pause (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_audit_session_pause (LAB_AUDIT_ACTS (user_data)->audits);
}

static void
on_resume (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_audit_session_resume (LAB_AUDIT_ACTS (user_data)->audits);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_audit_session_stop (LAB_AUDIT_ACTS (user_data)->audits);
}

static void
on_page (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LabAuditActs *self = user_data;
  const char *name = g_variant_get_string (state, NULL);
  gboolean has_any = lab_audit_session_get_facts (self->audits) != NULL;
  gboolean has_result = lab_audit_session_get_result (self->audits) != NULL;

  for (guint page = 0; page < LAB_AUDIT_N_PAGES; page++)
    if (g_str_equal (name, lab_audit_page_get_name (page)))
      {
        if ((page == LAB_AUDIT_PAGE_AUDIT && !has_any)
            || (page == LAB_AUDIT_PAGE_COMPARE && !has_result))
          lab_frame_say (self->part.frame, _ ("Choose what to audit first, or an earlier audit."));
        else
          lab_audit_acts_show (self, page);
        return;
      }
  lab_frame_say (self->part.frame,
                 _ ("The pages of the audit are “choose”, “audit”, “compare” and “known”."));
}

/* For the menu, which would show a radio mark beside an action with a state. */
static void
on_known_ciphers (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_audit_acts_show (user_data, LAB_AUDIT_PAGE_KNOWN);
}

static const GActionEntry entries[] = {
  { .name = "audit", .activate = on_audit, .parameter_type = "i" },
  { .name = "audit-known", .activate = on_audit_known, .parameter_type = "(su)" },
  { .name = "audit-page", .state = "'choose'", .parameter_type = "s", .change_state = on_page },
  { .name = "audit-pause", .activate = on_pause },
  { .name = "audit-resume", .activate = on_resume },
  { .name = "audit-stop", .activate = on_stop },
  { .name = "audit-study", .activate = on_audit_study, .parameter_type = "x" },
  { .name = "known-ciphers", .activate = on_known_ciphers },
};

static void
on_ended (LabAuditSession *audits, const char *sentence, LabAuditActs *self)
{
  lab_frame_say (self->part.frame, sentence);
  lab_audit_page_refresh (self->page);
}

static void
on_changed (LabAuditActs *self)
{
  LabAuditSession *audits = self->audits;
  LabFrame *frame = self->part.frame;

  lab_frame_set_enabled (frame, "audit-pause", lab_audit_session_can_pause (audits));
  lab_frame_set_enabled (frame, "audit-resume", lab_audit_session_can_resume (audits));
  lab_frame_set_enabled (frame, "audit-stop",
                         lab_audit_session_is_live (audits)
                             && !lab_audit_session_is_ending (audits));
}

/* The page changes by itself when there is nothing left to show. */
static void
on_shown (LabAuditActs *self)
{
  lab_frame_set_state (
      self->part.frame, "audit-page",
      g_variant_new_string (lab_audit_page_get_name (lab_audit_page_get_shown (self->page))));
}

static gboolean
is_live (gpointer audit)
{
  LabAuditState state = lab_audit_get_state (audit);

  return state == LAB_AUDIT_RUNNING || state == LAB_AUDIT_PAUSED;
}

static void
close_part (LabPart *part)
{
  LabAuditActs *self = LAB_AUDIT_ACTS (part);
  LabAudit *audit = lab_audit_session_get_audit (self->audits);

  lab_audit_acts_stop_reading (self);
  if (audit != NULL)
    lab_background_hold_while (audit, "notify::state", is_live);
  lab_audit_session_clear (self->audits);
}

GCancellable *
lab_audit_acts_begin_reading (LabAuditActs *self)
{
  lab_audit_acts_stop_reading (self);
  self->reading = g_cancellable_new ();
  return self->reading;
}

void
lab_audit_acts_stop_reading (LabAuditActs *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

gboolean
lab_audit_acts_is_reading (LabAuditActs *self)
{
  return self->reading != NULL;
}

LabAuditSession *
lab_audit_acts_get_session (LabAuditActs *self)
{
  return self->audits;
}

LabAuditPage *
lab_audit_acts_get_page (LabAuditActs *self)
{
  return self->page;
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabAuditActs *self = LAB_AUDIT_ACTS (part);

  self->page = lab_part_keep (self, g_object_ref_sink (g_object_new (LAB_TYPE_AUDIT_PAGE, NULL)));
  lab_frame_add_page (frame, GTK_WIDGET (self->page), "audit", _ ("Audit"), "lab-audit-symbolic");
  self->audits = lab_part_keep (self, lab_audit_session_new (frame->session));
  lab_audit_page_set_sessions (self->page, frame->session, self->audits);
  lab_part_follow (self, self->audits, "changed", G_CALLBACK (on_changed));
  g_signal_connect_object (self->audits, "ended", G_CALLBACK (on_ended), self, 0);
  lab_part_follow (self, self->page, "shown", G_CALLBACK (on_shown));
  on_changed (self);
}

static void
lab_audit_acts_finalize (GObject *object)
{
  LabAuditActs *self = LAB_AUDIT_ACTS (object);

  lab_audit_acts_stop_reading (self);
  G_OBJECT_CLASS (lab_audit_acts_parent_class)->finalize (object);
}

static void
lab_audit_acts_class_init (LabAuditActsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_audit_acts_finalize;
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
  LAB_PART_CLASS (klass)->close = close_part;
}

static void
lab_audit_acts_init (LabAuditActs *self)
{
}

LabAuditActs *
lab_audit_acts_new (void)
{
  return g_object_new (LAB_TYPE_AUDIT_ACTS, NULL);
}
