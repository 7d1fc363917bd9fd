/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of one command.
 */
#include "config.h"

#include "base/paths.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"
#include "base/path.h"

typedef struct
{
  char *shown;
  gboolean is_output;
  gboolean exists;
  gboolean is_stream; /* standard input or output, if that is a pipe, a device or a terminal */
  dev_t device;
  ino_t inode;
  char *resolved; /* if nothing exists there yet */
} Place;

struct _BasePaths
{
  GPtrArray *places;
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->shown);
  g_free (place->resolved);
  g_free (place);
}

BasePaths *
base_paths_new (void)
{
  BasePaths *self = g_new (BasePaths, 1);

  self->places = g_ptr_array_new_with_free_func (place_free);
  return self;
}

void
base_paths_free (BasePaths *self)
{
  g_ptr_array_unref (self->places);
  g_free (self);
}

/* NULL for what may be shared: a device, a pipe or a terminal. */
static Place *
place_new (const char *path, gboolean is_output)
{
  gboolean is_standard
      = is_output ? base_path_is_standard_output (path) : base_input_is_standard (path);
  int fd = is_output ? STDOUT_FILENO : STDIN_FILENO;
  Place *place;
  struct stat status;
  gboolean exists = (is_standard ? fstat (fd, &status) : stat (path, &status)) == 0;

  if (exists && !S_ISREG (status.st_mode) && !is_standard)
    return NULL;
  place = g_new0 (Place, 1);
  place->is_output = is_output;
  place->is_stream = exists && !S_ISREG (status.st_mode);
  place->exists = exists;
  if (exists)
    {
      place->device = status.st_dev;
      place->inode = status.st_ino;
    }
  else
    place->resolved = base_path_resolve (path);
  if (is_standard)
    place->shown = g_strdup (is_output ? _ ("standard output") : _ ("standard input"));
  else
    {
      g_autofree char *name = g_filename_display_name (path);

      place->shown = g_strdup_printf (_ ("“%s”"), name);
    }
  return place;
}

static gboolean
is_same (const Place *one, const Place *other)
{
  /* A terminal may be both read and written; two outputs to it would mix. */
  if (one->exists != other->exists
      || (one->is_stream && !(one->is_output && other->is_output && other->is_stream)))
    return FALSE;
  return one->exists ? one->device == other->device && one->inode == other->inode
                     : g_str_equal (one->resolved, other->resolved);
}

void
base_paths_add_input (BasePaths *self, const char *path)
{
  Place *place = path != NULL ? place_new (path, FALSE) : NULL;

  if (place != NULL)
    g_ptr_array_add (self->places, place);
}

gboolean
base_paths_add_output (BasePaths *self, const char *path, GError **error)
{
  Place *place = path != NULL ? place_new (path, TRUE) : NULL;

  if (place == NULL)
    return TRUE;
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *other = self->places->pdata[i];

      if (!is_same (place, other))
        continue;
      if (other->is_output)
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                     _ ("%s would be written twice; name two different files"), place->shown);
      else
        g_set_error (
            error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
            _ ("%s is also read as input, and writing would replace it; write to another file"),
            place->shown);
      place_free (place);
      return FALSE;
    }
  g_ptr_array_add (self->places, place);
  return TRUE;
}
