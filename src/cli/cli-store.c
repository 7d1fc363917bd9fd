/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens the store for the sub-commands.
 */
#include "config.h"

#include "cli/cli-store.h"

#include <glib/gi18n.h>

#include "cli/cli-progress.h"
#include "cli/cli.h"

/* (transfer full): @store, after reporting its error or notice. Takes @error. */
static LabStore *
tell_opened (LabStore *store, GError *error)
{
  if (store == NULL)
    cli_complain ("%s", error->message);
  else if (lab_store_get_notice (store) != NULL)
    cli_complain ("%s", lab_store_get_notice (store));
  g_clear_error (&error);
  return store;
}

LabStore *
cli_store_open_to_read (const char *path)
{
  GError *error = NULL;
  LabStore *store = lab_store_open_to_read (path, &error);

  return tell_opened (store, error);
}

gboolean
cli_store_open_to_list (const char *path, LabStore **store, char **place)
{
  g_autoptr (GError) error = NULL;

  *place = lab_store_resolve (path, &error);
  if (*place == NULL)
    {
      cli_complain ("%s", error->message);
      return FALSE;
    }
  /* Nothing was ever stored; not an error. */
  if (path == NULL && lab_store_is_missing (*place))
    return TRUE;
  *store = cli_store_open_to_read (*place);
  return *store != NULL;
}

LabStore *
cli_store_open_to_train (const char *path)
{
  GError *error = NULL;
  LabStore *store = lab_store_open (path, &error);

  return tell_opened (store, error);
}

LabStore *
cli_store_open_to_keep (const char *path)
{
  return lab_store_is_missing (path) ? cli_store_open_to_train (path)
                                     : cli_store_open_to_read (path);
}

gboolean
cli_store_is_whole (LabStore *store)
{
  return store == NULL || lab_store_get_notice (store) == NULL;
}

/* Set on a store that was replaced by a new one without the old contents. */
#define IS_NEW "fuzzy-key-store-is-new"

static void
tell_notice (LabStore *store, GParamSpec *pspec, gpointer data)
{
  cli_progress_break ();
  cli_complain ("%s", lab_store_get_notice (store));
  g_object_set_data (G_OBJECT (store), IS_NEW, GINT_TO_POINTER (TRUE));
}

static void
tell_trouble (LabStore *store, GParamSpec *pspec, gpointer data)
{
  const char *trouble = lab_store_get_trouble (store);

  if (trouble == NULL && g_object_steal_data (G_OBJECT (store), IS_NEW) != NULL)
    return;
  cli_progress_break ();
  if (trouble != NULL)
    cli_complain (_ ("%s; training continues, and new results are stored as soon as possible; "
                     "until then only --csv and --plot, if given, keep them"),
                  trouble);
  else
    cli_complain (_ ("the store %s is up to date again"), lab_store_get_path (store));
}

void
cli_store_tell_troubles (LabStore *store)
{
  g_signal_connect (store, "notify::notice", G_CALLBACK (tell_notice), NULL);
  g_signal_connect (store, "notify::trouble", G_CALLBACK (tell_trouble), NULL);
}

/* Two names of one file, or of one that will be created. */
static gboolean
is_same_place (const char *one, const char *other)
{
  g_autofree char *place = lab_store_resolve (other, NULL);

  return cli_is_same_file (one, other) || g_strcmp0 (place, one) == 0;
}

gboolean
cli_store_check_target (const char *path, const char *target)
{
  static const char *const endings[] = { "", "-journal", "-wal", "-shm", "-locks" };
  g_autofree char *place = lab_store_resolve (path, NULL);

  for (guint i = 0; target != NULL && place != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *part = g_strconcat (place, endings[i], NULL);

      if (!is_same_place (part, target))
        continue;
      cli_complain (_ ("%s belongs to the store; name another file"), target);
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
  cli_complain (
      _ ("not all of these results are stored: %s; the files of --csv and --plot are complete"),
      lab_store_get_trouble (store));
}

static gboolean
parse_number (const char *text, gint64 *number)
{
  *number = 0;
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, number, NULL);
}

gboolean
cli_store_shows (const LabStoredRun *run, gboolean history)
{
  return run->place == LAB_RUN_PLACE_LISTED || (history && run->place == LAB_RUN_PLACE_HISTORY);
}

gint64
cli_store_parse_run (const char *text)
{
  gint64 number;

  if (!parse_number (text, &number))
    cli_complain (_ ("“%s” is not the number of a run; “fuzzy-key runs” lists the runs"), text);
  return number;
}

gint64
cli_store_parse_study (const char *text)
{
  gint64 number;

  if (!parse_number (text, &number))
    cli_complain (
        _ ("“%s” is not the number of a stored study; “fuzzy-key runs” lists the studies"), text);
  return number;
}

gint64
cli_store_parse_audit (const char *text)
{
  gint64 number;

  if (!parse_number (text, &number))
    cli_complain (_ ("“%s” is not the number of an audit; “fuzzy-key audits” lists the audits"),
                  text);
  return number;
}
