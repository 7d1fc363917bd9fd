/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists what can be audited, and earlier audits. Lists are rebuilt only when their content
 * changes, so that the focus stays.
 */
#include "config.h"

#include "app/audit/lab-audit-choice.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-rows.h"
#include "app/audit/lab-audit-labels.h"
#include "app/widgets/lab-column-layout.h"

/* Seconds between updates while runs train. */
#define PERIOD 2
#define WIDTH 1180
/* Of a column, at least: where there is no room for two, earlier audits stand below the runs. */
#define COLUMN 500

struct _LabAuditChoice
{
  AdwBin parent_instance;

  LabSession *session;
  LabAuditSession *audits;
  guint source;
  guint period_source;
  char *runs_text; /* content of the lists */
  char *earlier_text;
  GPtrArray *stored; /* (element-type LabStoredAudit) (nullable): newest first */

  AdwPreferencesGroup *current;
  GtkWidget *current_row; /* nullable */
  AdwPreferencesGroup *runs;
  GPtrArray *run_rows; /* borrowed */
  AdwPreferencesGroup *earlier;
  GPtrArray *earlier_rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (LabAuditChoice, lab_audit_choice, ADW_TYPE_BIN)

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

/* A line that cannot be chosen. */
static GtkWidget *
make_note (const char *text)
{
  GtkWidget *row = lab_audit_row_new (text, NULL, NULL, NULL);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "dim-label");
  return row;
}

/* FALSE if @text is unchanged; otherwise keeps it. */
static gboolean
is_new (char **former, const GString *text)
{
  if (g_strcmp0 (*former, text->str) == 0)
    return FALSE;
  g_free (*former);
  *former = g_strdup (text->str);
  return TRUE;
}

/* (nullable): the newest audit of a run; @number: the run's in the store, or 0 */
static LabStoredAudit *
find_audit (LabAuditChoice *self, gint64 number)
{
  for (guint i = 0; number != 0 && self->stored != NULL && i < self->stored->len; i++)
    if (((LabStoredAudit *) self->stored->pdata[i])->run == number)
      return self->stored->pdata[i];
  return NULL;
}

static void
show_runs (LabAuditChoice *self)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      LabStoredAudit *audit = find_audit (self, lab_run_get_number (runs->pdata[i]));
      g_string_append_printf (text, "%s\n%" G_GUINT64_FORMAT "\n%" G_GINT64_FORMAT "\n",
                              lab_run_get_label (runs->pdata[i]),
                              lab_run_get_iteration (runs->pdata[i]),
                              audit != NULL ? audit->number : 0);
    }
  if (!is_new (&self->runs_text, text))
    return;
  clear_rows (self->runs, self->run_rows);
  for (guint i = 0; i < runs->len; i++)
    {
      LabStoredAudit *audit = find_audit (self, lab_run_get_number (runs->pdata[i]));
      GtkWidget *row = lab_audit_row_new_run (runs->pdata[i], i, audit != NULL);
      if (audit != NULL)
        lab_audit_row_add_verdict (row, audit->verdict);
      if (lab_run_get_iteration (runs->pdata[i]) > 0)
        lab_audit_row_add_arrow (row);
      add_row (self->runs, self->run_rows, row);
    }
  if (runs->len == 0)
    add_row (self->runs, self->run_rows, make_note (_ ("The open study has no runs.")));
}

static void
add_stored (LabAuditChoice *self, LabStoredAudit *stored)
{
  GtkWidget *row = lab_audit_row_new_stored (stored, "win.show-audit");
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Delete the audit of %s"), stored->label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Delete this audit"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.delete-audit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", stored->number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_row (self->earlier, self->earlier_rows, row);
}

static void
show_earlier (LabAuditChoice *self, const GError *error)
{
  LabStore *store = lab_session_get_store (self->session);
  GPtrArray *stored = self->stored;
  g_autoptr (GString) text = g_string_new (error != NULL ? error->message : "");

  for (guint i = 0; stored != NULL && i < stored->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "\n",
                            ((LabStoredAudit *) stored->pdata[i])->number);
  g_string_append_printf (text, "%d", store != NULL);
  if (!is_new (&self->earlier_text, text))
    return;
  clear_rows (self->earlier, self->earlier_rows);
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    add_stored (self, stored->pdata[i]);
  if (self->earlier_rows->len == 0)
    add_row (
        self->earlier, self->earlier_rows,
        make_note (
            error != NULL ? error->message
            : store == NULL
                ? _ ("No store is open, so audits are not saved.")
                : _ ("None yet. Finished audits are kept here, with their pictures and numbers.")));
}

