/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as a figure: which curves stand where, how they are told apart
 * without colour, and which lines are drawn beside them.
 */
#include <math.h>
#include <string.h>

#include "plot/data/plot-band.h"
#include "plot/figure/plot-figure-private.h"
#include "plot/data/plot-shifted-source.h"
#include "report-fixture.h"
#include "report/study/report-figure.h"
#include "report/study/report-round-source.h"

/* Every run a curve, every iteration a point. */
static void
fill (PlotFigure *figure, GPtrArray *curves, ReportView view, ReportMetric metric)
{
  const ReportFigureOptions options = { view, metric, REPORT_BAND_NONE, REPORT_POINTS_ITERATIONS };

  report_figure_fill (figure, curves, &options);
}

static GPtrArray *
new_curves (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);
}

static ReportCurve *
add (GPtrArray *curves, const char *label, guint key_difference)
{
  ReportCurve *curve = fixture_curve (label, 16, key_difference, 1);

  curve->colour = curves->len;
  curve->length = 100;
  curve->round_length = 50;
  g_ptr_array_add (curves, curve);
  return curve;
}

static void
add_eve (ReportCurve *curve, gboolean own_turn)
{
  curve->eve = TRUE;
  curve->own_turn = own_turn;
}

static PlotCurve *
get_curve (PlotFigure *figure, guint panel, guint nth)
{
  GPtrArray *curves = plot_figure_get_curves (figure, panel);

  g_assert_cmpuint (nth, <, curves->len);
  return curves->pdata[nth];
}

static void
assert_curve (PlotFigure *figure,
              guint panel,
              guint nth,
              const char *label,
              PlotLineStyle style,
              PlotMarker marker,
              PlotSource *source)
{
  PlotCurve *curve = get_curve (figure, panel, nth);

  g_assert_cmpstr (plot_curve_get_label (curve), ==, label);
  g_assert_cmpint (plot_curve_get_line_style (curve), ==, style);
  g_assert_cmpint (plot_curve_get_marker (curve), ==, marker);
  g_assert_true (plot_curve_get_source (curve) == source);
}

/* "label @ y" of every line of a panel, one a line of text. */
static char *
list_references (PlotFigure *figure, guint panel)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plot_figure_get_data (figure)->references->len; i++)
    {
      const PlotReference *line
          = &g_array_index (plot_figure_get_data (figure)->references, PlotReference, i);

      if (line->panel == panel)
        g_string_append_printf (text, "%s @ %.4f\n", line->label, line->y);
    }
  return g_string_free (text, FALSE);
}

static void
assert_references (PlotFigure *figure, guint panel, const char *expected)
{
  g_autofree char *references = list_references (figure, panel);

  g_assert_cmpstr (references, ==, expected);
}

static void
test_bobs (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  ReportCurve *bob = add (curves, "Bob", 3), *bob1 = add (curves, "Bob1", 3);

  bob1->paper_loss_rate = 0.1;
  plot_figure_set_title (figure, "A title");
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (plot_figure_get_n_panels (figure), ==, 1);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 2);
  assert_curve (figure, 0, 0, "Bob", PLOT_LINE_SOLID, PLOT_MARKER_NONE,
                bob->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  assert_curve (figure, 0, 1, "Bob1", PLOT_LINE_DASHED, PLOT_MARKER_NONE,
                bob1->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  assert_references (figure, 0,
                     "guessing: 0.5 @ 0.5000\none-time pad, n = 3: 0.19 @ 0.1875\n"
                     "paper, Bob1: 0.1 @ 0.1000\n");
  g_assert_cmpstr (plot_figure_get_data (figure)->y_label, ==, "Bob’s loss rate L");
  g_assert_cmpstr (plot_picture_get_title (PLOT_PICTURE (figure)), ==, "A title");
  g_assert_cmpuint (plot_figure_get_data (figure)->iterations_per_round, ==, 50);
  g_assert_cmpuint (plot_figure_get_data (figure)->planned_iterations, ==, 100);

  /* Filled anew, not added to; the paper claims no bit errors. */
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_BIT_ERROR);
  g_assert_cmpuint (plot_figure_get_n_panels (figure), ==, 1);
  assert_curve (figure, 0, 0, "Bob", PLOT_LINE_SOLID, PLOT_MARKER_NONE,
                bob->sources[LAB_CHANNEL_BOB_BIT_ERROR]);
  assert_references (figure, 0, "guessing: 0.5 @ 0.5000\none-time pad, n = 3: 0.19 @ 0.1875\n");
  g_assert_nonnull (strstr (plot_figure_get_data (figure)->y_label, "bit error"));
}

