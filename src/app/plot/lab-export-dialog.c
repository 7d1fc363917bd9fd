/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks for format, size and colours of an export, then where to save it. Writes nothing itself.
 */
#include "config.h"

#include "app/plot/lab-export-dialog.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-file-dialog.h"

static const char *const endings[] = { ".png", ".svg", ".pdf", ".csv" };
#define CSV 3

struct _LabExportDialog
{
  AdwWindow parent_instance;

  char *name;
  gboolean answered;

  GtkWidget *choose;
  AdwComboRow *colours;
  AdwComboRow *format;
  GtkSpinButton *height;
  GtkWidget *height_row;
  GtkSpinButton *width;
  GtkWidget *width_row;
};

enum
{
  CANCELLED,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabExportDialog, lab_export_dialog, ADW_TYPE_WINDOW)

static void
on_format_chosen (LabExportDialog *self)
{
  gboolean is_csv = adw_combo_row_get_selected (self->format) == CSV;
  const char *why_not = is_csv ? _ ("A CSV file holds numbers, not a picture") : NULL;
  GtkWidget *rows[] = { self->width_row, self->height_row, GTK_WIDGET (self->colours) };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_set_sensitive (rows[i], !is_csv);
      gtk_widget_set_tooltip_text (rows[i], why_not);
    }
}

static void
cancel (LabExportDialog *self)
{
  if (!self->answered)
    {
      self->answered = TRUE;
      g_signal_emit (self, signals[CANCELLED], 0);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Adds the extension of the chosen format, unless the name has a known one. */
static char *
complete_path (LabExportDialog *self, const char *path)
{
  guint format = MIN (adw_combo_row_get_selected (self->format), CSV);
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return g_strdup (path);
  return g_strconcat (path, endings[format], NULL);
}

static void
on_place_chosen (
    gpointer owner, const char *path, const char *which, const char *trouble, gpointer user_data)
{
  LabExportDialog *self = owner;

  if (path != NULL)
    {
      g_autofree char *complete = complete_path (self, path);
      self->answered = TRUE;
      g_signal_emit (self, signals[CHOSEN], 0, complete,
                     gtk_spin_button_get_value_as_int (self->width),
                     gtk_spin_button_get_value_as_int (self->height),
                     adw_combo_row_get_selected (self->colours) == 1);
    }
  cancel (self);
}

static void
choose_place (LabExportDialog *self)
{
  guint format = MIN (adw_combo_row_get_selected (self->format), CSV);
  g_autofree char *name = g_strconcat (self->name, endings[format], NULL);
  const LabFileQuestion question = {
    .title = _ ("Export"),
    .accept = _ ("_Export"),
    .action = GTK_FILE_CHOOSER_ACTION_SAVE,
    .name = name,
  };

  lab_file_dialog_ask (GTK_WINDOW (self), &question, self, on_place_chosen, NULL, NULL);
}

static gboolean
lab_export_dialog_close_request (GtkWindow *window)
{
  cancel (LAB_EXPORT_DIALOG (window));
  return GDK_EVENT_STOP;
}

static void
lab_export_dialog_finalize (GObject *object)
{
  g_free (LAB_EXPORT_DIALOG (object)->name);
  G_OBJECT_CLASS (lab_export_dialog_parent_class)->finalize (object);
}

static void
lab_export_dialog_class_init (LabExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lab_export_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lab_export_dialog_close_request;

  signals[CANCELLED] = g_signal_new ("cancelled", LAB_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN]
      = g_signal_new ("chosen", LAB_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LabExportDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, LabExportDialog, colours);
  gtk_widget_class_bind_template_child (widget_class, LabExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, LabExportDialog, height);
  gtk_widget_class_bind_template_child (widget_class, LabExportDialog, height_row);
  gtk_widget_class_bind_template_child (widget_class, LabExportDialog, width);
  gtk_widget_class_bind_template_child (widget_class, LabExportDialog, width_row);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, choose_place);
  gtk_widget_class_bind_template_callback (widget_class, on_format_chosen);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* Return in a spin button exports, as elsewhere in the dialog. */
static void
let_activate_default (GtkSpinButton *number)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (number));

  gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
}

static void
lab_export_dialog_init (LabExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  let_activate_default (self->width);
  let_activate_default (self->height);
}

LabExportDialog *
lab_export_dialog_new (GtkWindow *parent, const char *name, int width, int height)
{
  LabExportDialog *self = g_object_new (LAB_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->name = g_strdup (name);
  gtk_spin_button_set_value (self->width, width);
  gtk_spin_button_set_value (self->height, height);
  gtk_window_set_focus (GTK_WINDOW (self), self->choose);
  return self;
}
