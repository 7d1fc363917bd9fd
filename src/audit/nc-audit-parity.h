/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parities: how well the product of two plaintext bits, or of three, is told from the
 * ciphertext. Each bit may be hidden and yet most of the plaintext be open: if all are
 * behind the same key bit, every pair is in the clear.
 *
 * Three attackers try: one network that is trained for all products at once; one that
 * reads single bits, whose readings are multiplied; and one who counts which single sign
 * of the ciphertext, or product of two or three, agrees best.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-interval.h"
#include "audit/nc-audit-learner.h"
#include "audit/nc-audit-parity-count.h"

G_BEGIN_DECLS

/* Of a longer plaintext the first so many bits are looked at: pairs, and triples. */
#define NC_AUDIT_PARITY_MAX_BITS 64
#define NC_AUDIT_PARITY_MAX_TRIPLE_BITS 16

typedef struct
{
  NcAuditTraining training;
  guint n_layers;   /* of the network */
  guint width;      /* of each */
  gboolean triples; /* whether triples are asked for, N allowing */
  guint n_counted;  /* messages over which products of signs are chosen */
  guint n_compared; /* fresh messages on which all parities are measured */
  guint n_measured; /* fresh again, for those that leaked most */
} NcAuditParityOptions;

NcAuditParityOptions nc_audit_parity_get_options (gboolean quick);

typedef enum
{
  NC_AUDIT_PARITY_BY_NETWORK,
  NC_AUDIT_PARITY_BY_READING,
  NC_AUDIT_PARITY_BY_COUNTING,
} NcAuditParityAttacker;
#define NC_AUDIT_PARITY_N_ATTACKERS 3

typedef struct
{
  NcAuditProduct bits;                       /* of the plaintext */
  double error[NC_AUDIT_PARITY_N_ATTACKERS]; /* share of messages in which it is told wrong;
                                                guessing is 0.5 */
  NcAuditChoice choice;                      /* of signs of the ciphertext, by counting */
} NcAuditParityOf;

/* The one that leaked most, measured anew: choosing it favours none of the messages. */
typedef struct
{
  guint parity; /* which */
  NcAuditParityAttacker attacker;
  NcAuditInterval error;
} NcAuditParityWorst;

typedef struct
{
  guint n_bits; /* looked at */
  guint n_pairs;
  guint n_triples;           /* 0 where none were asked for */
  NcAuditParityOf *parities; /* [n_pairs + n_triples], pairs first, see
                                nc_audit_parity_get_pair() */
  double surprising;         /* among so many parities and attackers, luck alone would bring none
                                below this in 95 of 100 audits */
  NcAuditParityWorst worst_pair;
  NcAuditParityWorst worst_triple;
} NcAuditParityResult;

/**
 * nc_audit_parity_get_pair:
 * @i: below @j, which is below n_bits
 *
 * Returns: where the pair stands among the parities
 */
static inline guint
nc_audit_parity_get_pair (guint i, guint j)
{
  return j * (j - 1) / 2 + i;
}

/**
 * nc_audit_parity_get_error:
 *
 * Returns: of the attacker who tells it best
 */
static inline double
nc_audit_parity_get_error (const NcAuditParityOf *of)
{
  double least = of->error[0];

  for (guint attacker = 1; attacker < NC_AUDIT_PARITY_N_ATTACKERS; attacker++)
    least = MIN (least, of->error[attacker]);
  return least;
}

typedef struct _NcAuditParity NcAuditParity;

/**
 * nc_audit_parity_new:
 * @cipher: (transfer none): used by this attack alone until it is freed; of at least two
 * plaintext bits
 */
NcAuditParity *nc_audit_parity_new (NcAuditCipher *cipher,
                                    const NcAuditParityOptions *options,
                                    guint32 seed,
                                    const NcKernels *kernels);
void nc_audit_parity_free (NcAuditParity *parity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcAuditParity, nc_audit_parity_free)

/**
 * nc_audit_parity_step:
 *
 * One step of training, or one batch counted or measured.
 *
 * Returns: whether there is more to do
 */
gboolean nc_audit_parity_step (NcAuditParity *parity);

/**
 * nc_audit_parity_get_progress:
 *
 * Returns: 0 to 1
 */
double nc_audit_parity_get_progress (const NcAuditParity *parity);

/**
 * nc_audit_parity_get_result:
 *
 * Returns: (transfer none): filled in when all is done
 */
const NcAuditParityResult *nc_audit_parity_get_result (const NcAuditParity *parity);

G_END_DECLS
