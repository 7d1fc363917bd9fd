/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows about audits. They display and navigate only.
 */
#include "config.h"

#include "app/audit/lab-audit-rows.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-light.h"
#include "app/audit/lab-audit-labels.h"
#include "app/widgets/lab-words.h"

#define DOT 12

GtkWidget *
lab_audit_row_new (const char *title, const char *subtitle, const char *action, GVariant *target)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *line = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  /* A name may contain markup characters. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? line : NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  return row;
}

void
lab_audit_row_add_verdict (GtkWidget *row, LabAuditVerdict verdict)
{
  LabAuditLight *light = lab_audit_light_new (DOT);

  lab_audit_light_show (light, lab_audit_verdict_get_light (verdict),
                        lab_audit_verdict_get_title (verdict));
  lab_audit_light_add_word_class (light, "caption-heading");
  gtk_widget_set_valign (GTK_WIDGET (light), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (light));
}

void
lab_audit_row_add_arrow (GtkWidget *row)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
}

/* The depth and, unless all instruments were used, how many. */
static char *
describe_measured (const LabStoredAudit *stored)
{
  const char *depth = lab_audit_labels_for_depth (stored->depth);

  if (stored->n_measured >= LAB_N_INSTRUMENTS)
    return g_strdup (depth);
  return g_strdup_printf (_ ("%s, %u of %u instruments"), depth, stored->n_measured,
                          (guint) LAB_N_INSTRUMENTS);
}

GtkWidget *
lab_audit_row_new_stored (LabStoredAudit *stored, const char *action)
{
  g_autofree char *date = lab_audit_labels_for_date (stored->created);
  g_autofree char *measured = describe_measured (stored);
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  if (stored->iterations > 0)
    {
      g_autofree char *count = lab_words_for_count (stored->iterations);
      subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s · %s · after %s iteration",
                                               "%s · %s · after %s iterations",
                                               (gulong) stored->iterations),
                                  date, measured, count);
    }
  else
    subtitle = g_strdup_printf ("%s · %s", date, measured);
  row = lab_audit_row_new (stored->label, subtitle, action, g_variant_new_int64 (stored->number));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  lab_audit_row_add_verdict (row, stored->verdict);
  return row;
}

GtkWidget *
lab_audit_row_new_run (LabRun *run, guint index, gboolean is_audited)
{
  LabExperiment *experiment = lab_run_get_experiment (run);
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  guint64 iterations = lab_run_get_iteration (run);
  g_autofree char *model = lab_experiment_describe_model (experiment, NC_BOB);
  g_autofree char *count = lab_words_for_count (iterations);
  g_autofree char *subtitle
      = iterations == 0
            ? g_strdup_printf (_ ("%s · N = %u · n = %u · not trained yet"), model, setup->key_bits,
                               setup->key_difference)
            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s · N = %u · n = %u · %s iteration",
                                            "%s · N = %u · n = %u · %s iterations",
                                            (gulong) iterations),
                               model, setup->key_bits, setup->key_difference, count);
  /* With an action set, the row would become sensitive again. */
  GtkWidget *row
      = lab_audit_row_new (lab_run_get_label (run), subtitle, iterations > 0 ? "win.audit" : NULL,
                           g_variant_new_int32 ((int) index));

  gtk_widget_set_sensitive (row, iterations > 0);
  gtk_widget_set_tooltip_text (
      row, iterations == 0 ? _ ("Train it first: untrained networks have nothing to attack")
           : is_audited    ? _ ("Open its latest audit; you can audit it again from there")
                           : _ ("Attack its networks as they are now"));
  return row;
}
