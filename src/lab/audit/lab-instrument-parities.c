/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parities of two and three plaintext bits.
 *
 * parities, errors as shares 0 … 1, guessing is 0.5
 *   worst-pair-error, worst-triple-error: of those that leaked most, measured again; missing
 *   if there are none, like worst-pair-i, -j and worst-triple-i, -j, -k, counted from 0.
 *   surprising: chance brings no error below it; bits: examined; pairs, triples: how many;
 *   pairs-leaking, triples-leaking: those with an error below "surprising".
 *   Matrix "pairs": bits x bits, NAN on the diagonal. Table "triples": the 50 with the lowest
 *   error, lowest first.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>

#include "audit/nc-audit-parity.h"
#include "lab/audit/lab-audit-verdict-private.h"

#define MAX_TRIPLES_TOLD 50

static double
get_cost (guint n_bits, gboolean quick, guint nth)
{
  double n = MIN (n_bits, NC_AUDIT_PARITY_MAX_BITS), parities = n * (n - 1) / 2;

  if (n_bits <= NC_AUDIT_PARITY_MAX_TRIPLE_BITS)
    parities += parities * (n - 2) / 3;
  return (quick ? 2.3 : 10.3)
         * (0.2 + 0.55 * parities / 680 + 0.25 * lab_instrument_get_features (n_bits));
}

static void
add_pairs (LabFinding *finding, const NcAuditParityResult *result)
{
  guint n = result->n_bits;
  double *errors = lab_finding_add_matrix (finding, "pairs", n, n);

  for (guint j = 0; j < n; j++)
    for (guint i = 0; i < j; i++)
      errors[i * n + j] = errors[j * n + i]
          = nc_audit_parity_get_error (&result->parities[nc_audit_parity_get_pair (i, j)]);
}

/* By error, then by position, so that the order is reproducible. */
static int
compare_errors (gconstpointer a, gconstpointer b)
{
  const NcAuditParityOf *first = *(const NcAuditParityOf *const *) a,
                        *second = *(const NcAuditParityOf *const *) b;
  double x = nc_audit_parity_get_error (first), y = nc_audit_parity_get_error (second);

  if (x != y)
    return x < y ? -1 : 1;
  return first < second ? -1 : first > second;
}

static void
add_triples (LabFinding *finding, const NcAuditParityResult *result)
{
  static const char *const columns[] = { "i", "j", "k", "error", NULL };
  g_autoptr (GPtrArray) triples = g_ptr_array_new ();
  guint n_rows = MIN (result->n_triples, MAX_TRIPLES_TOLD);
  double *row = lab_finding_add_table (finding, "triples", n_rows, columns);

  for (guint t = 0; t < result->n_triples; t++)
    g_ptr_array_add (triples, &result->parities[result->n_pairs + t]);
  g_ptr_array_sort (triples, compare_errors);
  for (guint t = 0; t < n_rows; t++, row += G_N_ELEMENTS (columns) - 1)
    {
      const NcAuditParityOf *triple = triples->pdata[t];

      for (guint i = 0; i < 3; i++)
        row[i] = triple->bits.rows[i];
      row[3] = nc_audit_parity_get_error (triple);
    }
}

/* For @n parities starting with @first. */
static void
add_worst (LabFinding *finding,
           const NcAuditParityResult *result,
           guint first,
           guint n,
           const char *what,
           const NcAuditParityWorst *worst)
{
  g_autofree char *all = g_strconcat (what, "s", NULL);
  g_autofree char *leaking = g_strconcat (what, "s-leaking", NULL);
  g_autofree char *error = g_strconcat ("worst-", what, "-error", NULL);
  const NcAuditParityOf *of;
  guint n_leaking = 0;

  for (guint t = first; t < first + n; t++)
    n_leaking += nc_audit_parity_get_error (&result->parities[t]) < result->surprising;
  lab_finding_add_figure (finding, all, n);
  lab_finding_add_figure (finding, leaking, n_leaking);
  if (n == 0)
    return;
  lab_finding_add_number (finding, error, worst->error);
  of = &result->parities[worst->parity];
  for (guint i = 0; i < of->bits.n; i++)
    {
      g_autofree char *place = g_strdup_printf ("worst-%s-%c", what, 'i' + (int) i);

      lab_finding_add_figure (finding, place, of->bits.rows[i]);
    }
}

static LabFinding *
tell (LabInstrumentJob *job)
{
  NcAuditParityOptions options = nc_audit_parity_get_options (job->quick);
  g_autoptr (NcAuditParity) parity
      = nc_audit_parity_new (job->cipher, &options, job->seed, job->kernels);
  const NcAuditParityResult *result = nc_audit_parity_get_result (parity);
  LabFinding *finding;

  do
    if (!nc_audit_progress_report (&job->progress, nc_audit_parity_get_progress (parity)))
      return NULL;
  while (nc_audit_parity_step (parity));
  finding = lab_finding_new (LAB_INSTRUMENT_PARITIES);
  lab_finding_add_figure (finding, "surprising", result->surprising);
  lab_finding_add_figure (finding, "bits", result->n_bits);
  add_worst (finding, result, 0, result->n_pairs, "pair", &result->worst_pair);
  add_worst (finding, result, result->n_pairs, result->n_triples, "triple", &result->worst_triple);
  add_pairs (finding, result);
  add_triples (finding, result);
  return finding;
}

