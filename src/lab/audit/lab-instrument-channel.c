/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Binary channel: what Bob reads when the ciphertext passes through a channel of few bits. Values
 * are shares, 0 … 1.
 *
 * real-bit-error, sign-bit-error: with the fuzzy key, from C as it is and from its signs. Table
 * "channels": rows real, 8, 4, 2 bits and sign, numbered from 0; exact-…: with Alice's key.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-channel.h"
#include "lab/audit/lab-audit-verdict-private.h"

static double
get_channel_cost (guint n_bits, gboolean quick, guint nth)
{
  return 0.02 * pow (n_bits / 16.0, 1.5);
}

static LabFinding *
measure_channel (LabInstrumentJob *job)
{
  static const char *const columns[]
      = { "channel",       "loss-rate",      "loss-rate-low",   "loss-rate-high",  "bit-error",
          "bit-error-low", "bit-error-high", "exact-loss-rate", "exact-bit-error", NULL };
  NcAuditChannel channel;
  LabFinding *finding;
  double *row;

  if (!nc_audit_channel_measure (job->cipher, job->kernels, job->seed, NC_AUDIT_CHANNEL_MESSAGES,
                                 &job->progress, &channel))
    return NULL;
  finding = lab_finding_new (LAB_INSTRUMENT_CHANNEL);
  lab_finding_add_number (finding, "real-bit-error", channel.bit_error[NC_AUDIT_CHANNEL_REAL]);
  lab_finding_add_number (finding, "sign-bit-error", channel.bit_error[NC_AUDIT_CHANNEL_SIGN]);
  row = lab_finding_add_table (finding, "channels", NC_AUDIT_N_CHANNELS, columns);
  for (guint kind = 0; kind < NC_AUDIT_N_CHANNELS; kind++, row += G_N_ELEMENTS (columns) - 1)
    {
      row[0] = kind;
      lab_instrument_write_interval (row + 1, &channel.loss_rate[kind]);
      lab_instrument_write_interval (row + 4, &channel.bit_error[kind]);
      row[7] = channel.exact_loss_rate[kind].value;
      row[8] = channel.exact_bit_error[kind].value;
    }
  return finding;
}

static const LabInstrumentNumber channel_numbers[] = {
  { "real-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s bit error with the numbers as they are") },
  { "sign-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s bit error with their signs alone") },
  { 0 },
};

static const LabInstrumentTable channel_tables[] = {
  { "channels", "channel,loss-rate,loss-rate-low,loss-rate-high,bit-error,bit-error-low,bit-error-"
                "high,exact-loss-rate,exact-bit-error" },
  { 0 },
};

static char *
say_channel (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *real
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "real-bit-error"));
  g_autofree char *of_sign
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "sign-bit-error"));

  return g_strdup_printf (
      _ ("Bob reads %s of the bits from the ciphertext’s numbers as they are and "
         "%s from their signs alone: that is what is left when each number is "
         "sent as one bit."),
      real, of_sign);
}

const LabInstrumentKind lab_instrument_channel = {
  .name = "channel",
  .title = N_ ("Binary channel"),
  .purpose = N_ ("Rounds the ciphertext’s numbers to a few bits each, as a real channel would "
                 "carry them, and looks at what Bob can still read."),
  .numbers = channel_numbers,
  .tables = channel_tables,
  .deciding = "sign-bit-error",
  .n_jobs = 1,
  .get_cost = get_channel_cost,
  .run = measure_channel,
  /* No judge: it shows what Bob needs, not what leaks. */
  .say = say_channel,
};
