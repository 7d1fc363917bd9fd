/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RM(1,4) and repetition. See MacWilliams & Sloane 1977, "The theory of
 * error-correcting codes", chapter 13.
 */
#include "audit/nc-audit-code.h"

#include <math.h>

/* Position x of a word of RM(1,m): secret bit 0 is added everywhere, bit 1 + j where
 * bit j of x is set. */
static guint
get_bit (guint secret, guint x)
{
  return __builtin_parity (secret & (1u | x << 1));
}

void
nc_audit_code_init (NcAuditCode *code, guint length)
{
  g_return_if_fail (length == 8 || length == 16);

  *code = (NcAuditCode){ .length = length, .n_bits = length == 16 ? 5 : 1 };
  for (guint secret = 0; secret < 1u << code->n_bits; secret++)
    for (guint x = 0; x < length; x++)
      code->words[secret] |= get_bit (secret, x) << x;
}

void
nc_audit_code_encode (const NcAuditCode *code, const nc_real *secret, nc_real *word)
{
  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      guint number = 0;

      for (guint j = 0; j < code->n_bits; j++)
        number |= (secret[j * NC_LANES + lane] < 0 ? 1u : 0) << j;
      for (guint x = 0; x < code->length; x++)
        word[x * NC_LANES + lane] = (code->words[number] >> x) & 1 ? -1 : 1;
    }
}

void
nc_audit_code_decode (const NcAuditCode *code, const nc_real *received, nc_real *secret)
{
  nc_real best[NC_LANES];
  guint32 nearest[NC_LANES] = { 0 };

  for (guint lane = 0; lane < NC_LANES; lane++)
    best[lane] = -INFINITY;
  for (guint number = 0; number < 1u << code->n_bits; number++)
    {
      nc_real correlation[NC_LANES] = { 0 };

      for (guint x = 0; x < code->length; x++)
        {
          nc_real sign = (code->words[number] >> x) & 1 ? -1 : 1;

          for (guint lane = 0; lane < NC_LANES; lane++)
            correlation[lane] += sign * received[x * NC_LANES + lane];
        }
      for (guint lane = 0; lane < NC_LANES; lane++)
        if (correlation[lane] > best[lane])
          {
            best[lane] = correlation[lane];
            nearest[lane] = number;
          }
    }
  for (guint j = 0; j < code->n_bits; j++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      secret[j * NC_LANES + lane] = (nearest[lane] >> j) & 1 ? -1 : 1;
}
