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
  const LabUndo *undo;  /* nullable: offered by the toast … */
  gpointer undo_owner;  /* … and its owner */
  guint again_source;   /* shows the toast again after a failed undo … */
  char *again_sentence; /* … with this sentence */
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

static void
take_undo (LabNotices *self, const LabUndo *undo, gpointer owner)
{
  const LabUndo *former = self->undo;
  gpointer former_owner = self->undo_owner;

  self->undo = undo;
  self->undo_owner = owner;
  if (former != NULL && former != undo)
    former->forget (former_owner);
}

/* Without its toast nothing can be undone, unless the toast is about to return. */
static void
on_undo_gone (AdwToast *toast, LabNotices *self)
{
  self->undo_toast = NULL;
  g_clear_handle_id (&self->undo_source, g_source_remove);
  if (self->again_source == 0)
    take_undo (self, NULL, NULL);
}

static void
forget_again (LabNotices *self)
{
  g_clear_handle_id (&self->again_source, g_source_remove);
  g_clear_pointer (&self->again_sentence, g_free);
}

/* Without a time limit: after a failed undo, the sentence asks the user to do something first. */
static void
show_undo (LabNotices *self, const char *sentence)
{
  gboolean is_new = self->undo_toast == NULL;

  if (is_new)
    {
      self->undo_toast = make_toast ();
      adw_toast_set_button_label (self->undo_toast, _ ("Undo"));
      g_signal_connect_object (self->undo_toast, "button-clicked", G_CALLBACK (lab_notices_undo),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->undo_toast, "dismissed", G_CALLBACK (on_undo_gone), self, 0);
    }
  set_sentence (self, self->undo_toast, sentence);
  g_clear_handle_id (&self->undo_source, g_source_remove);
  if (is_new)
    adw_toast_overlay_add_toast (self->overlay, self->undo_toast);
  if (self->toast != NULL)
    end_toast_in (self, CALM_TIME);
}

void
lab_notices_say_with_undo (LabNotices *self,
                           const char *sentence,
                           const LabUndo *undo,
                           gpointer owner)
{
  g_return_if_fail (LAB_IS_NOTICES (self));
  g_return_if_fail (undo != NULL);

  if (self->is_closed)
    return;
  forget_again (self);
  take_undo (self, undo, owner);
  show_undo (self, sentence);
  self->undo_source = g_timeout_add (UNDO_TIME, on_undo_due, self);
}

static gboolean
on_again_due (gpointer user_data)
{
  LabNotices *self = user_data;
  g_autofree char *sentence = g_steal_pointer (&self->again_sentence);

  self->again_source = 0;
  if (self->undo_toast == NULL)
    show_undo (self, sentence);
  return G_SOURCE_REMOVE;
}

void
lab_notices_undo (LabNotices *self)
{
  g_autofree char *trouble = NULL;

  g_return_if_fail (LAB_IS_NOTICES (self));

  if (self->undo == NULL)
    return;
  trouble = self->undo->undo (self->undo_owner);
  if (trouble == NULL)
    return;
  /* The button always dismisses its toast, so it must be shown again. */
  forget_again (self);
  show_undo (self, trouble);
  self->again_sentence = g_steal_pointer (&trouble);
  self->again_source = g_timeout_add (CALM_TIME, on_again_due, self);
}

const char *
lab_notices_get_sentence (LabNotices *self)
{
  g_return_val_if_fail (LAB_IS_NOTICES (self), NULL);

  return self->sentence;
}

gboolean
lab_notices_waits_for_undo (LabNotices *self)
{
  g_return_val_if_fail (LAB_IS_NOTICES (self), FALSE);

  return self->undo_toast != NULL && self->undo_source == 0;
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
  forget_again (self);
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_handle_id (&self->undo_source, g_source_remove);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  if (self->undo_toast != NULL)
    g_signal_handlers_disconnect_by_data (self->undo_toast, self);
  self->toast = NULL;
  self->undo_toast = NULL;
  self->undo = NULL;
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
