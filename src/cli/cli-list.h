/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the sub-commands share that list what is stored: cells of a table, members of a
 * JSON object, times.
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void cli_list_add_text (JsonBuilder *builder, const char *name, const char *text); /* or null */
void cli_list_add_integer (JsonBuilder *builder, const char *name, gint64 value);

/* Unix seconds as ISO 8601, UTC. */
void cli_list_add_time (JsonBuilder *builder, const char *name, gint64 seconds);

/* The root that was built, on standard output. */
void cli_list_print_json (JsonBuilder *builder);

/* Two spaces and exactly so many characters, cut with an ellipsis; printf counts bytes. */
void cli_list_print_cell (const char *text, guint width);

/* Returns: (transfer full): local time, for a person */
char *cli_list_format_time (gint64 seconds);

G_END_DECLS
