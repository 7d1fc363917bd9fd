/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which study is open, and what is being loaded. Shows no messages itself: it emits them for its
 * owner to show.
 */
#include "config.h"

#include "lab/session/lab-desk.h"

#include <glib/gi18n-lib.h>

#include "lab/session/lab-loader.h"
#include "lab/session/lab-opening.h"
#include "lab/store/lab-store-damage.h"

/* How to open a study again by name, on the study. */
#define NAME "lab-desk-name"

struct _LabDesk
{
  GObject parent_instance;

  LabSession *session;
  gboolean starts; /* when the study being loaded is open */

  /* What the newest load is for; nobody wants the others any more. */
  LabLoader *loader;
  LabDeskOpened opened; /* nullable */
  LabDeskFailed failed; /* nullable */
  gpointer user_data;
  gint64 number; /* of what was open when it began */
};

G_DEFINE_FINAL_TYPE (LabDesk, lab_desk, G_TYPE_OBJECT)

static void
announce (LabDesk *self)
{
  g_signal_emit_by_name (self, "changed");
}

static void
tell (LabDesk *self, const char *sentence)
{
  g_signal_emit_by_name (self, "told", sentence);
}

LabSession *
lab_desk_get_session (LabDesk *self)
{
  g_return_val_if_fail (LAB_IS_DESK (self), NULL);

  return self->session;
}

static LabStore *
get_store (LabDesk *self)
{
  return lab_session_get_store (self->session);
}

gint64
lab_desk_get_number (LabDesk *self)
{
  g_return_val_if_fail (LAB_IS_DESK (self), 0);

  LabStore *store = get_store (self);
  LabStudy *study = lab_session_get_study (self->session);

  return store != NULL && study != NULL ? lab_store_get_study_number (store, study) : 0;
}

const char *
lab_desk_get_name (LabDesk *self)
{
  g_return_val_if_fail (LAB_IS_DESK (self), NULL);

  LabStudy *study = lab_session_get_study (self->session);

  return study != NULL ? g_object_get_data (G_OBJECT (study), NAME) : NULL;
}

static void
set_name (LabStudy *study, const char *name)
{
  g_object_set_data_full (G_OBJECT (study), NAME, g_strdup (name), g_free);
}

gboolean
lab_desk_open_store (LabDesk *self, const char *path, GError **error)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);
  g_return_val_if_fail (get_store (self) == NULL, FALSE);

  g_autoptr (LabStore) store = lab_store_open (path, error);

  if (store == NULL)
    return FALSE;
  lab_session_set_store (self->session, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (announce), self, G_CONNECT_SWAPPED);
  announce (self);
  return TRUE;
}

/* In the place of the open study. */
static void
show (gpointer owner, LabStudy *study)
{
  LabDesk *self = owner;

  lab_desk_forget_load (self);
  lab_session_set_study (self->session, study);
  lab_session_flush (self->session);
  g_signal_emit_by_name (self, "opened");
  announce (self);
}

void
lab_desk_take (LabDesk *self, LabStudy *study)
{
  g_return_if_fail (LAB_IS_DESK (self));
  g_return_if_fail (LAB_IS_STUDY (study));

  set_name (study, lab_desk_get_name (self));
  lab_opening_do (self->session, study, show, self);
}

/* Says where the runs are that were trained before. */
static void
open (LabDesk *self, LabStudy *study)
{
  gboolean has_results
      = study != lab_session_get_study (self->session) && lab_session_has_results (self->session);
  g_autofree char *sentence = NULL;

  lab_opening_do (self->session, study, show, self);
  if (!has_results)
    return;
  sentence = g_strdup_printf (get_store (self) != NULL
                                  ? _ ("“%s” is open; the runs trained before are in the library.")
                                  : _ ("“%s” is open; the runs trained before are set aside."),
                              lab_study_file_get_title (lab_study_get_file (study)));
  g_signal_emit_by_name (self, "set-aside", sentence);
}

/* @name: (nullable): how to open it again */
static gboolean
open_file (LabDesk *self, LabStudyFile *file, const char *name, GError **error)
{
  g_autoptr (LabStudy) study = lab_study_new (file, 1, error);

  if (study == NULL)
    return FALSE;
  set_name (study, name);
  open (self, study);
  return TRUE;
}

gboolean
lab_desk_open_file (LabDesk *self, LabStudyFile *file, GError **error)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);

  return open_file (self, file, NULL, error);
}

gboolean
lab_desk_open (LabDesk *self, const char *name_or_path, GError **error)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);
  g_return_val_if_fail (name_or_path != NULL, FALSE);

  g_autofree char *lasting = lab_study_file_get_lasting_name (name_or_path);
  g_autoptr (LabStudyFile) file = lab_study_file_open (name_or_path, NULL, error);

  return file != NULL && open_file (self, file, lasting, error);
}

