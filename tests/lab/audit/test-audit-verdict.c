/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of judging, each at its threshold, and what is said then: on hand-made
 * findings, so that every number is known.
 */
#include <math.h>
#include <string.h>

#include "hand-made.h"
#include "lab/audit/lab-audit-verdict.h"
#include "lab/audit/lab-instrument.h"

/* One number of a perfect cipher that is another. */
typedef struct
{
  LabInstrument instrument;
  const char *name;
  double value, low, high;
  LabLight light; /* of the instrument */
  LabAuditVerdict verdict;
  const char *words; /* in its sentence, '|' between */
} Change;

#define NOTHING LAB_LIGHT_NOTHING, LAB_AUDIT_NOTHING_FOUND
#define WEAK LAB_LIGHT_WEAK, LAB_AUDIT_NOTHING_FOUND
#define BROKEN LAB_LIGHT_BROKEN

static const Change changes[] = {
  /* Bob. */
  { LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", 0.4499, 0.44, 0.46, NOTHING,
    "Bob reads 55.0%" },
  { LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", 0.45, 0.44, 0.46, NOTHING,
    "right sign for 55.0%|tell the bits|loss rate 0.188|key it is 0.500: he needs the key" },
  { LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-loss-rate", 0.5, 0.49, 0.51, NOTHING, "Bob reads 81.2%" },
  { LAB_INSTRUMENT_TOLERANCE, "random-key-bit-error", 0.3, 0.29, 0.31, WEAK,
    "still 70.0% with a random one|needs no key" },
  /* Fresh Eves: the whole interval below 0.45; chance within 1.7 of it is luck. */
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.07, 0.069, 0.071, BROKEN, LAB_AUDIT_OPEN_TO_EVE,
    "best of 15 fresh Eves reads 93.0% of the bits" },
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.4489, 0.448, 0.4499, BROKEN, LAB_AUDIT_OPEN_TO_EVE,
    "reads 55.1%" },
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.4489, 0.447, 0.4501, WEAK, "more than chance" },
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.49, 0.486, 0.494, WEAK, "51.0%|little" },
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.495, 0.491, 0.499, NOTHING, "50.5%|does not prove" },
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.93, 0.92, 0.94, NOTHING, "does not prove" },
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.0002, 0, 0.0004, BROKEN, LAB_AUDIT_OPEN_TO_EVE,
    "99.98%" },
  { LAB_INSTRUMENT_LINEAR, "bit-error", 0.2, 0.19, 0.21, BROKEN, LAB_AUDIT_OPEN_TO_EVE,
    "simple sum|80.0%|lies open" },
  { LAB_INSTRUMENT_LINEAR, "bit-error", 0.46, 0.45, 0.47, WEAK, "54.0%|more than chance" },
  /* Parities; bits are counted from 1. */
  { LAB_INSTRUMENT_PARITIES, "worst-pair-error", 0, 0, 0.001, BROKEN, LAB_AUDIT_LEAKS_PARITIES,
    "bits 3 and 7 are equal|100%|open in combination" },
  { LAB_INSTRUMENT_PARITIES, "worst-triple-error", 0.1, 0.09, 0.11, BROKEN,
    LAB_AUDIT_LEAKS_PARITIES, "bits 1, 5 and 10|90.0%" },
  { LAB_INSTRUMENT_PARITIES, "worst-triple-error", 0.47, 0.46, 0.48, WEAK, "53.0%|little" },
  { LAB_INSTRUMENT_PARITIES, "worst-pair-error", 0.9, 0.89, 0.91, NOTHING, "guessing" },
  /* An advantage's interval above 0.1. */
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", 0.11, 0.1001, 0.12, BROKEN,
    LAB_AUDIT_OPEN_TO_CHOICE, "55.5%|gives away" },
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", 0.11, 0.1, 0.12, WEAK, "55.5%|little" },
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", 0.016, 0.006, 0.026, NOTHING,
    "allowing for chance" },
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", -0.9, -0.91, -0.89, NOTHING,
    "allowing for chance" },
  /* Half a bit of sixteen. */
  { LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 9.3, 9.2, 9.4, BROKEN, LAB_AUDIT_LEAKS_BITS,
    "At most 9.3 of 16 bits|3 flipped bits|more than 6.9|not found everything|only lower" },
  { LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 5, 4.9, 5.1, BROKEN, LAB_AUDIT_LEAKS_BITS,
    "At most 5.0 of 16 bits|other 11.0|fuzzy commitment, hides 5 bits" },
  { LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 15.45, 15.4, 15.499, BROKEN, LAB_AUDIT_LEAKS_BITS,
    "15.4" },
  { LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 15.45, 15.4, 15.501, WEAK, "15.4" },
  { LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 15.99, 15.98, 16, NOTHING, "no hold" },
  { LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 16.2, 16.1, 16.3, NOTHING,
    "no hold|no proof|longer" },
  /* What describes. */
  { LAB_INSTRUMENT_KEY_SEARCH, "keys-tried", 65536, 65536, 65536, LAB_LIGHT_NONE,
    LAB_AUDIT_NOTHING_FOUND,
    "All 65,536 keys were tried in 7 ms|16 bits protects nothing|1 message: 1|No key fits 8 "
    "messages" },
  { LAB_INSTRUMENT_KEY_SEARCH, "complete", 0, 0, 0, LAB_LIGHT_NONE, LAB_AUDIT_NOTHING_FOUND,
    "65,536 random keys of the 2^16|None of these fits 8 messages" },
  { LAB_INSTRUMENT_AVALANCHE, "unused-key-bits", 13, 13, 13, BROKEN, LAB_AUDIT_NOTHING_FOUND,
    "13 of the 16 bits of the key never change" },
  { LAB_INSTRUMENT_AVALANCHE, "key-change", 0.0124, 0.0124, 0.0124, WEAK, "hardly moves" },
  { LAB_INSTRUMENT_AVALANCHE, "key-change", 0.0126, 0.0126, 0.0126, LAB_LIGHT_NONE,
    LAB_AUDIT_NOTHING_FOUND, "6.2%|50%" },
  { LAB_INSTRUMENT_DISTRIBUTION, "worst-p", 0.00099, 0.00099, 0.00099, WEAK,
    "number 3 is positive in 37.5%" },
  { LAB_INSTRUMENT_DISTRIBUTION, "linked-p", 0.00099, 0.00099, 0.00099, WEAK,
    "Numbers 4 and 6|correlation 0.01" },
  { LAB_INSTRUMENT_DISTRIBUTION, "constant", 2, 2, 2, WEAK, "2 numbers of the ciphertext never" },
  { LAB_INSTRUMENT_DISTRIBUTION, "worst-p", 0.00101, 0.00101, 0.00101, LAB_LIGHT_NONE,
    LAB_AUDIT_NOTHING_FOUND, "proves nothing" },
  { LAB_INSTRUMENT_CHANNEL, "sign-bit-error", 0.5, 0.49, 0.51, LAB_LIGHT_NONE,
    LAB_AUDIT_NOTHING_FOUND, "81.2% of the bits|50.0% from their signs" },
};

