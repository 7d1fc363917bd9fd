/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the sub-commands that list stored items.
 */
#include "config.h"

#include "cli/cli-list.h"

#include "base/text.h"
#include "cli/cli-store.h"

void
cli_list_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
cli_list_add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
cli_list_add_time (JsonBuilder *builder, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  cli_list_add_text (builder, name, text);
}

char *
cli_list_format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("?");
}

static void
print_json (const CliListing *listing, const char *path, GPtrArray *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *place = g_filename_display_name (path);
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  cli_list_add_text (builder, "store", place);
  json_builder_set_member_name (builder, listing->member);
  json_builder_begin_array (builder);
  for (guint i = 0; items != NULL && i < items->len; i++)
    listing->add (builder, items->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = base_text_escape_json (json_to_string (root, TRUE));
  cli_print_text (text);
  cli_print_text ("\n");
}

CliStatus
cli_list (const CliListing *listing, const char *path, gboolean json)
{
  g_autofree char *place = NULL;
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_sound = TRUE;

  if (!cli_store_open_to_list (path, &store, &place))
    return CLI_FAILED;
  if (store != NULL)
    {
      items = listing->read (store, &error);
      if (items == NULL)
        {
          cli_complain ("%s", error->message);
          return CLI_FAILED;
        }
    }
  if (json)
    print_json (listing, place, items);
  else if (items == NULL || items->len == 0)
    listing->print_nothing (place);
  else
    listing->print_table (items);
  for (guint i = 0; items != NULL && i < items->len; i++)
    is_sound &= listing->is_sound (items->pdata[i]);
  return is_sound && cli_store_is_whole (store) ? CLI_DONE : CLI_FAILED;
}
