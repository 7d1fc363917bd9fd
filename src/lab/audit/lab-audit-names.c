/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The names in findings, as far as a reader must know them: what range a number has, and
 * which columns a table has from which a picture is made. What each means is documented
 * at the instrument that writes it.
 */
#include "lab/audit/lab-audit-json-private.h"

#include <string.h>

typedef struct
{
  LabInstrument instrument;
  const char *name;
  LabAuditRange range;
} KnownNumber;

typedef struct
{
  LabInstrument instrument;
  const char *name;
  const char *columns;
} KnownTable;

#define SHARE(instrument, name)                                                                    \
  {                                                                                                \
    LAB_INSTRUMENT_##instrument, name, LAB_AUDIT_RANGE_SHARE                                       \
  }
#define COUNT(instrument, name)                                                                    \
  {                                                                                                \
    LAB_INSTRUMENT_##instrument, name, LAB_AUDIT_RANGE_COUNT                                       \
  }
#define AMOUNT(instrument, name)                                                                   \
  {                                                                                                \
    LAB_INSTRUMENT_##instrument, name, LAB_AUDIT_RANGE_AMOUNT                                      \
  }
#define SIGNED(instrument, name)                                                                   \
  {                                                                                                \
    LAB_INSTRUMENT_##instrument, name, LAB_AUDIT_RANGE_SIGNED                                      \
  }

static const KnownNumber numbers[] = {
  SHARE (TOLERANCE, "exact-key-bit-error"),
  SHARE (TOLERANCE, "fuzzy-key-bit-error"),
  SHARE (TOLERANCE, "random-key-bit-error"),
  SHARE (TOLERANCE, "exact-key-loss-rate"),
  SHARE (TOLERANCE, "fuzzy-key-loss-rate"),
  SHARE (TOLERANCE, "random-key-loss-rate"),
  SIGNED (TOLERANCE, "key-use"),
  SHARE (FRESH_EVES, "bit-error"),
  SHARE (FRESH_EVES, "whole-messages"),
  SHARE (FRESH_EVES, "abadi-bit-error"),
  SHARE (FRESH_EVES, "abadi-whole-messages"),
  SHARE (FRESH_EVES, "paper-bit-error"),
  SHARE (FRESH_EVES, "paper-whole-messages"),
  SHARE (FRESH_EVES, "wide-bit-error"),
  SHARE (FRESH_EVES, "wide-whole-messages"),
  COUNT (FRESH_EVES, "eves"),
  COUNT (FRESH_EVES, "best-kind"),
  SHARE (LINEAR, "bit-error"),
  SHARE (LINEAR, "numbers-bit-error"),
  SHARE (LINEAR, "signs-bit-error"),
  SHARE (LINEAR, "products-bit-error"),
  SHARE (PARITIES, "worst-pair-error"),
  SHARE (PARITIES, "worst-triple-error"),
  SHARE (PARITIES, "surprising"),
  COUNT (PARITIES, "bits"),
  COUNT (PARITIES, "pairs"),
  COUNT (PARITIES, "triples"),
  COUNT (PARITIES, "pairs-leaking"),
  COUNT (PARITIES, "triples-leaking"),
  COUNT (PARITIES, "worst-pair-i"),
  COUNT (PARITIES, "worst-pair-j"),
  COUNT (PARITIES, "worst-triple-i"),
  COUNT (PARITIES, "worst-triple-j"),
  COUNT (PARITIES, "worst-triple-k"),
  AMOUNT (HIDDEN_BITS, "hidden-bits"),
  AMOUNT (HIDDEN_BITS, "undecided-bits"),
  COUNT (HIDDEN_BITS, "plaintext-bits"),
  AMOUNT (HIDDEN_BITS, "shared-bits"),
  AMOUNT (HIDDEN_BITS, "limit-bits"),
  COUNT (HIDDEN_BITS, "commitment-bits"),
  SIGNED (CHOSEN_PLAINTEXT, "advantage"),
  COUNT (CHOSEN_PLAINTEXT, "couples"),
  COUNT (CHOSEN_PLAINTEXT, "best-couple"),
  SHARE (KEY_SEARCH, "share-left"),
  SHARE (KEY_SEARCH, "complete"),
  COUNT (KEY_SEARCH, "keys-tried"),
  COUNT (KEY_SEARCH, "pairs"),
  AMOUNT (KEY_SEARCH, "seconds"),
  AMOUNT (KEY_SEARCH, "keys-per-second"),
  SHARE (AVALANCHE, "plaintext-signs"),
  SHARE (AVALANCHE, "key-signs"),
  AMOUNT (AVALANCHE, "plaintext-change"),
  AMOUNT (AVALANCHE, "key-change"),
  COUNT (AVALANCHE, "unused-key-bits"),
  SIGNED (DISTRIBUTION, "linked-correlation"),
  AMOUNT (DISTRIBUTION, "balance-p"),
  AMOUNT (DISTRIBUTION, "worst-p"),
  AMOUNT (DISTRIBUTION, "linked-p"),
  COUNT (DISTRIBUTION, "worst-output"),
  COUNT (DISTRIBUTION, "linked-a"),
  COUNT (DISTRIBUTION, "linked-b"),
  COUNT (DISTRIBUTION, "constant"),
  COUNT (DISTRIBUTION, "not-finite"),
  SHARE (CHANNEL, "real-bit-error"),
  SHARE (CHANNEL, "sign-bit-error"),
};

