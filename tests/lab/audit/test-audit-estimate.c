/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long an audit is said to take.
 */
#include "config.h"

#include "lab/audit/lab-audit-estimate.h"

/* Before anything was measured here. */
static void
test_costs (void)
{
  LabAuditFacts one = { .plaintext_bits = 16, .n_threads = 1 };
  LabAuditFacts two = { .plaintext_bits = 16, .n_threads = 2 };
  LabAuditFacts many = { .plaintext_bits = 16, .n_threads = 1000 };
  LabAuditFacts wide = { .plaintext_bits = 64, .n_threads = 1 };
  double quick = lab_audit_estimate (&one, LAB_AUDIT_QUICK);
  double full = lab_audit_estimate (&one, LAB_AUDIT_FULL);

  g_test_message ("quick %g s, full %g s, on two cores %g s", quick, full,
                  lab_audit_estimate (&two, LAB_AUDIT_FULL));
  g_assert_cmpfloat (quick, >, 1);
  g_assert_cmpfloat (full, >, 4 * quick);
  /* Two share the work, but no more than all of it; a thousand wait for the longest job. */
  g_assert_cmpfloat (lab_audit_estimate (&two, LAB_AUDIT_FULL), >=, full / 2);
  g_assert_cmpfloat (lab_audit_estimate (&two, LAB_AUDIT_FULL), <, 0.65 * full);
  g_assert_cmpfloat_with_epsilon (lab_audit_estimate (&many, LAB_AUDIT_FULL), 16, 0.5);
  g_assert_cmpfloat (lab_audit_estimate (&wide, LAB_AUDIT_FULL), >, full);
}

/* What an audit took here counts more than what it costs elsewhere. */
static void
test_measured (void)
{
  LabAuditFacts unknown = { .plaintext_bits = 16, .n_threads = 2 };
  LabAuditFacts quick
      = { .plaintext_bits = 16, .n_threads = 2, .depth = LAB_AUDIT_QUICK, .seconds = 30 };
  double ratio = lab_audit_estimate (&unknown, LAB_AUDIT_FULL)
                 / lab_audit_estimate (&unknown, LAB_AUDIT_QUICK);

  g_assert_cmpfloat_with_epsilon (lab_audit_estimate (&quick, LAB_AUDIT_QUICK), 30, 1e-9);
  g_assert_cmpfloat_with_epsilon (lab_audit_estimate (&quick, LAB_AUDIT_FULL), 30 * ratio, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/audit-estimate/costs", test_costs);
  g_test_add_func ("/lab/audit-estimate/measured", test_measured);
  return g_test_run ();
}
