/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The name of a run is changed in place: Enter keeps what was typed, Escape does not, and
 * the row has the focus again.
 */
#include "config.h"

#include <adwaita.h>

#include "app/training/lab-run-name.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *row;
  LabRunName *name;
  char *renamed; /* what the last "renamed" said */
} Fixture;

static void
on_renamed (LabRunName *name, const char *label, Fixture *fixture)
{
  g_free (fixture->renamed);
  fixture->renamed = g_strdup (label);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->window = gtk_window_new ();
  fixture->row = gtk_list_box_row_new ();
  fixture->name = g_object_new (LAB_TYPE_RUN_NAME, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (fixture->row), GTK_WIDGET (fixture->name));
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  gtk_window_set_child (GTK_WINDOW (fixture->window), list);
  g_signal_connect (fixture->name, "renamed", G_CALLBACK (on_renamed), fixture);
  lab_run_name_show (fixture->name, "old");
  gtk_window_present (GTK_WINDOW (fixture->window));
  lab_run_name_edit (fixture->name, "old");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->renamed);
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

/* The entry that has the focus, and what its keys go through first. */
static GtkEntry *
get_entry (Fixture *fixture)
{
  GtkWidget *entry = gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_ENTRY);

  g_assert_nonnull (entry);
  return GTK_ENTRY (entry);
}

static void
press (GtkEntry *entry, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (entry));
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && !is_handled)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_handled);
    }
}

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  GtkEntry *entry = get_entry (fixture);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "old");
  gtk_editable_set_text (GTK_EDITABLE (entry), "new");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (fixture->renamed, ==, "new");
  g_assert_true (get_focus (fixture) == fixture->row);
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  GtkEntry *entry = get_entry (fixture);

  gtk_editable_set_text (GTK_EDITABLE (entry), "new");
  press (entry, GDK_KEY_Escape);
  g_assert_null (fixture->renamed);
  g_assert_true (get_focus (fixture) == fixture->row);
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (fixture)), "left");
  gtk_widget_grab_focus (fixture->row);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->renamed, ==, "left");
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  GtkEntry *entry = get_entry (fixture);

  g_signal_emit_by_name (entry, "activate");
  g_assert_null (fixture->renamed);
  lab_run_name_edit (fixture->name, "old");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (fixture->renamed);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/run-name/enter", test_enter);
  ADD ("/run-name/escape", test_escape);
  ADD ("/run-name/leave", test_leave);
  ADD ("/run-name/same", test_same);
#undef ADD
  return g_test_run ();
}