/* The running audit, or the one viewed last. */
static void
show_current (LabAuditChoice *self)
{
  const LabAuditFacts *facts = lab_audit_session_get_facts (self->audits);
  LabAuditResult *result = lab_audit_session_get_result (self->audits);
  gboolean live = lab_audit_session_is_live (self->audits);
  LabStoredAudit *newest = facts != NULL && !live ? find_audit (self, facts->run) : NULL;
  const char *state = live                               ? _ ("being audited")
                      : result != NULL || newest != NULL ? NULL
                                                         : _ ("not audited yet");

  if (self->current_row != NULL)
    adw_preferences_group_remove (self->current, self->current_row);
  self->current_row = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->current), facts != NULL);
  if (facts == NULL)
    return;
  g_autofree char *words = lab_audit_labels_for_facts (facts);
  g_autofree char *subtitle
      = state != NULL ? g_strdup_printf ("%s · %s", words, state) : g_strdup (words);
  self->current_row = lab_audit_row_new (facts->label, subtitle, "win.audit-page",
                                         g_variant_new_string ("audit"));
  if (result != NULL)
    lab_audit_row_add_verdict (self->current_row, lab_audit_result_get_verdict (result));
  else if (newest != NULL)
    lab_audit_row_add_verdict (self->current_row, newest->verdict);
  lab_audit_row_add_arrow (self->current_row);
  adw_preferences_group_add (self->current, self->current_row);
}

static gboolean
on_due (gpointer user_data)
{
  LabAuditChoice *self = user_data;

  LabStore *store = lab_session_get_store (self->session);
  g_autoptr (GError) error = NULL;

  self->source = 0;
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  if (store != NULL)
    self->stored = lab_store_list_audits (store, 0, &error);
  show_current (self);
  show_runs (self);
  show_earlier (self, error);
  return G_SOURCE_REMOVE;
}

void
lab_audit_choice_refresh (LabAuditChoice *self)
{
  g_return_if_fail (LAB_IS_AUDIT_CHOICE (self));

  if (self->session != NULL && self->source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_idle_add (on_due, self);
}

static gboolean
on_period (gpointer user_data)
{
  LabAuditChoice *self = user_data;

  show_runs (self);
  return G_SOURCE_CONTINUE;
}

static void
lab_audit_choice_map (GtkWidget *widget)
{
  LabAuditChoice *self = LAB_AUDIT_CHOICE (widget);

  GTK_WIDGET_CLASS (lab_audit_choice_parent_class)->map (widget);
  if (self->session == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  on_due (self);
  self->period_source = g_timeout_add_seconds (PERIOD, on_period, self);
}

static void
lab_audit_choice_unmap (GtkWidget *widget)
{
  LabAuditChoice *self = LAB_AUDIT_CHOICE (widget);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->period_source, g_source_remove);
  GTK_WIDGET_CLASS (lab_audit_choice_parent_class)->unmap (widget);
}

void
lab_audit_choice_set_sessions (LabAuditChoice *self, LabSession *session, LabAuditSession *audits)
{
  g_return_if_fail (LAB_IS_AUDIT_CHOICE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->audits = g_object_ref (audits);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (lab_audit_choice_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (lab_audit_choice_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (audits, "changed", G_CALLBACK (lab_audit_choice_refresh), self,
                           G_CONNECT_SWAPPED);
}

static void
lab_audit_choice_dispose (GObject *object)
{
  LabAuditChoice *self = LAB_AUDIT_CHOICE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->period_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->audits);
  G_OBJECT_CLASS (lab_audit_choice_parent_class)->dispose (object);
}

static void
lab_audit_choice_finalize (GObject *object)
{
  LabAuditChoice *self = LAB_AUDIT_CHOICE (object);

  g_ptr_array_unref (self->run_rows);
  g_ptr_array_unref (self->earlier_rows);
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  g_free (self->runs_text);
  g_free (self->earlier_text);
  G_OBJECT_CLASS (lab_audit_choice_parent_class)->finalize (object);
}

static void
lab_audit_choice_class_init (LabAuditChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_audit_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = lab_audit_choice_finalize;
  widget_class->map = lab_audit_choice_map;
  widget_class->unmap = lab_audit_choice_unmap;
  gtk_widget_class_set_css_name (widget_class, "labauditchoice");
}

static AdwPreferencesGroup *
add_group (GtkWidget *column, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (group));
  return group;
}

static void
add_others (AdwPreferencesGroup *group)
{
  GtkWidget *weights = lab_audit_row_new (
      _ ("A Weights File…"), _ ("networks from an exported file"), "win.audit-weights", NULL);
  GtkWidget *known
      = lab_audit_row_new (_ ("Known Ciphers…"), _ ("how these instruments were calibrated"),
                           "win.audit-page", g_variant_new_string ("known"));

  lab_audit_row_add_arrow (weights);
  lab_audit_row_add_arrow (known);
  adw_preferences_group_add (group, weights);
  adw_preferences_group_add (group, known);
}

static void
lab_audit_choice_init (LabAuditChoice *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->run_rows = g_ptr_array_new ();
  self->earlier_rows = g_ptr_array_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  gtk_widget_set_layout_manager (columns, lab_column_layout_new (COLUMN, 2, 24));
  gtk_box_append (GTK_BOX (columns), left);
  gtk_box_append (GTK_BOX (columns), right);
  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_widget_set_margin_top (page, 12);
  gtk_widget_set_margin_bottom (page, 18);

  /* Above both, so that the headings below are on one line. */
  self->current = add_group (page, _ ("Current audit"), NULL);
  gtk_box_append (GTK_BOX (page), columns);
  self->runs = add_group (left, _ ("Runs of the open study"),
                          _ ("Is it encryption at all? Attacks and other instruments say what they "
                             "find in the trained networks. Finding nothing proves nothing."));
  add_others (add_group (left, _ ("Other ciphers and networks"), NULL));
  self->earlier = add_group (right, _ ("Earlier audits"), NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}