/* The words that no sentence may hold, and those that it must. */
static void
check_words (const char *sentence, const char *words)
{
  static const char *const never[] = { "secure", "safe", "nan", "inf", "%%", "(null)" };
  g_autofree char *folded = g_utf8_casefold (sentence, -1);
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    if (strstr (folded, never[i]) != NULL)
      g_error ("“%s” says “%s”", sentence, never[i]);
  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (sentence, each[i]) == NULL)
      g_error ("“%s” does not say “%s”", sentence, each[i]);
  g_assert_true (g_str_has_suffix (sentence, "."));
}

static void
check_all_sentences (LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  g_autofree char *verdict = lab_audit_result_get_sentence (result);

  check_words (verdict, "");
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);
      g_autofree char *sentence
          = finding != NULL ? lab_finding_get_sentence (finding, facts) : NULL;

      if (sentence != NULL)
        check_words (sentence, "");
    }
}

static void
test_thresholds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const Change *change = &changes[i];
      g_auto (HandMade) made = { 0 };
      g_autoptr (LabAuditResult) result = NULL;
      g_autofree char *sentence = NULL;

      hand_made_begin (&made);
      hand_made_set (&made, change->instrument, change->name, change->value, change->low,
                     change->high);
      result = hand_made_end (&made);
      sentence = lab_finding_get_sentence (made.findings[change->instrument], &made.facts);
      g_test_message ("%s %g: %s", change->name, change->value, sentence);
      g_assert_cmpstr (lab_light_get_name (
                           lab_finding_get_light (made.findings[change->instrument], &made.facts)),
                       ==, lab_light_get_name (change->light));
      g_assert_cmpstr (lab_audit_verdict_get_name (lab_audit_result_get_verdict (result)), ==,
                       lab_audit_verdict_get_name (change->verdict));
      check_words (sentence, change->words);
      check_all_sentences (result);
    }
}

