/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hand-made findings.
 */
#include "hand-made.h"

#include <math.h>
#include <string.h>

#define HALF_WIDTH 0.004 /* of intervals about 0.5 */

static void
add (HandMade *made, LabInstrument instrument, const char *name, double value, double half)
{
  lab_finding_add_number (made->findings[instrument], name,
                          (NcAuditInterval){ value, value - half, value + half });
}

static void
add_figure (HandMade *made, LabInstrument instrument, const char *name, double value)
{
  lab_finding_add_figure (made->findings[instrument], name, value);
}

static void
add_table (LabFinding *finding, const char *name, guint n_rows, const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ",", -1);
  double *values = lab_finding_add_table (finding, name, n_rows, (const char *const *) names);
  guint n_columns = g_strv_length (names);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n_columns; j++)
      values[i * n_columns + j] = j == 0 ? i : 0.125 * j;
}

static void
add_tolerance (HandMade *made)
{
  LabInstrument i = LAB_INSTRUMENT_TOLERANCE;

  add (made, i, "exact-key-bit-error", 0, 0);
  add (made, i, "fuzzy-key-bit-error", 0.1875, 0.002);
  add (made, i, "random-key-bit-error", 0.5, HALF_WIDTH);
  add (made, i, "exact-key-loss-rate", 0, 0);
  add (made, i, "fuzzy-key-loss-rate", 0.1875, 0.002);
  add (made, i, "random-key-loss-rate", 0.5, HALF_WIDTH);
  add (made, i, "key-use", 0.5, HALF_WIDTH);
  add_table (made->findings[i], "distances", 17,
             "distance,loss-rate,loss-rate-low,loss-rate-high,bit-error,bit-error-low,"
             "bit-error-high,one-time-pad");
}

static void
add_eves (HandMade *made)
{
  LabInstrument i = LAB_INSTRUMENT_FRESH_EVES;

  add (made, i, "abadi-bit-error", 0.5, HALF_WIDTH);
  add (made, i, "paper-bit-error", 0.5, HALF_WIDTH);
  add (made, i, "wide-bit-error", 0.5, HALF_WIDTH);
  add (made, i, "bit-error", 0.5, HALF_WIDTH);
  add (made, i, "whole-messages", 1.0 / 65536, 0);
  add_figure (made, i, "eves", 5);
  add_figure (made, i, "best-kind", 2);
  add_table (made->findings[i], "wide-curves", 3, "step,eve-1,eve-2");
  i = LAB_INSTRUMENT_LINEAR;
  add (made, i, "numbers-bit-error", 0.5, HALF_WIDTH);
  add (made, i, "bit-error", 0.5, HALF_WIDTH);
}

static void
add_parities (HandMade *made)
{
  static const char *const places[]
      = { "worst-pair-i", "worst-pair-j", "worst-triple-i", "worst-triple-j", "worst-triple-k" };
  static const double values[] = { 2, 6, 0, 4, 9 };
  LabInstrument i = LAB_INSTRUMENT_PARITIES;

  add (made, i, "worst-pair-error", 0.5, HALF_WIDTH);
  add (made, i, "worst-triple-error", 0.5, HALF_WIDTH);
  for (guint n = 0; n < G_N_ELEMENTS (places); n++)
    add_figure (made, i, places[n], values[n]);
  add_figure (made, i, "surprising", 0.48);
  add_figure (made, i, "bits", 16);
  add_figure (made, i, "pairs", 120);
  add_figure (made, i, "triples", 560);
  add_figure (made, i, "pairs-leaking", 0);
  add_figure (made, i, "triples-leaking", 0);
  lab_finding_add_matrix (made->findings[i], "pairs", 16, 16);
}

