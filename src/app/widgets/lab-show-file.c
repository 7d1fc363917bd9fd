/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens a file or folder with whatever program the desktop has for it.
 */
#include "config.h"

#include "app/widgets/lab-show-file.h"

#include <glib/gi18n.h>

typedef struct
{
  char *path;
  LabShowFailed failed;
} Showing;

static void
on_shown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Showing *showing = user_data;
  g_autofree char *path = showing->path;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *sentence
      = g_strdup_printf (_ ("No program opened %s; open it yourself."), shown);
  showing->failed (GTK_WINDOW (source), sentence);
}

void
lab_show_file (GtkWindow *window, const char *path, LabShowFailed failed)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  Showing *showing = g_new0 (Showing, 1);

  showing->path = g_strdup (path);
  showing->failed = failed;
  gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, on_shown, showing);
}
