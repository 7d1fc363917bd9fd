/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of a test's own, for what writes files.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new, empty folder that is removed by fixture_remove_folder(). */
char *fixture_make_folder (void);

/* Removes @folder and the files in it, and frees @folder. Fails where one cannot be removed. */
void fixture_remove_folder (char *folder);

/* Names in @folder, for "nothing is left behind". */
guint fixture_count_files (const char *folder);

G_END_DECLS
