/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of what Bob makes of wrong keys and of rounded ciphertexts. Two audits can share a
 * picture: colour and dash tell them apart.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"
#include "report/audit/report-audit-picture-part.h"

#define N_CHANNELS 5

typedef struct
{
  const char *column;
  const char *random_key;
  const char *axis;
} Measure;

/* (transfer full) */
static char *
name_bob (const ReportAuditPart *part, const char *alone)
{
  return g_strdup (part->label != NULL ? part->label : alone);
}

static gboolean
add_curve (PlotChart *chart, const ReportAuditPart *part, guint nth, const char *column)
{
  guint n;
  guint n_rows;
  g_autofree char *low_name = g_strconcat (column, "-low", NULL);
  g_autofree char *high_name = g_strconcat (column, "-high", NULL);
  g_autofree double *distance
      = report_audit_get_column (part->finding, "distances", "distance", &n);
  g_autofree double *values = report_audit_get_column (part->finding, "distances", column, &n_rows);
  g_autofree double *low = report_audit_get_column (part->finding, "distances", low_name, &n_rows);
  g_autofree double *high
      = report_audit_get_column (part->finding, "distances", high_name, &n_rows);
  g_autofree char *label = name_bob (part, _ ("Bob"));
  PlotChartStyle style = { label,
                           PLOT_CHART_LINE,
                           nth,
                           nth == 0 ? PLOT_LINE_SOLID : PLOT_LINE_LONG_DASH,
                           nth == 0 ? PLOT_MARKER_CIRCLE : PLOT_MARKER_SQUARE,
                           FALSE,
                           FALSE };

  if (distance == NULL || values == NULL)
    return FALSE;
  plot_chart_add_series (chart, &style, n, distance, values, low, high);
  return TRUE;
}

/* Marks the key difference the pair was trained for on the curve. */
static void
mark_trained (PlotChart *chart, const ReportAuditPart *part, guint nth, const char *column)
{
  guint n;
  g_autofree double *values = report_audit_get_column (part->finding, "distances", column, &n);
  double x = part->facts->key_difference;
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "the n of this pair: %u bit",
                                      "the n of this pair: %u bits", part->facts->key_difference),
                         part->facts->key_difference);
  g_autofree char *label = report_audit_name_part (part, text);
  PlotChartStyle style
      = { label, PLOT_CHART_POINTS, nth, PLOT_LINE_SOLID, PLOT_MARKER_DIAMOND, FALSE, TRUE };

  if (part->facts->key_difference < n)
    plot_chart_add_series (chart, &style, 1, &x, &values[part->facts->key_difference], NULL, NULL);
}

static void
add_random_key (PlotChart *chart, const ReportAuditPart *part, const char *number)
{
  double value = lab_finding_get_value (part->finding, number);
  g_autofree char *text = base_number_sentence (_ ("with a random key %.3f"), value);
  g_autofree char *label = report_audit_name_part (part, text);

  if (!isnan (value))
    plot_chart_add_reference (chart, label, value, PLOT_LINE_DASHED);
}

static void
add_one_time_pad (PlotChart *chart, const ReportAuditPart *part)
{
  guint n;
  g_autofree double *distance
      = report_audit_get_column (part->finding, "distances", "distance", &n);
  g_autofree double *pad = report_audit_get_column (part->finding, "distances", "one-time-pad", &n);
  PlotChartStyle style = { .label = _ ("a one-time pad, for comparison"),
                           .color = PLOT_CHART_YARDSTICK,
                           .line_style = PLOT_LINE_SHORT_DASH };

  if (distance != NULL && pad != NULL)
    plot_chart_add_series (chart, &style, n, distance, pad, NULL, NULL);
}

