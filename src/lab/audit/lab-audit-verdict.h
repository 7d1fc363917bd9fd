/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an audit says: a light with a word and a sentence for each instrument, and
 * one verdict for all. All thresholds are here and nowhere else.
 *
 * No light and no verdict says "secure": the best there is is that these attacks
 * found nothing.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "lab/audit/lab-light.h"

G_BEGIN_DECLS

/* Thresholds. A share of wrong bits, or of wrong guesses, is 0.5 for who guesses. */

/* Read: an error whose whole interval lies below this. One bit in twenty more than by
 * guessing is far outside what luck brings to the thousands of messages measured, and is
 * the least that is worth to be called open; Bob, whose error and loss rate are both as
 * high, is said to fail (lab_bob_fails()). */
#define LAB_AUDIT_OPEN_ERROR 0.45

/* The same as an advantage, 1 - 2 error, of who tells two chosen messages apart. */
#define LAB_AUDIT_OPEN_ADVANTAGE 0.1

/* Bits that must be missing from N before they are said to leak: half a bit, and of long
 * messages a 32nd of each bit (half a bit of 16). Below that an estimate by training is
 * not to be trusted to the last digit. */
#define LAB_AUDIT_LEAKING_BITS 0.5
#define LAB_AUDIT_LEAKING_SHARE (1.0 / 32)

/* More than luck: chance lies this many times as far off as the end of the 95% interval,
 * 3.3 standard errors. An audit asks dozens of questions; at 95% each some would always
 * be answered by luck, at this distance one audit in a hundred has such a light. */
#define LAB_AUDIT_LUCK 1.7

/* A ciphertext is uneven if luck brings so much to one in a thousand. */
#define LAB_AUDIT_UNEVEN_P 0.001

/* A key bit that moves the ciphertext by less than this share of what a plaintext bit
 * moves it is hardly used. */
#define LAB_AUDIT_FAINT_KEY 0.1

const char *lab_light_get_name (LabLight light);  /* "none", "nothing", "weak", "broken" */
const char *lab_light_get_words (LabLight light); /* translated, to stand beside the colour */

const char *lab_audit_verdict_get_name (LabAuditVerdict verdict);  /* "incomplete", "bob-fails",
    "key-unused", "open-to-a-fresh-eve", "leaks-parities", "open-to-chosen-plaintext",
    "leaks-bits", "nothing-found": for programs */
const char *lab_audit_verdict_get_title (LabAuditVerdict verdict); /* translated, a few words */

/* Returns: FALSE when no verdict is called so. */
gboolean lab_audit_verdict_from_name (const char *name, LabAuditVerdict *verdict);

LabAuditVerdict lab_audit_result_get_verdict (LabAuditResult *result);

/* Of the verdict; none for an incomplete audit. */
LabLight lab_audit_verdict_get_light (LabAuditVerdict verdict);

/**
 * lab_audit_result_get_sentence:
 *
 * Returns: (transfer full): the verdict's reason with its figures, translated, for a
 * reader who knows no cryptography; where instruments are missing it ends with how many
 */
char *lab_audit_result_get_sentence (LabAuditResult *result);

/**
 * lab_finding_get_light:
 * @facts: of the audit
 *
 * Of an instrument still at work: what it has found stays found, and that it has found
 * nothing yet is no light.
 */
LabLight lab_finding_get_light (LabFinding *finding, const LabAuditFacts *facts);

/**
 * lab_finding_get_sentence:
 *
 * Returns: (transfer full): what it found and what that means, one sentence or two with the
 * figures, translated
 */
char *lab_finding_get_sentence (LabFinding *finding, const LabAuditFacts *facts);

G_END_DECLS