gboolean
lab_desk_save (LabDesk *self, const char *path, GError **error)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);

  LabStudy *study = lab_session_get_study (self->session);

  g_autoptr (LabStudyFile) trained = lab_study_copy_file_as_trained (study);
  if (!lab_study_file_save (trained, path, error))
    return FALSE;
  g_object_set_data_full (G_OBJECT (study), NAME, lab_study_file_get_lasting_name (path), g_free);
  announce (self);
  return TRUE;
}

gboolean
lab_desk_is_loading (LabDesk *self)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);

  return lab_loader_is_loading (self->loader);
}

void
lab_desk_forget_load (LabDesk *self)
{
  g_return_if_fail (LAB_IS_DESK (self));

  if (!lab_loader_is_loading (self->loader))
    return;
  lab_loader_forget (self->loader);
  announce (self);
}

static void
start_if_wanted (LabDesk *self)
{
  gboolean starts = self->starts;

  self->starts = FALSE;
  if (starts)
    lab_session_act (self->session, LAB_ACT_START, NULL);
}

void
lab_desk_start (LabDesk *self)
{
  g_return_if_fail (LAB_IS_DESK (self));

  self->starts = TRUE;
  if (!lab_desk_is_loading (self))
    start_if_wanted (self);
}

/* What a person should know of a study that was read. */
static void
tell_state (LabDesk *self, LabStudy *study)
{
  g_autofree char *damage = lab_damage_describe (study);
  g_autofree char *interruption = lab_study_describe_interruption (study);

  if (damage != NULL || interruption != NULL)
    tell (self, damage != NULL ? damage : interruption);
}

/* Nothing leads back to what was open of the same study: the store has let go of it. */
static void
open_read (LabDesk *self, LabStudy *study)
{
  gint64 number = lab_store_get_study_number (get_store (self), study);

  if (self->number == 0 || self->number != number || study == lab_session_get_study (self->session))
    {
      open (self, study);
      return;
    }
  lab_undo_clear (lab_session_get_undo (self->session));
  show (self, study);
}

static void
on_read (gpointer owner, LabStudy *study, const GError *error)
{
  LabDesk *self = owner;
  LabDeskOpened opened = self->opened;
  gpointer user_data = self->user_data;
  LabDeskFailed failed = self->failed;

  announce (self);
  if (study != NULL)
    {
      open_read (self, study);
      if (opened != NULL)
        opened (user_data);
      tell_state (self, study);
    }
  else if (failed != NULL)
    failed (error, user_data);
  else
    tell (self, error->message);
  start_if_wanted (self);
}

static void
on_unwanted (gpointer owner, LabStudy *study)
{
  lab_opening_let_go (LAB_DESK (owner)->session, study);
}

void
lab_desk_load (
    LabDesk *self, gint64 number, LabDeskOpened opened, LabDeskFailed failed, gpointer user_data)
{
  g_return_if_fail (LAB_IS_DESK (self));
  g_return_if_fail (get_store (self) != NULL);

  self->opened = opened;
  self->failed = failed;
  self->user_data = user_data;
  /* It was held elsewhere when it was opened, but perhaps no longer is. */
  self->number = lab_desk_get_number (self);
  if (number != 0 && number == self->number)
    lab_loader_load_again (self->loader, get_store (self), number);
  else
    lab_loader_load (self->loader, get_store (self), number);
  announce (self);
}

void
lab_desk_shut_down (LabDesk *self)
{
  g_return_if_fail (LAB_IS_DESK (self));

  lab_loader_forget (self->loader);
  lab_session_shut_down (self->session);
}

static void
lab_desk_finalize (GObject *object)
{
  LabDesk *self = LAB_DESK (object);

  /* The store releases everything when it is finalized. */
  lab_undo_clear (lab_session_get_undo (self->session));
  g_clear_object (&self->session);
  g_object_unref (self->loader);
  G_OBJECT_CLASS (lab_desk_parent_class)->finalize (object);
}

static void
add_signal (const char *name, guint n_params)
{
  g_signal_new (name, LAB_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params,
                G_TYPE_STRING);
}

static void
lab_desk_class_init (LabDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_desk_finalize;
  add_signal ("changed", 0);
  add_signal ("opened", 0);
  add_signal ("set-aside", 1);
  add_signal ("told", 1);
}

static void
lab_desk_init (LabDesk *self)
{
}

LabDesk *
lab_desk_new (LabSession *session)
{
  LabDesk *self = g_object_new (LAB_TYPE_DESK, NULL);

  g_return_val_if_fail (LAB_IS_SESSION (session), self);

  self->session = g_object_ref (session);
  self->loader = lab_loader_new (self, on_read, on_unwanted);
  return self;
}
