/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lights of all instruments, close together. Each is a button that leads to its card.
 */
#include "config.h"

#include "app/audit/lab-audit-glance.h"

#include <glib/gi18n.h>

#include "lab/audit/lab-instrument.h"
#include "app/audit/lab-audit-light.h"
#include "app/widgets/lab-column-layout.h"

#define DOT 13
/* Of a column, at least, and the most columns: ten instruments in two lines. */
#define COLUMN 196
#define N_COLUMNS 5

struct _LabAuditGlance
{
  AdwBin parent_instance;

  GtkWidget *buttons[LAB_N_INSTRUMENTS];
  LabAuditLight *lights[LAB_N_INSTRUMENTS];
  int shown[LAB_N_INSTRUMENTS]; /* a LabLight; -1 at first */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (LabAuditGlance, lab_audit_glance, ADW_TYPE_BIN)

void
lab_audit_glance_show (LabAuditGlance *self, LabInstrument instrument, LabLight light)
{
  g_return_if_fail (LAB_IS_AUDIT_GLANCE (self));
  g_return_if_fail ((guint) instrument < LAB_N_INSTRUMENTS);

  const char *title = lab_instrument_get_title (instrument);
  const char *words = light != LAB_LIGHT_NONE ? lab_light_get_words (light) : _ ("no light");

  if (self->shown[instrument] == (int) light)
    return;
  self->shown[instrument] = (int) light;
  /* Translators: an instrument and its light: "Key search: Broken" */
  g_autofree char *sentence = g_strdup_printf (_ ("%s: %s"), title, words);
  lab_audit_light_show (self->lights[instrument], light, title);
  gtk_widget_set_tooltip_text (self->buttons[instrument], sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[instrument]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
on_clicked (GtkButton *button, LabAuditGlance *self)
{
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      g_signal_emit (self, chosen_signal, 0, i);
}

static void
lab_audit_glance_class_init (LabAuditGlanceClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "labauditglance");
  chosen_signal = g_signal_new ("chosen", LAB_TYPE_AUDIT_GLANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
lab_audit_glance_init (LabAuditGlance *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, lab_column_layout_new (COLUMN, N_COLUMNS, 2));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("All instruments at a glance"), -1);
  adw_bin_set_child (ADW_BIN (self), box);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      self->buttons[i] = gtk_button_new ();
      self->lights[i] = lab_audit_light_new (DOT);
      self->shown[i] = -1;
      gtk_widget_add_css_class (self->buttons[i], "flat");
      gtk_button_set_child (GTK_BUTTON (self->buttons[i]), GTK_WIDGET (self->lights[i]));
      g_signal_connect_object (self->buttons[i], "clicked", G_CALLBACK (on_clicked), self, 0);
      gtk_box_append (GTK_BOX (box), self->buttons[i]);
      lab_audit_glance_show (self, i, LAB_LIGHT_NONE);
    }
}

LabAuditGlance *
lab_audit_glance_new (void)
{
  return g_object_new (LAB_TYPE_AUDIT_GLANCE, NULL);
}
