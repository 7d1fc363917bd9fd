/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Alice's way to Bob with Eve below it, and both keys bit by bit. Drawn in the colours of the
 * theme and in the direction of reading; it must say nothing that its description does not say too.
 */
#include "config.h"

#include "app/welcome/lab-parties-drawing.h"

#include <glib/gi18n.h>

#define HEIGHT 236
#define LEAST_WIDTH 560
#define MOST_WIDTH 860 /* a longer way is no clearer */

#define BOX_WIDTH 112
#define BOX_HEIGHT 48
#define BIT 8
#define N_BITS 16
#define HEAD 7 /* of an arrow */

/* Heights of the rows, to their middles. */
#define KEYS 40
#define WAY 112
#define EAR 204

/* A key, and where Bob's differs from it. */
static const guint16 key = 0xb38b;
static const guint16 flipped = 0x1090;

struct _LabPartiesDrawing
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LabPartiesDrawing, lab_parties_drawing, GTK_TYPE_WIDGET)

/* Of one frame. */
typedef struct
{
  GtkWidget *widget;
  cairo_t *cr;
  double width;
  gboolean mirrored; /* read from right to left */
  GdkRGBA ink;
  GdkRGBA accent;
  GdkRGBA danger;
} Pen;

static double
place (const Pen *pen, double x)
{
  return pen->mirrored ? pen->width - x : x;
}

