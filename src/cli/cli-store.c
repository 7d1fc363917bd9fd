/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store as sub-commands use it.
 */
#include "config.h"

#include "cli-store.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "cli.h"

LabStore *
cli_store_open (const char *path, gboolean must_exist)
{
  g_autofree char *place = path != NULL ? g_strdup (path) : lab_store_get_default_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = NULL;

  if (must_exist && place[0] != '\0' && !g_file_test (place, G_FILE_TEST_EXISTS))
    {
      cli_complain (_ ("there is no store %s; “fuzzy-key train” or the window make one"), place);
      return NULL;
    }
  store = lab_store_open (place, &error);
  if (store == NULL)
    cli_complain ("%s", error->message);
  else if (lab_store_get_notice (store) != NULL)
    cli_complain ("%s", lab_store_get_notice (store));
  return g_steal_pointer (&store);
}

/* Set on a store that is another one since and does not hold what the former held. */
#define IS_NEW "fuzzy-key-store-is-new"

static void
tell_notice (LabStore *store, GParamSpec *pspec, gpointer data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\n"); /* below the line of progress */
  cli_complain ("%s", lab_store_get_notice (store));
  g_object_set_data (G_OBJECT (store), IS_NEW, GINT_TO_POINTER (TRUE));
}

static void
tell_trouble (LabStore *store, GParamSpec *pspec, gpointer data)
{
  const char *trouble = lab_store_get_trouble (store);

  if (trouble == NULL && g_object_steal_data (G_OBJECT (store), IS_NEW) != NULL)
    return;
  if (isatty (STDERR_FILENO))
    g_printerr ("\n");
  if (trouble != NULL)
    cli_complain (_ ("%s; training goes on, and what is new is stored once that is possible"),
                  trouble);
  else
    cli_complain (_ ("the store %s holds everything again"), lab_store_get_path (store));
}

void
cli_store_tell_troubles (LabStore *store)
{
  g_signal_connect (store, "notify::notice", G_CALLBACK (tell_notice), NULL);
  g_signal_connect (store, "notify::trouble", G_CALLBACK (tell_trouble), NULL);
}

gboolean
cli_store_check_target (LabStore *store, const char *target)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-locks" };

  for (guint i = 0; target != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *part = g_strconcat (lab_store_get_path (store), endings[i], NULL);

      if (!cli_is_same_file (target, part))
        continue;
      cli_complain (_ ("%s belongs to the store; write to another file"), target);
      return FALSE;
    }
  return TRUE;
}

gboolean
cli_store_finish (LabStore *store)
{
  if (store == NULL)
    return TRUE;
  g_signal_handlers_block_by_func (store, tell_trouble, NULL);
  return lab_store_flush (store);
}

void
cli_store_complain (LabStore *store)
{
  cli_complain (_ ("not all of these results are stored: %s"), lab_store_get_trouble (store));
}

gint64
cli_store_parse_run (const char *text)
{
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL))
    return number;
  cli_complain (_ ("a run is named by its number, and “%s” is none; “fuzzy-key runs” lists them"),
                text);
  return 0;
}
