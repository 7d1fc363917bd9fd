/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window and the store: opening it, telling of its troubles, remembering
 * which of its studies is open, and opening one without a wait. Without a store
 * the lab does everything else.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab/lab-store-damage.h"

/* What a load must know when it is over. */
typedef struct
{
  LabWindow *window; /* (transfer full) */
  gint64 number;
  guint ticket;
  gboolean is_first; /* what was open last, at the start of the lab */
  gboolean is_again; /* what is open, for the runs that another program had */
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->window);
  g_free (load);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

gint64
lab_window_get_stored_number (LabWindow *self)
{
  LabStore *store = lab_session_get_store (self->session);
  LabStudy *study = lab_session_get_study (self->session);

  return store != NULL && study != NULL ? lab_store_get_study_number (store, study) : 0;
}

/* At once, so that a program that is killed has it too. */
void
lab_window_remember_stored (LabWindow *self)
{
  LabStore *store = lab_session_get_store (self->session);
  gint64 number = lab_window_get_stored_number (self);

  if (self->settings == NULL || store == NULL || self->is_loading
      || lab_session_get_study (self->session) == NULL)
    return;
  const char *path = lab_store_get_path (store);
  g_autoptr (GVariant) old = g_settings_get_value (self->settings, "last-stored-study");
  g_autoptr (GVariant) new
      = g_variant_ref_sink (g_variant_new ("(sx)", number != 0 ? path : "", number));
  if (!g_variant_equal (old, new))
    g_settings_set_value (self->settings, "last-stored-study", new);
}

/* The number of the study that was open last in this store, 0 for none. */
static gint64
recall_stored (LabWindow *self)
{
  LabStore *store = lab_session_get_store (self->session);
  g_autofree char *last = NULL;
  gint64 number;

  if (self->settings == NULL || store == NULL)
    return 0;
  const char *path = lab_store_get_path (store);
  g_settings_get (self->settings, "last-stored-study", "(sx)", &last, &number);
  return g_str_equal (last, path) ? number : 0;
}

static void
on_store_changed (LabWindow *self)
{
  lab_window_remember_stored (self);
}

static void
on_trouble (LabWindow *self)
{
  const char *trouble = lab_store_get_trouble (lab_session_get_store (self->session));
  g_autofree char *sentence = NULL;

  /* Translators: %s is a sentence without its full stop that says why and what to do. */
  if (trouble != NULL)
    sentence = g_strdup_printf (_ ("Not saved: %s. Training goes on, and is saved as soon as that "
                                   "is possible; until then, export what must not be lost."),
                                trouble);
  lab_banner_set_trouble (self->banner, sentence);
}

static void
on_notice (LabWindow *self)
{
  lab_banner_set_notice (self->banner,
                         lab_store_get_notice (lab_session_get_store (self->session)));
}

void
lab_window_open_store (LabWindow *self, const char *path)
{
  g_return_if_fail (LAB_IS_WINDOW (self));
  g_return_if_fail (lab_session_get_store (self->session) == NULL);

  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = lab_store_open (path, &error);
  if (store == NULL)
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("Nothing is saved: %s. What is trained now is gone when the lab is "
                                "closed, unless it is "
                                "exported."),
                             error->message);
      lab_banner_set_trouble (self->banner, sentence);
      return;
    }
  lab_session_set_store (self->session, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::trouble", G_CALLBACK (on_trouble), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::notice", G_CALLBACK (on_notice), self,
                           G_CONNECT_SWAPPED);
  on_trouble (self);
  on_notice (self);
  lab_window_update_actions (self);
}

void
lab_window_forget_former (LabWindow *self)
{
  g_autoptr (LabStudy) former = g_steal_pointer (&self->former);

  if (former != NULL && former != lab_session_get_study (self->session))
    lab_session_let_go (self->session, former);
}