static void
test_rounds (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  add (curves, "A", 1)->length = 300;
  add (curves, "B", 1)->round_length = 60;
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (plot_figure_get_data (figure)->iterations_per_round, ==,
                    0); /* rounds of different lengths */
  g_assert_cmpuint (plot_figure_get_data (figure)->planned_iterations, ==, 300);
}

/* Bob is solid, Eve dashed, her own turn dotted; markers tell the curve. */
static void
test_eve (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  ReportCurve *first = add (curves, "n = 3", 3), *second = add (curves, "n = 4", 4);
  ReportCurve *third = add (curves, "alone", 4);

  add_eve (first, TRUE);
  add_eve (second, FALSE);
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 6);
  assert_curve (figure, 0, 0, "n = 3 · Bob", PLOT_LINE_SOLID, PLOT_MARKER_CIRCLE,
                first->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  assert_curve (figure, 0, 1, "n = 3 · Eve", PLOT_LINE_DASHED, PLOT_MARKER_CIRCLE,
                first->sources[LAB_CHANNEL_EVE_LOSS_RATE]);
  assert_curve (figure, 0, 2, "n = 3 · Eve in her turn", PLOT_LINE_DOTTED, PLOT_MARKER_CIRCLE,
                first->sources[LAB_CHANNEL_EVE_OWN_LOSS_RATE]);
  assert_curve (figure, 0, 3, "n = 4 · Bob", PLOT_LINE_SOLID, PLOT_MARKER_SQUARE,
                second->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  assert_curve (figure, 0, 4, "n = 4 · Eve", PLOT_LINE_DASHED, PLOT_MARKER_SQUARE,
                second->sources[LAB_CHANNEL_EVE_LOSS_RATE]);
  assert_curve (figure, 0, 5, "alone", PLOT_LINE_SOLID, PLOT_MARKER_TRIANGLE,
                third->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  g_assert_cmpstr (plot_figure_get_data (figure)->y_label, ==, "loss rate L");
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_BIT_ERROR);
  g_assert_true (plot_curve_get_source (get_curve (figure, 0, 1))
                 == first->sources[LAB_CHANNEL_EVE_BIT_ERROR]);
  g_assert_true (plot_curve_get_source (get_curve (figure, 0, 2))
                 == first->sources[LAB_CHANNEL_EVE_OWN_BIT_ERROR]);
}

/* Eve's turns are shaded where all curves have them at the same time, and a run that is named like
 * a party is told from it. */
static void
test_turns (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  const PlotFigureData *data = plot_figure_get_data (figure);
  ReportCurve *first = add (curves, "Bob", 3), *second = add (curves, "n = 4", 4);

  add_eve (first, TRUE);
  add_eve (second, TRUE);
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (data->shade_begin, ==, 25);
  g_assert_cmpuint (data->shade_end, ==, 50);
  g_assert_cmpstr (data->shade_name, ==, "Eve’s turns");
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 0)), ==, "run “Bob” · Bob");
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 1)), ==, "run “Bob” · Eve");
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 3)), ==, "n = 4 · Bob");

  second->own_turn = FALSE;
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (data->shade_begin, ==, data->shade_end);
  second->own_turn = TRUE;
  second->round_length = 60;
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (data->shade_begin, ==, data->shade_end);
}

