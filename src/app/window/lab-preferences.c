/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preferences. They only change settings; whoever needs a setting follows it.
 */
#include "config.h"

#include "app/window/lab-preferences.h"

#include <glib/gi18n.h>

#include "lab/store/lab-store.h"
#include "app/widgets/lab-file-dialog.h"

/* In a folder that the user chooses. */
#define STORE_NAME "runs.db"

struct _LabPreferences
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings;
  GtkSpinButton *cores;
  AdwActionRow *store;
  GtkWidget *usual;
};

G_DEFINE_FINAL_TYPE (LabPreferences, lab_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* All cores are kept as 0: they stay all on another machine. */
static void
on_cores (LabPreferences *self)
{
  int n = gtk_spin_button_get_value_as_int (self->cores);

  g_settings_set_int (self->settings, "cores", n < (int) g_get_num_processors () ? n : 0);
}

static void
show_store (LabPreferences *self)
{
  g_autofree char *given = g_settings_get_string (self->settings, "store");
  gboolean is_usual = given[0] == '\0';
  g_autofree char *path = is_usual ? lab_store_get_default_path (NULL) : g_steal_pointer (&given);
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *escaped = g_markup_escape_text (shown != NULL ? shown : "", -1);

  adw_action_row_set_subtitle (self->store, escaped);
  gtk_widget_set_sensitive (self->usual, !is_usual);
}

void
lab_preferences_set_store_folder (LabPreferences *self, const char *folder)
{
  g_return_if_fail (LAB_IS_PREFERENCES (self));

  g_autofree char *path = g_build_filename (folder, STORE_NAME, NULL);
  if (!g_utf8_validate (path, -1, NULL))
    return;
  g_settings_set_string (self->settings, "store", path);
  show_store (self);
}

static void
on_folder_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  if (path != NULL)
    lab_preferences_set_store_folder (owner, path);
  else if (trouble != NULL)
    adw_preferences_window_add_toast (owner, adw_toast_new (trouble));
}

static void
on_choose (LabPreferences *self)
{
  const LabFileQuestion question = {
    .title = _ ("Folder of the Store"),
    .accept = _ ("_Choose"),
    .action = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };

  lab_file_dialog_ask (GTK_WINDOW (self), &question, self, on_folder_chosen, NULL, NULL);
}

static void
on_usual (LabPreferences *self)
{
  g_settings_reset (self->settings, "store");
  show_store (self);
}

static void
lab_preferences_dispose (GObject *object)
{
  g_clear_object (&LAB_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (lab_preferences_parent_class)->dispose (object);
}

static void
lab_preferences_class_init (LabPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, LabPreferences, cores);
  gtk_widget_class_bind_template_child (widget_class, LabPreferences, store);
  gtk_widget_class_bind_template_child (widget_class, LabPreferences, usual);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_usual);
}

static void
lab_preferences_init (LabPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LabPreferences *
lab_preferences_new (GtkWindow *parent, GSettings *settings)
{
  LabPreferences *self = g_object_new (LAB_TYPE_PREFERENCES, "transient-for", parent, NULL);
  int n_all = (int) g_get_num_processors ();
  int n = g_settings_get_int (settings, "cores");

  self->settings = g_object_ref (settings);
  gtk_spin_button_set_range (self->cores, 1, n_all);
  gtk_spin_button_set_value (self->cores, n > 0 ? MIN (n, n_all) : n_all);
  g_signal_connect_object (self->cores, "value-changed", G_CALLBACK (on_cores), self,
                           G_CONNECT_SWAPPED);
  show_store (self);
  return self;
}
