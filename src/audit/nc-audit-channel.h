/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Binary channel: what Bob still reads if the ciphertext's real numbers are sent with few bits
 * each. A cipher that needs their full precision hides its message in something no channel of bits
 * would carry.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

#define NC_AUDIT_CHANNEL_MESSAGES 20480

/* Rounded to b bits, C is the nearest of 2^b evenly spaced numbers from -1 to 1, both included. */
typedef enum
{
  NC_AUDIT_CHANNEL_REAL, /* unchanged */
  NC_AUDIT_CHANNEL_8_BITS,
  NC_AUDIT_CHANNEL_4_BITS,
  NC_AUDIT_CHANNEL_2_BITS,
  NC_AUDIT_CHANNEL_SIGN, /* +1 above 0, else -1 */
} NcAuditChannelKind;
#define NC_AUDIT_N_CHANNELS 5

typedef struct
{
  guint64 n_messages;
  NcAuditInterval loss_rate[NC_AUDIT_N_CHANNELS]; /* Bob's, with his fuzzy key */
  NcAuditInterval bit_error[NC_AUDIT_N_CHANNELS];
  NcAuditInterval exact_loss_rate[NC_AUDIT_N_CHANNELS]; /* with Alice's key */
  NcAuditInterval exact_bit_error[NC_AUDIT_N_CHANNELS];
} NcAuditChannel;

/**
 * nc_audit_channel_send:
 * @received: (out): [n], may be @sent
 */
void
nc_audit_channel_send (NcAuditChannelKind kind, gsize n, const nc_real *sent, nc_real *received);

/**
 * nc_audit_channel_measure:
 * @n_messages: rounded up to batches, the same for every channel
 * @channel: (out)
 *
 * Returns: FALSE if told to stop; the result is then unusable
 */
gboolean nc_audit_channel_measure (NcAuditCipher *cipher,
                                   const NcKernels *kernels,
                                   guint32 seed,
                                   guint n_messages,
                                   const NcAuditProgress *progress,
                                   NcAuditChannel *channel);

G_END_DECLS
