/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page “Audit”: a trained run attacked, paused, stopped, attacked to the end, kept
 * in the store and opened again, exported, compared and deleted; what cannot be audited
 * says why.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "app-test-util.h"
#include "app/audit/lab-audit-card.h"
#include "app/audit/lab-audit-export.h"
#include "app/audit/lab-audit-page.h"
#include "app/plot/lab-picture-view.h"
#include "lab/store/lab-store-audits.h"
#include "lab/audit/lab-instrument.h"

#define STUDY "bob-bob1-bob2"
/* Patiences of half a minute in which a whole audit must end. */
#define N_PATIENCES 4

static gboolean
is_enabled (LabWindow *window, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static gboolean
has_result (LabWindow *window, gpointer user_data)
{
  return is_enabled (window, "export-audit");
}

/* Or after half a minute: an audit is long where much else is at work. */
static gboolean
has_result_or_time (LabWindow *window, gpointer user_data)
{
  return has_result (window, NULL) || g_get_monotonic_time () > *(gint64 *) user_data;
}

static void
wait_for_result (LabWindow *window)
{
  for (guint i = 0; i < N_PATIENCES && !has_result (window, NULL); i++)
    {
      gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
      test_wait (window, has_result_or_time, &end, "the audit");
    }
  g_assert_true (has_result (window, NULL));
}

static LabAuditPage *
get_page (LabWindow *window)
{
  return LAB_AUDIT_PAGE (test_find (window, LAB_TYPE_AUDIT_PAGE, NULL));
}

static LabAuditCard *
get_card (LabWindow *window, LabInstrument instrument)
{
  return lab_audit_view_get_card (lab_audit_page_get_view (get_page (window)), instrument);
}

static const char *
get_state (LabWindow *window, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), action);

  return g_intern_string (g_variant_get_string (state, NULL));
}

static GPtrArray *
list_audits (LabWindow *window)
{
  LabStore *store = lab_session_get_store (lab_window_get_session (window));
  g_autoptr (GError) error = NULL;
  GPtrArray *audits = lab_store_list_audits (store, 0, &error);

  g_assert_no_error (error);
  return audits;
}

/* A small study with its first run trained, the others not begun. */
static LabWindow *
open_trained (const char *path)
{
  LabWindow *window = test_open_store (path, STUDY);

  test_set (window, "parties.key-bits", "8");
  test_set (window, "training.rounds", "1");
  test_set (window, "training.iterations", "300");
  test_set (window, "training.batch", "64");
  test_act (window, "select", g_variant_new_int32 (0));
  test_act (window, "start", NULL);
  for (guint i = 0; i < 2000 && !lab_run_is_ended (test_get_run (window, 0)); i++)
    test_pass (10);
  g_assert_cmpint (lab_run_get_state (test_get_run (window, 0)), ==, LAB_RUN_FINISHED);
  g_assert_cmpuint (test_get_length (window, 1), ==, 0);
  return window;
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *label = test_find_label (widget, title);

  return label != NULL ? gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW) : NULL;
}

static void
test_choice (void)
{
  g_autofree char *path = test_get_path ("choice.db");
  LabWindow *window = open_trained (path);
  GtkWidget *trained, *fresh;

  g_assert_false (is_enabled (window, "audit-start"));
  g_assert_false (is_enabled (window, "export-audit"));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "view",
                                      g_variant_new_string ("audit"));
  test_pass (300);
  trained = find_row (GTK_WIDGET (get_page (window)), "Bob");
  fresh = find_row (GTK_WIDGET (get_page (window)), "Bob1");
  g_assert_nonnull (trained);
  g_assert_nonnull (fresh);
  g_assert_true (gtk_widget_get_sensitive (trained));
  g_assert_false (gtk_widget_get_sensitive (fresh));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (fresh), "Train it first"));

  /* By its number, too, it is refused in a sentence. */
  test_act (window, "audit", g_variant_new_int32 (1));
  g_assert_false (is_enabled (window, "audit-start"));
  g_assert_nonnull (lab_window_get_sentence (window));
  test_act (window, "audit", g_variant_new_int32 (7));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "no run 7"));
  test_act (window, "audit", g_variant_new_int32 (0));
  g_assert_true (is_enabled (window, "audit-start"));
  g_assert_cmpstr (get_state (window, "view"), ==, "audit");
  g_assert_cmpstr (get_state (window, "audit-page"), ==, "audit");
  test_close (window);
}

