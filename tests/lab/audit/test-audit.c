/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits: the numbers depend on subject, seed and depth alone and have the names that
 * readers expect; what cannot be audited is refused.
 */
#include <math.h>
#include <string.h>

#include "audit-fixture.h"
#include "folder-fixture.h"
#include "lab-fixture.h"
#include "lab/weights/lab-weights-run.h"
#include "lab/audit/lab-instrument.h"

/* Those that are done in a moment. */
#define CHEAP                                                                                      \
  (BIT (TOLERANCE) | BIT (LINEAR) | BIT (CHOSEN_PLAINTEXT) | BIT (KEY_SEARCH) | BIT (AVALANCHE)    \
   | BIT (DISTRIBUTION) | BIT (CHANNEL))

static void
assert_same_finding (LabFinding *a, LabFinding *b)
{
  GPtrArray *numbers = lab_finding_get_numbers (a), *tables = lab_finding_get_tables (a);

  g_assert_cmpint (lab_finding_get_instrument (a), ==, lab_finding_get_instrument (b));
  g_assert_true (lab_finding_is_complete (a) && lab_finding_is_complete (b));
  g_assert_cmpuint (numbers->len, ==, lab_finding_get_numbers (b)->len);
  g_assert_cmpuint (tables->len, ==, lab_finding_get_tables (b)->len);
  for (guint i = 0; i < numbers->len; i++)
    {
      const LabFindingNumber *number = numbers->pdata[i];
      const NcAuditInterval *other = lab_finding_get_number (b, number->name);

      if (strcmp (number->name, "seconds") == 0 || strcmp (number->name, "keys-per-second") == 0)
        continue;
      g_assert_nonnull (other);
      g_assert_cmpmem (&number->interval, sizeof number->interval, other, sizeof *other);
    }
  for (guint i = 0; i < tables->len; i++)
    {
      const LabFindingTable *table = tables->pdata[i],
                            *other = lab_finding_get_table (b, table->name);

      g_assert_nonnull (other);
      g_assert_cmpstrv (table->columns, other->columns);
      g_assert_cmpmem (table->values, (gsize) table->n_rows * table->n_columns * sizeof (double),
                       other->values, (gsize) other->n_rows * other->n_columns * sizeof (double));
    }
}

static void
assert_same_result (LabAuditResult *a, LabAuditResult *b)
{
  guint n_found = 0;

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *first = lab_audit_result_get_finding (a, i),
                 *second = lab_audit_result_get_finding (b, i);

      g_assert_cmpint (first == NULL, ==, second == NULL);
      if (first == NULL)
        continue;
      assert_same_finding (first, second);
      n_found++;
    }
  g_assert_cmpuint (n_found, >, 0);
}

/* Iterates until @audit has ended, with pauses in between; meanwhile neither the whole
 * nor any instrument falls back. */
static void
run_with_pauses (LabAudit *audit)
{
  gint64 end = g_get_monotonic_time () + FIXTURE_PATIENCE;
  double before[LAB_N_INSTRUMENTS] = { 0 }, whole = 0;
  guint n_pauses = 0;

  lab_audit_start (audit);
  while (lab_audit_get_state (audit) != LAB_AUDIT_FINISHED)
    {
      double now = lab_audit_get_progress (audit);

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_assert_cmpfloat (now, >=, whole);
      g_assert_cmpfloat (now, <=, 1);
      whole = now;
      for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
        {
          double share = lab_audit_get_instrument_progress (audit, i);

          g_assert_cmpfloat (share, >=, before[i]);
          before[i] = share;
        }
      if (now > 0.2 * (n_pauses + 1) && n_pauses < 3)
        {
          lab_audit_pause (audit);
          fixture_idle (20);
          lab_audit_resume (audit);
          n_pauses++;
        }
      fixture_idle (2);
    }
  g_assert_cmpuint (n_pauses, >, 0);
  g_assert_cmpfloat (lab_audit_get_progress (audit), ==, 1);
  g_assert_cmpfloat (lab_audit_get_seconds_left (audit), ==, 0);
}

static void
test_same_every_time (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_PAD_FUZZY);
  g_autoptr (LabAudit) one = fixture_audit (subject, CHEAP | BIT (HIDDEN_BITS), 1);
  g_autoptr (LabAudit) two = fixture_audit (subject, CHEAP | BIT (HIDDEN_BITS), 2);

  lab_audit_run (one, NULL);
  g_assert_cmpint (lab_audit_get_state (one), ==, LAB_AUDIT_FINISHED);
  run_with_pauses (two);
  assert_same_result (lab_audit_get_result (one), lab_audit_get_result (two));
  g_assert_cmpuint (lab_audit_result_get_facts (lab_audit_get_result (one))->n_threads, ==, 1);
  g_assert_cmpuint (lab_audit_result_get_facts (lab_audit_get_result (two))->n_threads, ==, 2);
}

