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

/* Thresholds. By chance, 0.5 of the bits or of the choices are wrong. */

/* Open: the whole interval of the error lies below this. One more bit in twenty than by guessing
 * is far outside what chance brings to the thousands of messages measured, and the least worth
 * calling open. Bob fails if both his error and his loss rate are at least this high
 * (lab_bob_fails()). */
#define LAB_AUDIT_OPEN_ERROR 0.45

/* The same as an advantage, 1 - 2 error, for telling two chosen messages apart. */
#define LAB_AUDIT_OPEN_ADVANTAGE 0.1

/* Bits that must be missing from N before they count as leaked: half a bit, and for long messages
 * a 32nd of each bit (half a bit of 16). An estimate by training is no more accurate than that. */
#define LAB_AUDIT_LEAKING_BITS 0.5
#define LAB_AUDIT_LEAKING_SHARE (1.0 / 32)

/* Better than chance: chance lies this many times as far away as the end of the 95% interval, 3.3
 * standard errors. An audit asks dozens of questions: at 95% each, chance would always produce
 * some such light; at this distance it does in one audit in a hundred. */
#define LAB_AUDIT_LUCK 1.7

/* A ciphertext is uneven if chance makes one as uneven only once in a thousand. */
#define LAB_AUDIT_UNEVEN_P 0.001

/* A key bit is hardly used if it changes the ciphertext by less than this share of the change that
 * a plaintext bit makes. */
#define LAB_AUDIT_FAINT_KEY 0.1

const char *lab_light_get_name (LabLight light);  /* "none", "nothing", "weak", "broken" */
const char *lab_light_get_words (LabLight light); /* translated, to show beside the colour */

const char *lab_audit_verdict_get_name (LabAuditVerdict verdict);  /* "incomplete", "bob-fails",
    "key-unused", "open-to-a-fresh-eve", "leaks-parities", "open-to-chosen-plaintext",
    "leaks-bits", "nothing-found": for programs */
const char *lab_audit_verdict_get_title (LabAuditVerdict verdict); /* translated, a few words */

/* Returns: FALSE if there is no such verdict. */
gboolean lab_audit_verdict_from_name (const char *name, LabAuditVerdict *verdict);

LabAuditVerdict lab_audit_result_get_verdict (LabAuditResult *result);

/* Of the verdict; LAB_LIGHT_NONE for an incomplete audit. */
LabLight lab_audit_verdict_get_light (LabAuditVerdict verdict);

/**
 * lab_audit_result_get_sentence:
 *
 * Returns: (transfer full): the reason for the verdict with its figures, translated, for a reader
 * who knows no cryptography; ends with the number of missing instruments, if any
 */
char *lab_audit_result_get_sentence (LabAuditResult *result);

/**
 * lab_finding_get_light:
 * @facts: of the audit
 *
 * While the instrument is still running, what it has found counts, but having found nothing yet
 * gives no light.
 */
LabLight lab_finding_get_light (LabFinding *finding, const LabAuditFacts *facts);

/**
 * lab_finding_get_sentence:
 *
 * Returns: (transfer full): what it found and what that means, one or two sentences with figures,
 * translated
 */
char *lab_finding_get_sentence (LabFinding *finding, const LabAuditFacts *facts);

G_END_DECLS
