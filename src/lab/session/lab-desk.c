/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which study is open, and what can be had back. Opening never loses what was trained:
 * it stays in the store's keeping as long as it can be had back. It must never say a
 * thing itself: it tells, and who has it says.
 */
#include "config.h"

#include "lab/session/lab-desk.h"

#include <glib/gi18n-lib.h>

#include "base/input.h"
#include "lab/experiment/lab-error.h"
#include "lab/session/lab-loader.h"
#include "lab/store/lab-store-damage.h"

#define DEFAULT_STUDY "bob-bob1-bob2"

struct _LabDesk
{
  GObject parent_instance;

  LabSession *session;
  LabStudy *former; /* nullable */
  char *name;       /* nullable */
  LabLoader *loader;
  gboolean starts; /* once what is being read is open */
};

enum
{
  CHANGED,
  OPENED,
  SET_ASIDE,
  TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabDesk, lab_desk, G_TYPE_OBJECT)

static void
announce (LabDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tell (LabDesk *self, const char *sentence)
{
  g_signal_emit (self, signals[TOLD], 0, sentence);
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

  return self->name;
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

gboolean
lab_desk_has_former (LabDesk *self)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);

  return self->former != NULL;
}

static void
let_former_go (LabDesk *self)
{
  g_autoptr (LabStudy) former = g_steal_pointer (&self->former);

  if (former != NULL && former != lab_session_get_study (self->session))
    lab_session_let_go (self->session, former);
}

void
lab_desk_forget_former (LabDesk *self)
{
  g_return_if_fail (LAB_IS_DESK (self));

  let_former_go (self);
  announce (self);
}

void
lab_desk_take (LabDesk *self, LabStudy *study)
{
  g_return_if_fail (LAB_IS_DESK (self));
  g_return_if_fail (LAB_IS_STUDY (study));

  LabStudy *open = lab_session_get_study (self->session);
  g_autoptr (LabStudy) before = open != NULL ? g_object_ref (open) : NULL;

  lab_desk_forget_load (self);
  lab_session_set_study (self->session, study);
  /* What was open stays in the store's keeping only while it can be had back. */
  if (before != NULL && before != study && before != self->former)
    lab_session_let_go (self->session, before);
  lab_session_flush (self->session);
  g_signal_emit (self, signals[OPENED], 0);
  announce (self);
}

/* A file is named by its whole path, so that it is found again from anywhere. */
static char *
get_full_name (const char *name_or_path)
{
  if (!g_path_is_absolute (name_or_path) && g_file_test (name_or_path, G_FILE_TEST_IS_REGULAR))
    return g_canonicalize_filename (name_or_path, NULL);
  return g_strdup (name_or_path);
}

/* A pipe gives what it holds once. */
static gboolean
can_open_again (const char *name_or_path)
{
  return !base_input_is_standard (name_or_path)
         && (!g_file_test (name_or_path, G_FILE_TEST_EXISTS)
             || g_file_test (name_or_path, G_FILE_TEST_IS_REGULAR));
}

/* Takes @study; what is open, if anything of it was trained here, can be had back.
 * @name: (transfer full) (nullable) */
static void
open (LabDesk *self, LabStudy *study, char *name)
{
  LabStudy *before = lab_session_get_study (self->session);
  gboolean has_results = before != study && lab_session_has_results (self->session)
                         && !lab_session_is_held_elsewhere (self->session);
  g_autofree char *sentence = NULL;

  if (self->former == before)
    g_clear_object (&self->former);
  let_former_go (self);
  if (has_results)
    self->former = g_object_ref (before);
  g_free (self->name);
  self->name = name;
  lab_desk_take (self, study);
  if (!has_results)
    return;
  sentence = g_strdup_printf (get_store (self) != NULL
                                  ? _ ("“%s” is open; the runs trained before are in the library.")
                                  : _ ("“%s” is open; the runs trained before are set aside."),
                              lab_study_file_get_title (lab_study_get_file (study)));
  g_signal_emit (self, signals[SET_ASIDE], 0, sentence);
}

gboolean
lab_desk_open (LabDesk *self, const char *name_or_path, GError **error)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);
  g_return_val_if_fail (name_or_path != NULL, FALSE);

  g_autoptr (LabStudyFile) file = lab_study_file_open (name_or_path, NULL, error);
  if (file == NULL)
    return FALSE;
  g_autoptr (LabStudy) study = lab_study_new (file, 1, error);
  if (study == NULL)
    return FALSE;
  open (self, study, can_open_again (name_or_path) ? get_full_name (name_or_path) : NULL);
  return TRUE;
}

void
lab_desk_reopen_former (LabDesk *self)
{
  g_return_if_fail (LAB_IS_DESK (self));

  g_autoptr (LabStudy) former = g_steal_pointer (&self->former);

  if (former == NULL)
    return;
  g_clear_pointer (&self->name, g_free);
  lab_desk_take (self, former);
}

