/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parities: how well the product of two plaintext bits, or of three, can be read from the
 * ciphertext. Each bit may be hidden and yet most of the plaintext be open: if all are masked by
 * the same key bit, every pair is in the clear.
 *
 * Three attackers try: a network trained for all products at once; one that reads single bits,
 * whose readings are multiplied; and one that counts which sign of the ciphertext, or product of
 * two or three signs, agrees best.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-interval.h"
#include "audit/nc-audit-learner.h"
#include "audit/nc-audit-parity-count.h"

G_BEGIN_DECLS

/* The number of bits examined of a longer plaintext: for pairs, and for triples. */
#define NC_AUDIT_PARITY_MAX_BITS 64
#define NC_AUDIT_PARITY_MAX_TRIPLE_BITS 16

typedef struct
{
  NcAuditTraining training;
  guint n_layers;   /* of the network */
  guint width;      /* of each */
  gboolean triples; /* whether triples are tested, if N allows */
  guint n_counted;  /* messages from which products of signs are chosen */
  guint n_compared; /* fresh messages on which all parities are measured */
  guint n_measured; /* again fresh, for the parities that leaked most */
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
  double error[NC_AUDIT_PARITY_N_ATTACKERS]; /* share of messages in which it is read wrong;
                                              * guessing is 0.5 */
  NcAuditChoice choice;                      /* of signs of the ciphertext, by counting */
} NcAuditParityOf;

/* The parity that leaked most, measured again on new messages, so that choosing it adds no bias. */
typedef struct
{
  guint parity; /* index */
  NcAuditParityAttacker attacker;
  NcAuditInterval error;
} NcAuditParityWorst;

typedef struct
{
  guint n_bits; /* examined */
  guint n_pairs;
  guint n_triples;           /* 0 if none were tested */
  NcAuditParityOf *parities; /* [n_pairs + n_triples], pairs first, see
                                nc_audit_parity_get_pair() */
  double surprising;         /* with this many parities and attackers, chance would bring none
                              * below this in 95 of 100 audits */
  NcAuditParityWorst worst_pair;
  NcAuditParityWorst worst_triple;
} NcAuditParityResult;

/**
 * nc_audit_parity_get_pair:
 * @i: below @j, which is below n_bits
 *
 * Returns: the pair's index among the parities
 */
static inline guint
nc_audit_parity_get_pair (guint i, guint j)
{
  return j * (j - 1) / 2 + i;
}

/**
 * nc_audit_parity_get_error:
 *
 * Returns: the error of the attacker who reads it best
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
 * @cipher: (transfer none): used only by this attack until it is freed; of at least two plaintext
 * bits
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
 * Returns: (transfer none): filled in at the end
 */
const NcAuditParityResult *nc_audit_parity_get_result (const NcAuditParity *parity);

G_END_DECLS
