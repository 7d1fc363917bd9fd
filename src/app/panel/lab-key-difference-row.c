/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of n, the number of flipped bits of Bob's key: a slider from 0 to N, and below it the
 * loss of a one-time pad.
 */
#include "config.h"

#include "app/panel/lab-key-difference-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/number.h"
#include "app/panel/lab-setting.h"

struct _LabKeyDifferenceRow
{
  AdwPreferencesRow parent_instance;

  gboolean updating;
  GtkAdjustment *adjustment;
  GtkLabel *note;
  GtkScale *scale;
  GtkBox *suffixes;
  GtkLabel *value;
};

enum
{
  PROP_KEY = 1,
};

static void setting_init (LabSettingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabKeyDifferenceRow,
                               lab_key_difference_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_SETTING, setting_init))

static void
on_moved (LabKeyDifferenceRow *self)
{
  if (self->updating)
    return;
  g_autofree char *text = g_strdup_printf ("%.0f", gtk_adjustment_get_value (self->adjustment));
  lab_setting_request (LAB_SETTING (self), text);
}

static double
get_key_bits (LabStudyFile *file, guint curve)
{
  g_autofree char *key_bits = lab_study_file_get_value (file, curve, "parties.key-bits");
  return MAX (1, g_ascii_strtod (key_bits, NULL));
}

static void
lab_key_difference_row_show_value (LabSetting *setting,
                                   LabStudyFile *file,
                                   guint curve,
                                   const char *value)
{
  LabKeyDifferenceRow *self = LAB_KEY_DIFFERENCE_ROW (setting);
  double key_bits = get_key_bits (file, curve);
  double difference = g_ascii_strtod (value, NULL);
  /* Translators: a number of key bits, of all key bits. */
  g_autofree char *text = g_strdup_printf (_ ("%.0f of %.0f"), difference, key_bits);

  self->updating = TRUE;
  gtk_adjustment_set_upper (self->adjustment, key_bits);
  gtk_adjustment_set_value (self->adjustment, difference);
  self->updating = FALSE;
  gtk_label_set_text (self->value, text);
}

static void
lab_key_difference_row_show_note (LabSetting *setting, const char *note, gboolean is_error)
{
  lab_setting_show_note_in_label (setting, LAB_KEY_DIFFERENCE_ROW (setting)->note, note, is_error);
}

/* C = P xor K gets exactly the flipped bits wrong: n / N. */
static char *
lab_key_difference_row_describe (LabSetting *setting,
                                 LabStudyFile *file,
                                 guint curve,
                                 const char *value)
{
  double loss_rate = g_ascii_strtod (value, NULL) / get_key_bits (file, curve);

  return base_number_sentence (_ ("one-time pad: loss rate %.2f"), loss_rate);
}

static GtkBox *
lab_key_difference_row_get_suffixes (LabSetting *setting)
{
  return LAB_KEY_DIFFERENCE_ROW (setting)->suffixes;
}

static void
setting_init (LabSettingInterface *iface)
{
  iface->get_suffixes = lab_key_difference_row_get_suffixes;
  iface->show_value = lab_key_difference_row_show_value;
  iface->show_note = lab_key_difference_row_show_note;
  iface->describe = lab_key_difference_row_describe;
}

static void
lab_key_difference_row_class_init (LabKeyDifferenceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lab_setting_set_property;
  object_class->get_property = lab_setting_get_property;
  g_object_class_override_property (object_class, PROP_KEY, "key");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-key-difference-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabKeyDifferenceRow, adjustment);
  gtk_widget_class_bind_template_child (widget_class, LabKeyDifferenceRow, note);
  gtk_widget_class_bind_template_child (widget_class, LabKeyDifferenceRow, scale);
  gtk_widget_class_bind_template_child (widget_class, LabKeyDifferenceRow, suffixes);
  gtk_widget_class_bind_template_child (widget_class, LabKeyDifferenceRow, value);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
}

static void
lab_key_difference_row_init (LabKeyDifferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
