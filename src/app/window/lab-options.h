/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options of fuzzy-key-lab: a table shared by the program, its man page and its completions.
 * Uses only GLib.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may follow the options. */
#define LAB_ARGUMENTS "[FILE]"

/* Values go to the command line's dictionary. */
extern const GOptionEntry lab_options[];

/* What the window program is, for its man page; translatable. */
extern const char *const lab_options_summary;
extern const char *const lab_options_description;

G_END_DECLS
