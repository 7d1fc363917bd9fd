/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one writer of files: whole or not at all. Never replaces what is no regular
 * file, never leaves half a file or a temporary one behind, whatever ends the program.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BaseFile: a file being written.
 *
 * A regular file (or none yet) is written beside its place and renamed when it is
 * complete; its permissions stay, and a symbolic link stays one: what it points to is
 * replaced. What exists and is no regular file (a device, a pipe), and whatever is open
 * already ("-" for standard output, /dev/stdout, /dev/fd/3) is written directly and
 * stays what it is.
 *
 * Errors are of #G_FILE_ERROR, each one sentence that names the file and the way on.
 * After the first error all later writes fail with it.
 */
typedef struct _BaseFile BaseFile;

/**
 * base_file_open:
 *
 * Returns: (transfer full): NULL with an error if the file cannot be written there
 */
BaseFile *base_file_open (const char *path, GError **error);

/* FALSE if not all bytes could be written. */
gboolean base_file_write (BaseFile *self, const void *bytes, gsize n_bytes, GError **error);

/**
 * base_file_close:
 *
 * Completes the file and frees @self.
 *
 * Returns: FALSE with an error if anything since the opening failed: then the former
 * file is unharmed and nothing is left behind
 */
gboolean base_file_close (BaseFile *self, GError **error);

/* Gives up and frees @self: the former file is unharmed, nothing is left behind. */
void base_file_discard (BaseFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseFile, base_file_discard)

/* Open, write and close in one. */
gboolean base_file_write_bytes (const char *path, const void *bytes, gsize n_bytes, GError **error);

/**
 * base_file_check:
 *
 * Whether something can be written there, asked before hours of work. A pipe is not
 * opened for that: closing it again would end it for its reader.
 */
gboolean base_file_check (const char *path, GError **error);

G_END_DECLS
