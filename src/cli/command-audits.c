/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key audits: the audits in the store, or one of them in full.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli-audit.h"
#include "cli-delete.h"
#include "cli-list.h"
#include "cli-store.h"
#include "lab/lab-store-audits.h"

/* Widths of the columns that hold words. */
#define LABEL_WIDTH 24
#define VERDICT_WIDTH 36
#define MEASURED_WIDTH 8

static void
add_damaged (JsonBuilder *builder, const LabStoredAudit *audit)
{
  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", audit->number);
  cli_list_add_text (builder, "damage", audit->damage);
  json_builder_end_object (builder);
}

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
  if (audit->iterations == 0 && g_str_equal (audit->kind, "weights"))
    cli_list_add_text (builder, "iterations", NULL); /* lost with the metadata of the file */
  else
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
    {
      const LabStoredAudit *audit = audits->pdata[i];

      if (audit->damage != NULL)
        add_damaged (builder, audit);
      else
        add_audit (builder, audit);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_list_print_json (builder);
}

static void
print_audit (const LabStoredAudit *audit)
{
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

      if (audit->damage != NULL)
        g_print ("%5" G_GINT64_FORMAT "  %s\n", audit->number, _ ("damaged"));
      else
        print_audit (audit);
    }
}

/* A sentence for each; whether all is sound. */
static gboolean
tell_damage (GPtrArray *audits)
{
  gboolean is_sound = TRUE;

  for (guint i = 0; audits != NULL && i < audits->len; i++)
    {
      const LabStoredAudit *audit = audits->pdata[i];

      if (audit->damage != NULL)
        cli_complain ("%s", audit->damage);
      is_sound &= audit->damage == NULL;
    }
  return is_sound;
}

static CliStatus
list (const char *path, gboolean json)
{
  g_autofree char *place = NULL;
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) audits = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_store_open_to_list (path, &store, &place))
    return CLI_FAILED;
  if (store != NULL)
    {
      audits = lab_store_list_all_audits (store, &error);
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
  return tell_damage (audits) && cli_store_is_whole (store) ? CLI_DONE : CLI_FAILED;
}

static CliStatus
show (const char *path, const char *text, gboolean json, const char *folder)
{
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabAuditResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number = cli_store_parse_audit (text);

  if (number == 0)
    return CLI_USAGE;
  store = cli_store_open_to_read (path);
  if (store == NULL)
    return CLI_FAILED;
  result = lab_store_load_audit (store, number, &error);
  if (result == NULL)
    {
      cli_complain ("%s", error->message);
      return g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND) ? CLI_USAGE : CLI_FAILED;
    }
  if (!cli_audit_check_folder (folder))
    return CLI_FAILED;
  cli_audit_print (result, json);
  return cli_audit_write (result, folder) && cli_store_is_whole (store) ? CLI_DONE : CLI_FAILED;
}

typedef struct
{
  char *store;
  char *folder;
  gboolean json;
  gboolean delete;
  gboolean yes;
} Options;

static CliStatus
dispatch (const Options *options, int argc, char **argv)
{
  if (options->delete &&(options->json || options->folder != NULL))
    cli_complain (_ ("--delete goes with neither --json nor -o"));
  else if (options->delete &&argc == 1)
    cli_complain (_ ("what is to be deleted is named by its number; “fuzzy-key audits” lists "
                     "them"));
  else if (options->yes && !options->delete)
    cli_complain (_ ("--yes goes with --delete"));
  else if (options->delete)
    return cli_delete_audits (options->store, argv + 1, options->yes);
  else if (argc > 2)
    cli_complain (_ ("audits takes one audit; “%s” is one too many"), argv[2]);
  else if (argc == 1 && options->folder != NULL)
    cli_complain (_ ("-o writes the report of one audit; name it by its number"));
  else if (argc == 1)
    return list (options->store, options->json);
  else
    return show (options->store, argv[1], options->json, options->folder);
  return CLI_USAGE;
}

static CliStatus
run (int argc, char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &options.store,
      N_ ("Store to list; $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.folder,
      N_ ("Write AUDIT’s report here: audit.html, audit.pdf and audit.json"), N_ ("FOLDER") },
    { "delete", 0, 0, G_OPTION_ARG_NONE, &options.delete, N_ ("Delete these audits"), NULL },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &options.yes, N_ ("Delete without asking"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  CliStatus status = CLI_USAGE;

  if (cli_parse (&cli_command_audits, entries,
                 _ ("Without AUDIT all are listed, newest first; with its number one is printed "
                    "as “fuzzy-key audit” printed it. What --delete deletes is gone at once, all "
                    "of it or, where something cannot be, nothing."),
                 &argc, &argv))
    status = dispatch (&options, argc, argv);
  g_free (options.store);
  g_free (options.folder);
  return status;
}

const CliCommand cli_command_audits = {
  .name = "audits",
  .arguments = "[AUDIT|--delete AUDIT…]",
  .summary = N_ ("List the audits that are stored, print one, or delete some"),
  .run = run,
};
