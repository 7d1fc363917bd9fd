/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the sub-commands that list stored items: from a store to a table or a JSON object, its
 * members, times.
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

/* Returns: (transfer full): local time, for display */
char *cli_list_format_time (gint64 seconds);

/* A kind of stored items. */
typedef struct
{
  GPtrArray *(*read) (LabStore *store, GError **error);
  const char *member;                                     /* name of the array in the JSON object */
  void (*add) (JsonBuilder *builder, gconstpointer item); /* adds an item to the array */
  void (*print_table) (GPtrArray *items);
  void (*print_nothing) (const char *place);

  /* Prints one sentence per damage on standard error; TRUE if there is none. */
  gboolean (*is_sound) (gconstpointer item);
} CliListing;

/* @path: (nullable): NULL for the default store */
CliStatus cli_list (const CliListing *listing, const char *path, gboolean json);

G_END_DECLS
