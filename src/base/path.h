/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Resolving a path: to an open file, or to a place with links followed.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_path_is_open_file:
 *
 * Whether @path names a file that is already open: "-", /dev/stdout, /dev/fd/3. It may be a
 * regular file, which still belongs to whoever opened it.
 */
gboolean base_path_is_open_file (const char *path);

/* Its descriptor, standard output's for "-"; -1 if @path names no open file. */
int base_path_get_descriptor (const char *path);

/* Whether @path names standard output: "-", /dev/stdout, /dev/fd/1. */
gboolean base_path_is_standard_output (const char *path);

/**
 * base_path_resolve:
 *
 * Returns: (transfer full): an absolute name without links, whether or not it exists
 */
char *base_path_resolve (const char *path);

G_END_DECLS
