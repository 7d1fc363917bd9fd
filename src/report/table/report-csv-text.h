/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text as a field of a CSV file.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * report_csv_append_text:
 *
 * Quoted only where a comma, a quote or a line's end makes it necessary. A control
 * character, other than the ends of lines and tabs, is written as in JSON: \u001b.
 */
void report_csv_append_text (GString *row, const char *text);

G_END_DECLS
