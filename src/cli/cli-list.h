/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the sub-commands share that list what is stored: the way from a store to a table
 * or a JSON object, its members, times.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "cli/cli.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

void cli_list_add_text (JsonBuilder *builder, const char *name, const char *text); /* or null */
void cli_list_add_integer (JsonBuilder *builder, const char *name, gint64 value);

/* Unix seconds as ISO 8601, UTC. */
void cli_list_add_time (JsonBuilder *builder, const char *name, gint64 seconds);

/* Returns: (transfer full): local time, for a person */
char *cli_list_format_time (gint64 seconds);

/* A kind of what is stored. */
typedef struct
{
  GPtrArray *(*read) (LabStore *store, GError **error);
  const char *member;                                     /* of the JSON object: their array */
  void (*add) (JsonBuilder *builder, gconstpointer item); /* as one of its elements */
  void (*print_table) (GPtrArray *items);
  void (*print_nothing) (const char *place);

  /* One sentence for each damage on standard error; whether there is none. */
  gboolean (*is_sound) (gconstpointer item);
} CliListing;

/* @path: (nullable): NULL for the default store */
CliStatus cli_list (const CliListing *listing, const char *path, gboolean json);

G_END_DECLS
