/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row that switches a key of the study on or off.
 */
#include "config.h"

#include "app/panel/lab-switch-row.h"

#include "app/panel/lab-setting.h"

struct _LabSwitchRow
{
  AdwActionRow parent_instance;

  gboolean updating;
  GtkSwitch *toggle;
};

enum
{
  PROP_KEY = 1,
};

static void setting_init (LabSettingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabSwitchRow,
                               lab_switch_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_SETTING, setting_init))

static void
on_toggled (LabSwitchRow *self)
{
  if (!self->updating)
    lab_setting_request (LAB_SETTING (self),
                         gtk_switch_get_active (self->toggle) ? "true" : "false");
}

/* Screen readers name the switch after the row. */
static void
name_toggle (LabSwitchRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
lab_switch_row_show_value (LabSetting *setting, LabStudyFile *file, guint curve, const char *value)
{
  LabSwitchRow *self = LAB_SWITCH_ROW (setting);

  self->updating = TRUE;
  gtk_switch_set_active (self->toggle, g_str_equal (value, "true"));
  self->updating = FALSE;
}

static void
setting_init (LabSettingInterface *iface)
{
  iface->show_value = lab_switch_row_show_value;
}

static void
lab_switch_row_class_init (LabSwitchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lab_setting_set_property;
  object_class->get_property = lab_setting_get_property;
  g_object_class_override_property (object_class, PROP_KEY, "key");

  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-switch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabSwitchRow, toggle);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
lab_switch_row_init (LabSwitchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (name_toggle), NULL);
}
