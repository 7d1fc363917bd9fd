/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of a test's own, for what writes files.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new, empty folder that is removed by fixture_remove_folder(). */
char *fixture_make_folder (void);

/* Removes @folder and all that is in it, and frees @folder. Fails where that cannot be. */
void fixture_remove_folder (char *folder);

/* A device in @folder on which no byte has room, as /dev/full: one of the test's own where it
 * may make one, for root, who may, could lose the system's to what is tested. NULL where
 * there is none. */
char *fixture_make_full_device (const char *folder);

/* Whether @path is still what fixture_make_full_device() made it. */
gboolean fixture_is_full_device (const char *path);

/* Names in @folder, for "nothing is left behind". */
guint fixture_count_files (const char *folder);

G_END_DECLS
