/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window says: one toast for sentences and one to have something back.
 * A new sentence takes the place of the former one in the toast that is there:
 * no toast may be dismissed or added while the overlay still moves another, so
 * none is while a person could tell.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

/* Milliseconds in which something can be had back. */
#define UNDO_TIME 10000
/* Longer than an overlay moves a toast. */
#define CALM_TIME 700

static AdwToast *
make_toast (void)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (NULL);

  /* A toast's own title would cut a sentence off. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  /* The window's timers end it. */
  adw_toast_set_timeout (toast, 0);
  return toast;
}

static void
set_sentence (LabWindow *self, AdwToast *toast, const char *sentence)
{
  char *copy = g_strdup (sentence);

  gtk_label_set_text (GTK_LABEL (adw_toast_get_custom_title (toast)), copy);
  g_free (self->sentence);
  self->sentence = copy;
}

static gboolean
on_toast_due (gpointer user_data)
{
  LabWindow *self = user_data;

  self->toast_source = 0;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
}

static void
on_toast_gone (AdwToast *toast, LabWindow *self)
{
  self->toast = NULL;
  g_clear_handle_id (&self->toast_source, g_source_remove);
}

static void
end_toast_in (LabWindow *self, guint milliseconds)
{
  g_clear_handle_id (&self->toast_source, g_source_remove);
  self->toast_source = g_timeout_add (milliseconds, on_toast_due, self);
}

void
lab_window_say (LabWindow *self, const char *sentence)
{
  g_return_if_fail (LAB_IS_WINDOW (self));
  g_return_if_fail (sentence != NULL);

  if (self->toast == NULL)
    {
      self->toast = make_toast ();
      set_sentence (self, self->toast, sentence);
      /* Before one to have something back, which is seen again afterwards. */
      adw_toast_set_priority (self->toast, ADW_TOAST_PRIORITY_HIGH);
      g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_toast_gone), self, 0);
      adw_toast_overlay_add_toast (self->toasts, self->toast);
    }
  else
    set_sentence (self, self->toast, sentence);
  end_toast_in (self, strlen (sentence) > 60 ? 8000 : 4000);
}

static gboolean
on_undo_due (gpointer user_data)
{
  LabWindow *self = user_data;

  /* Not while it is covered: then it could not be used. */
  self->undo_source = 0;
  if (self->toast != NULL)
    self->undo_source = g_timeout_add (UNDO_TIME / 2, on_undo_due, self);
  else if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  return G_SOURCE_REMOVE;
}

/* With the toast the chance is gone, and what was kept for it, unless it comes again. */
static void
on_undo_gone (AdwToast *toast, LabWindow *self)
{
  self->undo_toast = NULL;
  g_clear_handle_id (&self->undo_source, g_source_remove);
  if (self->again_source != 0)
    return;
  lab_window_forget_former (self);
  self->deleted = 0;
  g_clear_pointer (&self->deleted_audit, lab_audit_result_unref);
  lab_session_forget_removed (self->session);
  lab_window_update_actions (self);
}

static void
forget_again (LabWindow *self)
{
  g_clear_handle_id (&self->again_source, g_source_remove);
  g_clear_pointer (&self->again_sentence, g_free);
}

/* @action: what the button of the toast does. */
void
lab_window_say_with_undo (LabWindow *self, const char *sentence, const char *action)
{
  gboolean is_new = self->undo_toast == NULL;

  forget_again (self);
  if (!g_str_equal (action, "win.undo-load"))
    lab_window_forget_former (self);
  if (!g_str_equal (action, "win.undo-delete"))
    self->deleted = 0;
  if (!g_str_equal (action, "win.undo-delete-audit"))
    g_clear_pointer (&self->deleted_audit, lab_audit_result_unref);
  if (is_new)
    {
      self->undo_toast = make_toast ();
      adw_toast_set_button_label (self->undo_toast, _ ("Undo"));
      g_signal_connect_object (self->undo_toast, "dismissed", G_CALLBACK (on_undo_gone), self, 0);
    }
  set_sentence (self, self->undo_toast, sentence);
  adw_toast_set_action_name (self->undo_toast, action);
  g_clear_handle_id (&self->undo_source, g_source_remove);
  self->undo_source = g_timeout_add (UNDO_TIME, on_undo_due, self);
  if (is_new)
    adw_toast_overlay_add_toast (self->toasts, self->undo_toast);
  if (self->toast != NULL)
    end_toast_in (self, CALM_TIME);
}

/* For as long as it takes to do what the sentence asks for. */
static void
say_until_undone (LabWindow *self, const char *sentence, const char *action)
{
  lab_window_say_with_undo (self, sentence, action);
  g_clear_handle_id (&self->undo_source, g_source_remove);
}

static gboolean
on_again_due (gpointer user_data)
{
  LabWindow *self = user_data;
  g_autofree char *sentence = g_steal_pointer (&self->again_sentence);

  self->again_source = 0;
  if (self->undo_toast == NULL)
    say_until_undone (self, sentence, self->again_action);
  return G_SOURCE_REMOVE;
}

/* The button takes its toast away whatever came of it: it is brought back.
 * @action: a constant */
void
lab_window_offer_undo_again (LabWindow *self, const char *sentence, const char *action)
{
  say_until_undone (self, sentence, action);
  self->again_sentence = g_strdup (sentence);
  self->again_action = action;
  self->again_source = g_timeout_add (CALM_TIME, on_again_due, self);
}

void
lab_window_forget_toasts (LabWindow *self)
{
  forget_again (self);
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_handle_id (&self->undo_source, g_source_remove);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_func (self->toast, on_toast_gone, self);
  if (self->undo_toast != NULL)
    g_signal_handlers_disconnect_by_func (self->undo_toast, on_undo_gone, self);
  self->toast = NULL;
  self->undo_toast = NULL;
}
