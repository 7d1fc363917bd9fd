/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key audits: lists the audits in the store, or shows one in full.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-audit.h"
#include "cli/cli-delete.h"
#include "cli/cli-list.h"
#include "cli/cli-store.h"
#include "cli/cli-table.h"
#include "lab/store/lab-store-audits.h"

static void
add_damaged (JsonBuilder *builder, const LabStoredAudit *audit)
{
  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", audit->number);
  cli_list_add_text (builder, "damage", audit->damage);
  json_builder_end_object (builder);
}

static void
add_audit (JsonBuilder *builder, gconstpointer item)
{
  const LabStoredAudit *audit = item;

  if (audit->damage != NULL)
    {
      add_damaged (builder, audit);
      return;
    }
  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", audit->number);
  cli_list_add_integer (builder, "run", audit->run);
  cli_list_add_text (builder, "label", audit->label);
  cli_list_add_text (builder, "kind", audit->kind);
  cli_list_add_text (builder, "depth", lab_audit_depth_get_name (audit->depth));
  cli_list_add_text (builder, "verdict", lab_audit_verdict_get_name (audit->verdict));
  if (audit->iterations == 0 && g_str_equal (audit->kind, "weights"))
    cli_list_add_text (builder, "iterations", NULL); /* lost with the file's metadata */
  else
    cli_list_add_integer (builder, "iterations", (gint64) audit->iterations);
  cli_list_add_integer (builder, "measured", audit->n_measured);
  cli_list_add_integer (builder, "instruments", LAB_N_INSTRUMENTS);
  cli_list_add_time (builder, "created", audit->created);
  json_builder_end_object (builder);
}

#define VERDICT_COLUMN 3

static const CliColumn columns[] = {
  { N_ ("audit"), CLI_COLUMN_RIGHT, 5, 0 },    { N_ ("run"), CLI_COLUMN_RIGHT, 5, 0 },
  { N_ ("subject"), CLI_COLUMN_LEFT, 24, 40 }, { N_ ("verdict"), CLI_COLUMN_LEFT, 36, 0 },
  { N_ ("depth"), CLI_COLUMN_LEFT, 5, 0 },     { N_ ("measured"), CLI_COLUMN_LEFT, 8, 0 },
  { N_ ("ended"), CLI_COLUMN_LEFT, 0, 0 },
};

static const char *
get_depth_words (LabAuditDepth depth)
{
  return depth == LAB_AUDIT_QUICK ? _ ("quick") : _ ("full");
}

/* Nothing is known about its subject or findings. */
static void
add_damaged_cells (CliTable *table)
{
  for (guint i = 1; i < G_N_ELEMENTS (columns); i++)
    cli_table_add (table, i == VERDICT_COLUMN ? _ ("damaged") : "-");
}

static void
print_table (GPtrArray *audits)
{
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < audits->len; i++)
    {
      const LabStoredAudit *audit = audits->pdata[i];
      g_autofree char *time = cli_list_format_time (audit->created);

      cli_table_add_format (table, "%" PRId64, audit->number);
      if (audit->damage != NULL)
        {
          add_damaged_cells (table);
          continue;
        }
      if (audit->run > 0)
        cli_table_add_format (table, "%" PRId64, audit->run);
      else
        cli_table_add (table, "-");
      cli_table_add (table, audit->label);
      cli_table_add (table, lab_audit_verdict_get_title (audit->verdict));
      cli_table_add (table, get_depth_words (audit->depth));
      cli_table_add_format (table, "%u/%u", audit->n_measured, (guint) LAB_N_INSTRUMENTS);
      cli_table_add (table, time);
    }
  cli_table_print (table);
}

static void
print_nothing (const char *place)
{
  g_print (_ ("No audits are stored in %s yet.\n"), place);
}

static gboolean
is_sound (gconstpointer item)
{
  const LabStoredAudit *audit = item;

  if (audit->damage != NULL)
    cli_complain ("%s", audit->damage);
  return audit->damage == NULL;
}

static const CliListing listing
    = { lab_store_list_all_audits, "audits", add_audit, print_table, print_nothing, is_sound };

static CliStatus
show (const char *path, const char *text, gboolean json, const char *folder)
{
  g_autofree char *there = NULL;
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
  if (!cli_audit_make_folder (folder, &there))
    return CLI_FAILED;
  cli_audit_print (result, json);
  return cli_audit_write (result, folder) && cli_store_is_whole (store) ? CLI_DONE : CLI_FAILED;
}

typedef struct
{
  char *store;
  char *folder;
  gboolean json;
  gboolean deletes;
  gboolean yes;
} Options;

static CliStatus
dispatch (const Options *options, int argc, char **argv)
{
  if (options->deletes && (options->json || options->folder != NULL))
    cli_complain (_ ("--delete cannot be combined with --json or -o"));
  else if (options->deletes && argc == 1)
    cli_complain (_ ("name the audits to delete by number; “fuzzy-key audits” lists them"));
  else if (options->yes && !options->deletes)
    cli_complain (_ ("--yes needs --delete"));
  else if (options->deletes)
    return cli_delete_audits (options->store, argv + 1, options->yes);
  else if (argc > 2)
    cli_complain (_ ("audits takes one audit; “%s” is one too many"), argv[2]);
  else if (argc == 1 && options->folder != NULL)
    cli_complain (_ ("-o writes the report of one audit; name it by its number"));
  else if (argc == 1)
    return cli_list (&listing, options->store, options->json);
  else
    return show (options->store, argv[1], options->json, options->folder);
  return CLI_USAGE;
}

static Options given;

static const GOptionEntry options[] = {
  { "delete", 0, 0, G_OPTION_ARG_NONE, &given.deletes, N_ ("Delete these audits"), NULL },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &given.yes, N_ ("Delete without asking"), NULL },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.folder,
    N_ ("Write AUDIT’s report here: audit.html, audit.pdf and audit.json"), N_ ("FOLDER") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, N_ ("Print one JSON object"), NULL },
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &given.store,
    N_ ("Store to list, by default $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), N_ ("FILE.db") },
  G_OPTION_ENTRY_NULL,
};

static CliStatus
run (int argc, char **argv)
{
  if (!cli_parse (&cli_command_audits, &argc, &argv))
    return CLI_USAGE;
  return dispatch (&given, argc, argv);
}

const CliCommand cli_command_audits = {
  .name = "audits",
  .arguments = N_ ("[AUDIT|--delete AUDIT…]"),
  .summary = N_ ("List the stored audits, print one, or delete some"),
  .description = N_ ("Without AUDIT, all audits are listed, newest first; with its number, one is "
                     "printed as “fuzzy-key audit” printed it. --delete acts at once and for good: "
                     "it deletes all audits named or, if one cannot be deleted, none."),
  .options = options,
  .run = run,
};