/* No two curves look the same, without colour up to 64 of them. */
static void
test_styles (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);

      add (curves, label, 3);
    }
  for (guint i = 0; i < 20; i++)
    {
      PlotLineStyle style;
      PlotMarker marker;

      report_figure_get_style (curves, i, &style, &marker);
      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%d %d", style, marker)));
    }
  add_eve (curves->pdata[0], TRUE);
  g_hash_table_remove_all (seen);
  for (guint i = 0; i < PLOT_N_MARKERS - 1; i++)
    {
      PlotLineStyle style;
      PlotMarker marker;

      report_figure_get_style (curves, i, &style, &marker);
      g_assert_cmpint (style, ==, PLOT_LINE_SOLID);
      g_assert_cmpint (marker, !=, PLOT_MARKER_NONE);
      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%d", marker)));
    }
}

static void
test_pads (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  add (curves, "five", 5);
  add (curves, "one", 1);
  add (curves, "again", 1);
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  assert_references (figure, 0,
                     "guessing: 0.5 @ 0.5000\none-time pad, n = 1: 0.062 @ 0.0625\n"
                     "one-time pad, n = 5: 0.31 @ 0.3125\n");
  add (curves, "zero", 0);
  add (curves, "three", 3); /* of four the least and the greatest */
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  assert_references (figure, 0,
                     "guessing: 0.5 @ 0.5000\none-time pad, n = 0: 0 @ 0.0000\n"
                     "one-time pad, n = 5: 0.31 @ 0.3125\n");
}

/* Other key lengths are told. */
static void
test_pad_lengths (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  add (curves, "short", 3);
  add (curves, "long", 3)->key_bits = 32;
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  assert_references (figure, 0,
                     "guessing: 0.5 @ 0.5000\none-time pad, n = 3 of 32: 0.094 @ 0.0938\n"
                     "one-time pad, n = 3 of 16: 0.19 @ 0.1875\n");
}

static void
test_claims (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *label = g_strdup_printf ("n = %u", i + 1);

      add (curves, label, 1)->paper_loss_rate = i < 3 ? 0 : i < 5 ? 0.25 : (double) NAN;
    }
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  assert_references (figure, 0,
                     "guessing: 0.5 @ 0.5000\none-time pad, n = 1: 0.062 @ 0.0625\n"
                     "paper, n = 1 … n = 3: 0 @ 0.0000\n"
                     "paper, n = 4 and n = 5: 0.25 @ 0.2500\n");
}

/* A panel for each label; seeds stand together and are told apart. */
static void
test_side_by_side (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  ReportCurve *second;

  add (curves, "Bob", 3)->paper_loss_rate = 0.25;
  add (curves, "Bob1", 2);
  second = add (curves, "Bob", 3);
  second->seed = 2;
  second->paper_loss_rate = 0.25;
  fill (figure, curves, REPORT_VIEW_SIDE_BY_SIDE, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (plot_figure_get_n_panels (figure), ==, 2);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 2);
  g_assert_cmpuint (plot_figure_get_curves (figure, 1)->len, ==, 1);
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 0)), ==, "seed 1");
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 1)), ==, "seed 2");
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 1, 0)), ==, "Bob1");
  assert_references (figure, 0,
                     "guessing: 0.5 @ 0.5000\none-time pad, n = 3: 0.19 @ 0.1875\n"
                     "paper, Bob: 0.25 @ 0.2500\n");
  assert_references (figure, 1, "guessing: 0.5 @ 0.5000\none-time pad, n = 2: 0.12 @ 0.1250\n");
}

static ReportCurve *
add_seed (GPtrArray *curves, const char *label, guint key_difference, guint32 seed, guint colour)
{
  ReportCurve *curve = add (curves, label, key_difference);

  curve->seed = seed;
  curve->colour = colour;
  return curve;
}

