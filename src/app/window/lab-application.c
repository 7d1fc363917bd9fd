/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program fuzzy-key-lab: its options, its keys, its one window.
 */
#include "config.h"

#include "app/window/lab-application.h"

#include <glib/gi18n.h>

#include "base/ending.h"
#include "app/window/lab-command-line.h"
#include "app/window/lab-options.h"
#include "app/window/lab-preferences.h"

struct _LabApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (LabApplication, lab_application, ADW_TYPE_APPLICATION)

/* No shortcuts on Alt or Super: they belong to the desktop and to assistive tools. */
static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "win.welcome", { "F1" } },
  { "win.close", { "<Control>w" } },
  { "win.start-or-pause", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.step", { "F8" } },
  { "win.step-round", { "<Shift>F8" } },
  { "win.restart", { "<Control>r" } },
  { "win.open-study", { "<Control>o" } },
  { "win.save-study-as", { "<Control>s" } },
  { "win.export", { "<Control>e" } },
  { "win.replay", { "<Control><Shift>r" } },
  { "win.add-curve", { "<Control>d" } },
  { "win.copy-text", { "<Control><Shift>c" } },
  { "win.toggle-panel", { "F9" } },
  { "win.view::training", { "<Control>1" } },
  { "win.view::side-by-side", { "<Control>2" } },
  { "win.view::library", { "<Control>3" } },
  { "win.view::audit", { "<Control>4" } },
  { "win.audit(-1)", { "<Control><Shift>a" } },
  { "win.search-library", { "<Control>f" } },
  { "win.log-y", { "<Control>l" } },
  { "win.fit", { "<Control>0" } },
  { "win.zoom(1.5)", { "<Control>plus", "<Control>equal" } },
  { "win.zoom(0.6666666666666666)", { "<Control>minus" } },
};

static LabWindow *
get_window (LabApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LAB_IS_WINDOW (l->data))
      return LAB_WINDOW (l->data);
  return NULL;
}

static int
lab_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  return lab_command_line_follow (line, GTK_APPLICATION (application),
                                  get_window (LAB_APPLICATION (application)));
}

static int
lab_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("fuzzy-key-lab %s\n", LAB_VERSION);
      return 0;
    }
  /* GTK would exit with its own message. */
  if (!gtk_init_check ())
    {
      g_printerr ("fuzzy-key-lab: %s\n",
                  _ ("There is no display for the window: start it in a desktop session, or use "
                     "the command fuzzy-key, which needs none."));
      return 1;
    }
  return G_APPLICATION_CLASS (lab_application_parent_class)
      ->handle_local_options (application, given);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *window = get_window (user_data);

  /* Closing the window stops training and ends the program. */
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (user_data);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *about = adw_about_window_new ();
  LabWindow *window = get_window (user_data);

  g_object_set (about, "transient-for", window, "modal", TRUE, "application-name",
                _ ("Fuzzy Key Lab"), "application-icon", LAB_APPLICATION_ID, "version", LAB_VERSION,
                "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("Trains Alice, Bob and Eve, neural networks that learn to encrypt with keys "
                   "that differ in a few bits, and shows what they learn as they learn it.\n\n"
                   "This is a lab for research and teaching, not a cipher: protect nothing with "
                   "it. The numbers it shows are no proof of secrecy.\n\n"
                   "The scheme of the paper it follows is patented in some places (CN109347633B)."),
                "translator-credits",
                /* Translators: your names, one per line. */
                _ ("translator-credits"), NULL);
  gtk_window_present (GTK_WINDOW (about));
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *window = get_window (user_data);
  GSettings *settings = window != NULL ? lab_window_get_frame (window)->settings : NULL;

  if (settings != NULL)
    gtk_window_present (GTK_WINDOW (lab_preferences_new (GTK_WINDOW (window), settings)));
  else if (window != NULL)
    lab_window_say (window, _ ("The lab is not installed, so preferences are not remembered."));
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWindow *window = get_window (user_data);

  if (window != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window), "show-help-overlay", NULL);
}

/* At the end of the session or on Ctrl-C: as if the user closed the window. */
static gboolean
on_signal (gpointer user_data)
{
  on_quit (NULL, NULL, user_data);
  return G_SOURCE_CONTINUE;
}

static const GActionEntry entries[] = {
  { .name = "about", .activate = on_about },
  { .name = "preferences", .activate = on_preferences },
  { .name = "quit", .activate = on_quit },
  { .name = "shortcuts", .activate = on_shortcuts },
};

static void
lab_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (lab_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (LAB_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  base_ending_hold (); /* closing saves what has been trained, however long that takes */
  base_ending_watch (on_signal, self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (self, accelerators[i].action, accelerators[i].keys);
}

static void
lab_application_activate (GApplication *application)
{
  LabApplication *self = LAB_APPLICATION (application);
  LabWindow *window = get_window (self);

  if (window == NULL)
    {
      window = lab_command_line_open_window (GTK_APPLICATION (self), NULL);
      lab_window_open_last (window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
lab_application_class_init (LabApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = lab_application_activate;
  application_class->command_line = lab_application_command_line;
  application_class->handle_local_options = lab_application_handle_local_options;
  application_class->startup = lab_application_startup;
}

static void
lab_application_init (LabApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), lab_options);
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _ ("Train neural networks that encrypt with fuzzy keys, and watch them."));
}

LabApplication *
lab_application_new (void)
{
  return g_object_new (LAB_TYPE_APPLICATION, "application-id", LAB_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/org/fuzzykey/Lab", NULL);
}
