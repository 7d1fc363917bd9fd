/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a file as a whole.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_file_write:
 * @path: what to write; a target that is no regular file (a device, a pipe) is
 * written directly, never replaced
 *
 * Writes all of @bytes or leaves what was there as it was.
 *
 * Returns: FALSE with a G_FILE_ERROR, one sentence that names the file
 */
gboolean lab_file_write (const char *path, const char *bytes, gsize n_bytes, GError **error);

G_END_DECLS