/* Seeds of one curve are one band; what differs in more, or is there already, is not of it. */
static void
test_bands (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  ReportFigureOptions options = { .band = REPORT_BAND_QUARTILES };
  ReportCurve *first = add_seed (curves, "n = 3", 3, 1, 0);
  ReportCurve *alone = add_seed (curves, "n = 4", 4, 1, 1);
  ReportCurve *second = add_seed (curves, "n = 3", 3, 2, 0);
  ReportCurve *twice;
  PlotBand *band;

  report_figure_fill (figure, curves, &options);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 2);
  assert_curve (figure, 0, 1, "n = 4", PLOT_LINE_DASHED, PLOT_MARKER_NONE,
                alone->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 0)), ==, "n = 3");
  g_assert_true (PLOT_IS_BAND (plot_curve_get_source (get_curve (figure, 0, 0))));
  band = PLOT_BAND (plot_curve_get_source (get_curve (figure, 0, 0)));
  g_assert_cmpint (plot_band_get_kind (band), ==, PLOT_BAND_QUARTILES);
  g_assert_cmpuint (plot_band_get_n_members (band), ==, 2);
  g_assert_true (plot_band_get_member (band, 0) == first->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  g_assert_true (plot_band_get_member (band, 1) == second->sources[LAB_CHANNEL_BOB_LOSS_RATE]);

  /* The same seed again counts for itself, and so does another experiment of that name. */
  twice = add_seed (curves, "n = 3", 3, 2, 0);
  add_seed (curves, "n = 3", 3, 3, 5);
  options.band = REPORT_BAND_MIN_MAX;
  report_figure_fill (figure, curves, &options);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 4);
  band = PLOT_BAND (plot_curve_get_source (get_curve (figure, 0, 0)));
  g_assert_cmpint (plot_band_get_kind (band), ==, PLOT_BAND_MIN_MAX);
  g_assert_cmpuint (plot_band_get_n_members (band), ==, 2);
  assert_curve (figure, 0, 2, "n = 3 · seed 2", PLOT_LINE_SOLID, PLOT_MARKER_NONE,
                twice->sources[LAB_CHANNEL_BOB_LOSS_RATE]);

  options.band = REPORT_BAND_NONE;
  report_figure_fill (figure, curves, &options);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 5);
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 0)), ==, "n = 3 · seed 1");
}

/* Side by side a band stands under its label; with Eve there are bands of both. */
static void
test_bands_side_by_side (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  const ReportFigureOptions options = { .view = REPORT_VIEW_SIDE_BY_SIDE };

  for (guint32 seed = 1; seed <= 3; seed++)
    {
      add_seed (curves, "A", 3, seed, 0);
      add_eve (add_seed (curves, "B", 4, seed, 1), TRUE);
    }
  report_figure_fill (figure, curves, &options);
  g_assert_cmpuint (plot_figure_get_n_panels (figure), ==, 2);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 1);
  g_assert_cmpuint (plot_figure_get_curves (figure, 1)->len, ==, 3);
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 0, 0)), ==, "A");
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 1, 0)), ==, "Bob");
  g_assert_cmpstr (plot_curve_get_label (get_curve (figure, 1, 2)), ==, "Eve in her turn");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (
        plot_band_get_n_members (PLOT_BAND (plot_curve_get_source (get_curve (figure, 1, i)))), ==,
        3);
}

/* One number a round that is over, at its end; by turn; growing. */
static void
test_round_source (void)
{
  g_autoptr (PlotArraySource) values = plot_array_source_new (NULL, 0);
  g_autoptr (PlotSource) rounds = report_round_source_new (PLOT_SOURCE (values), 10);
  PlotSpan span;

  g_assert_cmpuint (plot_source_get_length (rounds), ==, 0);
  for (guint i = 0; i < 47; i++)
    {
      /* First turns only, and none in the third round. */
      double value = i % 10 < 5 && i / 10 != 2 ? 1.0 + (i * 7 % 10) - 0.1 * (i / 10) : (double) NAN;

      plot_array_source_append (values, &value, 1);
      g_assert_cmpuint (plot_source_get_length (rounds), ==,
                        (i + 1) / 10 > 0 ? (i + 1) / 10 * 10 + 1 : 0);
    }
  g_assert_cmpfloat (plot_source_get_value (rounds, 10), ==, 1.0);
  g_assert_cmpfloat_with_epsilon (plot_source_get_value (rounds, 20), 0.9, 1e-12);
  g_assert_true (isnan (plot_source_get_value (rounds, 0)));
  g_assert_true (isnan (plot_source_get_value (rounds, 9)));
  g_assert_true (isnan (plot_source_get_value (rounds, 30)));
  g_assert_cmpfloat_with_epsilon (plot_source_get_value (rounds, 40), 0.7, 1e-12);
  g_assert_false (plot_source_get_span (rounds, 0, 10, &span));
  g_assert_true (plot_source_get_span (rounds, 0, 11, &span));
  g_assert_cmpuint (span.count, ==, 1);
  g_assert_false (plot_source_get_span (rounds, 11, 20, &span));
  g_assert_true (plot_source_get_span (rounds, 10, 41, &span));
  g_assert_cmpuint (span.count, ==, 3);
  g_assert_cmpfloat_with_epsilon (span.min, 0.7, 1e-12);
}

