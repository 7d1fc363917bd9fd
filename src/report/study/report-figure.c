/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as a figure.
 */
#include "config.h"

#include "report/study/report-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lab/experiment/lab-name.h"
#include "lab/experiment/lab-number.h"
#include "lab/training/lab-loss.h"
#include "plot/data/plot-band.h"
#include "report/study/report-lines.h"
#include "report/study/report-round-source.h"

static gboolean
any_eve (GPtrArray *curves)
{
  for (guint i = 0; i < curves->len; i++)
    if (((ReportCurve *) curves->pdata[i])->eve)
      return TRUE;
  return FALSE;
}

/* @eve: whether any curve of the picture shows Eve. */
static void
choose_style (const ReportCurve *curve, gboolean eve, PlotLineStyle *style, PlotMarker *marker)
{
  if (eve)
    {
      /* Dashes distinguish the parties. */
      *style = PLOT_LINE_SOLID;
      *marker = 1 + curve->colour % (PLOT_N_MARKERS - 1);
    }
  else
    {
      /* When the dashes run out, the colours have too: markers take over. */
      *style = curve->colour % PLOT_N_LINE_STYLES;
      *marker = curve->colour / PLOT_N_LINE_STYLES % PLOT_N_MARKERS;
    }
}

void
report_figure_get_style (GPtrArray *curves, guint nth, PlotLineStyle *style, PlotMarker *marker)
{
  choose_style (curves->pdata[nth], any_eve (curves), style, marker);
}

/* (transfer full) (element-type utf8 GPtrArray): the curves of each label, in order. A table may
 * have ten thousand curves, so nothing here may scan them all for each one. */
static GHashTable *
find_labels (GPtrArray *curves)
{
  GHashTable *labels
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];
      GPtrArray *alike = g_hash_table_lookup (labels, curve->label);

      if (alike == NULL)
        {
          alike = g_ptr_array_new ();
          g_hash_table_insert (labels, curve->label, alike);
        }
      g_ptr_array_add (alike, curve);
    }
  return labels;
}

/* Runs of one curve. */
typedef struct
{
  GPtrArray *runs; /* of ReportCurve, not owned */
} Group;

typedef struct
{
  PlotFigure *figure;
  GPtrArray *curves;
  GHashTable *labels; /* from find_labels() */
  gboolean eve;       /* whether any of them shows Eve */
  GArray *groups;     /* of Group, ordered by first run */
  const ReportFigureOptions *options;
} Filling;

static void
group_clear (gpointer data)
{
  g_ptr_array_unref (((Group *) data)->runs);
}

static gboolean
belongs_to (const Group *group, const ReportCurve *run)
{
  const ReportCurve *first = group->runs->pdata[0];

  if (g_strcmp0 (first->study, run->study) != 0 || g_strcmp0 (first->label, run->label) != 0
      || first->colour != run->colour || first->key_bits != run->key_bits
      || first->key_difference != run->key_difference || first->round_length != run->round_length
      || first->eve != run->eve || first->own_turn != run->own_turn)
    return FALSE;
  for (guint i = 0; i < group->runs->len; i++)
    if (((ReportCurve *) group->runs->pdata[i])->seed == run->seed)
      return FALSE;
  return TRUE;
}

/* The group of @run, among those of @label at @places; NULL if none. */
static Group *
find_group (GArray *groups, GArray *places, const ReportCurve *run)
{
  for (guint i = 0; i < places->len; i++)
    {
      Group *group = &g_array_index (groups, Group, g_array_index (places, guint, i));

      if (belongs_to (group, run))
        return group;
    }
  return NULL;
}

static GArray *
make_groups (GPtrArray *curves, ReportBand band)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autoptr (GHashTable) places /* label -> indices of its groups */
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  g_array_set_clear_func (groups, group_clear);
  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *run = curves->pdata[i];
      GArray *own = g_hash_table_lookup (places, run->label);
      Group *home;

      if (own == NULL)
        {
          own = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (places, run->label, own);
        }
      home = band != REPORT_BAND_NONE ? find_group (groups, own, run) : NULL;
      if (home == NULL)
        {
          Group group = { g_ptr_array_new () };

          g_array_append_val (own, groups->len);
          g_array_append_val (groups, group);
          home = &g_array_index (groups, Group, groups->len - 1);
        }
      g_ptr_array_add (home->runs, run);
    }
  return groups;
}