static void
set_loading (LabWindow *self, gboolean loading)
{
  self->is_loading = loading;
  gtk_widget_set_visible (self->loading, loading);
  gtk_spinner_set_spinning (self->loading_spinner, loading);
  lab_window_show_parts (self);
  lab_window_update_actions (self);
}

static void
say_what_was_cut_off (LabWindow *self, LabStudy *study)
{
  g_autofree char *damage = lab_damage_describe (study);
  guint n_paused = 0;

  if (damage != NULL)
    {
      lab_window_say (self, damage);
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
      g_dngettext (GETTEXT_PACKAGE, "%u run was cut off and stands paused: Resume goes on.",
                   "%u runs were cut off and stand paused: Resume goes on.", n_paused),
      n_paused);
  lab_window_say (self, sentence);
}

static void
start_if_wanted (LabWindow *self)
{
  gboolean starts = self->start_when_open;

  self->start_when_open = FALSE;
  if (starts)
    g_action_group_activate_action (G_ACTION_GROUP (self), "start", NULL);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabStore *store = LAB_STORE (source);
  g_autoptr (Load) load = user_data;
  g_autoptr (GError) error = NULL;
  LabWindow *self = load->window;
  gboolean is_wanted = !self->closing && load->ticket == self->load_ticket;

  /* What is open stays as it is then. */
  if (!is_wanted && load->is_again)
    return;
  g_autoptr (LabStudy) study = lab_store_load_finish (store, result, &error);
  if (!is_wanted)
    {
      if (study != NULL
          && (self->session == NULL
              || (study != lab_session_get_study (self->session) && study != self->former)))
        lab_store_let_go (store, study);
      return;
    }
  set_loading (self, FALSE);
  if (study == NULL)
    {
      if (load->is_first)
        lab_window_open_last_named (self);
      /* A study that is gone is no reason to speak of it at every start. */
      if (!load->is_first || !g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND))
        lab_window_say (self, error->message);
    }
  else
    {
      /* To show it forgets what was meant with a load. */
      gboolean shows_audit = self->audit_when_open;
      lab_window_show_stored (self, study);
      if (shows_audit)
        lab_window_show_audit (self, LAB_AUDIT_PAGE_CHOOSE);
      else if (!load->is_first)
        lab_window_set_view (self, lab_window_get_view (self));
      say_what_was_cut_off (self, study);
    }
  self->audit_when_open = FALSE;
  lab_window_remember_stored (self);
  start_if_wanted (self);
}

static Load *
begin_load (LabWindow *self, gint64 number)
{
  Load *load = g_new0 (Load, 1);

  load->window = g_object_ref (self);
  load->number = number;
  load->ticket = ++self->load_ticket;
  set_loading (self, TRUE);
  return load;
}

void
lab_window_forget_load (LabWindow *self)
{
  self->load_ticket++;
  self->audit_when_open = FALSE;
  if (self->is_loading)
    set_loading (self, FALSE);
}

gboolean
lab_window_open_last_stored (LabWindow *self)
{
  gint64 number = recall_stored (self);
  Load *load;

  if (number == 0)
    return FALSE;
  load = begin_load (self, number);
  load->is_first = TRUE;
  lab_store_load_async (lab_session_get_store (self->session), number, on_loaded, load);
  return TRUE;
}

void
lab_window_open_stored (LabWindow *self, gint64 number)
{
  LabStore *store = lab_session_get_store (self->session);
  Load *load = begin_load (self, number);

  /* Held elsewhere when it was opened, and perhaps not any more. */
  load->is_again = number != 0 && number == lab_window_get_stored_number (self);
  if (load->is_again)
    lab_store_load_again_async (store, number, on_loaded, load);
  else
    lab_store_load_async (store, number, on_loaded, load);
}

void
lab_window_start (LabWindow *self)
{
  g_return_if_fail (LAB_IS_WINDOW (self));

  self->start_when_open = TRUE;
  if (!self->is_loading)
    start_if_wanted (self);
}
