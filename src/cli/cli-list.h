/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the sub-commands share that list what is stored: members of a JSON object,
 * times.
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

/* Returns: (transfer full): local time, for a person */
char *cli_list_format_time (gint64 seconds);

G_END_DECLS
