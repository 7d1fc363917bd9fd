/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A control of the panel for one key of the study. It shows the study's value and requests changes
 * through the action win.set; it never changes the study itself.
 */
#include "config.h"

#include "app/panel/lab-setting.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-quiet.h"
#include "app/widgets/lab-tooltip.h"
#include "app/widgets/lab-words.h"

G_DEFINE_INTERFACE (LabSetting, lab_setting, GTK_TYPE_WIDGET)

static GQuark
key_quark (void)
{
  return g_quark_from_static_string ("lab-setting-key");
}

static GQuark
arrow_quark (void)
{
  return g_quark_from_static_string ("lab-setting-arrow");
}

static void
set_error (LabSetting *self, gboolean is_error)
{
  lab_quiet_set_class (self, "error", is_error);
}

static void
show_note_as_subtitle (LabSetting *self, const char *note, gboolean is_error)
{
  g_return_if_fail (ADW_IS_ACTION_ROW (self));

  /* Plain text: as markup, a "<" would empty the row. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), note != NULL ? note : "");
  set_error (self, is_error);
}

static void
lab_setting_default_init (LabSettingInterface *iface)
{
  iface->show_note = show_note_as_subtitle;

  g_object_interface_install_property (
      iface,
      g_param_spec_string ("key", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

void
lab_setting_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (LAB_IS_SETTING (object));

  if (g_str_equal (pspec->name, "key"))
    g_object_set_qdata_full (object, key_quark (), g_value_dup_string (value), g_free);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

void
lab_setting_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (LAB_IS_SETTING (object));

  if (g_str_equal (pspec->name, "key"))
    g_value_set_string (value, lab_setting_get_key (LAB_SETTING (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

const char *
lab_setting_get_key (LabSetting *self)
{
  g_return_val_if_fail (LAB_IS_SETTING (self), NULL);

  return g_object_get_qdata (G_OBJECT (self), key_quark ());
}

void
lab_setting_show_note_in_label (LabSetting *self,
                                GtkLabel *label,
                                const char *note,
                                gboolean is_error)
{
  g_return_if_fail (LAB_IS_SETTING (self));
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_text (label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (label), note != NULL);
  set_error (self, is_error);
}

static gboolean
is_of_study (const char *key)
{
  return g_str_has_prefix (key, "study.");
}

static char *
get_value (LabStudyFile *file, guint curve, const char *key)
{
  if (is_of_study (key))
    return g_strdup (lab_study_file_get_reading (file));
  return lab_study_file_get_value (file, curve, key);
}

static GtkWidget *
make_arrow (const char *key)
{
  GtkWidget *arrow = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_set_valign (arrow, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (arrow, "flat");
  gtk_widget_add_css_class (arrow, "circular");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (arrow), "win.unset");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (arrow), "s", key);
  return arrow;
}

/* Made when it is first needed: most settings are shared. */
static void
show_arrow (LabSetting *self, const char *shared)
{
  GtkWidget *arrow = g_object_get_qdata (G_OBJECT (self), arrow_quark ());
  LabSettingInterface *iface = LAB_SETTING_GET_IFACE (self);
  g_autofree char *tooltip = NULL;

  GtkBox *suffixes = iface->get_suffixes != NULL ? iface->get_suffixes (self) : NULL;

  if ((arrow == NULL && shared == NULL) || (iface->get_suffixes != NULL && suffixes == NULL))
    return;
  if (arrow == NULL)
    {
      arrow = make_arrow (lab_setting_get_key (self));
      if (suffixes != NULL)
        gtk_box_append (suffixes, arrow);
      else
        adw_action_row_add_suffix (ADW_ACTION_ROW (self), arrow);
      g_object_set_qdata (G_OBJECT (self), arrow_quark (), arrow);
    }
  gtk_widget_set_visible (arrow, shared != NULL);
  if (shared == NULL)
    return;
  tooltip = g_strdup_printf (_ ("Back to the value that all curves share: %s"), shared);
  lab_tooltip_set (arrow, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
}

/* What others have: (transfer full) (nullable). @shared: (nullable): by all curves but this one */
static char *
describe_others (LabStudyFile *file, guint curve, const char *key, const char *shared)
{
  if (is_of_study (key))
    return NULL;
  if (curve == LAB_BASE)
    return lab_words_for_overrides (file, key);
  return shared != NULL ? g_strdup_printf (_ ("all curves: %s"), shared) : NULL;
}

static char *
compose_note (
    LabSetting *self, LabStudyFile *file, guint curve, const char *value, const char *shared)
{
  LabSettingInterface *iface = LAB_SETTING_GET_IFACE (self);
  const char *key = lab_setting_get_key (self);
  g_autofree char *implied
      = iface->describe != NULL ? iface->describe (self, file, curve, value) : NULL;
  g_autofree char *overrides = describe_others (file, curve, key, shared);

  if (implied != NULL && overrides != NULL)
    return g_strdup_printf ("%s\n%s", implied, overrides);
  return implied != NULL ? g_steal_pointer (&implied) : g_steal_pointer (&overrides);
}

void
lab_setting_update (LabSetting *self, LabStudyFile *file, guint curve)
{
  g_return_if_fail (LAB_IS_SETTING (self));
  g_return_if_fail (LAB_IS_STUDY_FILE (file));

  LabSettingInterface *iface = LAB_SETTING_GET_IFACE (self);
  const char *key = lab_setting_get_key (self);
  g_autofree char *value = get_value (file, curve, key);
  g_autofree char *note = NULL, *shared = NULL;

  g_return_if_fail (value != NULL);
  iface->show_value (self, file, curve, value);
  if (!is_of_study (key) && curve != LAB_BASE && lab_study_file_is_own (file, curve, key))
    shared = lab_words_for_value (file, key);
  note = compose_note (self, file, curve, value, shared);
  iface->show_note (self, note, FALSE);
  show_arrow (self, shared);
}

void
lab_setting_show_error (LabSetting *self, const char *sentence)
{
  g_return_if_fail (LAB_IS_SETTING (self));
  g_return_if_fail (sentence != NULL);

  LAB_SETTING_GET_IFACE (self)->show_note (self, sentence, TRUE);
}

void
lab_setting_request (LabSetting *self, const char *value)
{
  g_return_if_fail (LAB_IS_SETTING (self));
  g_return_if_fail (value != NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.set", "(ss)", lab_setting_get_key (self),
                              value);
}
