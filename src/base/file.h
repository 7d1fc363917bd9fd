/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one writer of files: complete or not at all. It replaces only regular files, and never
 * leaves a partial or temporary file behind, however the program ends.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BaseFile: a file being written.
 *
 * A regular file (or a new one) is written beside its target and renamed when it is complete;
 * permissions are kept, and so is a symbolic link: its target is replaced. Anything that exists
 * but is no regular file (a device, a pipe), and any open file ("-" for standard output,
 * /dev/stdout, /dev/fd/3) is written directly and stays what it is.
 *
 * Errors are of #G_FILE_ERROR, each one sentence that names the file and the remedy. After the
 * first error all later writes fail with it.
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
 * Returns: FALSE with an error if anything since opening failed: then the old file is unharmed and
 * nothing is left behind
 */
gboolean base_file_close (BaseFile *self, GError **error);

/* Gives up and frees @self: the old file is unharmed, nothing is left behind. */
void base_file_discard (BaseFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseFile, base_file_discard)

/* Opens, writes and closes. */
gboolean base_file_write_bytes (const char *path, const void *bytes, gsize n_bytes, GError **error);

/**
 * base_file_check:
 *
 * Whether something can be written there, checked before hours of work. A pipe is not opened for
 * this: closing it again would end it for its reader.
 */
gboolean base_file_check (const char *path, GError **error);

G_END_DECLS
