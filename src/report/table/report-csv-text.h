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
 * Quotes only if a comma, a quote or a line end requires it. Control characters other than line
 * ends and tabs are written as in JSON: \u001b.
 */
void report_csv_append_text (GString *row, const char *text);

G_END_DECLS
