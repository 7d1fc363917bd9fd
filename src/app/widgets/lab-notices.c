/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two toasts: one for messages, one with an Undo button. A new message replaces the text of the
 * toast on screen, because no toast may be added or dismissed while the overlay still animates
 * another.
 */
#include "config.h"

#include "app/widgets/lab-notices.h"

#include <glib/gi18n.h>

/* How long Undo is offered, in milliseconds. */
#define UNDO_TIME 10000
/* Longer than the overlay's animation, in milliseconds. */
#define CALM_TIME 700

struct _LabNotices
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  char *sentence;       /* the last message */
  AdwToast *toast;      /* for messages; owned by the overlay */
  guint toast_source;   /* dismisses it */
  AdwToast *undo_toast; /* owned by the overlay */
  guint undo_source;    /* dismisses it */
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (LabNotices, lab_notices, G_TYPE_OBJECT)

static AdwToast *
make_toast (void)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (NULL);

  /* The built-in title would truncate long sentences. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  /* Our own timers dismiss it. */
  adw_toast_set_timeout (toast, 0);
  return toast;
}

static void
set_sentence (LabNotices *self, AdwToast *toast, const char *sentence)
{
  char *copy = g_strdup (sentence);

  gtk_label_set_text (GTK_LABEL (adw_toast_get_custom_title (toast)), copy);
  g_free (self->sentence);
  self->sentence = copy;
}

static gboolean
on_toast_due (gpointer user_data)
{
  LabNotices *self = user_data;

  self->toast_source = 0;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
}

static void
on_toast_gone (AdwToast *toast, LabNotices *self)
{
  self->toast = NULL;
  g_clear_handle_id (&self->toast_source, g_source_remove);
}

static void
end_toast_in (LabNotices *self, guint milliseconds)
{
  g_clear_handle_id (&self->toast_source, g_source_remove);
  self->toast_source = g_timeout_add (milliseconds, on_toast_due, self);
}

void
lab_notices_say (LabNotices *self, const char *sentence)
{
  g_return_if_fail (LAB_IS_NOTICES (self));
  g_return_if_fail (sentence != NULL);

  if (self->is_closed)
    return;
  if (self->toast == NULL)
    {
      self->toast = make_toast ();
      set_sentence (self, self->toast, sentence);
      /* Shown before an undo toast, which reappears afterwards. */
      adw_toast_set_priority (self->toast, ADW_TOAST_PRIORITY_HIGH);
      g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_toast_gone), self, 0);
      adw_toast_overlay_add_toast (self->overlay, self->toast);
    }
  else
    set_sentence (self, self->toast, sentence);
  end_toast_in (self, strlen (sentence) > 60 ? 8000 : 4000);
}

static gboolean
on_undo_due (gpointer user_data)
{
  LabNotices *self = user_data;

  /* Not while it is covered and cannot be used. */
  self->undo_source = 0;
  if (self->toast != NULL)
    self->undo_source = g_timeout_add (UNDO_TIME / 2, on_undo_due, self);
  else if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  return G_SOURCE_REMOVE;
}

static gboolean
on_undo_withdrawn (gpointer user_data)
{
  LabNotices *self = user_data;

  self->undo_source = 0;
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  return G_SOURCE_REMOVE;
}

static void
on_undo_gone (AdwToast *toast, LabNotices *self)
{
  self->undo_toast = NULL;
  g_clear_handle_id (&self->undo_source, g_source_remove);
}

static AdwToast *
make_undo_toast (LabNotices *self)
{
  AdwToast *toast = make_toast ();

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_undo_gone), self, 0);
  return toast;
}

void
lab_notices_offer_undo (LabNotices *self, const char *sentence)
{
  gboolean is_new = self->undo_toast == NULL;

  g_return_if_fail (LAB_IS_NOTICES (self));

  if (self->is_closed)
    return;
  if (is_new)
    self->undo_toast = make_undo_toast (self);
  set_sentence (self, self->undo_toast, sentence);
  if (is_new)
    adw_toast_overlay_add_toast (self->overlay, self->undo_toast);
  if (self->toast != NULL)
    end_toast_in (self, CALM_TIME);
  g_clear_handle_id (&self->undo_source, g_source_remove);
  self->undo_source = g_timeout_add (UNDO_TIME, on_undo_due, self);
}

void
lab_notices_withdraw_undo (LabNotices *self)
{
  g_return_if_fail (LAB_IS_NOTICES (self));

  if (self->undo_toast == NULL)
    return;
  g_clear_handle_id (&self->undo_source, g_source_remove);
  self->undo_source = g_timeout_add (CALM_TIME, on_undo_withdrawn, self);
}

const char *
lab_notices_get_sentence (LabNotices *self)
{
  g_return_val_if_fail (LAB_IS_NOTICES (self), NULL);

  return self->sentence;
}

gboolean
lab_notices_is_closed (LabNotices *self)
{
  g_return_val_if_fail (LAB_IS_NOTICES (self), TRUE);

  return self->is_closed;
}

void
lab_notices_close (LabNotices *self)
{
  g_return_if_fail (LAB_IS_NOTICES (self));

  self->is_closed = TRUE;
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_handle_id (&self->undo_source, g_source_remove);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  if (self->undo_toast != NULL)
    g_signal_handlers_disconnect_by_data (self->undo_toast, self);
  self->toast = NULL;
  self->undo_toast = NULL;
}

static void
lab_notices_finalize (GObject *object)
{
  LabNotices *self = LAB_NOTICES (object);

  lab_notices_close (self);
  g_free (self->sentence);
  g_object_unref (self->overlay);
  G_OBJECT_CLASS (lab_notices_parent_class)->finalize (object);
}

static void
lab_notices_class_init (LabNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_notices_finalize;
}

static void
lab_notices_init (LabNotices *self)
{
}

LabNotices *
lab_notices_new (AdwToastOverlay *overlay)
{
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  LabNotices *self = g_object_new (LAB_TYPE_NOTICES, NULL);

  self->overlay = g_object_ref (overlay);
  return self;
}
