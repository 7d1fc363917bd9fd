/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key list: the studies that ship with the lab.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/text.h"
#include "cli/cli-columns.h"
#include "cli/cli.h"

static void
add_study (JsonBuilder *builder, const LabShippedStudy *study)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, study->name);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, study->title);
  json_builder_set_member_name (builder, "reading");
  json_builder_add_string_value (builder, study->reading);
  json_builder_set_member_name (builder, "curves");
  json_builder_add_int_value (builder, study->n_curves);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *studies)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "studies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < studies->len; i++)
    add_study (builder, studies->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = base_text_escape_json (json_to_string (root, TRUE));
  cli_print_text (text);
  cli_print_text ("\n");
}

static char *
describe_count (const LabShippedStudy *study)
{
  return g_strdup_printf (ngettext ("%u curve", "%u curves", study->n_curves), study->n_curves);
}

/* Names and titles need no header line. */
static void
print_table (GPtrArray *studies)
{
  guint width = 0, count_width = 0;

  for (guint i = 0; i < studies->len; i++)
    {
      const LabShippedStudy *study = studies->pdata[i];
      g_autofree char *count = describe_count (study);

      width = MAX (width, cli_columns_measure (study->name));
      count_width = MAX (count_width, cli_columns_measure (count));
    }
  for (guint i = 0; i < studies->len; i++)
    {
      const LabShippedStudy *study = studies->pdata[i];
      g_autofree char *count = describe_count (study);
      g_autofree char *name = cli_columns_fit (study->name, width);
      g_autofree char *cell = cli_columns_fit (count, count_width);

      g_print ("%s  %s  %s\n", name, cell, study->title);
    }
}

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object"), NULL },
  G_OPTION_ENTRY_NULL,
};

static CliStatus
run (int argc, char **argv)
{
  g_autoptr (GPtrArray) studies = NULL;

  if (!cli_parse (&cli_command_list, &argc, &argv))
    return CLI_USAGE;
  if (argc > 1)
    {
      cli_complain (_ ("list takes no argument; “%s” is one too many"), argv[1]);
      return CLI_USAGE;
    }

  studies = lab_study_file_list_shipped ();
  if (json)
    print_json (studies);
  else
    print_table (studies);
  return CLI_DONE;
}

const CliCommand cli_command_list = {
  .name = "list",
  .arguments = "",
  .summary = N_ ("List the studies that ship with the lab"),
  .options = options,
  .run = run,
};