/* Another seed draws other messages. */
static void
test_seed (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_PAD_FUZZY);
  const LabAuditOptions options = { .seed = 8, .instruments = BIT (CHOSEN_PLAINTEXT) };
  g_autoptr (LabAudit) one = fixture_audit (subject, BIT (CHOSEN_PLAINTEXT), 1);
  g_autoptr (LabAudit) two = lab_audit_new (subject, &options);

  lab_audit_run (one, NULL);
  lab_audit_run (two, NULL);
  g_assert_cmpfloat (
      lab_finding_get_value (lab_audit_result_get_finding (lab_audit_get_result (one),
                                                           LAB_INSTRUMENT_CHOSEN_PLAINTEXT),
                             "advantage"),
      !=,
      lab_finding_get_value (lab_audit_result_get_finding (lab_audit_get_result (two),
                                                           LAB_INSTRUMENT_CHOSEN_PLAINTEXT),
                             "advantage"));
}

static void
test_mask (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_CLEAR);
  g_autoptr (LabAudit) audit = fixture_audit (subject, BIT (CHANNEL) | BIT (AVALANCHE), 0);
  LabAuditResult *result;

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_assert_cmpint (lab_audit_has_instrument (audit, i), ==,
                     i == LAB_INSTRUMENT_CHANNEL || i == LAB_INSTRUMENT_AVALANCHE);
  g_assert_null (lab_audit_get_result (audit));
  result = lab_audit_run (audit, NULL);
  g_assert_true (result == lab_audit_get_result (audit));
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_assert_cmpint (lab_audit_result_get_finding (result, i) != NULL, ==,
                     lab_audit_has_instrument (audit, i));
  g_assert_cmpfloat (lab_audit_get_instrument_progress (audit, LAB_INSTRUMENT_CHANNEL), ==, 1);
  g_assert_cmpfloat (lab_audit_get_instrument_progress (audit, LAB_INSTRUMENT_LINEAR), ==, 0);
}

/* "number" or "table:column,column". */
static void
assert_has (LabFinding *finding, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (what, ":", 2);
  const LabFindingTable *table;
  g_autofree char *columns = NULL;

  if (parts[1] == NULL)
    {
      if (lab_finding_get_number (finding, what) == NULL)
        g_error ("%s has no number %s",
                 lab_instrument_get_name (lab_finding_get_instrument (finding)), what);
      return;
    }
  table = lab_finding_get_table (finding, parts[0]);
  g_assert_nonnull (table);
  columns = g_strjoinv (",", table->columns);
  g_assert_cmpstr (columns, ==, parts[1]);
}

