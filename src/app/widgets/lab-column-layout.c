/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children in as many columns as there is room for.
 */
#include "config.h"

#include "app/widgets/lab-column-layout.h"

struct _LabColumnLayout
{
  GtkLayoutManager parent_instance;

  int least_width;
  int most;
  int spacing;
};

G_DEFINE_FINAL_TYPE (LabColumnLayout, lab_column_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
count_columns (LabColumnLayout *self, int width)
{
  return CLAMP ((width + self->spacing) / (self->least_width + self->spacing), 1, self->most);
}

static int
get_column_width (LabColumnLayout *self, int width)
{
  int n_columns = count_columns (self, width);

  return (width - (n_columns - 1) * self->spacing) / n_columns;
}

/* The heights of the children in a column, those below each other. Returns: how many */
static guint
measure_column (
    LabColumnLayout *self, GtkWidget *widget, int width, int column, GtkRequestedSize *sizes)
{
  int n_columns = count_columns (self, width), place = 0;
  guint n_sizes = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child) && place++ % n_columns == column)
      {
        GtkRequestedSize *size = &sizes[n_sizes++];
        size->data = child;
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_column_width (self, width),
                            &size->minimum_size, &size->natural_size, NULL, NULL);
      }
  return n_sizes;
}

static GtkRequestedSize *
make_sizes (GtkWidget *widget)
{
  g_autoptr (GListModel) children = gtk_widget_observe_children (widget);

  return g_new (GtkRequestedSize, g_list_model_get_n_items (children) + 1);
}

static void
measure_height (LabColumnLayout *self, GtkWidget *widget, int width, int *minimum, int *natural)
{
  g_autofree GtkRequestedSize *sizes = make_sizes (widget);

  for (int column = 0; column < count_columns (self, width); column++)
    {
      guint n = measure_column (self, widget, width, column, sizes);
      int least = 0, wanted = 0;

      for (guint i = 0; i < n; i++)
        {
          least += sizes[i].minimum_size + (i > 0 ? self->spacing : 0);
          wanted += sizes[i].natural_size + (i > 0 ? self->spacing : 0);
        }
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
lab_column_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  LabColumnLayout *self = LAB_COLUMN_LAYOUT (manager);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, widget, for_size >= 0 ? for_size : self->least_width, minimum, natural);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
  *natural = MAX (*natural, self->least_width) * self->most + (self->most - 1) * self->spacing;
}

static void
lab_column_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  LabColumnLayout *self = LAB_COLUMN_LAYOUT (manager);
  g_autofree GtkRequestedSize *sizes = make_sizes (widget);
  int column_width = get_column_width (self, width);

  for (int column = 0; column < count_columns (self, width); column++)
    {
      guint n = measure_column (self, widget, width, column, sizes);
      int shown = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
                      ? count_columns (self, width) - 1 - column
                      : column;
      int room = height - (int) (MAX (n, 1) - 1) * self->spacing;
      int y = 0;

      for (guint i = 0; i < n; i++)
        room -= sizes[i].minimum_size;
      gtk_distribute_natural_allocation (MAX (room, 0), n, sizes);
      for (guint i = 0; i < n; i++)
        {
          GtkAllocation place
              = { shown * (column_width + self->spacing), y, column_width, sizes[i].minimum_size };
          gtk_widget_size_allocate (sizes[i].data, &place, -1);
          y += place.height + self->spacing;
        }
    }
}

static GtkSizeRequestMode
lab_column_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lab_column_layout_class_init (LabColumnLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->allocate = lab_column_layout_allocate;
  layout_class->get_request_mode = lab_column_layout_get_request_mode;
  layout_class->measure = lab_column_layout_measure;
}

static void
lab_column_layout_init (LabColumnLayout *self)
{
}

GtkLayoutManager *
lab_column_layout_new (int least_width, guint most, int spacing)
{
  LabColumnLayout *self = g_object_new (LAB_TYPE_COLUMN_LAYOUT, NULL);

  self->least_width = least_width;
  self->most = (int) most;
  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