/* Rounds before the first measured value take no memory, however many they are. */
static void
test_round_source_late (void)
{
  const double values[] = { 0.5, 0.25, 0.75, 0.125, 0.375 };
  g_autoptr (PlotSource) few = PLOT_SOURCE (plot_array_source_new (values, 5));
  g_autoptr (PlotSource) late = PLOT_SOURCE (plot_shifted_source_new (few, G_MAXSIZE / 4));
  g_autoptr (PlotSource) rounds = report_round_source_new (late, 2);
  gsize begin = G_MAXSIZE / 4 / 2 * 2;
  PlotSpan span;

  g_assert_cmpuint (begin, ==, G_MAXSIZE / 4 - 1);
  g_assert_cmpuint (plot_source_get_length (rounds), ==, begin + 7);
  g_assert_true (isnan (plot_source_get_value (rounds, begin)));
  g_assert_cmpfloat (plot_source_get_value (rounds, begin + 2), ==, 0.5);
  g_assert_cmpfloat (plot_source_get_value (rounds, begin + 4), ==, 0.25);
  g_assert_cmpfloat (plot_source_get_value (rounds, begin + 6), ==, 0.125);
  g_assert_false (plot_source_get_span (rounds, 0, begin + 2, &span));
  g_assert_true (plot_source_get_span (rounds, 0, begin + 5, &span));
  g_assert_cmpuint (span.count, ==, 2);
}

static void
test_round_minimum (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  const ReportFigureOptions options = { .points = REPORT_POINTS_ROUND_MINIMUM };
  ReportCurve *curve = add (curves, "A", 3);
  PlotSource *source;
  PlotSpan span;

  fixture_set_source (curve, LAB_CHANNEL_BOB_LOSS_RATE, 170, 3, fixture_always);
  add (curves, "unknown", 3)->round_length = 0;
  report_figure_fill (figure, curves, &options);
  g_assert_cmpuint (plot_figure_get_curves (figure, 0)->len, ==, 1);
  g_assert_cmpstr (plot_figure_get_data (figure)->y_label, ==,
                   "Bob’s loss rate L, minimum of each round");
  source = plot_curve_get_source (get_curve (figure, 0, 0));
  g_assert_cmpuint (plot_source_get_length (source), ==, 151);
  for (guint round = 0; round < 3; round++)
    {
      plot_source_get_span (curve->sources[LAB_CHANNEL_BOB_LOSS_RATE], 50 * round, 50 * round + 50,
                            &span);
      g_assert_cmpfloat (plot_source_get_value (source, 50 * (round + 1)), ==, span.min);
    }
  /* The number beside the curve is the last round's, not a mean of rounds. */
  g_assert_cmpfloat (plot_curve_get_live_value (get_curve (figure, 0, 0)), ==, span.min);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) curves = new_curves ();
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  assert_references (figure, 0, "guessing: 0.5 @ 0.5000\n");
  fill (figure, curves, REPORT_VIEW_SIDE_BY_SIDE, REPORT_METRIC_LOSS_RATE);
  g_assert_cmpuint (plot_figure_get_n_panels (figure), ==, 1);
}