static gboolean
works (LabWindow *window, gpointer user_data)
{
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    if (lab_audit_card_get_finding (get_card (window, i)) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_done_one (LabWindow *window, gpointer user_data)
{
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_card_get_finding (get_card (window, i));
      if (finding != NULL && lab_finding_is_complete (finding))
        return TRUE;
    }
  return FALSE;
}

static gboolean
can_resume (LabWindow *window, gpointer user_data)
{
  return is_enabled (window, "audit-resume");
}

static gboolean
can_start (LabWindow *window, gpointer user_data)
{
  return is_enabled (window, "audit-start");
}

static void
set_quick (LabWindow *window)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), "audit-depth",
                                      g_variant_new_string ("quick"));
}

static void
check_export (LabWindow *window, const char *name, const char *begins)
{
  g_autofree char *path = test_get_path (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  test_act (window, "export-audit-to", g_variant_new_string (path));
  test_wait (window, test_no_exports, NULL, "the export");
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, begins));
}

static void
check_exports (LabWindow *window)
{
  g_autofree char *folder = test_get_path ("nowhere/audit.pdf");

  check_export (window, "audit.pdf", "%PDF");
  check_export (window, "audit.html", "<!");
  check_export (window, "audit.json", "{");
  test_act (window, "export-audit-to", g_variant_new_string (folder));
  test_wait (window, test_no_exports, NULL, "the export to fail");
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "Nothing was changed"));
}

static void
check_file (const char *path, const char *begins)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, begins));
}

/* A name that is given its ending replaces nothing unasked; one that the file dialog
 * has asked about is not asked about again. */
static void
check_replaces (LabWindow *window)
{
  g_autofree char *stem = test_get_path ("mine");
  g_autofree char *pdf = g_strconcat (stem, ".pdf", NULL);
  g_autofree char *html = g_strconcat (stem, ".html", NULL);

  lab_audit_export_write (lab_window_get_part (window, LAB_TYPE_AUDIT_EXPORT), stem, "pdf");
  g_assert_null (test_find_question ());
  test_wait (window, test_no_exports, NULL, "the export");
  check_file (pdf, "%PDF");
  g_assert_true (g_file_set_contents (html, "mine", -1, NULL));
  /* The proposed ending, and another format. */
  lab_audit_export_write (lab_window_get_part (window, LAB_TYPE_AUDIT_EXPORT), pdf, "html");
  test_pass (300);
  test_answer ("cancel");
  test_wait (window, test_no_exports, NULL, "no export");
  check_file (html, "mine");
  check_file (pdf, "%PDF");
  lab_audit_export_write (lab_window_get_part (window, LAB_TYPE_AUDIT_EXPORT), stem, "html");
  test_pass (300);
  test_answer ("replace");
  test_wait (window, test_no_exports, NULL, "the export");
  check_file (html, "<!");
  /* What was typed says more than the format that stands there. */
  lab_audit_export_write (lab_window_get_part (window, LAB_TYPE_AUDIT_EXPORT), html, "pdf");
  g_assert_null (test_find_question ());
  test_wait (window, test_no_exports, NULL, "the export");
  check_file (html, "<!");
}

static void
show_page (LabWindow *window, const char *name)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), "audit-page",
                                      g_variant_new_string (name));
  g_assert_cmpstr (get_state (window, "audit-page"), ==, name);
}

/* Only the audit that is seen. */
static void
check_export_pages (LabWindow *window)
{
  static const char *const others[] = { "choose", "known", "compare" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      show_page (window, others[i]);
      g_assert_false (is_enabled (window, "export"));
      g_assert_false (is_enabled (window, "export-audit"));
    }
  show_page (window, "audit");
  g_assert_true (is_enabled (window, "export"));
  g_assert_true (is_enabled (window, "export-audit"));
}

/* The row of an audited run leads to what was found, and to another audit of it. */
static void
check_audited_row (LabWindow *window, LabAuditVerdict verdict)
{
  const char *title = lab_audit_verdict_get_title (verdict);
  GtkWidget *page = GTK_WIDGET (get_page (window));

  /* Something else is at hand. */
  test_act (window, "audit-known", g_variant_new ("(su)", "clear", 8));
  g_assert_false (is_enabled (window, "export-audit"));
  test_act (window, "audit", g_variant_new_int32 (0));
  test_pass (300);
  g_assert_true (is_enabled (window, "export-audit"));
  g_assert_true (is_enabled (window, "audit-start"));
  g_assert_nonnull (test_find_label (page, "Deepen (about "));
  g_assert_nonnull (test_find_label (page, title));
  show_page (window, "choose");
  test_pass (300);
  g_assert_nonnull (test_find_label (find_row (page, "Bob"), title));
  show_page (window, "audit");
}

/* The least height is one for every width, as GTK takes it, and what is given is what the picture
 * wants at its width (480: higher would not fit on a screen). */
