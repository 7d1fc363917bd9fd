/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lab's long work as the desktop sees it: a session manager and a notification daemon that
 * only count what they are asked.
 */
#include "config.h"

#include <gtk/gtk.h>

#include "app/widgets/lab-busy.h"

static const char interfaces[]
    = "<node>"
      "<interface name='org.gnome.SessionManager'>"
      "<method name='RegisterClient'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='o' direction='out'/></method>"
      "<method name='Inhibit'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='u' direction='out'/></method>"
      "<method name='Uninhibit'><arg type='u' direction='in'/></method>"
      "</interface>"
      "<interface name='org.freedesktop.Notifications'>"
      "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
      "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
      "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
      "</interface>"
      "</node>";

/* What a desktop does, in a thread of its own: GTK waits for its answers. */
static struct
{
  GMutex mutex;
  guint flags; /* of the inhibition that holds; 0: none */
  guint n_notified;
  char *summary;
  char *body;
} desktop;

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desktop.mutex);
  GVariant *answer = NULL;

  if (g_str_equal (method, "Inhibit"))
    {
      g_variant_get (parameters, "(&su&su)", NULL, NULL, NULL, &desktop.flags);
      answer = g_variant_new ("(u)", 7);
    }
  else if (g_str_equal (method, "Uninhibit"))
    desktop.flags = 0;
  else if (g_str_equal (method, "RegisterClient"))
    answer = g_variant_new ("(o)", "/org/gnome/SessionManager/Client1");
  else if (g_str_equal (method, "Notify"))
    {
      g_clear_pointer (&desktop.summary, g_free);
      g_clear_pointer (&desktop.body, g_free);
      g_variant_get_child (parameters, 3, "s", &desktop.summary);
      g_variant_get_child (parameters, 4, "s", &desktop.body);
      desktop.n_notified++;
      answer = g_variant_new ("(u)", 1);
    }
  g_dbus_method_invocation_return_value (invocation, answer);
}

static gboolean
on_ready (gpointer is_ready)
{
  g_atomic_int_set ((int *) is_ready, TRUE);
  return G_SOURCE_REMOVE;
}

static void
own (GDBusConnection *connection, const char *name)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", name, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (answer);
}

static gpointer
run_desktop (gpointer is_ready)
{
  static const GDBusInterfaceVTable table = { on_call, NULL, NULL, { 0 } };
  static const char *const paths[]
      = { "/org/gnome/SessionManager", "/org/freedesktop/Notifications" };
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interfaces, NULL);
  g_autoptr (GSource) ready = g_idle_source_new ();
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  g_main_context_push_thread_default (context);
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  g_assert_nonnull (connection);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (g_dbus_connection_register_object (connection, paths[i], node->interfaces[i],
                                                         &table, NULL, NULL, NULL),
                      >, 0);
  own (connection, "org.gnome.SessionManager");
  own (connection, "org.freedesktop.Notifications");
  g_source_set_callback (ready, on_ready, is_ready, NULL);
  g_source_attach (ready, context);
  g_main_loop_run (loop);
  return NULL;
}

static void
start_desktop (void)
{
  static int is_ready;

  g_thread_unref (g_thread_new ("desktop", run_desktop, &is_ready));
  while (!g_atomic_int_get (&is_ready))
    g_usleep (1000);
}

static guint
get_flags (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desktop.mutex);

  return desktop.flags;
}

static guint
get_n_notified (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desktop.mutex);

  return desktop.n_notified;
}

static void
pass (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + 1000 * milliseconds;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* GTK does not wait until a hold is given up. */
static void
wait_for_flags (guint flags)
{
  for (guint i = 0; i < 500 && get_flags () != flags; i++)
    pass (10);
  g_assert_cmpuint (get_flags (), ==, flags);
}

static GtkWindow *
open_window (GtkApplication *application, LabBusy **busy)
{
  GtkWindow *window = GTK_WINDOW (gtk_application_window_new (application));

  *busy = lab_busy_new (window);
  return window;
}

static void
test_awake (gconstpointer application)
{
  LabBusy *busy;
  GtkWindow *window = open_window ((gpointer) application, &busy);

  lab_busy_begin (busy, LAB_BUSY_TRAINING);
  g_assert_cmpuint (get_flags (), ==, GTK_APPLICATION_INHIBIT_SUSPEND);
  lab_busy_begin (busy, LAB_BUSY_AUDIT);
  lab_busy_pause (busy, LAB_BUSY_TRAINING);
  pass (100);
  g_assert_cmpuint (get_flags (), ==, GTK_APPLICATION_INHIBIT_SUSPEND);
  lab_busy_end (busy, LAB_BUSY_AUDIT, "Title", "Body.");
  wait_for_flags (0);

  /* A window that closes lets the machine sleep. */
  lab_busy_begin (busy, LAB_BUSY_REPLAY);
  g_assert_cmpuint (get_flags (), !=, 0);
  g_object_unref (busy);
  wait_for_flags (0);
  gtk_window_destroy (window);
}

static void
wait_for_notification (guint n)
{
  for (guint i = 0; i < 500 && get_n_notified () < n; i++)
    pass (10);
  g_assert_cmpuint (get_n_notified (), ==, n);
}

static void
test_told (gconstpointer application)
{
  LabBusy *busy;
  GtkWindow *window = open_window ((gpointer) application, &busy);
  guint n = get_n_notified ();

  /* What has not begun does not end; what was short is not told, nor is a pause. */
  lab_busy_end (busy, LAB_BUSY_AUDIT, "Title", "Body.");
  lab_busy_begin (busy, LAB_BUSY_AUDIT);
  lab_busy_end (busy, LAB_BUSY_AUDIT, "Title", "Body.");
  lab_busy_set_least_seconds (busy, 0);
  lab_busy_begin (busy, LAB_BUSY_AUDIT);
  lab_busy_pause (busy, LAB_BUSY_AUDIT);
  pass (200);
  g_assert_cmpuint (get_n_notified (), ==, n);

  lab_busy_begin (busy, LAB_BUSY_AUDIT);
  lab_busy_end (busy, LAB_BUSY_AUDIT, "The audit has ended", "Key unused.");
  wait_for_notification (n + 1);
  g_assert_cmpstr (desktop.summary, ==, "The audit has ended");
  g_assert_cmpstr (desktop.body, ==, "Key unused.");

  g_object_unref (busy);
  gtk_window_destroy (window);
}

/* Nothing is said to whoever is looking. */
static void
test_looked_at (gconstpointer application)
{
  LabBusy *busy;
  GtkWindow *window = open_window ((gpointer) application, &busy);
  guint n = get_n_notified ();

  lab_busy_set_least_seconds (busy, 0);
  gtk_window_present (window);
  for (guint i = 0; i < 500 && !gtk_window_is_active (window); i++)
    pass (10);
  if (!gtk_window_is_active (window))
    g_test_skip ("This screen gives no window the focus.");
  else
    {
      lab_busy_begin (busy, LAB_BUSY_TRAINING);
      lab_busy_end (busy, LAB_BUSY_TRAINING, "Title", "Body.");
      pass (200);
      g_assert_cmpuint (get_n_notified (), ==, n);
    }
  g_object_unref (busy);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  gtk_test_init (&argc, &argv, NULL);
  start_desktop ();
  application = gtk_application_new ("org.fuzzykey.Busy", 0);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add_data_func ("/busy/awake", application, test_awake);
  g_test_add_data_func ("/busy/told", application, test_told);
  g_test_add_data_func ("/busy/looked-at", application, test_looked_at);
  return g_test_run ();
}
