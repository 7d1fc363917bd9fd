/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key audits: the audits in the store, or one of them in full.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli-audit.h"
#include "cli-list.h"
#include "cli-store.h"
#include "lab/lab-store-audits.h"

/* Widths of the columns that hold words. */
#define LABEL_WIDTH 24
#define VERDICT_WIDTH 36
#define MEASURED_WIDTH 8

static void
add_audit (JsonBuilder *builder, const LabStoredAudit *audit)
{
  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", audit->number);
  cli_list_add_integer (builder, "run", audit->run);
  cli_list_add_text (builder, "label", audit->label);
  cli_list_add_text (builder, "kind", audit->kind);
  cli_list_add_text (builder, "depth", lab_audit_depth_get_name (audit->depth));
  cli_list_add_text (builder, "verdict", lab_audit_verdict_get_name (audit->verdict));
  cli_list_add_integer (builder, "iterations", (gint64) audit->iterations);
  cli_list_add_integer (builder, "measured", audit->n_measured);
  cli_list_add_integer (builder, "instruments", LAB_N_INSTRUMENTS);
  cli_list_add_time (builder, "created", audit->created);
  json_builder_end_object (builder);
}

static void
print_json (const char *path, GPtrArray *audits)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *place = g_filename_display_name (path);

  json_builder_begin_object (builder);
  cli_list_add_text (builder, "store", place);
  json_builder_set_member_name (builder, "audits");
  json_builder_begin_array (builder);
  for (guint i = 0; audits != NULL && i < audits->len; i++)
    add_audit (builder, audits->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_list_print_json (builder);
}

static void
print_table (GPtrArray *audits)
{
  g_print ("%5s  %5s", _ ("audit"), _ ("run"));
  cli_list_print_cell (_ ("of"), LABEL_WIDTH);
  cli_list_print_cell (_ ("verdict"), VERDICT_WIDTH);
  g_print ("  %-5s", _ ("depth"));
  cli_list_print_cell (_ ("measured"), MEASURED_WIDTH);
  g_print ("  %s\n", _ ("ended"));
  for (guint i = 0; i < audits->len; i++)
    {
      const LabStoredAudit *audit = audits->pdata[i];
      g_autofree char *time = cli_list_format_time (audit->created);
      g_autofree char *measured
          = g_strdup_printf ("%u/%u", audit->n_measured, (guint) LAB_N_INSTRUMENTS);

      g_print ("%5" G_GINT64_FORMAT, audit->number);
      if (audit->run > 0)
        g_print ("  %5" G_GINT64_FORMAT, audit->run);
      else
        g_print ("  %5s", "-");
      cli_list_print_cell (audit->label, LABEL_WIDTH);
      cli_list_print_cell (lab_audit_verdict_get_title (audit->verdict), VERDICT_WIDTH);
      g_print ("  %-5s", lab_audit_depth_get_name (audit->depth));
      cli_list_print_cell (measured, MEASURED_WIDTH);
      g_print ("  %s\n", time);
    }
}

static CliStatus
list (const char *path, gboolean json)
{
  g_autofree char *place = path != NULL ? g_strdup (path) : lab_store_get_default_path ();
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) audits = NULL;
  g_autoptr (GError) error = NULL;

  /* Nothing was ever stored: no reason to make a file, nor a failure. */
  if (path != NULL || g_file_test (place, G_FILE_TEST_EXISTS))
    {
      store = cli_store_open (place, TRUE);
      if (store == NULL)
        return CLI_FAILED;
      audits = lab_store_list_audits (store, 0, &error);
      if (audits == NULL)
        {
          cli_complain ("%s", error->message);
          return CLI_FAILED;
        }
    }
  if (json)
    print_json (place, audits);
  else if (audits == NULL || audits->len == 0)
    g_print (_ ("No audits are stored in %s yet.\n"), place);
  else
    print_table (audits);
  return CLI_DONE;
}

static CliStatus
show (const char *path, const char *text, gboolean json, const char *folder)
{
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      cli_complain (_ ("an audit is named by its number, and “%s” is none; “fuzzy-key audits” "
                       "lists them"),
                    text);
      return CLI_USAGE;
    }
  store = cli_store_open (path, TRUE);
  if (store == NULL || !cli_audit_check_folder (folder))
    return CLI_FAILED;
  result = lab_store_load_audit (store, number, &error);
  if (result == NULL)
    {
      cli_complain ("%s", error->message);
      return g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND) ? CLI_USAGE : CLI_FAILED;
    }
  cli_audit_print (result, json);
  return cli_audit_write (result, folder) ? CLI_DONE : CLI_FAILED;
}

static CliStatus
run (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *store = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &store,
      N_ ("Store to list; $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder,
      N_ ("Write AUDIT’s report here: audit.html, audit.pdf and audit.json"), N_ ("FOLDER") },
    G_OPTION_ENTRY_NULL,
  };

  if (!cli_parse (&cli_command_audits, entries,
                  _ ("Without AUDIT all are listed, newest first; with its number one is printed "
                     "as “fuzzy-key audit” printed it."),
                  &argc, &argv))
    return CLI_USAGE;
  if (argc > 2)
    {
      cli_complain (_ ("audits takes one audit; “%s” is one too many"), argv[2]);
      return CLI_USAGE;
    }
  if (argc == 1 && folder != NULL)
    {
      cli_complain (_ ("-o writes the report of one audit; name it by its number"));
      return CLI_USAGE;
    }
  return argc == 2 ? show (store, argv[1], json, folder) : list (store, json);
}

const CliCommand cli_command_audits = {
  .name = "audits",
  .arguments = "[AUDIT]",
  .summary = N_ ("List the audits that are stored, or print one"),
  .run = run,
};