static void
check_height (LabPictureView *view)
{
  GtkWidget *widget = GTK_WIDGET (view);
  PlotPicture *picture = lab_picture_view_get_picture (view);
  int width = gtk_widget_get_width (widget);
  int least, wide, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 8192, &wide, NULL, NULL, NULL);
  g_assert_cmpint (least, ==, wide);
  natural = (int) ceil (CLAMP (plot_picture_get_height (picture, width), least, 480));
  g_assert_cmpint (gtk_widget_get_height (widget), ==, natural);
}

/* Each card has found something, and draws it. */
static void
check_cards (LabWindow *window)
{
  test_pass (300);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabAuditCard *card = get_card (window, i);
      LabPictureView *view
          = LAB_PICTURE_VIEW (test_find (GTK_WIDGET (card), LAB_TYPE_PICTURE_VIEW, NULL));

      g_test_message ("%s", lab_instrument_get_title (i));
      g_assert_nonnull (lab_audit_card_get_finding (card));
      g_assert_nonnull (lab_picture_view_get_picture (view));
      check_height (view);
      g_assert_nonnull (test_find_label (GTK_WIDGET (card), lab_instrument_get_title (i)));
      g_assert_null (test_find_label (GTK_WIDGET (card), "waiting"));
    }
}

/* Paused, it finds nothing more; stopped, what was done is kept and said to be a part. */
static void
check_pause_and_stop (LabWindow *window)
{
  guint n_found = 0, n_later = 0, n_kept = 0;

  test_act (window, "audit", g_variant_new_int32 (0));
  set_quick (window);
  test_act (window, "audit-start", NULL);
  g_assert_false (is_enabled (window, "audit-start"));
  test_wait (window, has_done_one, NULL, "an instrument to be done");
  test_act (window, "audit-pause", NULL);
  test_wait (window, can_resume, NULL, "the pause");
  test_pass (300);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    n_found += lab_audit_card_get_finding (get_card (window, i)) != NULL;
  test_pass (500);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    n_later += lab_audit_card_get_finding (get_card (window, i)) != NULL;
  g_assert_cmpuint (n_later, ==, n_found);
  /* Another one has to wait. */
  test_act (window, "audit-known", g_variant_new ("(su)", "clear", 8));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "is being audited"));
  test_act (window, "audit-resume", NULL);
  g_assert_false (is_enabled (window, "audit-resume"));
  g_assert_true (is_enabled (window, "audit-pause"));
  test_act (window, "audit-stop", NULL);
  test_wait (window, can_start, NULL, "the stop");
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "had finished and are saved"));
  g_autoptr (GPtrArray) audits = list_audits (window);
  g_assert_cmpuint (audits->len, ==, 1);
  gint64 number = ((LabStoredAudit *) audits->pdata[0])->number;
  g_autoptr (LabAuditResult) part = lab_store_load_audit (
      lab_session_get_store (lab_window_get_session (window)), number, NULL);
  g_assert_nonnull (part);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    n_kept += lab_audit_result_get_finding (part, i) != NULL;
  g_assert_cmpuint (n_kept, >, 0);
  g_assert_cmpuint (n_kept, <, LAB_N_INSTRUMENTS);
  g_assert_cmpuint (((LabStoredAudit *) audits->pdata[0])->n_measured, ==, n_kept);
  g_autofree char *sentence = lab_audit_result_get_sentence (part);
  g_assert_nonnull (strstr (sentence, "not measured"));
  test_pass (300);
  g_assert_nonnull (test_find_label (GTK_WIDGET (get_page (window)), sentence));
  /* The next one is kept beside it; it is not needed any more. */
  test_act (window, "delete-audit", g_variant_new_int64 (number));
  test_act (window, "audit", g_variant_new_int32 (0));
}

static void
check_stored (LabWindow *window, LabAuditVerdict *verdict)
{
  g_autoptr (GPtrArray) audits = list_audits (window);
  LabStoredAudit *stored;

  g_assert_cmpuint (audits->len, ==, 1);
  stored = audits->pdata[0];
  g_assert_cmpstr (stored->label, ==, "Bob");
  g_assert_cmpint (stored->depth, ==, LAB_AUDIT_QUICK);
  g_assert_cmpuint (stored->iterations, ==, 300);
  g_assert_cmpint (stored->run, >, 0);
  g_assert_cmpint (stored->verdict, !=, LAB_AUDIT_INCOMPLETE);
  *verdict = stored->verdict;
}

static void
check_deletes (LabWindow *window, gint64 number)
{
  g_autoptr (GPtrArray) none = NULL, back = NULL;

  test_act (window, "delete-audit", g_variant_new_int64 (number));
  none = list_audits (window);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (get_state (window, "audit-page"), ==, "choose");
  test_act (window, "undo", NULL);
  back = list_audits (window);
  g_assert_cmpuint (back->len, ==, 1);
}

