/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of what attackers achieve: fresh Eves as they learn, a linear Eve, a chosen-plaintext
 * Eve, and one that tries all keys.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"
#include "report/audit/report-audit-picture-part.h"

#define N_KINDS 3
#define MOST_EVES 64
#define N_COUPLES 3
#define MOST_PAIRS 64
/* Offset between marks of one bit that would otherwise overlap. */
#define BESIDE 0.2

static const struct
{
  const char *name;
  const char *words;
} eve_kinds[N_KINDS] = {
  { "abadi", N_ ("Eves built like Abadi and Andersen’s") },
  { "paper", N_ ("Eves built like the paper’s") },
  { "wide", N_ ("wide Eves of dense layers") },
};

/* The last value @eve reached. */
static double
find_last (const double *values, guint n)
{
  for (guint i = n; i > 0; i--)
    if (!isnan (values[i - 1]))
      return values[i - 1];
  return NAN;
}

typedef struct
{
  guint n;
  double *steps;
  double *values[MOST_EVES];
  guint n_eves;
  guint best; /* the one with the lowest value at the end */
  double least;
} Crowd;

static void
crowd_read (Crowd *self, LabFinding *finding, const char *kind)
{
  g_autofree char *table = g_strconcat (kind, "-curves", NULL);

  *self = (Crowd){ .least = INFINITY };
  self->steps = report_audit_get_column (finding, table, "step", &self->n);
  while (self->steps != NULL && self->n_eves < MOST_EVES)
    {
      g_autofree char *column = g_strdup_printf ("eve-%u", self->n_eves + 1);
      guint n_rows;
      double *values = report_audit_get_column (finding, table, column, &n_rows);
      double last;

      if (values == NULL)
        break;
      last = find_last (values, n_rows);
      if (!isnan (last) && last < self->least)
        {
          self->least = last;
          self->best = self->n_eves;
        }
      self->values[self->n_eves++] = values;
    }
}

static void
crowd_clear (Crowd *self)
{
  g_free (self->steps);
  for (guint i = 0; i < self->n_eves; i++)
    g_free (self->values[i]);
}

/* Draws the best one last, on top of the others. */
static void
crowd_draw (Crowd *self, PlotChart *chart, guint kind, gboolean is_best)
{
  static const PlotLineStyle styles[]
      = { PLOT_LINE_SOLID, PLOT_LINE_LONG_DASH, PLOT_LINE_DASH_DOT };
  PlotChartStyle style = { .color = kind, .line_style = styles[kind], .faint = TRUE };

  for (guint i = 0; i < self->n_eves; i++)
    if (i != self->best)
      plot_chart_add_series (chart, &style, self->n, self->steps, self->values[i], NULL, NULL);
  style.label = _ (eve_kinds[kind].words);
  style.faint = FALSE;
  style.strong = is_best;
  if (self->n_eves > 0)
    plot_chart_add_series (chart, &style, self->n, self->steps, self->values[self->best], NULL,
                           NULL);
}

/* The kind with the lowest measured error or, before that is measured, the one in the lead. */
static guint
find_best_kind (LabFinding *finding, const Crowd *crowds)
{
  double best = lab_finding_get_value (finding, "best-kind");
  guint ahead = 0;

  if (best >= 0.0 && best < N_KINDS)
    return (guint) best;
  for (guint i = 1; i < N_KINDS; i++)
    if (crowds[i].least < crowds[ahead].least)
      ahead = i;
  return ahead;
}

static void
mark_best (PlotChart *chart, LabFinding *finding, const Crowd *crowd, guint kind)
{
  PlotChartStyle style
      = { .kind = PLOT_CHART_POINTS, .color = kind, .marker = PLOT_MARKER_DIAMOND, .strong = TRUE };
  const double *values = crowd->n_eves > 0 ? crowd->values[crowd->best] : NULL;
  g_autofree char *label = NULL;
  guint last = crowd->n;
  double measured = lab_finding_get_value (finding, "bit-error");

  while (values != NULL && last > 0 && isnan (values[last - 1]))
    last--;
  if (values == NULL || last == 0)
    return;
  label = lab_finding_is_complete (finding)
              ? base_number_sentence (_ ("best: %.3f"), values[last - 1])
              : base_number_sentence (_ ("best so far: %.3f"), values[last - 1]);
  style.label = label;
  plot_chart_add_series (chart, &style, 1, &crowd->steps[last - 1], &values[last - 1], NULL, NULL);
  if (!isnan (measured) && lab_finding_is_complete (finding))
    {
      g_autofree char *text
          = base_number_sentence (_ ("the best on unseen messages %.3f"), measured);

      plot_chart_add_reference (chart, text, measured, PLOT_LINE_DASHED);
    }
}

