/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row with a number or another short text: applied on Enter and on leaving, restored on Escape,
 * stepped with Up and Down. The study decides which values are allowed.
 */
#include "config.h"

#include "app/panel/lab-entry-row.h"

#include <glib/gi18n.h>

#include "app/panel/lab-setting.h"
#include "app/widgets/lab-quiet.h"
#include "app/widgets/lab-words.h"

struct _LabEntryRow
{
  AdwActionRow parent_instance;

  char *value; /* as the study has it */
  guint step;  /* of Up and Down; 0: none */
  GtkEntry *entry;
};

enum
{
  PROP_STEP = 1,
  PROP_KEY,
};

static void setting_init (LabSettingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabEntryRow,
                               lab_entry_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_SETTING, setting_init))

static void
commit (LabEntryRow *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (self->value != NULL && !g_str_equal (text, self->value))
    lab_setting_request (LAB_SETTING (self), text);
}

static void
put_back (LabEntryRow *self)
{
  const char *value = self->value != NULL ? self->value : "";

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), value))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                LabEntryRow *self)
{
  gint64 number;

  if (keyval == GDK_KEY_Escape && gtk_widget_has_css_class (GTK_WIDGET (self->entry), "changed"))
    {
      put_back (self);
      return GDK_EVENT_STOP;
    }
  if (self->step == 0 || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  if (!g_ascii_string_to_signed (gtk_editable_get_text (GTK_EDITABLE (self->entry)), 10, 0,
                                 G_MAXINT, &number, NULL))
    return GDK_EVENT_PROPAGATE;

  g_autofree char *text = g_strdup_printf (
      "%" G_GINT64_FORMAT, keyval == GDK_KEY_Up ? number + self->step : number - self->step);
  lab_setting_request (LAB_SETTING (self), text);
  return GDK_EVENT_STOP;
}

static void
on_text_changed (LabEntryRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  lab_quiet_set_class (self->entry, "changed", g_strcmp0 (text, self->value) != 0);
}

static void
lab_entry_row_show_value (LabSetting *setting, LabStudyFile *file, guint curve, const char *value)
{
  LabEntryRow *self = LAB_ENTRY_ROW (setting);

  /* Another setting changed: keep what is being typed here. */
  if (g_strcmp0 (self->value, value) == 0
      && gtk_widget_has_css_class (GTK_WIDGET (self->entry), "changed")
      && gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))
                                     ?: GTK_WIDGET (self),
                                 GTK_WIDGET (self->entry)))
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  put_back (self);
  on_text_changed (self);
}

static char *
lab_entry_row_describe (LabSetting *setting, LabStudyFile *file, guint curve, const char *value)
{
  if (!g_str_equal (lab_setting_get_key (setting), "training.iterations"))
    return NULL;

  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, curve, NULL, NULL);
  if (experiment == NULL)
    return NULL;
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  g_autofree char *all = lab_words_for_count (nc_setup_get_length (setup));
  if (setup->schedule == NC_SCHEDULE_BY_ROUND)
    return g_strdup_printf (_ ("%s in all, and as many for Eve"), all);
  return g_strdup_printf (_ ("%s in all"), all);
}

static void
setting_init (LabSettingInterface *iface)
{
  iface->show_value = lab_entry_row_show_value;
  iface->describe = lab_entry_row_describe;
}

static void
lab_entry_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STEP)
    LAB_ENTRY_ROW (object)->step = g_value_get_uint (value);
  else
    lab_setting_set_property (object, id, value, pspec);
}

static void
lab_entry_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STEP)
    g_value_set_uint (value, LAB_ENTRY_ROW (object)->step);
  else
    lab_setting_get_property (object, id, value, pspec);
}

static void
lab_entry_row_finalize (GObject *object)
{
  LabEntryRow *self = LAB_ENTRY_ROW (object);

  g_free (self->value);
  G_OBJECT_CLASS (lab_entry_row_parent_class)->finalize (object);
}

static void
lab_entry_row_class_init (LabEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lab_entry_row_set_property;
  object_class->get_property = lab_entry_row_get_property;
  object_class->finalize = lab_entry_row_finalize;
  g_object_class_install_property (object_class, PROP_STEP,
                                   g_param_spec_uint ("step", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_KEY, "key");

  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabEntryRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, commit);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
}

/* Screen readers name the entry after the row. */
static void
name_entry (LabEntryRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
lab_entry_row_init (LabEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (name_entry), NULL);
}
