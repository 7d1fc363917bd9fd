/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the numbers of findings are called by people, and their units.
 */
#include "config.h"

#include "report/audit/report-audit-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"

typedef enum
{
  UNIT_SHARE,
  UNIT_BITS,
  UNIT_COUNT,
  UNIT_INDEX, /* counted from 0; people count from 1 */
  UNIT_SECONDS,
  UNIT_PLAIN, /* without a unit */
  UNIT_TRUTH,
  UNIT_EVES,
} Unit;

typedef struct
{
  LabInstrument instrument;
  const char *name;
  const char *words;
  Unit unit;
} Name;

static const Name names[] = {
  { LAB_INSTRUMENT_TOLERANCE, "exact-key-bit-error", N_ ("Bob’s bit error with Alice’s own key"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", N_ ("Bob’s bit error with his fuzzy key"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_TOLERANCE, "random-key-bit-error", N_ ("Bob’s bit error with a random key"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_TOLERANCE, "exact-key-loss-rate", N_ ("Bob’s loss rate with Alice’s own key"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-loss-rate", N_ ("Bob’s loss rate with his fuzzy key"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_TOLERANCE, "random-key-loss-rate", N_ ("Bob’s loss rate with a random key"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_TOLERANCE, "key-use",
    N_ ("use of the key: bit error with a random key less that with Alice’s"), UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "abadi-bit-error",
    N_ ("bit error of the best Eve built like Abadi and Andersen’s"), UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "paper-bit-error",
    N_ ("bit error of the best Eve built like the paper’s"), UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "wide-bit-error",
    N_ ("bit error of the best wide Eve of dense layers"), UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "abadi-whole-messages",
    N_ ("messages it reads as a whole, like Abadi and Andersen’s"), UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "paper-whole-messages",
    N_ ("messages it reads as a whole, like the paper’s"), UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "wide-whole-messages", N_ ("messages it reads as a whole, wide"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "bit-error", N_ ("bit error of the best of all"), UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "whole-messages", N_ ("messages the best of all reads as a whole"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_FRESH_EVES, "eves", N_ ("Eves trained of each kind"), UNIT_COUNT },
  { LAB_INSTRUMENT_FRESH_EVES, "best-kind", N_ ("kind of the best Eve"), UNIT_EVES },
  { LAB_INSTRUMENT_LINEAR, "numbers-bit-error", N_ ("bit error from the ciphertext’s numbers"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_LINEAR, "signs-bit-error", N_ ("bit error from their signs"), UNIT_SHARE },
  { LAB_INSTRUMENT_LINEAR, "products-bit-error", N_ ("bit error from products of two of them"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_LINEAR, "bit-error", N_ ("the least of these"), UNIT_SHARE },
  { LAB_INSTRUMENT_PARITIES, "worst-pair-error", N_ ("error of the worst pair, measured again"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_PARITIES, "worst-triple-error", N_ ("error of the worst triple, measured again"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_PARITIES, "surprising", N_ ("luck does not bring an error below"), UNIT_SHARE },
  { LAB_INSTRUMENT_PARITIES, "bits", N_ ("bits of the message looked at"), UNIT_COUNT },
  { LAB_INSTRUMENT_PARITIES, "pairs", N_ ("pairs of bits tried"), UNIT_COUNT },
  { LAB_INSTRUMENT_PARITIES, "triples", N_ ("triples of bits tried"), UNIT_COUNT },
  { LAB_INSTRUMENT_PARITIES, "pairs-leaking", N_ ("pairs that tell more than luck brings"),
    UNIT_COUNT },
  { LAB_INSTRUMENT_PARITIES, "triples-leaking", N_ ("triples that tell more than luck brings"),
    UNIT_COUNT },
  { LAB_INSTRUMENT_PARITIES, "worst-pair-i", N_ ("worst pair: one bit"), UNIT_INDEX },
  { LAB_INSTRUMENT_PARITIES, "worst-pair-j", N_ ("worst pair: the other bit"), UNIT_INDEX },
  { LAB_INSTRUMENT_PARITIES, "worst-triple-i", N_ ("worst triple: first bit"), UNIT_INDEX },
  { LAB_INSTRUMENT_PARITIES, "worst-triple-j", N_ ("worst triple: second bit"), UNIT_INDEX },
  { LAB_INSTRUMENT_PARITIES, "worst-triple-k", N_ ("worst triple: third bit"), UNIT_INDEX },
  { LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", N_ ("hidden from Eve at most, H(P|C)"), UNIT_BITS },
  { LAB_INSTRUMENT_HIDDEN_BITS, "undecided-bits", N_ ("left open for Bob, H(P|C,K′)"), UNIT_BITS },
  { LAB_INSTRUMENT_HIDDEN_BITS, "plaintext-bits", N_ ("bits of a message, N"), UNIT_BITS },
  { LAB_INSTRUMENT_HIDDEN_BITS, "shared-bits", N_ ("what the two keys share, I(K;K′)"), UNIT_BITS },
  { LAB_INSTRUMENT_HIDDEN_BITS, "limit-bits",
    N_ ("most that can stay hidden if Bob reads this well, I(K;K′) + H(P|C,K′)"), UNIT_BITS },
  { LAB_INSTRUMENT_HIDDEN_BITS, "commitment-bits", N_ ("what a fuzzy commitment would hide"),
    UNIT_BITS },
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage",
    N_ ("advantage over guessing of the best pair of messages, measured again"), UNIT_PLAIN },
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "couples", N_ ("pairs of messages tried"), UNIT_COUNT },
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "best-couple", N_ ("number of the best pair of messages"),
    UNIT_INDEX },
  { LAB_INSTRUMENT_KEY_SEARCH, "share-left", N_ ("share of the keys that fit one known message"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_KEY_SEARCH, "keys-tried", N_ ("keys tried"), UNIT_COUNT },
  { LAB_INSTRUMENT_KEY_SEARCH, "complete", N_ ("all keys were tried"), UNIT_TRUTH },
  { LAB_INSTRUMENT_KEY_SEARCH, "pairs", N_ ("known messages used"), UNIT_COUNT },
  { LAB_INSTRUMENT_KEY_SEARCH, "log2-left",
    N_ ("keys left after one known message, as a power of 2"), UNIT_BITS },
  { LAB_INSTRUMENT_KEY_SEARCH, "seconds", N_ ("time for one known message"), UNIT_SECONDS },
  { LAB_INSTRUMENT_KEY_SEARCH, "keys-per-second", N_ ("keys tried a second"), UNIT_COUNT },
  { LAB_INSTRUMENT_AVALANCHE, "plaintext-signs", N_ ("signs turned by one bit of the message"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_AVALANCHE, "key-signs", N_ ("signs turned by one bit of the key"), UNIT_SHARE },
  { LAB_INSTRUMENT_AVALANCHE, "plaintext-change",
    N_ ("mean change of a number by one bit of the message"), UNIT_PLAIN },
  { LAB_INSTRUMENT_AVALANCHE, "key-change", N_ ("mean change of a number by one bit of the key"),
    UNIT_PLAIN },
  { LAB_INSTRUMENT_AVALANCHE, "unused-key-bits", N_ ("key bits that change nothing"), UNIT_COUNT },
  { LAB_INSTRUMENT_DISTRIBUTION, "linked-correlation", N_ ("strongest correlation of two numbers"),
    UNIT_PLAIN },
  { LAB_INSTRUMENT_DISTRIBUTION, "balance-p",
    N_ ("chance of so uneven signs by luck, all together"), UNIT_PLAIN },
  { LAB_INSTRUMENT_DISTRIBUTION, "worst-p",
    N_ ("chance of so uneven signs by luck, the worst number"), UNIT_PLAIN },
  { LAB_INSTRUMENT_DISTRIBUTION, "worst-output", N_ ("the most uneven number"), UNIT_INDEX },
  { LAB_INSTRUMENT_DISTRIBUTION, "linked-p", N_ ("chance of such a correlation by luck"),
    UNIT_PLAIN },
  { LAB_INSTRUMENT_DISTRIBUTION, "linked-a", N_ ("most strongly linked: one number"), UNIT_INDEX },
  { LAB_INSTRUMENT_DISTRIBUTION, "linked-b", N_ ("most strongly linked: the other"), UNIT_INDEX },
  { LAB_INSTRUMENT_DISTRIBUTION, "constant", N_ ("numbers that never change"), UNIT_COUNT },
  { LAB_INSTRUMENT_DISTRIBUTION, "not-finite", N_ ("values that are no numbers"), UNIT_COUNT },
  { LAB_INSTRUMENT_CHANNEL, "real-bit-error", N_ ("Bob’s bit error with the numbers as they are"),
    UNIT_SHARE },
  { LAB_INSTRUMENT_CHANNEL, "sign-bit-error", N_ ("Bob’s bit error with their signs alone"),
    UNIT_SHARE },
};

static const Name *
find_name (LabInstrument instrument, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].instrument == instrument && g_str_equal (names[i].name, name))
      return &names[i];
  return NULL;
}

/* (transfer full) A value alone, without its unit. */
static char *
format (double value, Unit unit)
{
  static const char *const eves[]
      = { N_ ("like Abadi and Andersen’s"), N_ ("like the paper’s"), N_ ("wide, of dense layers") };

  if (!isfinite (value))
    return base_number_value (value);
  switch (unit)
    {
    case UNIT_COUNT:
      return base_number_whole (value);
    case UNIT_INDEX:
      return base_number_whole (value + 1.0);
    case UNIT_TRUTH:
      return g_strdup (value != 0.0 ? _ ("yes") : _ ("no"));
    case UNIT_EVES:
      return g_strdup (value >= 0.0 && value < G_N_ELEMENTS (eves) ? _ (eves[(guint) value]) : "–");
    case UNIT_BITS:
      return value == floor (value) ? base_number_whole (value) : base_number_tick (value, 0.01);
    case UNIT_SECONDS:
      return value < 1.0 ? g_strdup_printf (_ ("%.2f ms"), 1000.0 * value)
                         : g_strdup_printf (_ ("%.2f s"), value);
    case UNIT_SHARE:
    case UNIT_PLAIN:
    default:
      return base_number_value (value);
    }
}

/* Takes @text. */
static char *
with_unit (char *text, Unit unit)
{
  g_autofree char *plain = text;

  if (unit == UNIT_BITS)
    return g_strdup_printf (_ ("%s bits"), plain);
  return g_steal_pointer (&plain);
}

gboolean
report_audit_describe_number (LabInstrument instrument,
                              const LabFindingNumber *number,
                              char **words,
                              char **value,
                              char **interval)
{
  const Name *name = find_name (instrument, number->name);
  const NcAuditInterval *found = &number->interval;

  if (name == NULL)
    return FALSE;
  *words = g_strdup (_ (name->words));
  *value = with_unit (format (found->value, name->unit), name->unit);
  if (found->low < found->high)
    {
      g_autofree char *low = format (found->low, name->unit);
      g_autofree char *high = format (found->high, name->unit);

      *interval = g_strdup_printf (_ ("%s to %s"), low, high);
    }
  else
    *interval = g_strdup ("");
  return TRUE;
}
