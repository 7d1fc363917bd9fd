/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one reader of user files: a file, a pipe, `<(…)`, or "-" for standard input; and what an
 * unexpected file is.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_input_read:
 * @path: "-" for standard input
 * @max: bytes
 *
 * Reads all of it. Memory grows with the data read, not with the size claimed.
 *
 * Returns: (transfer full): NULL with a G_FILE_ERROR, one sentence that names the input: it does
 * not exist, is a folder, longer than @max, or too large for the memory
 */
GBytes *base_input_read (const char *path, gsize max, GError **error);

/* Whether @path names standard input: "-", /dev/stdin, /dev/fd/0. */
gboolean base_input_is_standard (const char *path);

/**
 * base_input_get_name:
 *
 * Returns: (transfer full): its name for messages: valid UTF-8, "standard input" for "-"
 */
char *base_input_get_name (const char *path);

/**
 * base_input_describe:
 * @bytes: [n] the beginning of a file
 *
 * Returns: (nullable): its kind by its first bytes, as "a PNG picture"; NULL if it is none of the
 * kinds that people commonly confuse
 */
const char *base_input_describe (const void *bytes, gsize n);

G_END_DECLS