static void
check_reopened (const char *path, LabAuditVerdict verdict)
{
  LabWindow *window = test_open_store (path, STUDY);
  g_autoptr (GPtrArray) audits = list_audits (window);
  g_autofree char *other = test_get_path ("audit.json");
  g_autofree char *pipe = test_get_path ("pipe.json");
  LabStoredAudit *stored;

  g_assert_cmpuint (audits->len, ==, 1);
  stored = audits->pdata[0];
  test_act (window, "show-audit", g_variant_new_int64 (stored->number));
  check_cards (window);
  g_assert_false (is_enabled (window, "audit-start"));
  g_assert_nonnull (
      test_find_label (GTK_WIDGET (get_page (window)), lab_audit_verdict_get_title (verdict)));

  /* Beside itself neither is worse. */
  test_act (window, "audit-compare-with", g_variant_new_string (other));
  test_pass (300);
  g_assert_cmpstr (get_state (window, "audit-page"), ==, "compare");
  g_assert_nonnull (test_find_label (GTK_WIDGET (get_page (window)), "Neither is worse"));
  test_act (window, "audit-compare-with", g_variant_new_string (path));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "reopened.db"));
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0); /* nobody will ever write into it */
  test_act (window, "audit-compare-with", g_variant_new_string (pipe));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "not a file"));
  check_deletes (window, stored->number);
  test_close (window);
}

static void
test_whole (void)
{
  g_autofree char *path = test_get_path ("reopened.db");
  LabWindow *window = open_trained (path);
  LabAuditVerdict verdict;

  check_pause_and_stop (window);
  test_act (window, "audit-start", NULL);
  wait_for_result (window);
  check_cards (window);
  check_stored (window, &verdict);
  check_exports (window);
  check_replaces (window);
  check_export_pages (window);
  check_audited_row (window, verdict);
  test_close (window);
  check_reopened (path, verdict);
}

static const char *
get_subject (LabWindow *window)
{
  const LabAuditFacts *facts = lab_audit_session_get_facts (
      lab_audit_acts_get_session (lab_window_get_part (window, LAB_TYPE_AUDIT_ACTS)));

  return facts != NULL ? facts->label : NULL;
}

static gboolean
is_read (LabWindow *window, gpointer user_data)
{
  return !lab_audit_acts_is_reading (lab_window_get_part (window, LAB_TYPE_AUDIT_ACTS));
}

/* A file is read beside the window; what is chosen meanwhile takes its place. */
static void
test_weights_file (void)
{
  g_autofree char *path = test_get_path ("weights.db");
  g_autofree char *file = test_get_path ("bob.safetensors");
  g_autofree char *missing = test_get_path ("missing.safetensors");
  LabWindow *window = open_trained (path);

  test_act (window, "export-weights-to", g_variant_new ("(is)", 0, file));
  test_wait (window, test_no_exports, NULL, "the export");
  test_act (window, "audit-weights-from", g_variant_new_string (file));
  g_assert_false (is_read (window, NULL));
  test_wait (window, is_read, NULL, "the weights");
  g_assert_cmpstr (get_subject (window), ==, "bob.safetensors");
  g_assert_true (is_enabled (window, "audit-start"));

  test_act (window, "audit-weights-from", g_variant_new_string (missing));
  test_wait (window, is_read, NULL, "the missing file");
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "missing.safetensors"));
  g_assert_cmpstr (get_subject (window), ==, "bob.safetensors");

  test_act (window, "audit-weights-from", g_variant_new_string (file));
  test_act (window, "audit-known", g_variant_new ("(su)", "pad-exact", 8));
  g_assert_true (is_read (window, NULL));
  test_pass (500);
  g_assert_cmpstr (get_subject (window), !=, "bob.safetensors");
  test_act (window, "audit-weights-from", g_variant_new_string (file));
  test_close (window);
}

/* The window goes, and what is at work ends. */
static void
test_closes_while_at_work (void)
{
  g_autofree char *path = test_get_path ("closes.db");
  LabWindow *window = test_open_store (path, STUDY);

  test_act (window, "audit-known", g_variant_new ("(su)", "pad-exact", 8));
  test_act (window, "audit-start", NULL);
  test_wait (window, works, NULL, "a finding");
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/choice", test_choice);
  g_test_add_func ("/audit/whole", test_whole);
  g_test_add_func ("/audit/weights-file", test_weights_file);
  g_test_add_func ("/audit/closes-while-at-work", test_closes_while_at_work);
  return g_test_run ();
}