/* What a live figure shows are the run's own numbers. */
static void
test_run (void)
{
  g_autoptr (LabStudy) study
      = fixture_train_study ("[parties]\nkey-bits=8\neve=true\n[training]\nrounds=2\n"
                             "iterations=30\nbatch=8\n[curve A]\nparties.key-difference=1\n",
                             1);
  g_autoptr (GPtrArray) curves = report_curves_from_study (study);
  LabSeries *series = lab_run_get_series (lab_study_get_run (study, 0));
  ReportCurve *curve = curves->pdata[0];
  PlotSpan span;
  LabSpan expected;

  g_assert_cmpuint (curve->length, ==, 120);
  g_assert_cmpuint (curve->round_length, ==, 60);
  for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      PlotSource *source = curve->sources[channel];

      g_assert_cmpuint (plot_source_get_length (source), ==, 120);
      for (guint i = 0; i < 120; i++)
        {
          double value = plot_source_get_value (source, i);
          double measured = (double) lab_series_get_value (series, channel, i);

          g_assert_true (isnan (measured) ? isnan (value) : value == measured);
        }
      g_assert_true (plot_source_get_span (source, 5, 115, &span));
      lab_series_get_span (series, channel, 5, 115, &expected);
      g_assert_cmpfloat (span.min, ==, expected.min);
      g_assert_cmpfloat (span.max, ==, expected.max);
      g_assert_cmpfloat (span.mean, ==, expected.mean);
      g_assert_cmpuint (span.count, ==, expected.count);
    }
}

/* Earlier runs are drawn faint and under the others, and the paper claims nothing of them. */
static void
test_history (void)
{
  g_autoptr (LabStudy) study = fixture_train_study (
      "[study]\ntitle=T\n[parties]\nkey-bits=8\nkey-difference=1\n[training]\nrounds=1\n"
      "iterations=20\nbatch=4\n[curve A]\npaper-loss-rate=0.25\n[curve B]\n",
      1);
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (GPtrArray) curves = NULL;
  PlotColor now, earlier;

  lab_study_renew (study, lab_study_get_run (study, 0));
  curves = report_curves_from_study (study);
  g_assert_cmpuint (curves->len, ==, 2);
  report_curves_add_history (curves, study);
  g_assert_cmpuint (curves->len, ==, 3);
  g_assert_cmpstr (((ReportCurve *) curves->pdata[0])->label, ==, "A · earlier 1");
  g_assert_true (isnan (((ReportCurve *) curves->pdata[0])->paper_loss_rate));
  fill (figure, curves, REPORT_VIEW_TRAINING, REPORT_METRIC_LOSS_RATE);
  earlier = plot_curve_get_color (get_curve (figure, 0, 0), FALSE);
  now = plot_curve_get_color (get_curve (figure, 0, 1), FALSE);
  g_assert_cmpfloat (earlier.red, ==, now.red);
  g_assert_cmpfloat (earlier.alpha, <, now.alpha / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/figure/bobs", test_bobs);
  g_test_add_func ("/report/figure/history", test_history);
  g_test_add_func ("/report/figure/rounds", test_rounds);
  g_test_add_func ("/report/figure/eve", test_eve);
  g_test_add_func ("/report/figure/turns", test_turns);
  g_test_add_func ("/report/figure/styles", test_styles);
  g_test_add_func ("/report/figure/pads", test_pads);
  g_test_add_func ("/report/figure/pad-lengths", test_pad_lengths);
  g_test_add_func ("/report/figure/claims", test_claims);
  g_test_add_func ("/report/figure/side-by-side", test_side_by_side);
  g_test_add_func ("/report/figure/bands", test_bands);
  g_test_add_func ("/report/figure/bands-side-by-side", test_bands_side_by_side);
  g_test_add_func ("/report/figure/round-source", test_round_source);
  g_test_add_func ("/report/figure/round-source-late", test_round_source_late);
  g_test_add_func ("/report/figure/round-minimum", test_round_minimum);
  g_test_add_func ("/report/figure/nothing", test_nothing);
  g_test_add_func ("/report/figure/run", test_run);
  return g_test_run ();
}