static LabAuditVerdict
judge (HandMade *made)
{
  g_autoptr (LabAuditResult) result = hand_made_end (made);

  check_all_sentences (result);
  return lab_audit_result_get_verdict (result);
}

/* From 0.45 on, and of both: outputs near 0 have signs by chance and may tell each bit. */
static void
test_bob_fails (void)
{
  LabInstrument i = LAB_INSTRUMENT_TOLERANCE;
  g_auto (HandMade) made = { 0 };
  g_autofree char *fails = NULL;
  g_autofree char *unused = NULL;

  hand_made_begin (&made);
  hand_made_set (&made, i, "fuzzy-key-bit-error", 0.45, 0.44, 0.46);
  hand_made_set (&made, i, "fuzzy-key-loss-rate", 0.45, 0.44, 0.46);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_BOB_FAILS);
  g_assert_cmpint (lab_finding_get_light (made.findings[i], &made.facts), ==, LAB_LIGHT_BROKEN);
  fails = lab_finding_get_sentence (made.findings[i], &made.facts);
  check_words (fails, "Bob reads 55.0% of the bits|nothing gets through");
  hand_made_set (&made, i, "fuzzy-key-loss-rate", 0.4499, 0.44, 0.46);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_NOTHING_FOUND);

  hand_made_set (&made, i, "fuzzy-key-bit-error", 0.5, 0.49, 0.51);
  hand_made_set (&made, i, "key-use", 0, -0.01, 0.01);
  hand_made_set (&made, i, "fuzzy-key-loss-rate", 0.25, 0.25, 0.25);
  hand_made_set (&made, i, "random-key-loss-rate", 0.251, 0.251, 0.251);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_KEY_UNUSED);
  unused = lab_finding_get_sentence (made.findings[i], &made.facts);
  check_words (unused, "right sign for 50.0%|loss rate 0.250|it is 0.251: the key does nothing"
                       "|not encryption");
}

/* Only where neither bit error nor loss rate tells a random key from Bob's. */
static void
test_key_unused (void)
{
  LabInstrument i = LAB_INSTRUMENT_TOLERANCE;
  g_auto (HandMade) made = { 0 };
  g_autofree char *sentence = NULL;

  hand_made_begin (&made);
  hand_made_set (&made, i, "fuzzy-key-bit-error", 0.007, 0.006, 0.008);
  hand_made_set (&made, i, "random-key-bit-error", 0.008, 0.007, 0.009);
  hand_made_set (&made, i, "key-use", 0.0099, 0.009, 0.011);
  hand_made_set (&made, i, "fuzzy-key-loss-rate", 0.02, 0.02, 0.02);
  hand_made_set (&made, i, "random-key-loss-rate", 0.0299, 0.0299, 0.0299);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_KEY_UNUSED);
  g_assert_cmpint (lab_finding_get_light (made.findings[i], &made.facts), ==, LAB_LIGHT_BROKEN);
  sentence = lab_finding_get_sentence (made.findings[i], &made.facts);
  check_words (sentence, "random key Bob still reads 99.2%|key does nothing|not encryption");
  hand_made_set (&made, i, "random-key-loss-rate", 0.0301, 0.0301, 0.0301);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_NOTHING_FOUND);
  hand_made_set (&made, i, "random-key-loss-rate", 0.0299, 0.0299, 0.0299);
  hand_made_set (&made, i, "key-use", 0.0101, 0.009, 0.012);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_NOTHING_FOUND);
}

