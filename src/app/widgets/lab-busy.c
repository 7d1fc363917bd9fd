/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps the machine awake during long work, and announces its end. It must not know what the work
 * is.
 */
#include "config.h"

#include "app/widgets/lab-busy.h"

#include <glib/gi18n.h>

/* Seconds of work whose end the user waits for at the window anyway. */
#define LEAST_SECONDS 30

struct _LabBusy
{
  GObject parent_instance;

  GtkWindow *window; /* not held */
  double least_seconds;
  gint64 began[LAB_N_BUSY]; /* monotonic time; 0: not going on */

  GtkApplication *inhibited; /* nullable */
  guint cookie;
};

G_DEFINE_FINAL_TYPE (LabBusy, lab_busy, G_TYPE_OBJECT)

static const char *const notifications[LAB_N_BUSY]
    = { "training-ended", "audit-ended", "replay-ended" };

static void
release (LabBusy *self)
{
  if (self->inhibited != NULL && self->cookie != 0)
    gtk_application_uninhibit (self->inhibited, self->cookie);
  self->cookie = 0;
  g_clear_object (&self->inhibited);
}

static void
hold (LabBusy *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);

  if (self->inhibited != NULL || application == NULL)
    return;
  self->inhibited = g_object_ref (application);
  self->cookie
      = gtk_application_inhibit (application, self->window, GTK_APPLICATION_INHIBIT_SUSPEND,
                                 _ ("Networks are being trained or audited"));
}

static gboolean
is_any (LabBusy *self)
{
  for (guint i = 0; i < LAB_N_BUSY; i++)
    if (self->began[i] != 0)
      return TRUE;
  return FALSE;
}

/* Whether one of the lab's windows, or a dialog, has the focus. */
static gboolean
is_looked_at (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (gtk_window_is_active (window))
        return TRUE;
    }
  return FALSE;
}

void
lab_busy_begin (LabBusy *self, LabBusyKind kind)
{
  g_return_if_fail (LAB_IS_BUSY (self));

  if (self->began[kind] == 0)
    self->began[kind] = g_get_monotonic_time ();
  hold (self);
}

void
lab_busy_pause (LabBusy *self, LabBusyKind kind)
{
  g_return_if_fail (LAB_IS_BUSY (self));

  self->began[kind] = 0;
  if (!is_any (self))
    release (self);
}

void
lab_busy_end (LabBusy *self, LabBusyKind kind, const char *title, const char *body)
{
  g_return_if_fail (LAB_IS_BUSY (self));
  g_return_if_fail (title != NULL && body != NULL);

  GtkApplication *application = gtk_window_get_application (self->window);
  double seconds = (double) (g_get_monotonic_time () - self->began[kind]) / G_USEC_PER_SEC;

  if (self->began[kind] == 0)
    return;
  lab_busy_pause (self, kind);
  if (seconds < self->least_seconds || application == NULL || is_looked_at ())
    return;
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_application_send_notification (G_APPLICATION (application), notifications[kind], notification);
}

/* Whoever looks at the window sees for themselves. */
static void
on_active (LabBusy *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);

  for (guint i = 0; application != NULL && i < LAB_N_BUSY; i++)
    if (gtk_window_is_active (self->window))
      g_application_withdraw_notification (G_APPLICATION (application), notifications[i]);
}

gboolean
lab_busy_is_going_on (LabBusy *self, LabBusyKind kind)
{
  g_return_val_if_fail (LAB_IS_BUSY (self), FALSE);

  return self->began[kind] != 0;
}

void
lab_busy_set_least_seconds (LabBusy *self, double seconds)
{
  g_return_if_fail (LAB_IS_BUSY (self));

  self->least_seconds = seconds;
}

static void
lab_busy_dispose (GObject *object)
{
  release (LAB_BUSY (object));
  G_OBJECT_CLASS (lab_busy_parent_class)->dispose (object);
}

static void
lab_busy_class_init (LabBusyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lab_busy_dispose;
}

static void
lab_busy_init (LabBusy *self)
{
  self->least_seconds = LEAST_SECONDS;
}

LabBusy *
lab_busy_new (GtkWindow *window)
{
  LabBusy *self = g_object_new (LAB_TYPE_BUSY, NULL);

  g_return_val_if_fail (GTK_IS_WINDOW (window), self);

  self->window = window;
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active), self,
                           G_CONNECT_SWAPPED);
  return self;
}
