/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of one command: what it reads and what it writes. None that it writes is
 * one that it reads, or one that it writes already, by whatever links or names.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BasePaths BasePaths;

/* (transfer full) */
BasePaths *base_paths_new (void);
void base_paths_free (BasePaths *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BasePaths, base_paths_free)

/* @path: (nullable): "-" for standard input. Before the outputs. */
void base_paths_add_input (BasePaths *self, const char *path);

/**
 * base_paths_add_output:
 * @path: (nullable): "-" for standard output
 *
 * Returns: FALSE with a G_FILE_ERROR when it is among them already. A device such as
 * /dev/null may be named as often as one likes.
 */
gboolean base_paths_add_output (BasePaths *self, const char *path, GError **error);

G_END_DECLS
