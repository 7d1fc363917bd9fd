/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Terminal cells of text: measuring and fitting. Wide characters take two cells, combining accents
 * none. The output contains no control characters.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Width of help texts. */
#define CLI_COLUMNS 80

/* The number of cells @text takes. */
guint cli_columns_measure (const char *text);

/* (transfer full): exactly @width cells: padded at the end, or cut with an ellipsis. */
char *cli_columns_fit (const char *text, guint width);

/* The same, padded at the start: for numbers. */
char *cli_columns_fit_right (const char *text, guint width);

/**
 * cli_columns_wrap:
 * @text: its line breaks and indentation are kept; continuation lines get their line's indentation
 * @indent: cells before every line but the first, which starts where it is printed
 *
 * Returns: (transfer full): no line with blanks to break at exceeds @width
 */
char *cli_columns_wrap (const char *text, guint indent, guint width);

G_END_DECLS
