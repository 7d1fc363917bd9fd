/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window does with studies in the store: opens, renames, deletes and has
 * them back. By their numbers, so that keys, the library and D-Bus do the same.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab/lab-store-change.h"

/* (transfer none): NULL, and says so, when there is none. */
static LabStore *
get_store (LabWindow *self)
{
  LabStore *store = lab_session_get_store (self->session);

  if (store == NULL)
    lab_window_say (self, _ ("The lab works without a store now: there are no stored studies."));
  return store;
}

static void
show_plot (gpointer user_data)
{
  LabWindow *self = user_data;

  lab_window_set_view (self, lab_window_get_view (self));
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  gint64 number = g_variant_get_int64 (parameter);

  if (get_store (self) == NULL)
    return;
  if (number != 0 && number == lab_desk_get_number (self->desk)
      && !lab_session_is_held_elsewhere (self->session))
    {
      lab_desk_forget_load (self->desk);
      show_plot (self);
    }
  else
    lab_desk_load (self->desk, number, show_plot, self);
}

static void
on_rename (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;
  LabStore *store = get_store (self);
  g_autoptr (GError) error = NULL;
  const char *title;
  gint64 number;

  g_variant_get (parameter, "(x&s)", &number, &title);
  if (store != NULL && !lab_store_rename (store, number, title, &error))
    lab_window_say (self, error->message);
  lab_library_refresh (self->library);
}

static char *
undo_delete (gpointer owner)
{
  LabWindow *self = owner;
  g_autoptr (GError) error = NULL;

  if (lab_trash_restore (self->trash, &error))
    return NULL;
  /* Translators: %s is a sentence without its full stop that says why and what to do. */
  if (lab_trash_has_study (self->trash))
    return g_strdup_printf (_ ("The study is still deleted: %s. Then press Undo again."),
                            error->message);
  lab_notices_say (self->notices, error->message);
  return NULL;
}

static void
forget_deleted (gpointer owner)
{
  LabTrash *trash = LAB_WINDOW (owner)->trash;

  if (lab_trash_has_study (trash))
    lab_trash_empty (trash);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const LabUndo undo = { undo_delete, forget_deleted };
  LabWindow *self = user_data;
  LabStore *store = get_store (self);
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    return;
  if (number != 0 && number == lab_desk_get_number (self->desk))
    {
      lab_window_say (self, _ ("The study is open: open another one first, then delete it."));
      return;
    }
  g_autofree char *title = lab_library_find_title (self->library, number);
  /* What was open a moment ago is let go of. */
  lab_desk_forget_former (self->desk);
  if (!lab_trash_delete_study (self->trash, store, number, &error))
    lab_window_say (self, error->message);
  else
    {
      g_autofree char *sentence = title != NULL ? g_strdup_printf (_ ("“%s” was deleted."), title)
                                                : g_strdup (_ ("The study was deleted."));
      lab_notices_say_with_undo (self->notices, sentence, &undo, self);
    }
  lab_library_refresh (self->library);
}

static void
on_undo_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_notices_undo (LAB_WINDOW (user_data)->notices);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *self = user_data;

  lab_window_show_library (self);
  lab_library_search (self->library);
}

static const GActionEntry entries[] = {
  { .name = "delete-stored", .activate = on_delete, .parameter_type = "x" },
  { .name = "open-stored", .activate = on_open, .parameter_type = "x" },
  { .name = "rename-stored", .activate = on_rename, .parameter_type = "(xs)" },
  { .name = "search-library", .activate = on_search },
  { .name = "undo-delete", .activate = on_undo_delete },
};

void
lab_window_init_library (LabWindow *self)
{
  lab_library_set_session (self->library, self->session);
  g_signal_connect_object (self->trash, "changed", G_CALLBACK (lab_library_refresh), self->library,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
