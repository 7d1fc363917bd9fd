/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chosen plaintext: an Eve who picks two plaintexts, sees one of them encrypted under
 * a key that is new every time, and guesses which it was. Of a cipher that hides its
 * message she can do no better than a coin.
 *
 * Her advantage is 2 accuracy - 1: 0 for the coin, 1 for certainty. That of the known
 * perfect ciphers is 0; 0 measured means that these discriminants found nothing.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

#define NC_AUDIT_CHOSEN_MESSAGES 4096  /* a couple, half to learn from, half to choose by */
#define NC_AUDIT_CHOSEN_MEASURED 32768 /* of the best, to measure it */

/* At most so many couples that differ in one bit, spread evenly over the bits. */
#define NC_AUDIT_CHOSEN_SINGLE_BITS 32
#define NC_AUDIT_CHOSEN_RANDOM 8
#define NC_AUDIT_CHOSEN_MAX_COUPLES (1 + NC_AUDIT_CHOSEN_SINGLE_BITS + NC_AUDIT_CHOSEN_RANDOM)

typedef enum
{
  NC_AUDIT_COUPLE_OPPOSITE,   /* all -1, all +1 */
  NC_AUDIT_COUPLE_SINGLE_BIT, /* a random plaintext, and the same with one bit flipped */
  NC_AUDIT_COUPLE_RANDOM,     /* two random ones */
} NcAuditCoupleKind;

typedef struct
{
  NcAuditCoupleKind kind;
  guint bit;              /* of a single bit */
  gboolean quadratic;     /* the better discriminant */
  NcAuditInterval chosen; /* advantage on the messages to choose by: the best of several,
                             so the largest of these flatters */
} NcAuditCouple;

typedef struct
{
  guint n_couples;
  guint64 n_messages; /* of a couple, to choose by */
  guint64 n_measured;
  NcAuditCouple couples[NC_AUDIT_CHOSEN_MAX_COUPLES];
  guint best;                             /* couple */
  gint8 plaintexts[2][NC_AUDIT_MAX_BITS]; /* the best couple's, +1 and -1 */
  NcAuditInterval advantage;              /* the best couple's on fresh messages, -1 … 1 */
} NcAuditChosen;

/**
 * nc_audit_chosen_run:
 * @n_messages: of each couple, rounded up to two batches
 * @n_measured: of the best couple, rounded up to batches
 * @chosen: (out)
 *
 * A linear and a quadratic discriminant are learnt for every couple from one half of
 * its messages and tried on the other; the best of all is measured on messages that
 * neither learning nor choosing has seen.
 *
 * Returns: FALSE when told to stop; the result is then not of use
 */
gboolean nc_audit_chosen_run (NcAuditCipher *cipher,
                              const NcKernels *kernels,
                              guint32 seed,
                              guint n_messages,
                              guint n_measured,
                              const NcAuditProgress *progress,
                              NcAuditChosen *chosen);

G_END_DECLS
