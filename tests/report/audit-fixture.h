/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings of audits made up without any attack: what the names and tables of every
 * instrument look like.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"

typedef enum
{
  FIXTURE_HIDES, /* a cipher like a one-time pad with some tolerance */
  FIXTURE_LEAKS, /* one whose key is not used */
} FixtureCipher;

/* N = M = L = @n_bits, n = 3. */
LabAuditFacts fixture_facts (FixtureCipher cipher, guint n_bits);

LabFinding *fixture_finding (LabInstrument instrument, FixtureCipher cipher, guint n_bits);

/* Fresh Eves at work: one kind has begun, nothing is measured. */
LabFinding *fixture_half_done_eves (void);
