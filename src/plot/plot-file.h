// SPDX-License-Identifier: GPL-3.0-or-later
// Files written whole or not at all. Never replaces what is no regular file.
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlotFile: a file being written.
 *
 * A regular file (or none yet) is written beside its place under a hidden temporary name and
 * renamed when it is complete; its permissions stay, and a symbolic link stays one: what it
 * points to is replaced. What exists and is no regular file (a device, a pipe), and whatever is
 * open already (/dev/stdout, /dev/fd/3) is written directly and stays what it is.
 *
 * Errors are of #G_FILE_ERROR, each one sentence that names the file. After the first error all
 * later writes fail with it.
 */
typedef struct _PlotFile PlotFile;

/* NULL with an error if the file can not be written there. */
PlotFile *plot_file_open (const char *path, GError **error);

/* FALSE if not all bytes could be written. */
gboolean plot_file_write (PlotFile *self, const void *bytes, gsize n_bytes, GError **error);

/* Completes the file and frees @self. FALSE with an error if anything since the opening failed:
 * then the former file is unharmed and nothing is left behind. */
gboolean plot_file_close (PlotFile *self, GError **error);

/* Gives up and frees @self: the former file is unharmed, nothing is left behind. NULL is fine. */
void plot_file_discard (PlotFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotFile, plot_file_discard)

/* Open, write and close in one. */
gboolean plot_file_write_bytes (const char *path, const void *bytes, gsize n_bytes, GError **error);

G_END_DECLS
