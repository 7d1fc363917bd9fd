/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a store is, and opening it for training or only for reading.
 */
#include "config.h"

#include "lab/store/lab-store-place.h"
#include "lab/store/lab-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/path.h"

/* GLib caches the first answer and accepts a relative folder, which the specification says to
 * ignore. (nullable) (transfer full) */
static char *
get_data_folder (void)
{
  const char *folder = g_getenv ("XDG_DATA_HOME");
  const char *home = g_getenv ("HOME");

  if (folder != NULL && g_path_is_absolute (folder))
    return g_strdup (folder);
  if (home == NULL)
    home = g_get_home_dir ();
  return g_path_is_absolute (home) ? g_build_filename (home, ".local", "share", NULL) : NULL;
}

char *
lab_store_get_default_path (GError **error)
{
  g_autofree char *folder = get_data_folder ();

  if (folder != NULL)
    return g_build_filename (folder, "fuzzy-key-lab", "runs.db", NULL);
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("there is no place for a store: HOME is not an absolute path; name a store with "
                  "--store FILE"));
  return NULL;
}

char *
lab_store_resolve (const char *path, GError **error)
{
  g_autofree char *place = path != NULL ? g_strdup (path) : lab_store_get_default_path (error);

  if (place == NULL)
    return NULL;
  /* Log and locks are beside the file, not beside a link to it, so that all who open it by
   * different names share them. An absolute name also has no special meaning to SQLite. */
  if (place[0] != '\0')
    return base_path_resolve (place);
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("a store is a file, and “” is not the name of one; name a file"));
  return NULL;
}

gboolean
lab_store_is_missing (const char *path)
{
  g_autofree char *place = lab_store_resolve (path, NULL);
  GStatBuf status;

  return place != NULL && g_stat (place, &status) != 0 && errno == ENOENT;
}

gboolean
lab_store_is_store (const char *path)
{
  LabPlace place;

  return lab_place_look (path, &place, NULL)
         && (place == LAB_PLACE_STORE || place == LAB_PLACE_UNNAMED);
}

LabStore *
lab_store_open (const char *path, GError **error)
{
  g_autoptr (LabStore) store = g_object_new (LAB_TYPE_STORE, NULL);

  store->path = lab_store_resolve (path, error);
  if (store->path == NULL)
    return NULL;
  store->database = lab_database_open_to_write (store->path, error);
  if (store->database == NULL)
    return NULL;
  store->notice = g_steal_pointer (&store->database->notice);
  store->file = store->database->id;
  store->purges = TRUE;
  store->locks = lab_locks_new (store->path);
  store->writer = g_thread_try_new ("store", lab_store_run_writer, store, error);
  return store->writer != NULL ? g_steal_pointer (&store) : NULL;
}

LabStore *
lab_store_open_to_read (const char *path, GError **error)
{
  g_autoptr (LabStore) store = g_object_new (LAB_TYPE_STORE, NULL);

  store->path = lab_store_resolve (path, error);
  if (store->path == NULL)
    return NULL;
  store->database = lab_database_open_to_look (store->path, error);
  if (store->database == NULL)
    return NULL;
  store->notice = g_steal_pointer (&store->database->notice);
  store->file = store->database->id;
  store->locks = lab_locks_new_to_look (store->path);
  return g_steal_pointer (&store);
}

char *
lab_store_describe_locks (LabStore *store)
{
  const char *path;
  int reason = lab_locks_get_reason (store->locks, &path);

  if (reason == 0)
    return NULL;
  if (reason == EMFILE || reason == ENFILE)
    return g_strdup_printf (
        _ ("no run can be claimed: the file %s cannot be opened (%s); raise the limit, for example "
           "with “ulimit -n 1024”, or end other programs"),
        path, g_strerror (reason));
  return g_strdup_printf (_ ("no run can be claimed: the file %s cannot be written or locked (%s); "
                             "make it and its folder writable, or copy the store elsewhere"),
                          path, g_strerror (reason));
}

LabLocks *
lab_store_get_locks (LabStore *store)
{
  return store->locks;
}

const char *
lab_store_get_path (LabStore *store)
{
  return store->path;
}

gboolean
lab_store_is_at (LabStore *store, const char *path)
{
  g_autofree char *place = base_path_resolve (path);

  return g_str_equal (place, store->path);
}