PlotPicture *
report_audit_draw_fresh_eves (const ReportAuditPart *parts, guint n_parts)
{
  LabFinding *finding = parts[0].finding;
  g_autofree char *title
      = report_audit_name_part (&parts[0], _ ("What fresh Eves learn from the ciphertext alone"));
  g_autoptr (PlotChart) chart = plot_chart_new (
      title, _ ("Five new networks of each kind see ciphertexts and learn to read them. A line "
                "that falls is reading; one that stays at 0.5 is guessing. The best of each kind "
                "is drawn strong, the others faint."));
  Crowd crowds[N_KINDS];
  double last_step = 0.0;
  guint best;
  gboolean any = FALSE;

  for (guint i = 0; i < N_KINDS; i++)
    {
      crowd_read (&crowds[i], finding, eve_kinds[i].name);
      any |= crowds[i].n_eves > 0;
      for (guint j = 0; j < crowds[i].n; j++)
        last_step = isnan (crowds[i].steps[j]) ? last_step : MAX (last_step, crowds[i].steps[j]);
    }
  best = find_best_kind (finding, crowds);
  plot_chart_set_x (chart, _ ("mini-batches trained on"), 0.0, MAX (last_step, 1.0), TRUE);
  plot_chart_set_y (chart, _ ("Eve’s bit error while learning (share of wrong signs)"), 0.0, 0.56);
  for (guint i = 0; i < N_KINDS; i++)
    crowd_draw (&crowds[i], chart, i, i == best);
  report_audit_add_guessing (chart);
  mark_best (chart, finding, &crowds[best], best);
  for (guint i = 0; i < N_KINDS; i++)
    crowd_clear (&crowds[i]);
  return any ? PLOT_PICTURE (g_steal_pointer (&chart)) : NULL;
}

PlotPicture *
report_audit_draw_linear (const ReportAuditPart *parts, guint n_parts)
{
  static const struct
  {
    const char *column;
    const char *words;
    PlotMarker marker;
  } views[] = {
    { "numbers", N_ ("from the numbers of the ciphertext"), PLOT_MARKER_CIRCLE },
    { "signs", N_ ("from their signs"), PLOT_MARKER_TRIANGLE },
    { "products", N_ ("from products of two of them"), PLOT_MARKER_SQUARE },
  };
  g_autofree char *title
      = report_audit_name_part (&parts[0], _ ("Which bits plain linear algebra reads"));
  g_autoptr (PlotChart) chart
      = plot_chart_new (title, _ ("Each mark is one bit of the message: at 0.5 it is guessed, at 0 "
                                  "it is read from the ciphertext without any learning network."));
  guint n_bits = 1;
  gboolean any = FALSE;

  plot_chart_set_y (chart, _ ("Eve’s bit error (share of wrong signs)"), 0.0, 0.56);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      guint n;
      g_autofree double *values
          = report_audit_get_column (parts[0].finding, "bits", views[i].column, &n);
      g_autofree double *bits = g_new (double, n);
      PlotChartStyle style = { .label = _ (views[i].words),
                               .kind = PLOT_CHART_POINTS,
                               .color = i,
                               .marker = views[i].marker };

      if (values == NULL)
        continue;
      for (guint j = 0; j < n; j++)
        bits[j] = j + 1.0 + (i - 1.0) * BESIDE;
      plot_chart_add_series (chart, &style, n, bits, values, NULL, NULL);
      n_bits = MAX (n_bits, n);
      any = TRUE;
    }
  report_audit_set_bits_axis (chart, n_bits);
  report_audit_add_guessing (chart);
  return any ? PLOT_PICTURE (g_steal_pointer (&chart)) : NULL;
}

/* Plots the couples of one kind at their positions among all couples. */
static void
add_couples (PlotChart *chart, LabFinding *finding, guint kind)
{
  static const char *const words[N_COUPLES]
      = { N_ ("opposite plaintexts"), N_ ("a single bit apart"), N_ ("two random plaintexts") };
  static const PlotMarker markers[]
      = { PLOT_MARKER_CIRCLE, PLOT_MARKER_SQUARE, PLOT_MARKER_TRIANGLE };
  guint n;
  guint n_low;
  guint n_high;
  guint n_kinds;
  g_autofree double *values = report_audit_get_column (finding, "couples", "advantage", &n);
  g_autofree double *kinds = report_audit_get_column (finding, "couples", "kind", &n_kinds);
  g_autofree double *low = report_audit_get_column (finding, "couples", "low", &n_low);
  g_autofree double *high = report_audit_get_column (finding, "couples", "high", &n_high);
  g_autofree double *x = g_new (double, n);
  PlotChartStyle style = {
    .label = _ (words[kind]), .kind = PLOT_CHART_POINTS, .color = kind, .marker = markers[kind]
  };
  gboolean any = FALSE;

  if (values == NULL || kinds == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      x[i] = i + 1.0;
      if (kinds[i] != kind)
        values[i] = NAN;
      any |= !isnan (values[i]);
      for (guint end = 0; end < 2; end++)
        {
          double *ends = end == 0 ? low : high;

          if (ends != NULL && isnan (values[i]))
            ends[i] = NAN;
        }
    }
  if (any)
    plot_chart_add_series (chart, &style, n, x, values, low, high);
}

