/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files that one command reads and writes. It never writes a file that it also reads or
 * already writes, whatever links or names lead to it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BasePaths BasePaths;

/* (transfer full) */
BasePaths *base_paths_new (void);
void base_paths_free (BasePaths *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BasePaths, base_paths_free)

/* @path: (nullable): "-" for standard input. Add inputs before outputs. */
void base_paths_add_input (BasePaths *self, const char *path);

/**
 * base_paths_add_output:
 * @path: (nullable): "-" for standard output
 *
 * Returns: FALSE with a G_FILE_ERROR if it is already among them. A device such as /dev/null may
 * be named any number of times.
 */
gboolean base_paths_add_output (BasePaths *self, const char *path, GError **error);

G_END_DECLS
