/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long an audit will take: the costs of its jobs, dealt out to threads, the longest first, as
 * lab-audit-work.c does.
 */
#include "config.h"

#include "lab/audit/lab-audit-estimate.h"

#include "lab/audit/lab-instrument-private.h"

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return (first < second) - (first > second);
}

static GArray *
list_costs (guint n_bits, gboolean quick)
{
  GArray *costs = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      const LabInstrumentKind *kind = lab_instrument_get_kind (i);

      for (guint nth = 0; nth < kind->n_jobs; nth++)
        {
          double cost = kind->get_cost (n_bits, quick, nth);
          g_array_append_val (costs, cost);
        }
    }
  g_array_sort (costs, compare_costs);
  return costs;
}

/* Seconds of the measured machine. */
static double
deal_out (guint n_bits, LabAuditDepth depth, guint n_threads)
{
  g_autoptr (GArray) costs = list_costs (n_bits, depth == LAB_AUDIT_QUICK);
  g_autofree double *busy = g_new0 (double, n_threads);
  double longest = 0;

  for (guint i = 0; i < costs->len; i++)
    {
      guint least = 0;

      for (guint k = 1; k < n_threads; k++)
        if (busy[k] < busy[least])
          least = k;
      busy[least] += g_array_index (costs, double, i);
      longest = MAX (longest, busy[least]);
    }
  return longest;
}

double
lab_audit_estimate (const LabAuditFacts *facts, LabAuditDepth depth)
{
  g_return_val_if_fail (facts != NULL, 0);

  const guint n_threads = MAX (1, facts->n_threads);
  double seconds = deal_out (facts->plaintext_bits, depth, n_threads);

  if (facts->seconds > 0)
    seconds *= facts->seconds / deal_out (facts->plaintext_bits, facts->depth, n_threads);
  return seconds;
}