static void
add_hidden (HandMade *made)
{
  LabInstrument i = LAB_INSTRUMENT_HIDDEN_BITS;

  add (made, i, "hidden-bits", 16, 0.01);
  add_figure (made, i, "plaintext-bits", 16);
  add_figure (made, i, "shared-bits", 6.871);
  add_figure (made, i, "limit-bits", 6.871);
  add_figure (made, i, "commitment-bits", 5);
  add (made, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", 0, 0.01);
}

static void
add_descriptions (HandMade *made)
{
  LabInstrument i = LAB_INSTRUMENT_KEY_SEARCH;
  LabFinding *search = made->findings[i];

  add_figure (made, i, "keys-tried", 65536);
  add_figure (made, i, "complete", 1);
  add_figure (made, i, "pairs", 8);
  add_figure (made, i, "seconds", 0.0061);
  add_figure (made, i, "log2-left", -INFINITY);
  add_table (search, "pairs", 8,
             "pairs,keys-left,share-left,share-low,share-high,log2-left,true-key-left,"
             "true-distance,nearer,as-near");
  for (guint row = 0; row < 8; row++)
    lab_finding_get_table (search, "pairs")->values[row * 10 + 1] = row == 0 ? 1 : 0;
  i = LAB_INSTRUMENT_AVALANCHE;
  add_figure (made, i, "plaintext-signs", 0.0625);
  add_figure (made, i, "key-signs", 0.0625);
  add_figure (made, i, "plaintext-change", 0.125);
  add_figure (made, i, "key-change", 0.125);
  add_figure (made, i, "unused-key-bits", 0);
  i = LAB_INSTRUMENT_DISTRIBUTION;
  add_figure (made, i, "worst-p", 0.7);
  add_figure (made, i, "worst-output", 2);
  add_figure (made, i, "linked-p", 0.6);
  add_figure (made, i, "linked-a", 3);
  add_figure (made, i, "linked-b", 5);
  add_figure (made, i, "linked-correlation", 0.01);
  add_figure (made, i, "constant", 0);
  add_table (made->findings[i], "balance", 16, "output,mean,deviation,positive,low,high");
  i = LAB_INSTRUMENT_CHANNEL;
  add (made, i, "real-bit-error", 0.1875, 0.002);
  add (made, i, "sign-bit-error", 0.1875, 0.002);
}

void
hand_made_begin (HandMade *made)
{
  *made = (HandMade){
    .facts = {
      .label = (char *) "two “runs”, one\\two",
      .kind = (char *) "run",
      .iterations = 20000,
      .model = (char *) "Bob2 + BN",
      .experiment = (char *) "[parties]\nkey-bits=16\n",
      .run_seed = 4294967295u,
      .plaintext_bits = 16,
      .key_bits = 16,
      .key_difference = 3,
      .seed = 7,
      .depth = LAB_AUDIT_QUICK,
      .created = 1700000000,
      .seconds = 12.25,
      .n_threads = 2,
      .version = (char *) "1.0",
    },
  };
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      made->findings[i] = lab_finding_new (i);
      lab_finding_set_seconds (made->findings[i], 1.5);
      lab_finding_set_complete (made->findings[i]);
    }
  add_tolerance (made);
  add_eves (made);
  add_parities (made);
  add_hidden (made);
  add_descriptions (made);
}

void
hand_made_clear (HandMade *made)
{
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_clear_pointer (&made->findings[i], lab_finding_unref);
}

void
hand_made_set (HandMade *made,
               LabInstrument instrument,
               const char *name,
               double value,
               double low,
               double high)
{
  GPtrArray *numbers = lab_finding_get_numbers (made->findings[instrument]);
  NcAuditInterval interval = { value, low, high };

  for (guint i = 0; i < numbers->len; i++)
    {
      LabFindingNumber *number = numbers->pdata[i];

      if (strcmp (number->name, name) != 0)
        continue;
      number->interval = interval;
      return;
    }
  lab_finding_add_number (made->findings[instrument], name, interval);
}

void
hand_made_set_figure (HandMade *made, LabInstrument instrument, const char *name, double value)
{
  hand_made_set (made, instrument, name, value, value, value);
}

void
hand_made_remove (HandMade *made, LabInstrument instrument)
{
  g_clear_pointer (&made->findings[instrument], lab_finding_unref);
}

static double
get_pair_error (NcAuditKnown kind)
{
  return kind == NC_AUDIT_KNOWN_PAD_EXACT || kind == NC_AUDIT_KNOWN_PAD_FUZZY ? 0.5 : 0;
}

void
hand_made_begin_known (HandMade *made, NcAuditKnown kind, guint n_bits)
{
  LabInstrument i = LAB_INSTRUMENT_TOLERANCE;
  NcAuditKnownFacts facts;
  double pair = get_pair_error (kind);

  nc_audit_known_get_facts (kind, n_bits, 3, &facts);
  hand_made_begin (made);
  made->facts.plaintext_bits = made->facts.key_bits = n_bits;
  hand_made_set_figure (made, i, "fuzzy-key-bit-error", facts.bob_bit_error);
  hand_made_set_figure (made, i, "fuzzy-key-loss-rate", facts.bob_bit_error);
  hand_made_set_figure (made, i, "random-key-bit-error", facts.wrong_key_bit_error);
  hand_made_set_figure (made, i, "random-key-loss-rate", facts.wrong_key_bit_error);
  hand_made_set_figure (made, i, "key-use", facts.wrong_key_bit_error); /* 0 with the exact one */
  hand_made_set_figure (made, LAB_INSTRUMENT_FRESH_EVES, "bit-error", facts.eve_bit_error);
  hand_made_set_figure (made, LAB_INSTRUMENT_LINEAR, "bit-error", facts.eve_bit_error);
  hand_made_set_figure (made, LAB_INSTRUMENT_PARITIES, "worst-pair-error", pair);
  hand_made_set_figure (made, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", facts.chosen_advantage);
  hand_made_set_figure (made, LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", facts.hidden_bits);
}

LabAuditResult *
hand_made_end (HandMade *made)
{
  return lab_audit_result_new (&made->facts, made->findings);
}