/* Everything at once: the first in the order is said, then the next. */
static void
test_order (void)
{
  g_auto (HandMade) made = { 0 };

  hand_made_begin (&made);
  hand_made_set_figure (&made, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", NAN);
  hand_made_set_figure (&made, LAB_INSTRUMENT_TOLERANCE, "key-use", 0);
  hand_made_set_figure (&made, LAB_INSTRUMENT_TOLERANCE, "random-key-loss-rate", 0.18);
  hand_made_set_figure (&made, LAB_INSTRUMENT_LINEAR, "bit-error", 0);
  hand_made_set_figure (&made, LAB_INSTRUMENT_PARITIES, "worst-pair-error", 0);
  hand_made_set_figure (&made, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", 1);
  hand_made_set_figure (&made, LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 0);
  {
    g_autoptr (LabAuditResult) result = hand_made_end (&made);

    g_assert_cmpint (lab_audit_result_get_verdict (result), ==, LAB_AUDIT_BOB_FAILS); /* NaN */
  }
  hand_made_set_figure (&made, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", 0.18);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_KEY_UNUSED);
  hand_made_set_figure (&made, LAB_INSTRUMENT_TOLERANCE, "key-use", 0.4);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_OPEN_TO_EVE);
  hand_made_set_figure (&made, LAB_INSTRUMENT_LINEAR, "bit-error", 0.5);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_LEAKS_PARITIES);
  hand_made_set_figure (&made, LAB_INSTRUMENT_PARITIES, "worst-pair-error", 0.5);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_OPEN_TO_CHOICE);
  hand_made_set_figure (&made, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", 0);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_LEAKS_BITS);
  hand_made_set_figure (&made, LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", 16);
  g_assert_cmpint (judge (&made), ==, LAB_AUDIT_NOTHING_FOUND);
}

/* Of two that mean the same, the one that found it is the reason. */
static void
test_reason (void)
{
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *best = NULL;

  hand_made_begin (&made);
  hand_made_set (&made, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.4489, 0.447, 0.4501);
  hand_made_set (&made, LAB_INSTRUMENT_LINEAR, "bit-error", 0.448, 0.446, 0.4499);
  result = hand_made_end (&made);
  g_assert_cmpint (lab_audit_result_get_verdict (result), ==, LAB_AUDIT_OPEN_TO_EVE);
  sum = lab_audit_result_get_sentence (result);
  check_words (sum, "simple sum|55.2%");
  /* Not surely less: the first. */
  hand_made_set (&made, LAB_INSTRUMENT_FRESH_EVES, "bit-error", 0.448, 0.447, 0.449);
  g_clear_pointer (&result, lab_audit_result_unref);
  result = hand_made_end (&made);
  best = lab_audit_result_get_sentence (result);
  check_words (best, "fresh Eves reads 55.2%");
}

/* Without the number that decides, nothing is made up, whatever else is there. */
static void
test_nothing_measured (void)
{
  const LabAuditFacts facts = { .plaintext_bits = 16, .key_bits = 16, .key_difference = 3 };

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      g_autoptr (LabFinding) finding = lab_finding_new (i);
      g_autofree char *running = lab_finding_get_sentence (finding, &facts);
      g_autofree char *measured = NULL;

      g_assert_cmpstr (running, ==, "Still running.");
      lab_finding_set_complete (finding);
      measured = lab_finding_get_sentence (finding, &facts);
      g_assert_cmpstr (measured, ==, "Nothing was measured.");
    }
}

/* How many are missing is said last, whatever the verdict. */
static void
check_missing (HandMade *made, guint n_missing)
{
  g_autoptr (LabAuditResult) result = hand_made_end (made);
  g_autofree char *sentence = lab_audit_result_get_sentence (result);
  g_autofree char *end
      = g_strdup_printf (" Incomplete: %u of %u instruments %s not measured.", n_missing,
                         (guint) LAB_N_INSTRUMENTS, n_missing == 1 ? "was" : "were");

  g_assert_cmpint (g_str_has_suffix (sentence, end), ==, n_missing > 0);
  g_assert_cmpint (strstr (sentence, "Incomplete") != NULL, ==, n_missing > 0);
}

/* That nothing was found is said only if all attacks have tried; a leak is one without. */
static void
test_incomplete (void)
{
  static const LabInstrument needed[]
      = { LAB_INSTRUMENT_TOLERANCE, LAB_INSTRUMENT_FRESH_EVES,       LAB_INSTRUMENT_LINEAR,
          LAB_INSTRUMENT_PARITIES,  LAB_INSTRUMENT_CHOSEN_PLAINTEXT, LAB_INSTRUMENT_HIDDEN_BITS };
  static const LabInstrument others[] = { LAB_INSTRUMENT_KEY_SEARCH, LAB_INSTRUMENT_AVALANCHE,
                                          LAB_INSTRUMENT_DISTRIBUTION, LAB_INSTRUMENT_CHANNEL };
  g_auto (HandMade) bare = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_auto (HandMade) made = { 0 };
      g_autoptr (LabAuditResult) result = NULL;
      g_autofree char *sentence = NULL;

      hand_made_begin (&made);
      hand_made_remove (&made, needed[i]);
      result = hand_made_end (&made);
      sentence = lab_audit_result_get_sentence (result);
      g_assert_cmpint (lab_audit_result_get_verdict (result), ==, LAB_AUDIT_INCOMPLETE);
      check_words (sentence, lab_instrument_get_title (needed[i]));
    }
  hand_made_begin (&bare);
  check_missing (&bare, 0);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      hand_made_remove (&bare, others[i]);
      check_missing (&bare, i + 1);
    }
  g_assert_cmpint (judge (&bare), ==, LAB_AUDIT_NOTHING_FOUND);
  hand_made_remove (&bare, LAB_INSTRUMENT_FRESH_EVES);
  hand_made_set_figure (&bare, LAB_INSTRUMENT_LINEAR, "bit-error", 0.1);
  g_assert_cmpint (judge (&bare), ==, LAB_AUDIT_OPEN_TO_EVE);
  check_missing (&bare, 5);
}