static PlotPicture *
draw_tolerance (const ReportAuditPart *parts, guint n_parts, const Measure *measure)
{
  g_autoptr (PlotChart) chart = plot_chart_new (
      _ ("Does Bob need his key? His error as his key gets worse"),
      _ ("Flat from left to right: the key is not used. Along the one-time pad: every wrong key "
         "bit costs a message bit. Low up to the n of this pair and then rising: the key is used "
         "and errors in it are forgiven."));
  guint key_bits = 1;
  gboolean any = FALSE;

  for (guint i = 0; i < n_parts; i++)
    key_bits = MAX (key_bits, parts[i].facts->key_bits);
  plot_chart_set_x (chart,
                    _ ("key bits in which Bob’s key differs from Alice’s (Hamming distance)"), 0.0,
                    key_bits, TRUE);
  plot_chart_set_y (chart, measure->axis, 0.0, 0.56);
  add_one_time_pad (chart, &parts[0]);
  for (guint i = 0; i < n_parts; i++)
    any |= add_curve (chart, &parts[i], i, measure->column);
  for (guint i = 0; i < n_parts; i++)
    mark_trained (chart, &parts[i], i, measure->column);
  report_audit_add_guessing (chart);
  for (guint i = 0; i < n_parts; i++)
    add_random_key (chart, &parts[i], measure->random_key);
  return any ? PLOT_PICTURE (g_steal_pointer (&chart)) : NULL;
}

PlotPicture *
report_audit_draw_tolerance_error (const ReportAuditPart *parts, guint n_parts)
{
  Measure measure
      = { "bit-error", "random-key-bit-error", _ ("Bob’s bit error (share of wrong signs)") };

  return draw_tolerance (parts, n_parts, &measure);
}

PlotPicture *
report_audit_draw_tolerance_loss (const ReportAuditPart *parts, guint n_parts)
{
  Measure measure
      = { "loss-rate", "random-key-loss-rate", _ ("Bob’s loss rate L (half the mean distance)") };
  PlotPicture *picture = draw_tolerance (parts, n_parts, &measure);

  if (picture != NULL)
    plot_picture_set_title (picture,
                            _ ("The same as loss rate: how far Bob’s numbers are from the bits"));
  return picture;
}

static gboolean
add_bars (PlotChart *chart, LabFinding *finding, const char *label, guint color, const char *column)
{
  guint n;
  guint n_rows;
  g_autofree char *low_name = g_strconcat (column, "-low", NULL);
  g_autofree char *high_name = g_strconcat (column, "-high", NULL);
  g_autofree double *values = report_audit_get_column (finding, "channels", column, &n);
  g_autofree double *low = report_audit_get_column (finding, "channels", low_name, &n_rows);
  g_autofree double *high = report_audit_get_column (finding, "channels", high_name, &n_rows);
  PlotChartStyle style = { .label = label, .kind = PLOT_CHART_BARS, .color = color };

  if (values == NULL)
    return FALSE;
  plot_chart_add_series (chart, &style, MIN (n, N_CHANNELS), NULL, values, low, high);
  return TRUE;
}

PlotPicture *
report_audit_draw_channel (const ReportAuditPart *parts, guint n_parts)
{
  const char *const names[N_CHANNELS + 1]
      = { _ ("as it is"), _ ("8 bits"), _ ("4 bits"), _ ("2 bits"), _ ("sign only"), NULL };
  g_autoptr (PlotChart) chart
      = plot_chart_new (_ ("Does the ciphertext survive being sent as bits?"),
                        _ ("The networks exchange real numbers; a channel carries bits. If the "
                           "heights are all the same, the numbers may be rounded without harm."));
  gboolean any = FALSE;

  plot_chart_set_x_names (chart, _ ("each number of the ciphertext is sent as"), names);
  plot_chart_set_y (chart,
                    n_parts == 1 ? _ ("Bob’s loss rate L · bit error")
                                 : _ ("Bob’s loss rate L (half the mean distance)"),
                    0.0, 0.56);
  if (n_parts == 1)
    {
      any |= add_bars (chart, parts[0].finding, _ ("loss rate (half the mean distance)"), 0,
                       "loss-rate");
      any |= add_bars (chart, parts[0].finding, _ ("bit error (share of wrong signs)"), 1,
                       "bit-error");
    }
  else
    for (guint i = 0; i < n_parts; i++)
      any |= add_bars (chart, parts[i].finding, parts[i].label, i, "loss-rate");
  report_audit_add_guessing (chart);
  return any ? PLOT_PICTURE (g_steal_pointer (&chart)) : NULL;
}
