/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key search: first with one known pair, which is timed, then with eight.
 *
 * key-search
 *   share-left: of the keys, after one pair, 0 … 1; keys-tried; complete: 1 if all keys
 *   were tried, 0 for a sample; pairs; log2-left: of all keys, after one pair, missing if
 *   none is left; seconds: wall-clock time of the search with one pair, without pauses;
 *   keys-per-second: likewise.
 *   Table "pairs": a row for each number of pairs; log2-left NAN if none is left;
 *   true-key-left 1 or 0; true-distance 0 … 1; nearer, as-near: keys.
 *
 * Only seconds and keys-per-second vary between audits.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-search.h"
#include "base/number.h"
#include "lab/audit/lab-audit-verdict-private.h"

/* The share of the work that the search with one pair takes. */
#define SHARE_OF_ONE 0.2

static double
get_cost (guint n_bits, gboolean quick, guint nth)
{
  double keys = n_bits <= NC_AUDIT_SEARCH_MAX_KEY_BITS ? exp2 (n_bits) : NC_AUDIT_SEARCH_SAMPLES;

  return 0.05 * keys / 65536 * pow (n_bits / 16.0, 1.3);
}

/* Part of the job's progress. */
typedef struct
{
  LabInstrumentJob *job;
  double from;
  double to;
} Stretch;

static gboolean
report_stretch (gpointer data, double share)
{
  const Stretch *stretch = data;

  return nc_audit_progress_report (&stretch->job->progress,
                                   stretch->from + share * (stretch->to - stretch->from));
}

static gboolean
search_keys (LabInstrumentJob *job, guint n_pairs, double from, double to, NcAuditSearch *search)
{
  Stretch stretch = { job, from, to };
  const NcAuditProgress progress = { report_stretch, &stretch };

  return nc_audit_search_run (job->cipher, job->kernels, job->seed, 0, n_pairs, &progress, search);
}

static void
add_pairs (LabFinding *finding, const NcAuditSearch *search)
{
  static const char *const columns[]
      = { "pairs",         "keys-left",     "share-left", "share-low", "share-high", "log2-left",
          "true-key-left", "true-distance", "nearer",     "as-near",   NULL };
  double *row = lab_finding_add_table (finding, "pairs", search->n_pairs, columns);

  for (guint pair = 0; pair < search->n_pairs; pair++, row += G_N_ELEMENTS (columns) - 1)
    {
      const NcAuditSearchStep *step = &search->steps[pair];

      row[0] = pair + 1;
      row[1] = (double) step->n_left;
      lab_instrument_write_interval (row + 2, &step->share_left);
      if (step->n_left > 0)
        row[5] = step->log2_left;
      row[6] = step->true_key_left ? 1 : 0;
      row[7] = step->true_distance;
      row[8] = (double) step->n_nearer;
      row[9] = (double) step->n_as_near;
    }
}

static LabFinding *
search_by_the_clock (LabInstrumentJob *job)
{
  NcAuditSearch one, all;
  LabFinding *finding;
  gint64 start, microseconds, paused = job->paused;

  start = g_get_monotonic_time ();
  if (!search_keys (job, 1, 0, SHARE_OF_ONE, &one))
    return NULL;
  microseconds = MAX (1, g_get_monotonic_time () - start - (job->paused - paused));
  if (!search_keys (job, NC_AUDIT_SEARCH_MAX_PAIRS, SHARE_OF_ONE, 1, &all))
    return NULL;
  finding = lab_finding_new (LAB_INSTRUMENT_KEY_SEARCH);
  lab_finding_add_number (finding, "share-left", one.steps[0].share_left);
  lab_finding_add_figure (finding, "keys-tried", (double) one.n_keys);
  lab_finding_add_figure (finding, "complete", one.complete ? 1 : 0);
  lab_finding_add_figure (finding, "pairs", all.n_pairs);
  if (one.steps[0].n_left > 0)
    lab_finding_add_figure (finding, "log2-left", one.steps[0].log2_left);
  lab_finding_add_figure (finding, "seconds", (double) microseconds / G_USEC_PER_SEC);
  lab_finding_add_figure (finding, "keys-per-second",
                          (double) one.n_keys * G_USEC_PER_SEC / (double) microseconds);
  add_pairs (finding, &all);
  return finding;
}

