/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of one dense layer: whether it exists, and its activation. All rows of a network share
 * one key, the list of its activations. Layers are added and removed only at the end.
 */
#include "config.h"

#include "app/panel/lab-dense-row.h"

#include <glib/gi18n.h>

#include "app/panel/lab-setting.h"
#include "app/widgets/lab-tooltip.h"
#include "app/widgets/lab-words.h"

struct _LabDenseRow
{
  AdwActionRow parent_instance;

  guint layer; /* from 0 */
  char *value; /* all layers, as the study has them */
  gboolean updating;
  GtkDropDown *activation;
  GtkSwitch *present;
};

enum
{
  PROP_LAYER = 1,
  PROP_KEY,
};

static void setting_init (LabSettingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabDenseRow,
                               lab_dense_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_SETTING, setting_init))

static void
on_present_toggled (LabDenseRow *self)
{
  if (self->updating)
    return;

  if (gtk_switch_get_active (self->present))
    {
      g_autofree char *longer = g_strconcat (self->value, ";", nc_activation_names[0], NULL);
      lab_setting_request (LAB_SETTING (self), longer);
    }
  else
    {
      g_autofree char *shorter = g_strdup (self->value);
      char *last = strrchr (shorter, ';');
      if (last != NULL)
        *last = '\0';
      lab_setting_request (LAB_SETTING (self), shorter);
    }
}

static void
on_activation_chosen (LabDenseRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->activation);

  if (self->updating || selected == GTK_INVALID_LIST_POSITION)
    return;

  g_auto (GStrv) layers = g_strsplit (self->value, ";", -1);
  if (self->layer >= g_strv_length (layers))
    return;
  g_free (layers[self->layer]);
  layers[self->layer] = g_strdup (nc_activation_names[selected]);
  g_autofree char *value = g_strjoinv (";", layers);
  lab_setting_request (LAB_SETTING (self), value);
}

static void
show_present (LabDenseRow *self, guint n_layers)
{
  gboolean is_present = self->layer < n_layers;
  gboolean is_last = self->layer + 1 == n_layers;
  gboolean can_switch = is_last || self->layer == n_layers;

  gtk_widget_set_visible (GTK_WIDGET (self), self->layer <= n_layers);
  gtk_widget_set_visible (GTK_WIDGET (self->present), self->layer > 0);
  gtk_switch_set_active (self->present, is_present);
  gtk_widget_set_sensitive (GTK_WIDGET (self->present), can_switch);
  lab_tooltip_set (GTK_WIDGET (self->present),
                   can_switch ? NULL : _ ("Switch off the last dense layer first"));
  gtk_widget_set_visible (GTK_WIDGET (self->activation), is_present);
}

static void
lab_dense_row_show_value (LabSetting *setting, LabStudyFile *file, guint curve, const char *value)
{
  LabDenseRow *self = LAB_DENSE_ROW (setting);
  g_auto (GStrv) layers = g_strsplit (value, ";", -1);
  guint n_layers = g_strv_length (layers);

  g_free (self->value);
  self->value = g_strdup (value);
  self->updating = TRUE;
  show_present (self, n_layers);
  if (self->layer < n_layers)
    for (guint i = 0; nc_activation_names[i] != NULL; i++)
      if (g_str_equal (nc_activation_names[i], g_strstrip (layers[self->layer])))
        gtk_drop_down_set_selected (self->activation, i);
  self->updating = FALSE;
}

/* The model's row above shows the note once for all layers. */
static void
lab_dense_row_show_note (LabSetting *setting, const char *note, gboolean is_error)
{
}

/* Likewise its arrow. */
static GtkBox *
lab_dense_row_get_suffixes (LabSetting *setting)
{
  return NULL;
}

static void
setting_init (LabSettingInterface *iface)
{
  iface->get_suffixes = lab_dense_row_get_suffixes;
  iface->show_value = lab_dense_row_show_value;
  iface->show_note = lab_dense_row_show_note;
}

static void
lab_dense_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LAYER)
    LAB_DENSE_ROW (object)->layer = g_value_get_uint (value);
  else
    lab_setting_set_property (object, id, value, pspec);
}

static void
lab_dense_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LAYER)
    g_value_set_uint (value, LAB_DENSE_ROW (object)->layer);
  else
    lab_setting_get_property (object, id, value, pspec);
}

static void
lab_dense_row_constructed (GObject *object)
{
  LabDenseRow *self = LAB_DENSE_ROW (object);
  g_autofree char *title = g_strdup_printf (_ ("Dense layer %u"), self->layer + 1);
  g_autofree char *activation
      = g_strdup_printf (_ ("Activation of dense layer %u"), self->layer + 1);

  G_OBJECT_CLASS (lab_dense_row_parent_class)->constructed (object);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->present), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->activation), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  activation, -1);
}

static void
lab_dense_row_finalize (GObject *object)
{
  LabDenseRow *self = LAB_DENSE_ROW (object);

  g_free (self->value);
  G_OBJECT_CLASS (lab_dense_row_parent_class)->finalize (object);
}

static void
lab_dense_row_class_init (LabDenseRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lab_dense_row_set_property;
  object_class->get_property = lab_dense_row_get_property;
  object_class->constructed = lab_dense_row_constructed;
  object_class->finalize = lab_dense_row_finalize;
  g_object_class_install_property (
      object_class, PROP_LAYER,
      g_param_spec_uint ("layer", NULL, NULL, 0, NC_MAX_DENSE - 1, 0,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_KEY, "key");

  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-dense-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabDenseRow, activation);
  gtk_widget_class_bind_template_child (widget_class, LabDenseRow, present);
  gtk_widget_class_bind_template_callback (widget_class, on_activation_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_present_toggled);
}

static void
lab_dense_row_init (LabDenseRow *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; nc_activation_names[i] != NULL; i++)
    gtk_string_list_append (words, lab_words_for_choice (nc_activation_names[i]));
  self->updating = TRUE;
  gtk_drop_down_set_model (self->activation, G_LIST_MODEL (words));
  self->updating = FALSE;
}
