/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The studies in the store, newest first, one row each. It lists and selects; the window's actions
 * do the rest. The store is read only while the list is visible.
 */
#include "config.h"

#include "app/library/lab-library.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/library/lab-library-cells.h"
#include "app/library/lab-library-item.h"
#include "app/library/lab-library-list.h"

struct _LabLibrary
{
  AdwBin parent_instance;

  LabLibraryList *list; /* NULL until there is a session */
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
  GtkCustomFilter *filter;
  gint64 chosen; /* number of the study selected before the list changes; 0: none */

  GtkWidget *audit_button;
  GtkWidget *delete_button;
  AdwStatusPage *failure;
  GtkWidget *open_button;
  GtkWidget *rename_button;
  GtkEditable *search;
  GtkStack *stack;
  GtkLabel *summary;
  GtkWidget *tools;
  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (LabLibrary, lab_library, ADW_TYPE_BIN)

static LabLibraryItem *
get_selected (LabLibrary *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
set_act (LabLibrary *self, const char *action, GtkWidget *button, gboolean can, const char *tooltip)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, can);
  gtk_widget_set_tooltip_text (button, tooltip);
}

/* A disabled button says why in its tooltip. */
static void
update_acts (LabLibrary *self)
{
  LabLibraryItem *item = get_selected (self);
  LabHolder holder = item != NULL ? lab_library_item_get_holder (item) : LAB_HOLDER_NONE;
  const char *select = _ ("Select a study first");

  set_act (self, "library.open", self->open_button, item != NULL,
           item == NULL                   ? select
           : holder == LAB_HOLDER_WINDOW  ? _ ("Back to the plot of this study (Return)")
           : holder == LAB_HOLDER_ANOTHER ? _ ("Open to view: another program has it open, so its "
                                               "runs cannot be trained here (Return)")
                                          : _ ("Open as it was left (Return)"));
  set_act (self, "library.audit", self->audit_button, item != NULL,
           item != NULL ? _ ("Open it as it was left, and choose a run to attack") : select);
  set_act (self, "library.rename", self->rename_button, item != NULL,
           item != NULL ? _ ("Change its title (F2)") : select);
  set_act (self, "library.delete", self->delete_button, item != NULL && holder == LAB_HOLDER_NONE,
           item == NULL                   ? select
           : holder == LAB_HOLDER_WINDOW  ? _ ("This study is open; open another one first")
           : holder == LAB_HOLDER_ANOTHER ? _ ("Another program has it open: close it there first")
                                          : _ ("Delete it with all its runs (Delete)"));
}

static void
show_page (LabLibrary *self, const char *page)
{
  gtk_widget_set_visible (self->tools,
                          g_str_equal (page, "list") || g_str_equal (page, "none-found"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
show_studies (LabLibrary *self)
{
  guint n_items = g_list_model_get_n_items (lab_library_list_get_model (self->list));
  guint n_found = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  g_autofree char *summary = NULL;

  show_page (self, n_items == 0 ? "empty" : n_found == 0 ? "none-found" : "list");
  if (n_found == n_items)
    summary = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u study", "%u studies", n_items),
                               n_items);
  else
    summary = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u of %u study", "%u of %u studies", n_items), n_found,
        n_items);
  gtk_label_set_text (self->summary, summary);
  update_acts (self);
}

static void
select_number (LabLibrary *self, gint64 number)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LabLibraryItem) item = g_list_model_get_item (model, i);
      if (lab_library_item_get_number (item) != number)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
}

static void
on_list_changing (LabLibrary *self)
{
  LabLibraryItem *item = get_selected (self);

  self->chosen = item != NULL ? lab_library_item_get_number (item) : 0;
}

/* A study stays selected when its item is replaced by an updated one. */
static void
on_list_changed (LabLibrary *self)
{
  if (self->chosen != 0 && get_selected (self) == NULL)
    select_number (self, self->chosen);
  switch (lab_library_list_get_listing (self->list))
    {
    case LAB_LISTING_NO_STORE:
      show_page (self, "no-store");
      break;
    case LAB_LISTING_FAILED:
      {
        g_autofree char *escaped
            = g_markup_escape_text (lab_library_list_get_failure (self->list), -1);

        adw_status_page_set_description (self->failure, escaped);
        show_page (self, "failure");
        break;
      }
    case LAB_LISTING_READ:
      show_studies (self);
      break;
    case LAB_LISTING_UNREAD:
      break;
    }
}

void
lab_library_refresh (LabLibrary *self)
{
  g_return_if_fail (LAB_IS_LIBRARY (self));

  lab_library_list_refresh (self->list);
}

