/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options of fuzzy-key-lab: a table that the program, its man page and its
 * completions share. Knows GLib only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values are in the dictionary of the command line. */
extern const GOptionEntry lab_options[];

/* What the window's program is, translatable, for its man page. */
extern const char *const lab_options_summary;
extern const char *const lab_options_description;

G_END_DECLS
