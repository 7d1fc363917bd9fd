/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's actions on stored studies: open, rename, delete, restore. They are identified by
 * store number, so that keys, the library and D-Bus work alike.
 */
#include "config.h"

#include "app/library/lab-library-acts.h"

#include <glib/gi18n.h>

#include "lab/session/lab-stored-step.h"

struct _LabLibraryActs
{
  LabPart part;

  LabLibrary *library;
};

G_DEFINE_FINAL_TYPE (LabLibraryActs, lab_library_acts, LAB_TYPE_PART)

/* (transfer none): NULL, with a message to the user, if there is none. */
static LabStore *
get_store (LabLibraryActs *self)
{
  LabStore *store = lab_session_get_store (self->part.frame->session);

  if (store == NULL)
    lab_frame_say (self->part.frame, _ ("No store is open, so there are no saved studies."));
  return store;
}

static void
show_plot (gpointer user_data)
{
  LabLibraryActs *self = user_data;

  lab_frame_show (self->part.frame, self->part.frame->plot);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabLibraryActs *self = user_data;
  gint64 number = g_variant_get_int64 (parameter);

  if (get_store (self) == NULL)
    return;
  if (number != 0 && number == lab_desk_get_number (self->part.frame->desk)
      && !lab_session_is_held_elsewhere (self->part.frame->session))
    {
      lab_desk_forget_load (self->part.frame->desk);
      show_plot (self);
    }
  else
    lab_desk_load (self->part.frame->desk, number, show_plot, NULL, self);
}

static void
on_rename (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabLibraryActs *self = user_data;
  LabStore *store = get_store (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *former = NULL;
  const char *title;
  gint64 number;

  g_variant_get (parameter, "(x&s)", &number, &title);
  former = lab_library_find_title (self->library, number);
  if (store != NULL
      && !lab_stored_step_rename_study (lab_session_get_undo (self->part.frame->session), store,
                                        number, former != NULL ? former : title, title, &error))
    lab_frame_say (self->part.frame, error->message);
  lab_library_refresh (self->library);
}

static void
on_delete (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabLibraryActs *self = user_data;
  LabStore *store = get_store (self);
  gint64 number = g_variant_get_int64 (parameter);
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    return;
  if (number != 0 && number == lab_desk_get_number (self->part.frame->desk))
    {
      lab_frame_say (self->part.frame,
                     _ ("This study is open. Open another one first, then delete this one."));
      return;
    }
  g_autofree char *title = lab_library_find_title (self->library, number);
  if (!lab_stored_step_delete_study (lab_session_get_undo (self->part.frame->session), store,
                                     number, title != NULL ? title : "", &error))
    lab_frame_say (self->part.frame, error->message);
  else
    {
      g_autofree char *sentence = title != NULL ? g_strdup_printf (_ ("“%s” was deleted."), title)
                                                : g_strdup (_ ("The study was deleted."));
      lab_notices_offer_undo (self->part.frame->notices, sentence);
    }
  lab_library_refresh (self->library);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabLibraryActs *self = user_data;

  lab_frame_show (self->part.frame, "library");
  lab_library_search (self->library);
}

static const GActionEntry entries[] = {
  { .name = "delete-stored", .activate = on_delete, .parameter_type = "x" },
  { .name = "open-stored", .activate = on_open, .parameter_type = "x" },
  { .name = "rename-stored", .activate = on_rename, .parameter_type = "(xs)" },
  { .name = "search-library", .activate = on_search },
};

static void
on_changed (LabLibraryActs *self)
{
  lab_library_refresh (self->library);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabLibraryActs *self = LAB_LIBRARY_ACTS (part);

  self->library = lab_part_keep (
      self, g_object_ref_sink (g_object_new (LAB_TYPE_LIBRARY, "margin-start", 18, "margin-end", 18,
                                             "margin-top", 8, "margin-bottom", 14, NULL)));
  lab_frame_add_page (frame, GTK_WIDGET (self->library), "library", _ ("Library"),
                      "lab-library-symbolic");
  lab_library_set_session (self->library, frame->session);
  lab_part_follow (self, lab_session_get_undo (frame->session), "changed", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_library_acts_class_init (LabLibraryActsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_library_acts_init (LabLibraryActs *self)
{
}