static void
lab_library_map (GtkWidget *widget)
{
  LabLibrary *self = LAB_LIBRARY (widget);

  GTK_WIDGET_CLASS (lab_library_parent_class)->map (widget);
  lab_library_list_follow (self->list);
}

static void
lab_library_unmap (GtkWidget *widget)
{
  LabLibrary *self = LAB_LIBRARY (widget);

  lab_library_list_rest (self->list);
  GTK_WIDGET_CLASS (lab_library_parent_class)->unmap (widget);
}

static gboolean
is_found (gpointer item, gpointer user_data)
{
  LabLibrary *self = user_data;

  return lab_library_item_matches (item, gtk_editable_get_text (self->search));
}

static void
on_search_changed (LabLibrary *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (lab_library_list_get_listing (self->list) == LAB_LISTING_READ)
    show_studies (self);
}

static void
on_stop_search (LabLibrary *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_selected (LabLibrary *self)
{
  update_acts (self);
}

static void
on_row_activated (LabLibrary *self, guint position)
{
  g_autoptr (LabLibraryItem) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-stored", "x",
                                lab_library_item_get_number (item));
}

/* Return in the search goes straight to the only match. */
static void
on_search_activated (LabLibrary *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 1)
    on_row_activated (self, 0);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
activate_open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabLibraryItem *item = get_selected (LAB_LIBRARY (widget));

  if (item != NULL)
    gtk_widget_activate_action (widget, "win.open-stored", "x", lab_library_item_get_number (item));
}

static void
activate_audit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabLibraryItem *item = get_selected (LAB_LIBRARY (widget));

  if (item != NULL)
    gtk_widget_activate_action (widget, "win.audit-study", "x", lab_library_item_get_number (item));
}

static void
activate_delete (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabLibraryItem *item = get_selected (LAB_LIBRARY (widget));

  if (item != NULL)
    gtk_widget_activate_action (widget, "win.delete-stored", "x",
                                lab_library_item_get_number (item));
}

static void
on_title_given (LabLibrary *self, gint64 number, const char *title)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.rename-stored", "(xs)", number, title);
}

static void
activate_rename (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LabLibrary *self = LAB_LIBRARY (widget);
  LabLibraryItem *item = get_selected (self);

  if (item != NULL)
    lab_library_ask_title (widget, item, (LabTitleCallback) on_title_given);
}

void
lab_library_search (LabLibrary *self)
{
  g_return_if_fail (LAB_IS_LIBRARY (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

char *
lab_library_find_title (LabLibrary *self, gint64 number)
{
  g_return_val_if_fail (LAB_IS_LIBRARY (self), NULL);

  GListModel *model = lab_library_list_get_model (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LabLibraryItem) item = g_list_model_get_item (model, i);
      if (lab_library_item_get_number (item) == number)
        return g_strdup (lab_library_item_get_title (item));
    }
  return NULL;
}

GListModel *
lab_library_get_model (LabLibrary *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY (self), NULL);

  return G_LIST_MODEL (self->found);
}

void
lab_library_set_session (LabLibrary *self, LabSession *session)
{
  g_return_if_fail (LAB_IS_LIBRARY (self));
  g_return_if_fail (self->list == NULL);

  self->list = lab_library_list_new (session);
  g_signal_connect_object (self->list, "changing", G_CALLBACK (on_list_changing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (on_list_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_filter_list_model_set_model (self->found, lab_library_list_get_model (self->list));
}

static void
lab_library_dispose (GObject *object)
{
  LabLibrary *self = LAB_LIBRARY (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (lab_library_parent_class)->dispose (object);
}

static void
lab_library_class_init (LabLibraryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_library_dispose;
  widget_class->map = lab_library_map;
  widget_class->unmap = lab_library_unmap;

  gtk_widget_class_set_css_name (widget_class, "lablibrary");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-library.ui");
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, audit_button);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, delete_button);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, failure);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, open_button);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, rename_button);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, search);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, stack);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, summary);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, tools);
  gtk_widget_class_bind_template_child (widget_class, LabLibrary, view);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);

  gtk_widget_class_install_action (widget_class, "library.audit", NULL, activate_audit);
  gtk_widget_class_install_action (widget_class, "library.open", NULL, activate_open);
  gtk_widget_class_install_action (widget_class, "library.rename", NULL, activate_rename);
  gtk_widget_class_install_action (widget_class, "library.delete", NULL, activate_delete);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "library.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "library.delete", NULL);
}

static void
lab_library_init (LabLibrary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (is_found, self, NULL);
  self->found = gtk_filter_list_model_new (NULL, GTK_FILTER (self->filter));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->found));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  lab_library_add_columns (self->view);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  update_acts (self);
}