PlotPicture *
report_audit_draw_chosen (const ReportAuditPart *parts, guint n_parts)
{
  LabFinding *finding = parts[0].finding;
  const NcAuditInterval *best = lab_finding_get_number (finding, "advantage");
  double best_couple = lab_finding_get_value (finding, "best-couple");
  g_autofree char *title = report_audit_name_part (
      &parts[0], _ ("Can Eve tell which of two chosen messages was sent?"));
  g_autoptr (PlotChart) chart = plot_chart_new (
      title, _ ("0 is guessing, 1 is always right. Whiskers are 95% intervals; with so many pairs, "
                "some reach above 0 by chance, so the best is measured again on fresh messages."));
  guint n;
  g_autofree double *values = report_audit_get_column (finding, "couples", "advantage", &n);

  if (values == NULL)
    return NULL;
  plot_chart_set_x (chart, _ ("pair of messages (numbered from 1)"), 0.5, n + 0.5, TRUE);
  plot_chart_set_y (chart, _ ("advantage over guessing (0 … 1)"), -0.1, 1.0);
  for (guint kind = 0; kind < N_COUPLES; kind++)
    add_couples (chart, finding, kind);
  if (best != NULL && best_couple >= 0.0 && best_couple < n)
    {
      g_autofree char *label
          = base_number_sentence (_ ("the best again, on fresh messages: %.3f"), best->value);
      PlotChartStyle style = { .label = label,
                               .kind = PLOT_CHART_POINTS,
                               .color = 3,
                               .marker = PLOT_MARKER_DIAMOND,
                               .strong = TRUE };
      double x = best_couple + 1.0;

      plot_chart_add_series (chart, &style, 1, &x, &best->value, &best->low, &best->high);
    }
  return PLOT_PICTURE (g_steal_pointer (&chart));
}

/* Turns shares of all keys into bits; a share of 0 counts as one key. */
static void
make_bits (double *shares, guint n, guint key_bits)
{
  for (guint i = 0; shares != NULL && i < n; i++)
    shares[i] = shares[i] > 0.0 ? MAX (key_bits + log2 (shares[i]), 0.0)
                                : (isnan (shares[i]) ? (double) NAN : 0.0);
}

PlotPicture *
report_audit_draw_search (const ReportAuditPart *parts, guint n_parts)
{
  LabFinding *finding = parts[0].finding;
  guint key_bits = parts[0].facts->key_bits;
  guint n;
  guint n_low;
  guint n_high;
  g_autofree double *pairs = report_audit_get_column (finding, "pairs", "pairs", &n);
  g_autofree double *left = report_audit_get_column (finding, "pairs", "log2-left", &n);
  g_autofree double *low = report_audit_get_column (finding, "pairs", "share-low", &n_low);
  g_autofree double *high = report_audit_get_column (finding, "pairs", "share-high", &n_high);
  g_autofree char *title
      = report_audit_name_part (&parts[0], _ ("How many keys still fit what Eve has seen"));
  g_autofree char *all = g_strdup_printf (_ ("all keys: %u bits"), key_bits);
  g_autoptr (PlotChart) chart = plot_chart_new (
      title, _ ("Eve tries all keys on messages whose plaintext she knows. At 0 one key is left: "
                "the right one is found. At the top every key fits: the key is not used."));
  PlotChartStyle style = { .label = _ ("keys that decrypt all known messages"),
                           .color = 0,
                           .marker = PLOT_MARKER_CIRCLE };
  gboolean any = FALSE;

  if (pairs == NULL || left == NULL)
    return NULL;
  make_bits (low, n_low, key_bits);
  make_bits (high, n_high, key_bits);
  for (guint i = 0; i < n; i++)
    if (!isnan (left[i]))
      {
        left[i] = MAX (left[i], 0.0);
        any = TRUE;
      }
  /* Without this label a missing curve would look like a bug. */
  if (!any)
    style.label = lab_finding_get_value (finding, "complete") > 0.0
                      ? _ ("no key fits a message in every bit, not even the true one")
                      : _ ("none of the keys that were tried fits a message in every bit");
  plot_chart_set_x (chart, _ ("known messages, each with its ciphertext"), 0.5, n + 0.5, TRUE);
  plot_chart_set_y (chart, _ ("keys left, as a power of 2 (bits)"), 0.0, key_bits);
  plot_chart_add_series (chart, &style, MIN (n, MOST_PAIRS), pairs, left, low, high);
  plot_chart_add_reference (chart, all, key_bits, PLOT_LINE_DOTTED);
  return PLOT_PICTURE (g_steal_pointer (&chart));
}
