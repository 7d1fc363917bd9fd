/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row that chooses a network's structure by its name in the paper: Bob, Bob1, Bob2, or a
 * custom one made up of the layers below.
 */
#include "config.h"

#include "app/panel/lab-model-row.h"

#include <glib/gi18n.h>

#include "app/panel/lab-setting.h"

/* "Own" starts as the paper's Bob2 with one more dense layer. */
static const char *const models[] = {
  "sigmoid",
  "sigmoid;sigmoid",
  "tanh;sigmoid",
  "tanh;sigmoid;sigmoid",
};
#define N_MODELS G_N_ELEMENTS (models)
#define OWN (N_MODELS - 1)

struct _LabModelRow
{
  AdwPreferencesRow parent_instance;

  gboolean updating;
  GtkToggleButton *buttons[N_MODELS];
  GtkLabel *note;
  GtkBox *suffixes;
};

enum
{
  PROP_KEY = 1,
};

static void setting_init (LabSettingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabModelRow,
                               lab_model_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_SETTING, setting_init))

static void
on_toggled (LabModelRow *self, GtkToggleButton *button)
{
  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < N_MODELS; i++)
    if (button == self->buttons[i])
      lab_setting_request (LAB_SETTING (self), models[i]);
}

static void
lab_model_row_show_value (LabSetting *setting, LabStudyFile *file, guint curve, const char *value)
{
  LabModelRow *self = LAB_MODEL_ROW (setting);
  guint chosen = OWN;

  for (guint i = 0; i < OWN; i++)
    if (g_str_equal (models[i], value))
      chosen = i;
  self->updating = TRUE;
  gtk_toggle_button_set_active (self->buttons[chosen], TRUE);
  self->updating = FALSE;
}

static void
lab_model_row_show_note (LabSetting *setting, const char *note, gboolean is_error)
{
  lab_setting_show_note_in_label (setting, LAB_MODEL_ROW (setting)->note, note, is_error);
}

static GtkBox *
lab_model_row_get_suffixes (LabSetting *setting)
{
  return LAB_MODEL_ROW (setting)->suffixes;
}

static void
setting_init (LabSettingInterface *iface)
{
  iface->get_suffixes = lab_model_row_get_suffixes;
  iface->show_value = lab_model_row_show_value;
  iface->show_note = lab_model_row_show_note;
}

static void
lab_model_row_class_init (LabModelRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lab_setting_set_property;
  object_class->get_property = lab_setting_get_property;
  g_object_class_override_property (object_class, PROP_KEY, "key");

  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-model-row.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "bob", FALSE,
                                             G_STRUCT_OFFSET (LabModelRow, buttons[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "bob1", FALSE,
                                             G_STRUCT_OFFSET (LabModelRow, buttons[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "bob2", FALSE,
                                             G_STRUCT_OFFSET (LabModelRow, buttons[2]));
  gtk_widget_class_bind_template_child_full (widget_class, "own", FALSE,
                                             G_STRUCT_OFFSET (LabModelRow, buttons[3]));
  gtk_widget_class_bind_template_child (widget_class, LabModelRow, note);
  gtk_widget_class_bind_template_child (widget_class, LabModelRow, suffixes);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
lab_model_row_init (LabModelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