gboolean
lab_desk_save (LabDesk *self, const char *path, GError **error)
{
  g_return_val_if_fail (LAB_IS_DESK (self), FALSE);

  LabStudy *study = lab_session_get_study (self->session);

  /* What was removed is not saved, so it is not to come back either. */
  lab_session_forget_removed (self->session);
  g_autoptr (LabStudyFile) trained = lab_study_copy_file_as_trained (study);
  if (!lab_study_file_save (trained, path, error))
    return FALSE;
  g_free (self->name);
  self->name = get_full_name (path);
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

static void
tell_what_was_cut_off (LabDesk *self, LabStudy *study)
{
  g_autofree char *damage = lab_damage_describe (study);
  guint n_paused = 0;

  if (damage != NULL)
    {
      tell (self, damage);
      return;
    }
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabRun *run = lab_study_get_run (study, i);
      n_paused += lab_run_get_state (run) == LAB_RUN_PAUSED && lab_run_get_message (run) != NULL
                  && !lab_run_is_held_elsewhere (run);
    }
  if (n_paused == 0)
    return;
  g_autofree char *sentence = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u run was interrupted and is paused. Press Resume to continue.",
                   "%u runs were interrupted and are paused. Press Resume to continue.", n_paused),
      n_paused);
  tell (self, sentence);
}

static void
open_named (LabDesk *self, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (name != NULL && name[0] != '\0' && lab_desk_open (self, name, &error))
    return;
  if (error != NULL && !g_str_equal (name, DEFAULT_STUDY))
    tell (self, error->message);
  g_clear_error (&error);
  if (!lab_desk_open (self, DEFAULT_STUDY, &error))
    tell (self, error->message);
}

/* What was asked for with a load. */
typedef struct
{
  gboolean is_first;    /* what was open last, at the start of the lab … */
  char *name;           /* … and what is opened where that fails; nullable */
  LabDeskOpened opened; /* nullable */
  gpointer user_data;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->name);
  g_free (load);
}

/* @study: nullable */
static void
on_loaded (gpointer owner, gpointer data, LabStudy *study, const GError *error)
{
  LabDesk *self = owner;
  const Load *load = data;

  announce (self);
  if (study != NULL)
    {
      open (self, study, NULL);
      if (load->opened != NULL)
        load->opened (load->user_data);
      tell_what_was_cut_off (self, study);
    }
  else
    {
      if (load->is_first)
        open_named (self, load->name);
      /* A study that is gone is no reason to speak of it at every start. */
      if (!load->is_first || !g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND))
        tell (self, error->message);
    }
  start_if_wanted (self);
}

static void
on_unwanted (gpointer owner, LabStudy *study)
{
  LabDesk *self = owner;

  if (study != lab_session_get_study (self->session) && study != self->former)
    lab_store_let_go (get_store (self), study);
}

static void
begin_load (LabDesk *self, gint64 number, Load *load)
{
  static const LabLoad kind = { on_loaded, on_unwanted, load_free };

  /* Held elsewhere when it was opened, and perhaps not any more. */
  if (number != 0 && number == lab_desk_get_number (self))
    lab_loader_load_again (self->loader, get_store (self), number, &kind, load);
  else
    lab_loader_load (self->loader, get_store (self), number, &kind, load);
  announce (self);
}

void
lab_desk_load (LabDesk *self, gint64 number, LabDeskOpened opened, gpointer user_data)
{
  g_return_if_fail (LAB_IS_DESK (self));
  g_return_if_fail (get_store (self) != NULL);

  Load *load = g_new0 (Load, 1);

  load->opened = opened;
  load->user_data = user_data;
  begin_load (self, number, load);
}

void
lab_desk_open_last (LabDesk *self, gint64 number, const char *name)
{
  g_return_if_fail (LAB_IS_DESK (self));

  Load *load;

  if (number == 0 || get_store (self) == NULL)
    {
      open_named (self, name);
      return;
    }
  load = g_new0 (Load, 1);
  load->is_first = TRUE;
  load->name = g_strdup (name);
  begin_load (self, number, load);
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

  /* The store lets go of all it keeps when it ends. */
  g_clear_object (&self->former);
  g_clear_object (&self->session);
  g_object_unref (self->loader);
  g_free (self->name);
  G_OBJECT_CLASS (lab_desk_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params)
{
  return g_signal_new (name, LAB_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, G_TYPE_STRING);
}

static void
lab_desk_class_init (LabDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_desk_finalize;
  signals[CHANGED] = add_signal ("changed", 0);
  signals[OPENED] = add_signal ("opened", 0);
  signals[SET_ASIDE] = add_signal ("set-aside", 1);
  signals[TOLD] = add_signal ("told", 1);
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
  self->loader = lab_loader_new (self);
  return self;
}