/* (transfer full) (nullable): the source to draw for a channel of a run. */
static PlotSource *
get_source (const Filling *filling, const ReportCurve *run, LabChannel channel)
{
  PlotSource *source = run->sources[channel];

  if (source == NULL)
    return NULL;
  if (filling->options->points == REPORT_POINTS_ITERATIONS)
    return g_object_ref (source);
  return run->round_length > 0 ? report_round_source_new (source, run->round_length) : NULL;
}

/* (transfer full) (nullable): a single run as it is, several as a band. */
static PlotSource *
get_group_source (const Filling *filling, const Group *group, LabChannel channel)
{
  g_autoptr (PlotBand) band = NULL;

  if (group->runs->len == 1)
    return get_source (filling, group->runs->pdata[0], channel);
  band = plot_band_new (filling->options->band == REPORT_BAND_QUARTILES ? PLOT_BAND_QUARTILES
                                                                        : PLOT_BAND_MIN_MAX);
  for (guint i = 0; i < group->runs->len; i++)
    {
      g_autoptr (PlotSource) member = get_source (filling, group->runs->pdata[i], channel);

      if (member != NULL)
        plot_band_add_member (band, member);
    }
  return plot_band_get_n_members (band) > 0 ? PLOT_SOURCE (g_steal_pointer (&band)) : NULL;
}

/* "n = 3 · seed 2 · Eve", "run “Bob” · Bob": the label, the seed if several curves share the label,
 * and the party if Eve is drawn too. Side by side, the panel's title already gives the label. */
static char *
name_group (const Filling *filling, const Group *group, const char *party)
{
  ReportCurve *first = group->runs->pdata[0];
  GPtrArray *alike = g_hash_table_lookup (filling->labels, first->label);
  g_autofree char *seed = group->runs->len == 1 && alike->len > 1
                              ? g_strdup_printf (_ ("seed %u"), first->seed)
                              : NULL;
  gboolean in_title
      = filling->options->view == REPORT_VIEW_SIDE_BY_SIDE && (seed != NULL || party != NULL);
  g_autofree char *apart
      = party != NULL ? lab_name_tell_apart (first->label) : g_strdup (first->label);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (!in_title)
    g_ptr_array_add (words, apart);
  if (seed != NULL)
    g_ptr_array_add (words, seed);
  if (party != NULL)
    g_ptr_array_add (words, (gpointer) party);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
add_marks (PlotCurve *plotted, const ReportCurve *run)
{
  for (guint i = 0; i < run->n_rate_changes; i++)
    {
      char rate[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *text = NULL;

      lab_number_write (run->rate_changes[i].learning_rate, rate);
      text = g_strdup_printf (_ ("learning rate %s"), rate);
      plot_curve_add_mark (plotted, run->rate_changes[i].iteration, text);
    }
}

/* Adds one channel as a curve, named after the run and, if there are several, the party. */
static void
add_channel (const Filling *filling,
             guint panel,
             const Group *group,
             LabChannel channel,
             const char *party,
             PlotLineStyle style,
             PlotMarker marker)
{
  g_autoptr (PlotSource) source = get_group_source (filling, group, channel);
  g_autofree char *name = name_group (filling, group, party);
  g_autoptr (PlotCurve) plotted = NULL;

  if (source == NULL)
    return;
  plotted = plot_curve_new (source, name);
  plot_curve_set_color_index (plotted, ((ReportCurve *) group->runs->pdata[0])->colour);
  plot_curve_set_line_style (plotted, style);
  plot_curve_set_marker (plotted, marker);
  plot_curve_set_faint (plotted, ((ReportCurve *) group->runs->pdata[0])->earlier);
  if (channel <= LAB_CHANNEL_BOB_BIT_ERROR)
    add_marks (plotted, group->runs->pdata[0]); /* once, not for Eve again */
  plot_figure_add_curve (filling->figure, panel, plotted);
}

static void
add_group (const Filling *filling, guint panel, const Group *group)
{
  ReportCurve *first = group->runs->pdata[0];
  guint shift = filling->options->metric == REPORT_METRIC_BIT_ERROR ? 1 : 0;
  PlotLineStyle style;
  PlotMarker marker;

  choose_style (first, filling->eve, &style, &marker);
  add_channel (filling, panel, group, LAB_CHANNEL_BOB_LOSS_RATE + shift,
               first->eve ? _ ("Bob") : NULL, style, marker);
  if (!first->eve)
    return;
  add_channel (filling, panel, group, LAB_CHANNEL_EVE_LOSS_RATE + shift, _ ("Eve"),
               PLOT_LINE_DASHED, marker);
  if (first->own_turn)
    add_channel (filling, panel, group, LAB_CHANNEL_EVE_OWN_LOSS_RATE + shift,
                 _ ("Eve in her turn"), PLOT_LINE_DOTTED, marker);
}

/* Where all curves have the same rounds, and Eve has the second half of each. */
static void
set_shade (PlotFigure *figure, GPtrArray *curves, guint round_length)
{
  for (guint i = 0; i < curves->len; i++)
    if (!((ReportCurve *) curves->pdata[i])->own_turn)
      round_length = 0;
  plot_figure_set_shade (figure, round_length / 2, round_length, _ ("Eve’s turns"));
}

/* The axis counts rounds if all curves have rounds of the same length. */
static void
set_x_axis (PlotFigure *figure, GPtrArray *curves)
{
  guint64 planned = 0;
  guint round_length = 0;

  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];

      planned = MAX (planned, curve->length);
      if (i == 0)
        round_length = curve->round_length;
      else if (round_length != curve->round_length)
        round_length = 0;
    }
  plot_figure_set_x_axis (figure, round_length, planned);
  set_shade (figure, curves, round_length);
}

