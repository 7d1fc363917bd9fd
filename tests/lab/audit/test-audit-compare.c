/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of two audits is worse: by the verdicts, by numbers whose intervals do not
 * overlap, and by nothing that chance could make.
 */
#include <string.h>

#include "hand-made.h"
#include "lab/audit/lab-audit-compare.h"

static char *
name (const char *text)
{
  /* The facts' texts are constants. */
  return (char *) text;
}

static void
assert_comparison (HandMade *first,
                   HandMade *second,
                   LabComparison expected,
                   const char *headline_has,
                   const char *reason_has)
{
  g_autoptr (LabAuditResult) a = hand_made_end (first);
  g_autoptr (LabAuditResult) b = hand_made_end (second);
  g_autofree char *headline = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *turned_headline = NULL;
  g_autofree char *turned_reason = NULL;

  g_assert_cmpint (lab_audit_results_compare (a, b, &headline, &reason), ==, expected);
  g_assert_nonnull (strstr (headline, headline_has));
  g_assert_nonnull (strstr (reason, reason_has));

  /* The other way round it is the other one, for the same reason. */
  LabComparison turned = expected == LAB_COMPARISON_FIRST    ? LAB_COMPARISON_SECOND
                         : expected == LAB_COMPARISON_SECOND ? LAB_COMPARISON_FIRST
                                                             : expected;
  g_assert_cmpint (lab_audit_results_compare (b, a, &turned_headline, &turned_reason), ==, turned);
  g_assert_nonnull (strstr (turned_reason, reason_has));
}

static void
begin (HandMade *first, HandMade *second)
{
  hand_made_begin (first);
  hand_made_begin (second);
  first->facts.label = name ("left");
  second->facts.label = name ("right");
}

static void
test_verdicts (void)
{
  g_auto (HandMade) first = { 0 }, second = { 0 };

  begin (&first, &second);
  hand_made_set (&second, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.1, 0.09, 0.11);
  assert_comparison (&first, &second, LAB_COMPARISON_SECOND, "“right” is worse", "“left”: ");
  /* An unused key is tried before a fresh Eve. */
  hand_made_set (&first, LAB_INSTRUMENT_TOLERANCE, "key-use", 0, -0.01, 0.01);
  hand_made_set (&first, LAB_INSTRUMENT_TOLERANCE, "random-key-loss-rate", 0, 0, 0);
  hand_made_set (&first, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-loss-rate", 0, 0, 0);
  assert_comparison (&first, &second, LAB_COMPARISON_FIRST, "“left” is worse", "“right”: ");
}

static void
test_numbers (void)
{
  g_auto (HandMade) first = { 0 }, second = { 0 };

  begin (&first, &second);
  hand_made_set (&first, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.1, 0.09, 0.11);
  hand_made_set (&second, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.3, 0.29, 0.31);
  assert_comparison (&first, &second, LAB_COMPARISON_FIRST, "“left” is worse",
                     "reads 90.0% of the bits of “left” right, and 70.0% of “right”");
  /* As exact as the sentence of the instrument: nearly all is not all. */
  hand_made_set (&first, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.0001, 0, 0.0002);
  assert_comparison (&first, &second, LAB_COMPARISON_FIRST, "“left” is worse",
                     "reads 99.99% of the bits of “left” right, and 70.0% of “right”");
  /* A linear Eve who reads better counts. */
  hand_made_set (&first, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.1, 0.09, 0.11);
  hand_made_set (&second, LAB_INSTRUMENT_LINEAR, "bit-error", 0.05, 0.04, 0.06);
  assert_comparison (&first, &second, LAB_COMPARISON_SECOND, "“right” is worse",
                     "95.0% of the bits of “right”");
}

static void
test_chance (void)
{
  g_auto (HandMade) first = { 0 }, second = { 0 };

  begin (&first, &second);
  assert_comparison (&first, &second, LAB_COMPARISON_EVEN, "Neither", "chance");
  /* Intervals that overlap decide nothing, the next number does. */
  hand_made_set (&first, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.1, 0.05, 0.2);
  hand_made_set (&second, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.15, 0.1, 0.25);
  assert_comparison (&first, &second, LAB_COMPARISON_EVEN, "Neither", "chance");
  hand_made_set (&second, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", 0.9, 0.8, 1);
  assert_comparison (&first, &second, LAB_COMPARISON_SECOND, "“right” is worse",
                     "95.0% of the cases of “right”");
}

static void
test_bob (void)
{
  g_auto (HandMade) first = { 0 }, second = { 0 };

  begin (&first, &second);
  hand_made_set (&first, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", 0.5, 0.49, 0.51);
  hand_made_set (&first, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-loss-rate", 0.5, 0.49, 0.51);
  assert_comparison (&first, &second, LAB_COMPARISON_FIRST, "“left” is worse", "“right”: ");
  hand_made_set (&second, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-loss-rate", 0.47, 0.465, 0.475);
  hand_made_set (&second, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", 0.47, 0.465, 0.475);
  assert_comparison (&first, &second, LAB_COMPARISON_FIRST, "“left” is worse",
                     "gets 50.0% of the bits of “left” wrong, and 47.0% of “right”");
}

static void
test_incomplete (void)
{
  g_auto (HandMade) first = { 0 }, second = { 0 };

  begin (&first, &second);
  hand_made_remove (&second, LAB_INSTRUMENT_TOLERANCE);
  assert_comparison (&first, &second, LAB_COMPARISON_UNKNOWN, "cannot be compared", "“right”");
}

static void
test_same_name (void)
{
  g_auto (HandMade) first = { 0 }, second = { 0 };

  begin (&first, &second);
  second.facts.label = name ("left");
  hand_made_set (&second, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.1, 0.09, 0.11);
  assert_comparison (&first, &second, LAB_COMPARISON_SECOND, "“left (second)” is worse", "left");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-compare/verdicts", test_verdicts);
  g_test_add_func ("/audit-compare/numbers", test_numbers);
  g_test_add_func ("/audit-compare/chance", test_chance);
  g_test_add_func ("/audit-compare/bob", test_bob);
  g_test_add_func ("/audit-compare/incomplete", test_incomplete);
  g_test_add_func ("/audit-compare/same-name", test_same_name);
  return g_test_run ();
}
