/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A curve's source and look. Every change counts up a stamp, so that figures see it.
 */
#include "config.h"

#include "base/text.h"

#include <glib/gi18n-lib.h>

#include "plot/data/plot-band.h"
#include "plot/figure/plot-curve-private.h"
#include "plot/data/plot-live.h"

#include <math.h>

/* Of a faint curve's line. */
#define FAINT_ALPHA 0.35

struct _PlotCurve
{
  GObject parent_instance;

  PlotSource *source;
  char *label;
  guint color_index;
  PlotLineStyle line_style;
  PlotMarker marker;
  gboolean visible;
  gboolean faint;
  GArray *marks; /* of PlotCurveMark */

  guint64 stamp;
  gsize live_length; /* length of the source that live_value belongs to */
  double live_value;
};

G_DEFINE_FINAL_TYPE (PlotCurve, plot_curve, G_TYPE_OBJECT)

static void
mark_clear (gpointer data)
{
  g_free (((PlotCurveMark *) data)->text);
}

static void
plot_curve_finalize (GObject *object)
{
  PlotCurve *self = PLOT_CURVE (object);

  g_clear_object (&self->source);
  g_free (self->label);
  g_array_unref (self->marks);

  G_OBJECT_CLASS (plot_curve_parent_class)->finalize (object);
}

static void
plot_curve_class_init (PlotCurveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_curve_finalize;
}

static void
plot_curve_init (PlotCurve *self)
{
  self->visible = TRUE;
  self->live_value = NAN;
  self->marks = g_array_new (FALSE, FALSE, sizeof (PlotCurveMark));
  g_array_set_clear_func (self->marks, mark_clear);
}

PlotCurve *
plot_curve_new (PlotSource *source, const char *label)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (source), NULL);

  PlotCurve *self = g_object_new (PLOT_TYPE_CURVE, NULL);

  self->source = g_object_ref (source);
  self->label = base_text_cut (label != NULL ? label : "", BASE_TEXT_MAX_NAME);
  return self;
}

PlotSource *
plot_curve_get_source (PlotCurve *self)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), NULL);

  return self->source;
}

const char *
plot_curve_get_label (PlotCurve *self)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), NULL);

  return self->label;
}

void
plot_curve_set_color_index (PlotCurve *self, guint index)
{
  g_return_if_fail (PLOT_IS_CURVE (self));

  self->color_index = index;
  self->stamp++;
}

PlotColor
plot_curve_get_color (PlotCurve *self, gboolean dark)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), plot_palette_get (0, dark));

  PlotColor color = plot_palette_get (self->color_index, dark);

  if (self->faint)
    color.alpha *= FAINT_ALPHA;
  return color;
}

void
plot_curve_set_faint (PlotCurve *self, gboolean faint)
{
  g_return_if_fail (PLOT_IS_CURVE (self));

  self->faint = faint;
  self->stamp++;
}

PlotLineStyle
plot_curve_get_line_style (PlotCurve *self)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), PLOT_LINE_SOLID);

  return self->line_style;
}

void
plot_curve_set_line_style (PlotCurve *self, PlotLineStyle style)
{
  g_return_if_fail (PLOT_IS_CURVE (self));
  g_return_if_fail (style < PLOT_N_LINE_STYLES);

  self->line_style = style;
  self->stamp++;
}

PlotMarker
plot_curve_get_marker (PlotCurve *self)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), PLOT_MARKER_NONE);

  return self->marker;
}

void
plot_curve_set_marker (PlotCurve *self, PlotMarker marker)
{
  g_return_if_fail (PLOT_IS_CURVE (self));
  g_return_if_fail (marker < PLOT_N_MARKERS);

  self->marker = marker;
  self->stamp++;
}

void
plot_curve_add_mark (PlotCurve *self, guint64 iteration, const char *text)
{
  g_return_if_fail (PLOT_IS_CURVE (self));

  PlotCurveMark mark = { iteration, base_text_cut (text, BASE_TEXT_MAX_NAME) };

  g_array_append_val (self->marks, mark);
  self->stamp++;
}

GArray *
plot_curve_get_marks (PlotCurve *self)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), NULL);

  return self->marks;
}

gboolean
plot_curve_get_visible (PlotCurve *self)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), FALSE);

  return self->visible;
}

void
plot_curve_set_visible (PlotCurve *self, gboolean visible)
{
  g_return_if_fail (PLOT_IS_CURVE (self));

  self->visible = visible;
  self->stamp++;
}

double
plot_curve_get_live_value (PlotCurve *self)
{
  g_return_val_if_fail (PLOT_IS_CURVE (self), NAN);

  if (PLOT_IS_BAND (self->source))
    return plot_band_get_live (PLOT_BAND (self->source)).median;

  gsize length = plot_source_get_length (self->source);

  if (length != self->live_length)
    {
      self->live_value = plot_live_measure (self->source, length);
      self->live_length = length;
    }
  return self->live_value;
}

guint64
plot_curve_get_stamp (PlotCurve *self)
{
  g_assert (PLOT_IS_CURVE (self));

  return self->stamp
         + (PLOT_IS_BAND (self->source) ? plot_band_get_stamp (PLOT_BAND (self->source))
                                        : plot_source_get_length (self->source));
}

char *
plot_curve_name (PlotCurve *self, guint n_seen)
{
  g_assert (PLOT_IS_CURVE (self));

  if (!PLOT_IS_BAND (self->source))
    return g_strdup (self->label);

  guint n = plot_band_get_n_members (PLOT_BAND (self->source));
  g_autofree char *seeds
      = n_seen == n ? g_strdup_printf (ngettext ("%u seed", "%u seeds", n), n)
                    : g_strdup_printf (ngettext ("%u of %u seed", "%u of %u seeds", n), n_seen, n);

  return self->label[0] != '\0' ? g_strconcat (self->label, " · ", seeds, NULL)
                                : g_steal_pointer (&seeds);
}

char *
plot_curve_split_name_now (PlotCurve *self, char **groups)
{
  g_assert (PLOT_IS_CURVE (self));

  g_autofree char *text = NULL;
  PlotBand *band;
  guint n_seen;

  *groups = NULL;
  if (!PLOT_IS_BAND (self->source))
    return g_strdup (self->label);
  band = PLOT_BAND (self->source);
  n_seen = plot_band_get_live (band).count;
  text = plot_band_describe_groups (band);
  if (text == NULL)
    return plot_curve_name (self, n_seen);
  /* "15 of 30" says how many there are, if it is all of them. */
  if (n_seen == plot_band_get_n_members (band) && self->label[0] == '\0')
    return g_steal_pointer (&text);
  *groups = g_strconcat (" · ", text, NULL);
  return n_seen == plot_band_get_n_members (band) ? g_strdup (self->label)
                                                  : plot_curve_name (self, n_seen);
}

char *
plot_curve_name_now (PlotCurve *self)
{
  g_autofree char *groups = NULL;
  g_autofree char *name = plot_curve_split_name_now (self, &groups);

  return g_strconcat (name, groups, NULL);
}