/* An instrument at work has a light only for what it has found. */
static void
test_at_work (void)
{
  LabAuditFacts facts = { .plaintext_bits = 16, .key_bits = 16 };
  g_autoptr (LabFinding) finding = lab_finding_new (LAB_INSTRUMENT_FRESH_EVES);
  g_autoptr (LabFinding) open = lab_finding_new (LAB_INSTRUMENT_FRESH_EVES);
  g_autofree char *nothing = lab_finding_get_sentence (finding, &facts);
  g_autofree char *none = NULL;

  check_words (nothing, "Still running");
  lab_finding_add_number (finding, "bit-error", (NcAuditInterval){ 0.5, 0.49, 0.51 });
  g_assert_cmpint (lab_finding_get_light (finding, &facts), ==, LAB_LIGHT_NONE);
  lab_finding_set_complete (finding);
  g_assert_cmpint (lab_finding_get_light (finding, &facts), ==, LAB_LIGHT_NOTHING);
  lab_finding_add_number (open, "bit-error", (NcAuditInterval){ 0.1, 0.09, 0.11 });
  g_assert_cmpint (lab_finding_get_light (open, &facts), ==, LAB_LIGHT_BROKEN);

  /* And one that ended without a number. */
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      g_autoptr (LabFinding) empty = lab_finding_new (i);

      lab_finding_set_complete (empty);
      none = lab_finding_get_sentence (empty, &facts);
      check_words (none, "Nothing was measured");
      g_assert_cmpint (lab_finding_get_light (empty, &facts), ==, LAB_LIGHT_NONE);
      g_clear_pointer (&none, g_free);
    }
}

/* A one-time pad is not held against itself. */
static void
check_pad (HandMade *made, NcAuditKnown kind)
{
  g_autoptr (LabFinding) finding = lab_finding_ref (made->findings[LAB_INSTRUMENT_TOLERANCE]);
  g_autofree char *sentence = NULL;

  if (kind != NC_AUDIT_KNOWN_PAD_FUZZY)
    return;
  made->facts.kind = (char *) nc_audit_known_get_name (kind);
  sentence = lab_finding_get_sentence (finding, &made->facts);
  check_words (sentence, "With Alice’s own key he would read 100%.");
  g_assert_null (strstr (sentence, "one-time pad"));
}