/* (transfer full): bold for a name, otherwise small */
static PangoLayout *
make_text (const Pen *pen, const char *text, gboolean is_name)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (pen->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, is_name ? pango_attr_weight_new (PANGO_WEIGHT_BOLD)
                                              : pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static int
get_text_width (const Pen *pen, const char *text)
{
  g_autoptr (PangoLayout) layout = make_text (pen, text, FALSE);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
draw_text (const Pen *pen, const char *text, double x, double y, gboolean is_name)
{
  g_autoptr (PangoLayout) layout = make_text (pen, text, is_name);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gdk_cairo_set_source_rgba (pen->cr, &pen->ink);
  cairo_move_to (pen->cr, CLAMP (place (pen, x) - width / 2.0, 0, MAX (0, pen->width - width)),
                 y - height / 2.0);
  pango_cairo_show_layout (pen->cr, layout);
}

static void
draw_box (const Pen *pen, const char *name, double x, double y, const GdkRGBA *color)
{
  const double left = place (pen, x) - BOX_WIDTH / 2.0, top = y - BOX_HEIGHT / 2.0, radius = 10;
  GdkRGBA fill = *color;

  cairo_new_sub_path (pen->cr);
  cairo_arc (pen->cr, left + BOX_WIDTH - radius, top + radius, radius, -G_PI / 2, 0);
  cairo_arc (pen->cr, left + BOX_WIDTH - radius, top + BOX_HEIGHT - radius, radius, 0, G_PI / 2);
  cairo_arc (pen->cr, left + radius, top + BOX_HEIGHT - radius, radius, G_PI / 2, G_PI);
  cairo_arc (pen->cr, left + radius, top + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (pen->cr);
  fill.alpha *= 0.14f;
  gdk_cairo_set_source_rgba (pen->cr, &fill);
  cairo_fill_preserve (pen->cr);
  gdk_cairo_set_source_rgba (pen->cr, color);
  cairo_stroke (pen->cr);
  draw_text (pen, name, x, y, TRUE);
}

/* Straight along one axis. */
static void
draw_arrow (const Pen *pen, double x0, double y0, double x1, double y1)
{
  const double from = place (pen, x0), to = place (pen, x1);
  const double dx = to > from ? HEAD : to < from ? -HEAD : 0;
  const double dy = y1 > y0 ? HEAD : 0;

  cairo_move_to (pen->cr, from, y0);
  cairo_line_to (pen->cr, to, y1);
  cairo_stroke (pen->cr);
  cairo_move_to (pen->cr, to, y1);
  cairo_line_to (pen->cr, to - dx - dy / 1.6, y1 - dy - dx / 1.6);
  cairo_line_to (pen->cr, to - dx + dy / 1.6, y1 - dy + dx / 1.6);
  cairo_close_path (pen->cr);
  cairo_fill (pen->cr);
}

/* Full for +1, empty for -1; what differs from Alice's is in the colour of danger, and larger. */
static void
draw_key (const Pen *pen, guint16 bits, guint16 marked, double x, double y)
{
  for (guint i = 0; i < N_BITS; i++)
    {
      const gboolean is_marked = (marked >> i & 1) != 0;
      const double size = is_marked ? BIT : BIT - 2;
      const double middle = place (pen, x + (i - (N_BITS - 1) / 2.0) * (BIT + 1));

      cairo_rectangle (pen->cr, middle - size / 2, y - size / 2, size, size);
      gdk_cairo_set_source_rgba (pen->cr, is_marked ? &pen->danger : &pen->ink);
      if ((bits >> i & 1) != 0)
        cairo_fill_preserve (pen->cr);
      cairo_stroke (pen->cr);
    }
}

static void
draw (const Pen *pen)
{
  const double alice = 0.24 * pen->width, bob = 0.76 * pen->width, eve = 0.5 * pen->width;
  const double half = BOX_WIDTH / 2.0, gap = 4;
  const double dash = 4;
  const char *no_key = _ ("no key");

  cairo_set_line_width (pen->cr, 1.5);
  gdk_cairo_set_source_rgba (pen->cr, &pen->ink);
  draw_arrow (pen, 6, WAY, alice - half - gap, WAY);
  draw_arrow (pen, alice + half + gap, WAY, bob - half - gap, WAY);
  draw_arrow (pen, bob + half + gap, WAY, pen->width - 6, WAY);
  draw_arrow (pen, alice, KEYS + BIT + 2, alice, WAY - BOX_HEIGHT / 2.0 - gap);
  draw_arrow (pen, bob, KEYS + BIT + 2, bob, WAY - BOX_HEIGHT / 2.0 - gap);
  draw_arrow (pen, eve + half + gap, EAR, bob, EAR);
  cairo_set_dash (pen->cr, &dash, 1, 0);
  draw_arrow (pen, eve, WAY + 2, eve, EAR - BOX_HEIGHT / 2.0 - gap);
  cairo_set_dash (pen->cr, NULL, 0, 0);

  draw_box (pen, _ ("Alice"), alice, WAY, &pen->accent);
  draw_box (pen, _ ("Bob"), bob, WAY, &pen->accent);
  draw_box (pen, _ ("Eve"), eve, EAR, &pen->danger);
  cairo_set_line_width (pen->cr, 1);
  draw_key (pen, key, 0, alice, KEYS);
  draw_key (pen, key ^ flipped, flipped, bob, KEYS);

  draw_text (pen, _ ("key"), alice, KEYS - 22, FALSE);
  draw_text (pen, _ ("fuzzy key: n bits flipped"), bob, KEYS - 22, FALSE);
  draw_text (pen, _ ("message"), (alice - half) / 2, WAY - 16, FALSE);
  draw_text (pen, _ ("ciphertext"), eve, WAY - 16, FALSE);
  draw_text (pen, _ ("message"), (bob + half + pen->width) / 2, WAY - 16, FALSE);
  draw_text (pen, _ ("a guess"), (eve + half + bob) / 2, EAR - 16, FALSE);
  draw_text (pen, no_key, eve - half - 12 - get_text_width (pen, no_key) / 2.0, EAR, FALSE);
}

static void
lab_parties_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  Pen pen = {
    .widget = widget,
    .width = MIN (width, MOST_WIDTH),
    .mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };

  gtk_style_context_get_color (style, &pen.ink);
  if (!gtk_style_context_lookup_color (style, "accent_color", &pen.accent))
    pen.accent = pen.ink;
  if (!gtk_style_context_lookup_color (style, "error_color", &pen.danger))
    pen.danger = pen.ink;
  pen.cr = gtk_snapshot_append_cairo (snapshot,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (pen.cr, (width - pen.width) / 2, (height - HEIGHT) / 2.0);
  draw (&pen);
  cairo_destroy (pen.cr);
}

static void
lab_parties_drawing_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  const gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_width ? LEAST_WIDTH : HEIGHT;
  *natural = is_width ? MOST_WIDTH : HEIGHT;
}

static void
lab_parties_drawing_class_init (LabPartiesDrawingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lab_parties_drawing_snapshot;
  widget_class->measure = lab_parties_drawing_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lab_parties_drawing_init (LabPartiesDrawing *self)
{
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Alice, Bob and Eve"),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("A message goes to Alice, who makes a ciphertext of it with a key of 16 bits. Bob gets "
         "the ciphertext and a fuzzy key, in which three bits are flipped, and gives the message "
         "back. Eve, below the line between them, gets the ciphertext and no key, and guesses."),
      -1);
}
