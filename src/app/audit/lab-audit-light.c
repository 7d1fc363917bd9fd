/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A light of an audit. The dot is filled if something is broken, half filled if little was found,
 * a ring if nothing was: it can be read without its colour.
 */
#include "config.h"

#include "app/audit/lab-audit-light.h"

#include <math.h>

#include "app/widgets/lab-quiet.h"

struct _LabAuditLight
{
  AdwBin parent_instance;

  LabLight light;
  GtkDrawingArea *dot;
  GtkLabel *word;
};

G_DEFINE_FINAL_TYPE (LabAuditLight, lab_audit_light, ADW_TYPE_BIN)

static void
draw_dot (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  LabAuditLight *self = user_data;
  double size = MIN (width, height);
  double line = MAX (1.5, size / 7), radius = (size - line) / 2;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, line);
  if (self->light == LAB_LIGHT_NONE)
    {
      const double dash = M_PI * radius / 6;
      cairo_set_dash (cr, &dash, 1, 0);
    }
  cairo_arc (cr, width / 2.0, height / 2.0, radius, 0, 2 * M_PI);
  if (self->light == LAB_LIGHT_BROKEN)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
  if (self->light == LAB_LIGHT_WEAK)
    {
      cairo_arc (cr, width / 2.0, height / 2.0, radius, M_PI / 2, 3 * M_PI / 2);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

void
lab_audit_light_show (LabAuditLight *self, LabLight light, const char *words)
{
  g_return_if_fail (LAB_IS_AUDIT_LIGHT (self));
  g_return_if_fail (words != NULL);

  lab_quiet_set_text (self->word, words);
  if (light == self->light)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), lab_light_get_name (self->light));
  self->light = light;
  gtk_widget_add_css_class (GTK_WIDGET (self), lab_light_get_name (light));
  gtk_widget_queue_draw (GTK_WIDGET (self->dot));
}

void
lab_audit_light_add_word_class (LabAuditLight *self, const char *name)
{
  g_return_if_fail (LAB_IS_AUDIT_LIGHT (self));

  gtk_widget_add_css_class (GTK_WIDGET (self->word), name);
}

void
lab_audit_light_wrap (LabAuditLight *self)
{
  g_return_if_fail (LAB_IS_AUDIT_LIGHT (self));

  gtk_label_set_wrap (self->word, TRUE);
}

static void
lab_audit_light_class_init (LabAuditLightClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "lablight");
}

static void
lab_audit_light_init (LabAuditLight *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->dot = GTK_DRAWING_AREA (g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                              GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-name", "dot",
                                              "valign", GTK_ALIGN_CENTER, NULL));
  gtk_drawing_area_set_draw_func (self->dot, draw_dot, self, NULL);
  self->word = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->word, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->dot));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->word));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "none");
}

LabAuditLight *
lab_audit_light_new (int size)
{
  LabAuditLight *self = g_object_new (LAB_TYPE_AUDIT_LIGHT, NULL);

  gtk_drawing_area_set_content_width (self->dot, size);
  gtk_drawing_area_set_content_height (self->dot, size);
  return self;
}