/* Every name that readers know, of a cipher where nothing is missing. */
static void
assert_names (LabAuditResult *result)
{
  static const char *const names[LAB_N_INSTRUMENTS][24] = {
    [LAB_INSTRUMENT_TOLERANCE]
    = { "exact-key-bit-error", "fuzzy-key-bit-error", "random-key-bit-error", "exact-key-loss-rate",
        "fuzzy-key-loss-rate", "random-key-loss-rate", "key-use",
        "distances:distance,loss-rate,loss-rate-low,loss-rate-high,bit-error,bit-error-low,"
        "bit-error-high,one-time-pad" },
    [LAB_INSTRUMENT_FRESH_EVES]
    = { "abadi-bit-error", "abadi-whole-messages", "paper-bit-error", "paper-whole-messages",
        "wide-bit-error", "wide-whole-messages", "bit-error", "whole-messages", "eves", "best-kind",
        "abadi-curves:step,eve-1,eve-2,eve-3,eve-4,eve-5",
        "paper-curves:step,eve-1,eve-2,eve-3,eve-4,eve-5",
        "wide-curves:step,eve-1,eve-2,eve-3,eve-4,eve-5" },
    [LAB_INSTRUMENT_LINEAR] = { "numbers-bit-error", "signs-bit-error", "products-bit-error",
                                "bit-error", "bits:bit,numbers,signs,products" },
    [LAB_INSTRUMENT_PARITIES]
    = { "worst-pair-error", "worst-triple-error", "surprising", "bits", "pairs", "triples",
        "pairs-leaking", "triples-leaking", "worst-pair-i", "worst-pair-j", "worst-triple-i",
        "worst-triple-j", "worst-triple-k", "pairs:0,1,2,3,4,5,6,7", "triples:i,j,k,error" },
    [LAB_INSTRUMENT_HIDDEN_BITS]
    = { "hidden-bits", "undecided-bits", "plaintext-bits", "shared-bits", "limit-bits",
        "commitment-bits", "bits:bit,eve,bob" },
    [LAB_INSTRUMENT_CHOSEN_PLAINTEXT]
    = { "advantage", "couples", "best-couple", "couples:kind,bit,quadratic,advantage,low,high" },
    [LAB_INSTRUMENT_KEY_SEARCH]
    = { "share-left", "keys-tried", "complete", "pairs", "log2-left", "seconds", "keys-per-second",
        "pairs:pairs,keys-left,share-left,share-low,share-high,log2-left,true-key-left,"
        "true-distance,nearer,as-near" },
    [LAB_INSTRUMENT_AVALANCHE]
    = { "plaintext-signs", "key-signs", "plaintext-change", "key-change", "unused-key-bits",
        "change:0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15",
        "signs:0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15" },
    [LAB_INSTRUMENT_DISTRIBUTION]
    = { "linked-correlation", "balance-p", "worst-p", "worst-output", "linked-p", "linked-a",
        "linked-b", "constant", "not-finite", "correlation:0,1,2,3,4,5,6,7",
        "balance:output,mean,deviation,positive,low,high" },
    [LAB_INSTRUMENT_CHANNEL]
    = { "real-bit-error", "sign-bit-error",
        "channels:channel,loss-rate,loss-rate-low,loss-rate-high,bit-error,bit-error-low,"
        "bit-error-high,exact-loss-rate,exact-bit-error" },
  };

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);

      g_assert_nonnull (finding);
      g_assert_true (lab_finding_is_complete (finding));
      g_assert_cmpfloat (lab_finding_get_seconds (finding), >, 0);
      for (guint j = 0; names[i][j] != NULL; j++)
        assert_has (finding, names[i][j]);
    }
}

static const LabFindingTable *
get_table (LabAuditResult *result, LabInstrument instrument, const char *name)
{
  return lab_finding_get_table (lab_audit_result_get_finding (result, instrument), name);
}

static double
get_value (LabAuditResult *result, LabInstrument instrument, const char *name)
{
  return lab_finding_get_value (lab_audit_result_get_finding (result, instrument), name);
}

/* What is known of the complement cipher by calculation: every bit is hidden, each pair
 * is open, one bit is hidden in all. */
static void
test_known (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_COMPLEMENT);
  g_autoptr (LabAudit) audit = fixture_audit (subject, 0, 0);
  LabAuditResult *result = lab_audit_run (audit, NULL);
  const LabFindingTable *table;

  assert_names (result);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error"), ==, 0);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_TOLERANCE, "key-use"), >, 0.4);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_FRESH_EVES, "bit-error"), >, 0.45);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_FRESH_EVES, "eves"), ==, 5);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_LINEAR, "bit-error"), >, 0.45);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_PARITIES, "worst-pair-error"), ==, 0);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_PARITIES, "pairs-leaking"), ==, 28);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_PARITIES, "triples-leaking"), ==, 0);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits"), <, 1.1);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits"), >, 0.9);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_HIDDEN_BITS, "limit-bits"), ==, 8);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage"), >, 0.99);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_KEY_SEARCH, "log2-left"), ==, 7);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_AVALANCHE, "unused-key-bits"), ==, 7);
  g_assert_cmpfloat (get_value (result, LAB_INSTRUMENT_CHANNEL, "sign-bit-error"), ==, 0);

  table = get_table (result, LAB_INSTRUMENT_PARITIES, "pairs");
  g_assert_true (isnan (table->values[0]));
  g_assert_cmpfloat (table->values[1], ==, table->values[8]);
  g_assert_cmpuint (get_table (result, LAB_INSTRUMENT_PARITIES, "triples")->n_rows, ==, 50);
  g_assert_cmpuint (get_table (result, LAB_INSTRUMENT_TOLERANCE, "distances")->n_rows, ==, 9);
  g_assert_cmpuint (get_table (result, LAB_INSTRUMENT_KEY_SEARCH, "pairs")->n_rows, ==, 8);
  table = get_table (result, LAB_INSTRUMENT_FRESH_EVES, "wide-curves");
  for (guint i = 0; i < table->n_rows * table->n_columns; i++)
    g_assert_false (isnan (table->values[i]));
  table = get_table (result, LAB_INSTRUMENT_DISTRIBUTION, "histogram");
  g_assert_cmpuint (table->n_rows, ==, 8);
  g_assert_cmpuint (table->n_columns, ==, 32);
}

