/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row that offers the choices of a key of the study, or the readings. Choices that the current
 * settings rule out (a schedule with Eve, without Eve) are not offered.
 */
#include "config.h"

#include "app/panel/lab-choice-row.h"

#include <glib/gi18n.h>

#include "app/panel/lab-setting.h"
#include "app/widgets/lab-words.h"

struct _LabChoiceRow
{
  AdwComboRow parent_instance;

  GPtrArray *values; /* the value for each item of the list */
  gboolean updating; /* the selection follows the study; the user chose nothing */
};

enum
{
  PROP_KEY = 1,
};

static void setting_init (LabSettingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabChoiceRow,
                               lab_choice_row,
                               ADW_TYPE_COMBO_ROW,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_SETTING, setting_init))

static void
on_selected (LabChoiceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (!self->updating && selected < self->values->len)
    lab_setting_request (LAB_SETTING (self), g_ptr_array_index (self->values, selected));
}

static gboolean
is_offered (LabChoiceRow *self, LabStudyFile *file, guint curve, const char *choice)
{
  if (!g_str_equal (lab_setting_get_key (LAB_SETTING (self)), "training.schedule"))
    return TRUE;

  g_autofree char *eve = lab_study_file_get_value (file, curve, "parties.eve");
  return g_str_equal (eve, "true") != g_str_equal (choice, "together");
}

static const char *const *
get_choices (LabChoiceRow *self)
{
  if (g_str_equal (lab_setting_get_key (LAB_SETTING (self)), "study.reading"))
    return lab_study_file_list_readings ();

  const LabKey *key = lab_key_find (lab_setting_get_key (LAB_SETTING (self)));
  g_return_val_if_fail (key != NULL && key->choices != NULL, NULL);
  return key->choices;
}

static gboolean
holds (GPtrArray *values, GPtrArray *others)
{
  if (values->len != others->len)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    if (!g_str_equal (g_ptr_array_index (values, i), g_ptr_array_index (others, i)))
      return FALSE;
  return TRUE;
}

static void
offer (LabChoiceRow *self, LabStudyFile *file, guint curve)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char *const *choices = get_choices (self);
  gboolean is_reading = g_str_equal (lab_setting_get_key (LAB_SETTING (self)), "study.reading");

  for (guint i = 0; choices[i] != NULL; i++)
    if (is_offered (self, file, curve, choices[i]))
      {
        g_ptr_array_add (values, g_strdup (choices[i]));
        gtk_string_list_append (words, is_reading ? lab_words_for_reading (choices[i])
                                                  : lab_words_for_choice (choices[i]));
      }
  if (holds (self->values, values))
    return;
  g_ptr_array_unref (self->values);
  self->values = g_steal_pointer (&values);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (words));
}

static void
lab_choice_row_show_value (LabSetting *setting, LabStudyFile *file, guint curve, const char *value)
{
  LabChoiceRow *self = LAB_CHOICE_ROW (setting);

  self->updating = TRUE;
  offer (self, file, curve);
  for (guint i = 0; i < self->values->len; i++)
    if (g_str_equal (g_ptr_array_index (self->values, i), value))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
  self->updating = FALSE;
}

static void
setting_init (LabSettingInterface *iface)
{
  iface->show_value = lab_choice_row_show_value;
}

static void
lab_choice_row_finalize (GObject *object)
{
  g_ptr_array_unref (LAB_CHOICE_ROW (object)->values);
  G_OBJECT_CLASS (lab_choice_row_parent_class)->finalize (object);
}

static void
lab_choice_row_class_init (LabChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = lab_setting_set_property;
  object_class->get_property = lab_setting_get_property;
  object_class->finalize = lab_choice_row_finalize;
  g_object_class_override_property (object_class, PROP_KEY, "key");
}

static void
lab_choice_row_init (LabChoiceRow *self)
{
  self->values = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL);
}