static const KnownTable tables[] = {
  { LAB_INSTRUMENT_TOLERANCE, "distances",
    "distance,loss-rate,loss-rate-low,loss-rate-high,bit-error,bit-error-low,bit-error-high,"
    "one-time-pad" },
  { LAB_INSTRUMENT_FRESH_EVES, "abadi-curves", "step,*" },
  { LAB_INSTRUMENT_FRESH_EVES, "paper-curves", "step,*" },
  { LAB_INSTRUMENT_FRESH_EVES, "wide-curves", "step,*" },
  { LAB_INSTRUMENT_LINEAR, "bits", "bit,numbers,signs,products" },
  { LAB_INSTRUMENT_PARITIES, "pairs", "##" },
  { LAB_INSTRUMENT_PARITIES, "triples", "i,j,k,error" },
  { LAB_INSTRUMENT_HIDDEN_BITS, "bits", "bit,eve,bob" },
  { LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "couples", "kind,bit,quadratic,advantage,low,high" },
  { LAB_INSTRUMENT_KEY_SEARCH, "pairs",
    "pairs,keys-left,share-left,share-low,share-high,log2-left,true-key-left,true-distance,nearer,"
    "as-near" },
  { LAB_INSTRUMENT_AVALANCHE, "change", "#" },
  { LAB_INSTRUMENT_AVALANCHE, "signs", "#" },
  { LAB_INSTRUMENT_DISTRIBUTION, "histogram", "#" },
  { LAB_INSTRUMENT_DISTRIBUTION, "correlation", "##" },
  { LAB_INSTRUMENT_DISTRIBUTION, "balance", "output,mean,deviation,positive,low,high" },
  { LAB_INSTRUMENT_CHANNEL, "channels",
    "channel,loss-rate,loss-rate-low,loss-rate-high,bit-error,bit-error-low,bit-error-high,"
    "exact-loss-rate,exact-bit-error" },
};

LabAuditRange
lab_audit_json_get_range (LabInstrument instrument, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].instrument == instrument && strcmp (numbers[i].name, name) == 0)
      return numbers[i].range;
  return LAB_AUDIT_RANGE_ANY;
}

const char *
lab_audit_json_get_columns (LabInstrument instrument, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].instrument == instrument && strcmp (tables[i].name, name) == 0)
      return tables[i].columns;
  return NULL;
}