static void
test_facts (void)
{
  g_autoptr (LabAuditSubject) subject = fixture_known (NC_AUDIT_KNOWN_COMMITMENT);
  g_autoptr (LabAudit) audit = fixture_audit (subject, BIT (AVALANCHE), 2);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const LabAuditFacts *facts;

  g_assert_null (lab_audit_subject_get_experiment (subject));
  facts = lab_audit_result_get_facts (lab_audit_run (audit, NULL));
  g_assert_cmpstr (facts->kind, ==, "commitment");
  g_assert_cmpstr (facts->label, ==, "Fuzzy commitment");
  g_assert_cmpuint (facts->plaintext_bits, ==, 8);
  g_assert_cmpuint (facts->key_difference, ==, 1);
  g_assert_cmpint (facts->run, ==, 0);
  g_assert_null (facts->model);
  g_assert_null (facts->experiment);
  g_assert_cmpuint (facts->seed, ==, 7);
  g_assert_cmpint (facts->depth, ==, LAB_AUDIT_QUICK);
  g_assert_cmpint (facts->created, >=, now);
  g_assert_cmpfloat (facts->seconds, >, 0);
  g_assert_cmpuint (facts->n_threads, ==, 1); /* there is one job */
  g_assert_nonnull (strstr (facts->arithmetic, "kernels"));
}

/* A run, its weights and the file written of them are the same cipher. */
static void
test_run_and_weights (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("bob.batch-norm=true", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("Bob", experiment, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabAuditSubject) from_run = NULL, from_file = NULL;
  g_autoptr (LabWeights) weights = NULL, read = NULL;
  g_autoptr (LabAudit) one = NULL, two = NULL;
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "bob.safetensors", NULL);

  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
  from_run = lab_audit_subject_new_for_run (run, &error);
  g_assert_no_error (error);
  weights = lab_weights_new_from_run (run, &error);
  g_assert_no_error (error);
  lab_weights_write (weights, path, &error);
  g_assert_no_error (error);
  read = lab_weights_read (path, &error);
  g_assert_no_error (error);
  from_file = lab_audit_subject_new_for_weights (g_steal_pointer (&read), "bob.safetensors");
  fixture_remove_folder (folder);

  g_assert_cmpstr (lab_audit_subject_get_kind (from_run), ==, "run");
  g_assert_cmpstr (lab_audit_subject_get_label (from_run), ==, "Bob");
  g_assert_cmpstr (lab_audit_subject_get_kind (from_file), ==, "weights");
  g_assert_cmpstr (lab_audit_subject_get_label (from_file), ==, "bob.safetensors");
  g_assert_cmpuint (lab_audit_subject_get_iterations (from_file), ==, lab_run_get_length (run));
  g_assert_cmpuint (lab_audit_subject_get_seed (from_file), ==, 3);

  one = fixture_audit (from_run, CHEAP, 2);
  two = fixture_audit (from_file, CHEAP, 2);
  assert_same_result (lab_audit_run (one, NULL), lab_audit_run (two, NULL));
  g_assert_cmpstr (lab_audit_get_facts (one)->experiment, ==, lab_experiment_get_text (experiment));
  g_assert_cmpstr (lab_audit_get_facts (one)->model, ==, lab_audit_get_facts (two)->model);
}

static void
test_refusals (void)
{
  g_autoptr (LabExperiment) experiment = fixture_long_experiment ();
  g_autoptr (LabExperiment) diverging
      = fixture_experiment ("training.epsilon=1e-300", "networks.convolution-activation=relu",
                            "alice.dense=relu", "bob.dense=relu", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("not begun", experiment, 1);
  g_autoptr (LabRun) diverged = fixture_run ("diverged", diverging, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_audit_subject_new_for_run (run, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "not begun"));
  g_clear_error (&error);
  lab_scheduler_start (scheduler, diverged);
  fixture_wait (diverged, LAB_RUN_DIVERGED);
  g_assert_null (lab_audit_subject_new_for_run (diverged, &error));
  g_assert_error (error, NC_ERROR, NC_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, "diverged in iteration 1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/audit/same-every-time", test_same_every_time);
  g_test_add_func ("/lab/audit/seed", test_seed);
  g_test_add_func ("/lab/audit/mask", test_mask);
  g_test_add_func ("/lab/audit/known", test_known);
  g_test_add_func ("/lab/audit/facts", test_facts);
  g_test_add_func ("/lab/audit/run-and-weights", test_run_and_weights);
  g_test_add_func ("/lab/audit/refusals", test_refusals);
  return g_test_run ();
}
