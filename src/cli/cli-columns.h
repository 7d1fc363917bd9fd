/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text in the cells of a terminal: how many it takes, and text made to fit. Wide
 * characters take two, accents that combine none. What comes out holds no control
 * character.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What help texts are wrapped to. */
#define CLI_COLUMNS 80

/* Cells that @text takes. */
guint cli_columns_measure (const char *text);

/* (transfer full): exactly @width cells: filled with blanks at its end, or cut with an
 * ellipsis. */
char *cli_columns_fit (const char *text, guint width);

/* The same, filled at its beginning: for numbers. */
char *cli_columns_fit_right (const char *text, guint width);

/**
 * cli_columns_wrap:
 * @text: its lines stay lines of their own; one that is indented stays so, and what it
 * is wrapped into too
 * @indent: cells before every line but the first, which stands where it begins
 *
 * Returns: (transfer full): no line that has blanks to break at goes past @width
 */
char *cli_columns_wrap (const char *text, guint indent, guint width);

G_END_DECLS
