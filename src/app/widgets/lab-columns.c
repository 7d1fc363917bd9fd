/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two columns, as long as they fit. GTK 4.8 has no breakpoints.
 */
#include "config.h"

#include "app/widgets/lab-columns.h"

#include <adwaita.h>

#define MAX_WIDTH 1180
/* From which width on the columns stand side by side. */
#define WIDE 1060

struct _LabColumns
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *page;
  GtkBox *columns;
  GtkBox *left;
  GtkBox *right;
  guint layout_source;
};

G_DEFINE_FINAL_TYPE (LabColumns, lab_columns, GTK_TYPE_WIDGET)

static gboolean
lay_out (gpointer user_data)
{
  LabColumns *self = user_data;
  gboolean is_wide = gtk_widget_get_width (GTK_WIDGET (self)) >= WIDE;

  self->layout_source = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  is_wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (self->columns, is_wide);
  return G_SOURCE_REMOVE;
}

static void
lab_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabColumns *self = LAB_COLUMNS (widget);

  gtk_widget_size_allocate (self->scroller, &(GtkAllocation){ 0, 0, width, height }, baseline);
  /* Not now: nothing may be moved while it is being laid out. */
  if ((width >= WIDE) != gtk_box_get_homogeneous (self->columns) && self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, lay_out, self, NULL);
}

static void
lab_columns_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  gtk_widget_measure (LAB_COLUMNS (widget)->scroller, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* So the headings of both columns stay on one line. */
void
lab_columns_add_above (LabColumns *self, GtkWidget *widget)
{
  g_return_if_fail (LAB_IS_COLUMNS (self));

  gtk_box_insert_child_after (self->page, widget,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (self->columns)));
}

GtkBox *
lab_columns_get_left (LabColumns *self)
{
  g_return_val_if_fail (LAB_IS_COLUMNS (self), NULL);

  return self->left;
}

GtkBox *
lab_columns_get_right (LabColumns *self)
{
  g_return_val_if_fail (LAB_IS_COLUMNS (self), NULL);

  return self->right;
}

static void
lab_columns_dispose (GObject *object)
{
  LabColumns *self = LAB_COLUMNS (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (lab_columns_parent_class)->dispose (object);
}

static void
lab_columns_class_init (LabColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_columns_dispose;
  widget_class->measure = lab_columns_measure;
  widget_class->size_allocate = lab_columns_size_allocate;
}

static GtkBox *
add_box (GtkBox *parent, GtkOrientation orientation, int spacing)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  gtk_box_append (parent, box);
  return GTK_BOX (box);
}

static void
lab_columns_init (LabColumns *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->page = GTK_BOX (page);
  self->columns = add_box (self->page, GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_set_homogeneous (self->columns, TRUE);
  self->left = add_box (self->columns, GTK_ORIENTATION_VERTICAL, 18);
  self->right = add_box (self->columns, GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_widget_set_margin_top (page, 12);
  gtk_widget_set_margin_bottom (page, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
lab_columns_new (void)
{
  return g_object_new (LAB_TYPE_COLUMNS, NULL);
}
