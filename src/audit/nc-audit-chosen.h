/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chosen plaintext: an Eve who picks two plaintexts, sees one of them encrypted under a key that
 * is new every time, and guesses which it was. If the cipher hides its message, she can do no
 * better than a coin.
 *
 * Her advantage is 2 accuracy - 1: 0 for the coin, 1 for certainty. For known perfect ciphers it
 * is 0; a measured 0 means only that these discriminants found nothing.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

#define NC_AUDIT_CHOSEN_MESSAGES 4096  /* per couple, half to learn from, half to choose by */
#define NC_AUDIT_CHOSEN_MEASURED 32768 /* of the best couple, to measure it */

/* The most couples that differ in one bit, spread evenly over the bits. */
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
  guint bit;              /* the single bit that differs */
  gboolean quadratic;     /* the better discriminant */
  NcAuditInterval chosen; /* advantage on the messages used for choosing; the largest is biased
                           * upwards, as the best of several */
} NcAuditCouple;

typedef struct
{
  guint n_couples;
  guint64 n_messages; /* per couple, to choose by */
  guint64 n_measured;
  NcAuditCouple couples[NC_AUDIT_CHOSEN_MAX_COUPLES];
  guint best;                             /* index of the couple */
  gint8 plaintexts[2][NC_AUDIT_MAX_BITS]; /* the best couple's plaintexts, +1 and -1 */
  NcAuditInterval advantage;              /* the best couple's advantage on fresh messages, -1 …
                                           * 1 */
} NcAuditChosen;

/**
 * nc_audit_chosen_run:
 * @n_messages: of each couple, rounded up to two batches
 * @n_measured: of the best couple, rounded up to batches
 * @chosen: (out)
 *
 * For every couple, a linear and a quadratic discriminant learn from one half of its messages and
 * are tested on the other; the best of all is measured on messages used for neither learning nor
 * choosing.
 *
 * Returns: FALSE if told to stop; the result is then unusable
 */
gboolean nc_audit_chosen_run (NcAuditCipher *cipher,
                              const NcKernels *kernels,
                              guint32 seed,
                              guint n_messages,
                              guint n_measured,
                              const NcAuditProgress *progress,
                              NcAuditChosen *chosen);

G_END_DECLS
