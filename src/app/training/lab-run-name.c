/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A label, replaced by an entry while the name is edited.
 */
#include "config.h"

#include "app/training/lab-run-name.h"

#include "app/widgets/lab-quiet.h"

struct _LabRunName
{
  AdwBin parent_instance;

  char *former; /* the name before editing */

  GtkWidget *earlier;
  GtkEditable *entry;
  GtkLabel *label;
  GtkStack *stack;
};

enum
{
  RENAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabRunName, lab_run_name, ADW_TYPE_BIN)

void
lab_run_name_show (LabRunName *self, const char *name)
{
  g_return_if_fail (LAB_IS_RUN_NAME (self));

  lab_quiet_set_text (self->label, name);
}

void
lab_run_name_show_earlier (LabRunName *self, gboolean is_earlier)
{
  g_return_if_fail (LAB_IS_RUN_NAME (self));

  gtk_widget_set_visible (self->earlier, is_earlier);
}

void
lab_run_name_edit (LabRunName *self, const char *name)
{
  g_return_if_fail (LAB_IS_RUN_NAME (self));

  g_free (self->former);
  self->former = g_strdup (name);
  gtk_editable_set_text (self->entry, name);
  gtk_stack_set_visible_child_name (self->stack, "edit");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Returns: whether it was being edited */
static gboolean
end_edit (LabRunName *self)
{
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "edit"))
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, "name");
  return TRUE;
}

static void
take_name (LabRunName *self)
{
  const char *name = gtk_editable_get_text (self->entry);

  if (end_edit (self) && name[0] != '\0' && !g_str_equal (name, self->former))
    g_signal_emit (self, signals[RENAMED], 0, name);
}

/* Returns the keyboard focus to the row. */
static void
focus_row (LabRunName *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX_ROW);

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
on_activated (LabRunName *self)
{
  take_name (self);
  focus_row (self);
}

static void
on_left (LabRunName *self)
{
  take_name (self);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        LabRunName *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end_edit (self);
  focus_row (self);
  return GDK_EVENT_STOP;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, LabRunName *self)
{
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "run.rename", NULL);
}

static void
lab_run_name_dispose (GObject *object)
{
  LabRunName *self = LAB_RUN_NAME (object);

  g_clear_pointer (&self->former, g_free);
  G_OBJECT_CLASS (lab_run_name_parent_class)->dispose (object);
}

static void
lab_run_name_class_init (LabRunNameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_run_name_dispose;
  signals[RENAMED] = g_signal_new ("renamed", LAB_TYPE_RUN_NAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-run-name.ui");
  gtk_widget_class_bind_template_child (widget_class, LabRunName, earlier);
  gtk_widget_class_bind_template_child (widget_class, LabRunName, entry);
  gtk_widget_class_bind_template_child (widget_class, LabRunName, label);
  gtk_widget_class_bind_template_child (widget_class, LabRunName, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
}

static void
lab_run_name_init (LabRunName *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