static const LabInstrumentNumber numbers[] = {
  { "share-left", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("share of the keys that fit one known message") },
  { "complete", LAB_RANGE_SHARE, LAB_UNIT_TRUTH, N_ ("all keys were tried") },
  { "keys-tried", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("keys tried") },
  { "pairs", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("known messages used") },
  { "seconds", LAB_RANGE_AMOUNT, LAB_UNIT_SECONDS, N_ ("time for one known message") },
  { "keys-per-second", LAB_RANGE_AMOUNT, LAB_UNIT_COUNT, N_ ("keys tried per second") },
  { "log2-left", LAB_RANGE_ANY, LAB_UNIT_BITS,
    N_ ("keys left after one known message, as a power of 2") },
  { 0 },
};

static const LabInstrumentTable tables[] = {
  { "pairs", "pairs,keys-left,share-left,share-low,share-high,log2-left,true-key-left,true-"
             "distance,nearer,as-near" },
  { 0 },
};

/* How many of the keys tried do as well as the true one. */
static char *
say_keys_left (LabFinding *finding, guint row, double n_tried)
{
  double n_left = lab_audit_get_cell (finding, "pairs", row, "keys-left");
  guint n_pairs = row + 1;
  g_autofree char *left = NULL;

  if (isnan (n_left))
    return g_strdup ("");
  left = base_number_whole (n_left);
  if (n_left == 0 && !(lab_finding_get_value (finding, "complete") > 0))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " None of these fits %u message.",
                                         " None of these fits %u messages.", n_pairs),
                            n_pairs);
  if (n_left == 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     " No key fits %u message in every bit, not even the true one.",
                     " No key fits %u messages in every bit, not even the true one.", n_pairs),
        n_pairs);
  if (n_left >= n_tried)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " Every key fits %u message.",
                                         " Every key fits %u messages.", n_pairs),
                            n_pairs);
  /* Translators: the number of messages comes first in the arguments, the number of keys second. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " Keys that fit %u message: %s.",
                                       " Keys that fit %u messages: %s.", n_pairs),
                          n_pairs, left);
}

static char *
say (LabFinding *finding, const LabAuditFacts *facts)
{
  double n_tried = lab_finding_get_value (finding, "keys-tried");
  double seconds = lab_finding_get_value (finding, "seconds");
  g_autofree char *count = NULL, *time = NULL, *sentence = NULL, *first = NULL, *last = NULL;
  guint n_pairs = lab_audit_get_count (finding, "pairs");

  count = base_number_whole (n_tried);
  time = seconds < 1 ? base_number_milliseconds (fmax (1, ceil (1000 * seconds)) / 1000, 0)
                     : base_number_seconds (seconds, 1);
  if (lab_finding_get_value (finding, "complete") > 0)
    sentence = g_strdup_printf (
        _ ("All %s keys were tried in %s: a key of %u bits protects nothing, whatever the cipher."),
        count, time, facts->key_bits);
  else
    sentence = g_strdup_printf (
        _ ("%s random keys of the 2^%u were tried in %s: too many to try them all here."), count,
        facts->key_bits, time);
  /* One sentence is enough if further messages do not change the number. */
  if (n_pairs == 0
      || lab_audit_get_cell (finding, "pairs", 0, "keys-left")
             != lab_audit_get_cell (finding, "pairs", n_pairs - 1, "keys-left"))
    first = say_keys_left (finding, 0, n_tried);
  if (n_pairs > 0)
    last = say_keys_left (finding, n_pairs - 1, n_tried);
  return g_strconcat (sentence, first != NULL ? first : "", last, NULL);
}

const LabInstrumentKind lab_instrument_key_search = {
  .name = "key-search",
  .title = N_ ("Key search"),
  .purpose
  = N_ ("Tries keys on known messages, and counts how many give the same result as the true one."),
  .numbers = numbers,
  .tables = tables,
  .deciding = "keys-tried",
  .n_jobs = 1,
  .get_cost = get_cost,
  .run = search_by_the_clock,
  /* No judge: a short key can be found whatever the cipher. */
  .say = say,
};
