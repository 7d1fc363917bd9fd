/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits that do not come to their end: pause, stop, cancelling and letting go take
 * effect within milliseconds, and what was complete is kept.
 */
#include <math.h>

#include "audit-fixture.h"
#include "lab-fixture.h"

/* One of Eves who learn for many seconds. */
static LabAudit *
make_long_audit (LabAuditSubject *subject, guint32 others, guint n_threads)
{
  const LabAuditOptions options = {
    .depth = LAB_AUDIT_FULL,
    .instruments = BIT (FRESH_EVES) | others,
    .n_threads = n_threads,
  };

  return lab_audit_new (subject, &options);
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_state (LabAudit *audit, LabAuditState state)
{
  guint source = g_timeout_add (5, wake, NULL);
  gint64 end = g_get_monotonic_time () + FIXTURE_PATIENCE;

  while (lab_audit_get_state (audit) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

/* Curves that grow are shown, and what is incomplete is not in the result. */
static void
test_stop (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_PAD_EXACT);
  g_autoptr (LabAudit) audit = make_long_audit (subject, BIT (CHANNEL), 4);
  guint source = g_timeout_add (5, wake, NULL), n_rows = 0;
  LabAuditResult *result;
  gint64 start;

  lab_audit_start (audit);
  while (n_rows < 3 || lab_audit_get_instrument_progress (audit, LAB_INSTRUMENT_CHANNEL) < 1)
    {
      g_autoptr (LabFinding) finding = lab_audit_get_finding (audit, LAB_INSTRUMENT_FRESH_EVES);
      const LabFindingTable *table
          = finding != NULL ? lab_finding_get_table (finding, "wide-curves") : NULL;

      g_assert_true (finding == NULL || !lab_finding_is_complete (finding));
      g_assert_true (table == NULL || table->n_rows >= n_rows);
      n_rows = table != NULL ? table->n_rows : 0;
      g_main_context_iteration (NULL, TRUE);
    }
  start = g_get_monotonic_time ();
  lab_audit_stop (audit);
  wait_state (audit, LAB_AUDIT_STOPPED);
  g_test_message ("stopped after %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  result = lab_audit_get_result (audit);
  g_assert_nonnull (lab_audit_result_get_finding (result, LAB_INSTRUMENT_CHANNEL));
  g_assert_null (lab_audit_result_get_finding (result, LAB_INSTRUMENT_FRESH_EVES));
  g_assert_cmpfloat (lab_audit_get_progress (audit), <, 1);
  lab_audit_stop (audit); /* twice does no harm, nor does what comes too late */
  lab_audit_pause (audit);
  lab_audit_start (audit);
  g_assert_cmpint (lab_audit_get_state (audit), ==, LAB_AUDIT_STOPPED);
  g_source_remove (source);
}

static void
test_stop_before_start (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_PAD_EXACT);
  g_autoptr (LabAudit) audit = fixture_audit (subject, 0, 1);

  lab_audit_stop (audit);
  g_assert_cmpint (lab_audit_get_state (audit), ==, LAB_AUDIT_STOPPED);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_assert_null (lab_audit_result_get_finding (lab_audit_get_result (audit), i));
}

static void
test_pause (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_PAD_EXACT);
  g_autoptr (LabAudit) audit = make_long_audit (subject, 0, 2);
  double progress, seconds;

  g_assert_true (isnan (lab_audit_get_seconds_left (audit)));
  lab_audit_resume (audit); /* nothing is paused */
  g_assert_cmpint (lab_audit_get_state (audit), ==, LAB_AUDIT_READY);
  lab_audit_start (audit);
  while (lab_audit_get_progress (audit) == 0)
    fixture_idle (5);
  lab_audit_pause (audit);
  g_assert_cmpint (lab_audit_get_state (audit), ==, LAB_AUDIT_PAUSED);
  fixture_idle (500); /* for steps under way, on a busy machine */
  progress = lab_audit_get_progress (audit);
  seconds = lab_audit_get_seconds (audit);
  fixture_idle (100);
  g_assert_cmpfloat (lab_audit_get_progress (audit), ==, progress);
  g_assert_cmpfloat (lab_audit_get_seconds (audit), ==, seconds);
  lab_audit_resume (audit);
  while (lab_audit_get_progress (audit) == progress)
    fixture_idle (5);
  g_assert_cmpfloat (lab_audit_get_seconds (audit), >, seconds);
  lab_audit_pause (audit);
  lab_audit_stop (audit); /* wakes whoever waits */
  wait_state (audit, LAB_AUDIT_STOPPED);
}

static void
count_state (LabAudit *audit, GParamSpec *pspec, guint *n)
{
  int state;

  g_object_get (audit, "state", &state, NULL);
  g_assert_cmpint (state, ==, lab_audit_get_state (audit));
  ++*n;
}

static void
test_let_go (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_PAD_EXACT);

  for (guint way = 0; way < 4; way++)
    {
      LabAudit *audit = make_long_audit (subject, 0, 2);
      guint n = 0;

      g_signal_connect (audit, "notify::state", G_CALLBACK (count_state), &n);
      if (way > 0)
        lab_audit_start (audit);
      if (way > 1)
        fixture_idle (20);
      if (way == 2)
        lab_audit_pause (audit);
      if (way == 3)
        lab_audit_stop (audit);
      g_assert_finalize_object (audit);
      g_assert_cmpuint (n, ==, way == 0 ? 0 : way == 2 ? 2 : 1);
      fixture_idle (5); /* no source is left that would touch it */
    }
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_PAD_EXACT);
  g_autoptr (LabAudit) audit = make_long_audit (subject, 0, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_nonnull (lab_audit_run (audit, cancellable));
  g_assert_cmpint (lab_audit_get_state (audit), ==, LAB_AUDIT_STOPPED);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/audit-ends/stop", test_stop);
  g_test_add_func ("/lab/audit-ends/stop-before-start", test_stop_before_start);
  g_test_add_func ("/lab/audit-ends/pause", test_pause);
  g_test_add_func ("/lab/audit-ends/let-go", test_let_go);
  g_test_add_func ("/lab/audit-ends/cancel", test_cancel);
  return g_test_run ();
}