static void
set_y_label (const Filling *filling)
{
  const char *label;

  if (filling->options->metric == REPORT_METRIC_BIT_ERROR)
    label = filling->eve ? _ ("bit error (share of wrong bits)")
                         : _ ("Bob’s bit error (share of wrong bits)");
  else
    label = filling->eve ? _ ("loss rate L") : _ ("Bob’s loss rate L");
  if (filling->options->points == REPORT_POINTS_ROUND_MINIMUM)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s, minimum of each round"), label);

      plot_figure_set_y_label (filling->figure, text);
    }
  else
    plot_figure_set_y_label (filling->figure, label);
}

static void
set_number_name (const Filling *filling)
{
  g_autofree char *window = lab_loss_name_window ();

  plot_figure_set_number_name (filling->figure,
                               filling->options->points == REPORT_POINTS_ROUND_MINIMUM
                                   ? _ ("minimum of the last round")
                                   : window);
}

/* One panel per label, in order of first appearance. */
static void
add_panels (const Filling *filling)
{
  g_autoptr (GHashTable) panels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint g = 0; g < filling->groups->len; g++)
    {
      const Group *group = &g_array_index (filling->groups, Group, g);
      ReportCurve *first = group->runs->pdata[0];
      gpointer panel;

      if (!g_hash_table_lookup_extended (panels, first->label, NULL, &panel))
        {
          panel = GUINT_TO_POINTER (plot_figure_add_panel (filling->figure, first->label));
          g_hash_table_insert (panels, first->label, panel);
          report_lines_add (filling->figure, GPOINTER_TO_UINT (panel),
                            g_hash_table_lookup (filling->labels, first->label),
                            filling->options->metric);
        }
      add_group (filling, GPOINTER_TO_UINT (panel), group);
    }
}

void
report_figure_fill (PlotFigure *figure, GPtrArray *curves, const ReportFigureOptions *options)
{
  g_autoptr (GArray) groups = make_groups (curves, options->band);
  g_autoptr (GHashTable) labels = find_labels (curves);
  Filling filling = { figure, curves, labels, any_eve (curves), groups, options };

  plot_figure_clear (figure);
  set_x_axis (figure, curves);
  set_y_label (&filling);
  set_number_name (&filling);

  if (options->view == REPORT_VIEW_SIDE_BY_SIDE && curves->len > 0)
    {
      add_panels (&filling);
      return;
    }
  plot_figure_add_panel (figure, NULL);
  for (guint g = 0; g < groups->len; g++)
    add_group (&filling, 0, &g_array_index (groups, Group, g));
  report_lines_add (figure, 0, curves, options->metric);
}
