/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a command line asks of the lab: which file, study and store, and whether to start. Names
 * are relative to the caller's folder.
 */
#include "config.h"

#include "app/window/lab-command-line.h"

#include <glib/gi18n.h>

#include "base/input.h"
#include "lab/experiment/lab-error.h"
#include "lab/session/lab-file-kind.h"
#include "app/window/lab-settings.h"

/* Exit status after a usage error. */
#define WRONG_USE 2

/* What is asked for; each may be NULL. */
typedef struct
{
  const char *study; /* a shipped name, a file or "-" */
  char *store;
  char *weights;
  gboolean shows_store; /* given as a file: the user wants to see what is in it */
} Wish;

static void
clear_wish (Wish *wish)
{
  g_free (wish->store);
  g_free (wish->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, clear_wish)

LabWindow *
lab_command_line_open_window (GtkApplication *application, const char *path)
{
  LabWindow *window = lab_window_new (application);
  g_autofree char *preferred = lab_settings_get_store (lab_window_get_frame (window)->settings);

  lab_window_open_store (window, path != NULL ? path : preferred);
  return window;
}

static char *
get_path (GApplicationCommandLine *line, const char *name)
{
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, name);

  return g_file_get_path (file);
}

static gboolean
refuse_argument (GApplicationCommandLine *line, const char *argument)
{
  g_application_command_line_printerr (line, _ ("fuzzy-key-lab: unexpected argument “%s”\n"),
                                       argument);
  return FALSE;
}

/* Takes FILE as what it is. */
static gboolean
take_file (GApplicationCommandLine *line, Wish *wish, const char *name)
{
  g_autofree char *path = get_path (line, name);
  LabFileKind kind = path != NULL ? lab_file_kind_guess (path) : LAB_FILE_STUDY;

  if (kind == LAB_FILE_STORE && wish->store == NULL)
    {
      wish->store = g_steal_pointer (&path);
      wish->shows_store = TRUE;
    }
  else if (kind == LAB_FILE_WEIGHTS && wish->study == NULL)
    wish->weights = g_steal_pointer (&path);
  else if (kind == LAB_FILE_STUDY && wish->study == NULL)
    wish->study = name;
  else
    return refuse_argument (line, name);
  return TRUE;
}

static gboolean
read_wish (GApplicationCommandLine *line, Wish *wish)
{
  GVariantDict *given = g_application_command_line_get_options_dict (line);
  g_autofree const char **files = NULL;
  const char *store = NULL;

  g_variant_dict_lookup (given, "study", "&s", &wish->study);
  g_variant_dict_lookup (given, "store", "^&ay", &store);
  g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&ay", &files);
  if (store != NULL)
    wish->store = get_path (line, store);
  if (files == NULL)
    return TRUE;
  return take_file (line, wish, files[0]) && (files[1] == NULL || refuse_argument (line, files[1]));
}

static gboolean
open_study (LabWindow *window, GApplicationCommandLine *line, const char *study, GError **error)
{
  g_autofree char *path = get_path (line, study);
  gboolean is_file = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);

  if (base_input_is_standard (study))
    {
      if (!g_application_command_line_get_is_remote (line))
        return lab_window_open_study (window, study, error);
      g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                   _ ("the lab that is already open has a different standard input; name a file"));
      return FALSE;
    }
  return lab_window_open_study (window, is_file ? path : study, error);
}

/* A running lab already has its store. */
static gboolean
is_other_store (LabWindow *window, const char *path)
{
  LabStore *store = lab_session_get_store (lab_window_get_session (window));

  return store == NULL || !lab_store_is_at (store, path);
}

static void
show (LabWindow *window, const Wish *wish)
{
  if (wish->weights != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window), "open-file",
                                    g_variant_new_string (wish->weights));
  else if (wish->shows_store && wish->study == NULL)
    lab_frame_show (lab_window_get_frame (window), "library");
}

int
lab_command_line_follow (GApplicationCommandLine *line,
                         GtkApplication *application,
                         LabWindow *window)
{
  gboolean is_new = window == NULL;
  g_auto (Wish) wish = { 0 };
  g_autoptr (GError) error = NULL;

  if (!read_wish (line, &wish))
    return WRONG_USE;
  if (!is_new && wish.store != NULL && is_other_store (window, wish.store))
    {
      g_application_command_line_printerr (
          line,
          _ ("fuzzy-key-lab: the lab is already open with a store other than %s; close it first\n"),
          wish.store);
      return WRONG_USE;
    }
  if (is_new)
    window = lab_command_line_open_window (application, wish.store);
  if (wish.study != NULL && !open_study (window, line, wish.study, &error))
    {
      g_application_command_line_printerr (line, "fuzzy-key-lab: %s\n", error->message);
      if (is_new)
        gtk_window_destroy (GTK_WINDOW (window));
      else
        lab_window_say (window, error->message);
      return WRONG_USE;
    }
  if (wish.study == NULL && is_new)
    lab_window_open_last (window);

  gtk_window_present (GTK_WINDOW (window));
  show (window, &wish);
  if (g_variant_dict_contains (g_application_command_line_get_options_dict (line), "start"))
    {
      lab_window_start (window);
      /* Whoever starts wants to see the curves. */
      g_action_group_activate_action (G_ACTION_GROUP (window), "welcome-leave", NULL);
    }
  return 0;
}