static const LabInstrumentNumber numbers[] = {
  { "worst-pair-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("error of the worst pair, measured again") },
  { "worst-triple-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("error of the worst triple, measured again") },
  { "surprising", LAB_RANGE_SHARE, LAB_UNIT_SHARE, N_ ("chance does not bring an error below") },
  { "bits", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("message bits examined") },
  { "pairs", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("pairs of bits tried") },
  { "triples", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("triples of bits tried") },
  { "pairs-leaking", LAB_RANGE_COUNT, LAB_UNIT_COUNT,
    N_ ("pairs that tell more than chance explains") },
  { "triples-leaking", LAB_RANGE_COUNT, LAB_UNIT_COUNT,
    N_ ("triples that tell more than chance explains") },
  { "worst-pair-i", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("worst pair: one bit") },
  { "worst-pair-j", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("worst pair: the other bit") },
  { "worst-triple-i", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("worst triple: first bit") },
  { "worst-triple-j", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("worst triple: second bit") },
  { "worst-triple-k", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("worst triple: third bit") },
  { 0 },
};

static const LabInstrumentTable tables[] = {
  { "pairs", "##" },
  { "triples", "i,j,k,error" },
  { 0 },
};

static LabLight
judge_parities (LabFinding *finding, const LabAuditFacts *facts)
{
  LabLight pair = lab_audit_judge_error (lab_finding_get_number (finding, "worst-pair-error"));
  LabLight triple = lab_audit_judge_error (lab_finding_get_number (finding, "worst-triple-error"));

  return MAX (pair, triple);
}

static char *
say_pair (LabFinding *finding)
{
  g_autofree char *right
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "worst-pair-error"));

  return g_strdup_printf (
      _ ("Whether bits %u and %u are equal can be told in %s of the messages (guessing: 50%%)"),
      lab_audit_get_count (finding, "worst-pair-i") + 1,
      lab_audit_get_count (finding, "worst-pair-j") + 1, right);
}

static char *
say_triple (LabFinding *finding)
{
  g_autofree char *right
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "worst-triple-error"));

  return g_strdup_printf (_ ("Whether an odd number of the bits %u, %u and %u are ones can be told "
                             "in %s of the messages (guessing: 50%%)"),
                          lab_audit_get_count (finding, "worst-triple-i") + 1,
                          lab_audit_get_count (finding, "worst-triple-j") + 1,
                          lab_audit_get_count (finding, "worst-triple-k") + 1, right);
}

/* How many leak in all: "; 120 of 120 pairs tell more than chance explains". */
static char *
say_leaking (LabFinding *finding, gboolean is_pair)
{
  guint n = lab_audit_get_count (finding, is_pair ? "pairs" : "triples");
  guint n_leaking = lab_audit_get_count (finding, is_pair ? "pairs-leaking" : "triples-leaking");

  if (n_leaking < 2)
    return g_strdup ("");
  return g_strdup_printf (is_pair ? _ ("; %u of %u pairs tell more than chance explains")
                                  : _ ("; %u of %u triples tell more than chance explains"),
                          n_leaking, n);
}

static char *
say (LabFinding *finding, const LabAuditFacts *facts)
{
  LabLight pair = lab_audit_judge_error (lab_finding_get_number (finding, "worst-pair-error"));
  LabLight triple = lab_audit_judge_error (lab_finding_get_number (finding, "worst-triple-error"));
  gboolean is_pair = pair >= triple;
  g_autofree char *worst = is_pair ? say_pair (finding) : say_triple (finding);
  g_autofree char *leaking = say_leaking (finding, is_pair);

  switch (MAX (pair, triple))
    {
    case LAB_LIGHT_BROKEN:
      return g_strconcat (worst, leaking,
                          _ (". What may be hidden bit by bit lies open in combination: anyone who "
                             "learns some of these bits has the others."),
                          NULL);
    case LAB_LIGHT_WEAK:
      return g_strconcat (worst, _ (": little, but more than chance explains."), NULL);
    case LAB_LIGHT_NOTHING:
      return g_strconcat (worst,
                          _ (": allowing for chance, no combination that was tried is told better "
                             "than by guessing."),
                          NULL);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}

const LabInstrumentKind lab_instrument_parities = {
  .name = "parities",
  .title = N_ ("Parities"),
  .purpose = N_ ("Asks whether two bits are equal, or whether an odd number of three are ones: "
                 "each bit may be hidden while such a combination is open."),
  .numbers = numbers,
  .tables = tables,
  .deciding = "worst-pair-error",
  .verdict = LAB_AUDIT_LEAKS_PARITIES,
  .n_jobs = 1,
  .get_cost = get_cost,
  .run = tell,
  .judge = judge_parities,
  .say = say,
};
