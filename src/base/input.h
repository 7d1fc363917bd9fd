/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one reader of a person's files: a file, a pipe, `<(…)`, or "-" for standard
 * input, and what a file is that is not the one expected.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_input_read:
 * @path: "-" for standard input
 * @max: bytes
 *
 * All of it. Memory grows with what comes, not with what is promised.
 *
 * Returns: (transfer full): NULL with a G_FILE_ERROR, one sentence that names the
 * input: it is not there, a folder, longer than @max, too large for the memory
 */
GBytes *base_input_read (const char *path, gsize max, GError **error);

/* Whether @path names standard input: "-", /dev/stdin, /dev/fd/0. */
gboolean base_input_is_standard (const char *path);

/**
 * base_input_get_name:
 *
 * Returns: (transfer full): how a sentence names it: valid UTF-8, "standard input" for
 * "-"
 */
char *base_input_get_name (const char *path);

/**
 * base_input_describe:
 * @bytes: [n] the beginning of a file
 *
 * Returns: (nullable): what it is by its first bytes, as "a PNG picture"; NULL if none
 * of the kinds that people mistake for each other
 */
const char *base_input_describe (const void *bytes, gsize n);

G_END_DECLS