/* What is known of the known ciphers, judged. */
static void
test_known (void)
{
  static const LabAuditVerdict expected[NC_AUDIT_N_KNOWN] = {
    [NC_AUDIT_KNOWN_CLEAR] = LAB_AUDIT_KEY_UNUSED,
    [NC_AUDIT_KNOWN_PAD_EXACT] = LAB_AUDIT_NOTHING_FOUND,
    [NC_AUDIT_KNOWN_PAD_FUZZY] = LAB_AUDIT_NOTHING_FOUND,
    [NC_AUDIT_KNOWN_COMPLEMENT] = LAB_AUDIT_LEAKS_PARITIES,
    [NC_AUDIT_KNOWN_COMMITMENT] = LAB_AUDIT_OPEN_TO_EVE,
    [NC_AUDIT_KNOWN_THREE_KEY_BITS] = LAB_AUDIT_LEAKS_PARITIES,
  };

  for (guint n_bits = 8; n_bits <= 16; n_bits += 8)
    for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
      {
        g_auto (HandMade) made = { 0 };

        hand_made_begin_known (&made, kind, n_bits);
        g_assert_cmpstr (lab_audit_verdict_get_name (judge (&made)), ==,
                         lab_audit_verdict_get_name (expected[kind]));
        check_pad (&made, kind);
      }
}

/* The best that can be said says what was not proved. */
static void
test_nothing_found (void)
{
  g_auto (HandMade) made = { 0 };
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (LabAuditResult) weak = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *of_weak = NULL;

  hand_made_begin (&made);
  result = hand_made_end (&made);
  sentence = lab_audit_result_get_sentence (result);
  check_words (sentence,
               "None of these attacks|50.0% of the bits|Bob 81.2%|no proof|key of 16 bits");
  hand_made_set (&made, LAB_INSTRUMENT_PARITIES, "worst-pair-error", 0.47, 0.46, 0.48);
  made.facts.key_bits = 32;
  weak = hand_made_end (&made);
  of_weak = lab_audit_result_get_sentence (weak);
  check_words (of_weak, "No attack reads much|more than chance explains shows in: Parities.");
  g_assert_null (strstr (of_weak, "32 bits")); /* nobody tries them all */
}

static void
test_names (void)
{
  LabAuditVerdict verdict;
  LabAuditDepth depth;

  for (LabAuditVerdict i = 0; i <= LAB_AUDIT_NOTHING_FOUND; i++)
    {
      g_assert_true (lab_audit_verdict_from_name (lab_audit_verdict_get_name (i), &verdict));
      g_assert_cmpint (verdict, ==, i);
      g_assert_cmpuint (strlen (lab_audit_verdict_get_title (i)), >, 5);
    }
  g_assert_false (lab_audit_verdict_from_name ("secure", &verdict));
  g_assert_false (lab_audit_verdict_from_name (NULL, &verdict));
  g_assert_true (lab_audit_depth_from_name ("quick", &depth) && depth == LAB_AUDIT_QUICK);
  g_assert_true (lab_audit_depth_from_name ("full", &depth) && depth == LAB_AUDIT_FULL);
  g_assert_false (lab_audit_depth_from_name ("", &depth));
  g_assert_cmpint (lab_audit_verdict_get_light (LAB_AUDIT_INCOMPLETE), ==, LAB_LIGHT_NONE);
  g_assert_cmpint (lab_audit_verdict_get_light (LAB_AUDIT_NOTHING_FOUND), ==, LAB_LIGHT_NOTHING);
  g_assert_cmpint (lab_audit_verdict_get_light (LAB_AUDIT_LEAKS_BITS), ==, LAB_LIGHT_BROKEN);
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      g_assert_nonnull (lab_instrument_get_title (i));
      check_words (lab_instrument_get_purpose (i), "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/audit-verdict/thresholds", test_thresholds);
  g_test_add_func ("/lab/audit-verdict/bob-fails", test_bob_fails);
  g_test_add_func ("/lab/audit-verdict/key-unused", test_key_unused);
  g_test_add_func ("/lab/audit-verdict/order", test_order);
  g_test_add_func ("/lab/audit-verdict/reason", test_reason);
  g_test_add_func ("/lab/audit-verdict/nothing-measured", test_nothing_measured);
  g_test_add_func ("/lab/audit-verdict/incomplete", test_incomplete);
  g_test_add_func ("/lab/audit-verdict/at-work", test_at_work);
  g_test_add_func ("/lab/audit-verdict/known", test_known);
  g_test_add_func ("/lab/audit-verdict/nothing-found", test_nothing_found);
  g_test_add_func ("/lab/audit-verdict/names", test_names);
  return g_test_run ();
}
