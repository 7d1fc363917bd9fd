/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh Eves: networks that never took part in any training learn to read a cipher, and the best
 * of them is kept.
 *
 * The Eve a pair was trained with says little: Alice learnt to evade her. Abadi and Andersen 2016
 * (arXiv 1610.06918, section 2.5) therefore freeze the pair and train five new ones. The cipher is
 * in evaluation mode: a message's ciphertext does not depend on the other messages, and she need
 * not know how it was trained.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-interval.h"
#include "audit/nc-audit-learner.h"

G_BEGIN_DECLS

#define NC_AUDIT_FRESH_MAX_EVES 100

typedef enum
{
  NC_AUDIT_FRESH_ABADI, /* a sigmoid layer of 2N, four convolutions, tanh; absolute error */
  NC_AUDIT_FRESH_PAPER, /* two layers of 2N, tanh and sigmoid, batch norm, convolutions, tanh;
                           absolute error */
  NC_AUDIT_FRESH_WIDE,  /* wide layers of ReLU units on the ciphertext and the products of every
                           two of its numbers, logistic output, cross-entropy */
  NC_AUDIT_FRESH_GIVEN, /* the given structure: that of a run's own Eve */
} NcAuditFreshKind;
#define NC_AUDIT_FRESH_N_KINDS 3 /* with presets: all but NC_AUDIT_FRESH_GIVEN */

typedef struct
{
  NcAuditTraining training;
  NcTopology topology; /* only for the given one: ciphertext_length inputs, plaintext_bits outputs,
                        * tanh or logistic */
  guint n_eves;        /* 1 to NC_AUDIT_FRESH_MAX_EVES */
  guint n_layers;      /* of the wide one */
  guint width;         /* of each of them */
  guint n_choosing;    /* messages on which each is measured to choose the best */
  guint n_measured;    /* fresh messages on which the best is then measured */
  guint n_points;      /* of each Eve's live series */
} NcAuditFreshOptions;

/**
 * nc_audit_fresh_get_options:
 * @kind: one of NC_AUDIT_FRESH_N_KINDS
 * @quick: less training, for a first look
 *
 * Returns: the presets
 */
NcAuditFreshOptions nc_audit_fresh_get_options (NcAuditFreshKind kind, gboolean quick);

/* Filled in while the Eves learn. */
typedef struct
{
  guint n_done;              /* Eves trained and measured */
  guint best;                /* the best of those, by bit error on the choosing messages */
  double *chosen_by;         /* [n_eves], bit errors on the choosing messages */
  guint n_points;            /* of each series */
  guint *n_points_done;      /* [n_eves] */
  NcLoss *series;            /* [n_eves][n_points], each the mean over equally many steps */
  NcAuditInterval bit_error; /* from here on valid only at the end: of the best one, on messages
                              * used for neither learning nor choosing; guessing is 0.5 */
  NcAuditInterval whole;     /* share of messages with every bit right; guessing is 2^-N */
} NcAuditFreshResult;

typedef struct _NcAuditFresh NcAuditFresh;

/**
 * nc_audit_fresh_new:
 * @cipher: (transfer none): used only by this attack until it is freed
 * @options: copied
 */
NcAuditFresh *nc_audit_fresh_new (NcAuditCipher *cipher,
                                  NcAuditFreshKind kind,
                                  const NcAuditFreshOptions *options,
                                  guint32 seed,
                                  const NcKernels *kernels);
void nc_audit_fresh_free (NcAuditFresh *fresh);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcAuditFresh, nc_audit_fresh_free)

/**
 * nc_audit_fresh_step:
 *
 * A few milliseconds of work: one step of training, or one batch of measuring.
 *
 * Returns: whether there is more to do
 */
gboolean nc_audit_fresh_step (NcAuditFresh *fresh);

/**
 * nc_audit_fresh_get_progress:
 *
 * Returns: 0 to 1
 */
double nc_audit_fresh_get_progress (const NcAuditFresh *fresh);

/**
 * nc_audit_fresh_get_result:
 *
 * Returns: (transfer none): the result so far
 */
const NcAuditFreshResult *nc_audit_fresh_get_result (const NcAuditFresh *fresh);

G_END_DECLS
