/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runs of one curve in the list. Counts outcomes as the report does; changes nothing.
 */
#include "config.h"

#include "app/training/lab-run-groups.h"

#include <glib/gi18n.h>

#include "app/training/lab-run-row.h"
#include "report/replay/report-summary.h"

static LabRunRow *
get_row (GtkListBox *list, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, index);

  return row != NULL ? LAB_RUN_ROW (row) : NULL;
}

void
lab_run_groups_form (GtkListBox *list, LabSession *session)
{
  LabStudy *study = lab_session_get_study (session);
  g_autoptr (GHashTable) sizes = g_hash_table_new (NULL, NULL);
  LabRunRow *row;

  for (int i = 0; (row = get_row (list, i)) != NULL; i++)
    {
      gpointer curve = GUINT_TO_POINTER (lab_study_get_curve (study, lab_run_row_get_run (row)));
      guint size = GPOINTER_TO_UINT (g_hash_table_lookup (sizes, curve));

      g_hash_table_insert (sizes, curve, GUINT_TO_POINTER (size + 1));
    }
  for (int i = 0; (row = get_row (list, i)) != NULL; i++)
    {
      guint curve = lab_study_get_curve (study, lab_run_row_get_run (row));
      guint size = GPOINTER_TO_UINT (g_hash_table_lookup (sizes, GUINT_TO_POINTER (curve)));

      lab_run_row_set_group (row, size > 1 ? curve : LAB_RUN_ROW_ALONE);
    }
}

/* Takes @words. */
static void
add_outcome (GString *text, guint n, char *words, gboolean *is_first)
{
  if (n > 0)
    {
      g_string_append (text, *is_first ? " · " : ", ");
      g_string_append (text, words);
      *is_first = FALSE;
    }
  g_free (words);
}

char *
lab_run_groups_describe (GPtrArray *runs)
{
  g_autoptr (GString) text = g_string_new (lab_run_get_label (runs->pdata[0]));
  guint counts[REPORT_N_OUTCOMES] = { 0 };
  gboolean is_first = TRUE;
  guint n_ended, n;

  for (guint i = 0; i < runs->len; i++)
    counts[report_outcome_find (runs->pdata[i])]++;
  n_ended = runs->len - counts[REPORT_OUTCOME_UNFINISHED];
  g_string_append (text, " · ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u seed", "%u seeds", runs->len),
                          runs->len);
  if (n_ended > 0 && n_ended < runs->len)
    g_string_append_printf (text, _ (", %u ended"), n_ended);
  /* Translators: in how many of a curve's runs; likewise below. */
  n = counts[REPORT_OUTCOME_ZERO];
  add_outcome (text, n, g_strdup_printf (_ ("Bob decrypts in %u"), n), &is_first);
  n = counts[REPORT_OUTCOME_PLATEAU];
  add_outcome (text, n, g_strdup_printf (_ ("settles above zero in %u"), n), &is_first);
  n = counts[REPORT_OUTCOME_MOVING];
  add_outcome (text, n, g_strdup_printf (_ ("is still learning in %u"), n), &is_first);
  n = counts[REPORT_OUTCOME_GUESSING];
  add_outcome (text, n, g_strdup_printf (_ ("guesses in %u"), n), &is_first);
  n = counts[REPORT_OUTCOME_DIVERGED];
  add_outcome (text, n, g_strdup_printf (_ ("diverged in %u"), n), &is_first);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  guint group = lab_run_row_get_group (LAB_RUN_ROW (row));
  GtkWidget *header = gtk_list_box_row_get_header (row);
  g_autoptr (GPtrArray) runs = NULL;
  g_autofree char *text = NULL;
  LabRunRow *other;

  if (group == LAB_RUN_ROW_ALONE
      || (before != NULL && lab_run_row_get_group (LAB_RUN_ROW (before)) == group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (header == NULL)
    {
      header = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_label_set_ellipsize (GTK_LABEL (header), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (header, "group");
      gtk_list_box_row_set_header (row, header);
    }
  runs = g_ptr_array_new ();
  for (int i = 0; (other = get_row (user_data, i)) != NULL; i++)
    if (lab_run_row_get_group (other) == group)
      g_ptr_array_add (runs, lab_run_row_get_run (other));
  text = lab_run_groups_describe (runs);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (header)), text) != 0)
    gtk_label_set_text (GTK_LABEL (header), text);
}

void
lab_run_groups_attach (GtkListBox *list)
{
  gtk_list_box_set_header_func (list, update_header, list, NULL);
}
