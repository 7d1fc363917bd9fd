/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Divides its room among pictures; each draws itself.
 */
#include "plot/picture/plot-row.h"
#include "plot/draw/plot-canvas.h"

/* Narrower than this pictures stand below each other. */
#define LEAST_WIDTH 300.0
/* Width to height that suits a picture. */
#define TALLEST 0.9

struct _PlotRow
{
  PlotPicture parent_instance;
  GPtrArray *pictures;
};

G_DEFINE_FINAL_TYPE (PlotRow, plot_row, PLOT_TYPE_PICTURE)

static void
plot_row_finalize (GObject *object)
{
  g_ptr_array_unref (PLOT_ROW (object)->pictures);
  G_OBJECT_CLASS (plot_row_parent_class)->finalize (object);
}

static gboolean
is_stacked (PlotRow *self, double width, double height)
{
  double each = width / MAX (self->pictures->len, 1);

  return each < LEAST_WIDTH || each < height / self->pictures->len * TALLEST;
}

static void
draw (PlotPicture *picture, PlotCanvas *canvas)
{
  PlotRow *self = PLOT_ROW (picture);
  guint n = self->pictures->len;
  gboolean stacked = n > 0 && is_stacked (self, canvas->width, canvas->height);
  double width = stacked ? canvas->width : canvas->width / MAX (n, 1);
  double height = stacked ? canvas->height / n : canvas->height;

  for (guint i = 0; i < n; i++)
    {
      PlotPicture *part = self->pictures->pdata[i];
      PlotCanvas room;

      cairo_save (canvas->cr);
      cairo_translate (canvas->cr, stacked ? 0.0 : i * width, stacked ? i * height : 0.0);
      plot_canvas_init (&room, canvas->cr, width, height, canvas->theme, canvas->texts);
      PLOT_PICTURE_GET_CLASS (part)->draw (part, &room);
      plot_canvas_clear (&room);
      cairo_restore (canvas->cr);
    }
}

static void
describe (PlotPicture *picture, GString *text)
{
  PlotRow *self = PLOT_ROW (picture);

  for (guint i = 0; i < self->pictures->len; i++)
    {
      g_autofree char *part = plot_picture_describe (self->pictures->pdata[i]);

      g_string_append_printf (text, "%s ", part);
    }
}

static double
get_height (PlotPicture *picture, double width)
{
  PlotRow *self = PLOT_ROW (picture);
  guint n = MAX (self->pictures->len, 1);
  gboolean stacked = width / n < LEAST_WIDTH;
  double height = stacked ? 0.0 : PLOT_PICTURE_LEAST_HEIGHT;

  for (guint i = 0; i < self->pictures->len; i++)
    {
      double one = plot_picture_get_height (self->pictures->pdata[i], stacked ? width : width / n);

      height = stacked ? height + one : MAX (height, one);
    }
  return height;
}

static void
plot_row_class_init (PlotRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_row_finalize;
  PLOT_PICTURE_CLASS (klass)->draw = draw;
  PLOT_PICTURE_CLASS (klass)->describe = describe;
  PLOT_PICTURE_CLASS (klass)->get_height = get_height;
}

static void
plot_row_init (PlotRow *self)
{
  self->pictures = g_ptr_array_new_with_free_func (g_object_unref);
}

PlotRow *
plot_row_new (void)
{
  return g_object_new (PLOT_TYPE_ROW, NULL);
}

void
plot_row_add (PlotRow *self, PlotPicture *picture)
{
  g_return_if_fail (PLOT_IS_ROW (self));
  g_return_if_fail (PLOT_IS_PICTURE (picture));

  g_ptr_array_add (self->pictures, g_object_ref (picture));
}

PlotPicture *
plot_row_get (PlotRow *self, guint nth)
{
  g_return_val_if_fail (PLOT_IS_ROW (self), NULL);

  return nth < self->pictures->len ? self->pictures->pdata[nth] : NULL;
}
