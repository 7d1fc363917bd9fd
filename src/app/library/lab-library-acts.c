/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window does with studies in the store: opens, renames, deletes and has
 * them back. By their numbers, so that keys, the library and D-Bus do the same.
 */
#include "config.h"

#include "app/library/lab-library-acts.h"

#include <glib/gi18n.h>

#include "lab/store/lab-store-change.h"

struct _LabLibraryActs
{
  GObject parent_instance;

  LabFrame *frame;
  LabLibrary *library;
};

static void part_init (LabPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabLibraryActs,
                               lab_library_acts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LAB_TYPE_PART, part_init))

/* (transfer none): NULL, and says so, when there is none. */
static LabStore *
get_store (LabLibraryActs *self)
{
  LabStore *store = lab_session_get_store (self->frame->session);

  if (store == NULL)
    lab_frame_say (self->frame, _ ("No store is open, so there are no saved studies."));
  return store;
}

static void
show_plot (gpointer user_data)
{
  LabLibraryActs *self = user_data;

  lab_frame_show (self->frame, self->frame->plot);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabLibraryActs *self = user_data;
  gint64 number = g_variant_get_int64 (parameter);

  if (get_store (self) == NULL)
    return;
  if (number != 0 && number == lab_desk_get_number (self->frame->desk)
      && !lab_session_is_held_elsewhere (self->frame->session))
    {
      lab_desk_forget_load (self->frame->desk);
      show_plot (self);
    }
  else
    lab_desk_load (self->frame->desk, number, show_plot, NULL, self);
}

static void
on_rename (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabLibraryActs *self = user_data;
  LabStore *store = get_store (self);
  g_autoptr (GError) error = NULL;
  const char *title;
  gint64 number;

  g_variant_get (parameter, "(x&s)", &number, &title);
  if (store != NULL && !lab_store_rename (store, number, title, &error))
    lab_frame_say (self->frame, error->message);
  lab_library_refresh (self->library);
}

static char *
undo_delete (gpointer owner)
{
  LabLibraryActs *self = owner;
  g_autoptr (GError) error = NULL;

  if (lab_trash_restore (self->frame->trash, &error))
    return NULL;
  /* Translators: %s is a sentence without its full stop that says why and what to do. */
  if (lab_trash_has_study (self->frame->trash))
    return g_strdup_printf (_ ("The study could not be restored: %s. Then press Undo again."),
                            error->message);
  lab_notices_say (self->frame->notices, error->message);
  return NULL;
}

static void
forget_deleted (gpointer owner)
{
  LabTrash *trash = LAB_LIBRARY_ACTS (owner)->frame->trash;

  if (lab_trash_has_study (trash))
    lab_trash_empty (trash);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const LabUndo undo = { undo_delete, forget_deleted };
  LabLibraryActs *self = user_data;
  LabStore *store = get_store (self);
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    return;
  if (number != 0 && number == lab_desk_get_number (self->frame->desk))
    {
      lab_frame_say (self->frame,
                     _ ("This study is open. Open another one first, then delete this one."));
      return;
    }
  g_autofree char *title = lab_library_find_title (self->library, number);
  /* What was open a moment ago is let go of. */
  lab_desk_forget_former (self->frame->desk);
  if (!lab_trash_delete_study (self->frame->trash, store, number, &error))
    lab_frame_say (self->frame, error->message);
  else
    {
      g_autofree char *sentence = title != NULL ? g_strdup_printf (_ ("“%s” was deleted."), title)
                                                : g_strdup (_ ("The study was deleted."));
      lab_notices_say_with_undo (self->frame->notices, sentence, &undo, self);
    }
  lab_library_refresh (self->library);
}

static void
on_undo_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_notices_undo (LAB_LIBRARY_ACTS (user_data)->frame->notices);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabLibraryActs *self = user_data;

  lab_frame_show (self->frame, "library");
  lab_library_search (self->library);
}

static const GActionEntry entries[] = {
  { .name = "delete-stored", .activate = on_delete, .parameter_type = "x" },
  { .name = "open-stored", .activate = on_open, .parameter_type = "x" },
  { .name = "rename-stored", .activate = on_rename, .parameter_type = "(xs)" },
  { .name = "search-library", .activate = on_search },
  { .name = "undo-delete", .activate = on_undo_delete },
};

static void
on_changed (LabLibraryActs *self)
{
  lab_frame_set_enabled (self->frame, "undo-delete", lab_trash_has_study (self->frame->trash));
  lab_library_refresh (self->library);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabLibraryActs *self = LAB_LIBRARY_ACTS (part);

  self->frame = lab_frame_ref (frame);
  g_action_map_add_action_entries (frame->actions, entries, G_N_ELEMENTS (entries), self);
  self->library
      = g_object_ref_sink (g_object_new (LAB_TYPE_LIBRARY, "margin-start", 18, "margin-end", 18,
                                         "margin-top", 8, "margin-bottom", 14, NULL));
  lab_frame_add_page (frame, GTK_WIDGET (self->library), "library", _ ("Library"),
                      "lab-library-symbolic");
  lab_library_set_session (self->library, frame->session);
  g_signal_connect_object (frame->trash, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  on_changed (self);
}

static void
part_init (LabPartInterface *iface)
{
  iface->attach = attach;
}

static void
lab_library_acts_finalize (GObject *object)
{
  LabLibraryActs *self = LAB_LIBRARY_ACTS (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->frame, lab_frame_unref);
  G_OBJECT_CLASS (lab_library_acts_parent_class)->finalize (object);
}

static void
lab_library_acts_class_init (LabLibraryActsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_library_acts_finalize;
}

static void
lab_library_acts_init (LabLibraryActs *self)
{
}
