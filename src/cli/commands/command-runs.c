/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key runs: lists what is in the store, for people or programs, and deletes from it.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "base/text.h"
#include "cli/cli-columns.h"
#include "cli/cli-delete.h"
#include "cli/cli-list.h"
#include "cli/cli-store.h"
#include "cli/cli-table.h"
#include "cli/cli.h"

/* Cells before a note on a run. */
#define NOTE_INDENT 7

/* A run held by another program is not interrupted but running. */
static LabRunState
get_state (const LabStoredRun *run)
{
  return run->held && run->cut_off ? LAB_RUN_RUNNING : run->state;
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* null for a damaged run, whose numbers are unknown. */
static void
add_integer (JsonBuilder *builder, const char *name, gint64 value, gboolean is_known)
{
  if (is_known)
    cli_list_add_integer (builder, name, value);
  else
    cli_list_add_text (builder, name, NULL);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 seconds, gboolean is_known)
{
  if (is_known)
    cli_list_add_time (builder, name, seconds);
  else
    cli_list_add_text (builder, name, NULL);
}

static void
add_run (JsonBuilder *builder, const LabStoredRun *run)
{
  static const char *const finals[LAB_N_CHANNELS] = {
    [LAB_CHANNEL_BOB_LOSS_RATE] = "bob_loss_rate",
    [LAB_CHANNEL_BOB_BIT_ERROR] = "bob_bit_error",
    [LAB_CHANNEL_EVE_LOSS_RATE] = "eve_loss_rate",
    [LAB_CHANNEL_EVE_BIT_ERROR] = "eve_bit_error",
    [LAB_CHANNEL_EVE_OWN_LOSS_RATE] = "eve_own_loss_rate",
    [LAB_CHANNEL_EVE_OWN_BIT_ERROR] = "eve_own_bit_error",
  };
  gboolean is_known = run->damage == NULL;

  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", run->number);
  cli_list_add_text (builder, "label", is_known ? run->label : NULL);
  cli_list_add_text (builder, "model", run->model);
  add_integer (builder, "key_bits", run->key_bits, is_known);
  add_integer (builder, "key_difference", run->key_difference, is_known);
  add_integer (builder, "seed", run->seed, is_known);
  cli_list_add_text (builder, "experiment", run->experiment);
  cli_list_add_text (builder, "state",
                     is_known ? lab_run_state_get_name (get_state (run)) : "damaged");
  cli_list_add_text (builder, "place", lab_run_place_get_name (run->place));
  add_flag (builder, "held", run->held);
  add_flag (builder, "cut_off", run->cut_off && !run->held);
  cli_list_add_text (builder, "message", run->message);
  add_integer (builder, "iterations", (gint64) run->iterations, is_known);
  add_integer (builder, "length", (gint64) run->length, is_known);
  add_number (builder, "seconds", is_known ? run->seconds : (double) NAN);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    add_number (builder, finals[channel], run->finals[channel]);
  cli_list_add_text (builder, "arithmetic", run->arithmetic);
  cli_list_add_text (builder, "version", run->version);
  add_time (builder, "modified", run->modified, is_known);
  json_builder_end_object (builder);
}

static void
add_study (JsonBuilder *builder, gconstpointer item)
{
  const LabStoredStudy *study = item;

  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", study->number);
  cli_list_add_text (builder, "name", study->damage == NULL ? study->name : NULL);
  cli_list_add_text (builder, "title", study->damage == NULL ? study->title : NULL);
  cli_list_add_text (builder, "damage", study->damage);
  add_time (builder, "created", study->created, study->damage == NULL);
  add_time (builder, "modified", study->modified, study->damage == NULL);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < study->runs->len; i++)
    add_run (builder, study->runs->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

#define STATE_COLUMN 5

/* Columns of a study's runs. */
static const CliColumn columns[] = {
  { N_ ("run"), CLI_COLUMN_RIGHT, 5, 0 },         { N_ ("curve"), CLI_COLUMN_LEFT, 22, 32 },
  { N_ ("model"), CLI_COLUMN_LEFT, 12, 24 },      { N_ ("n"), CLI_COLUMN_RIGHT, 3, 0 },
  { N_ ("seed"), CLI_COLUMN_RIGHT, 4, 0 },        { N_ ("state"), CLI_COLUMN_LEFT, 8, 0 },
  { N_ ("iterations"), CLI_COLUMN_RIGHT, 15, 0 }, { N_ ("Bob"), CLI_COLUMN_RIGHT, 7, 0 },
  { N_ ("Eve"), CLI_COLUMN_RIGHT, 7, 0 },         { N_ ("written"), CLI_COLUMN_LEFT, 0, 0 },
};

/* Its numbers are unknown. */
static void
add_damaged_row (CliTable *table, const LabStoredRun *run)
{
  cli_table_add_format (table, "%" PRId64, run->number);
  for (guint i = 1; i < G_N_ELEMENTS (columns); i++)
    cli_table_add (table, i == STATE_COLUMN ? _ ("damaged") : "-");
}

static void
add_row (CliTable *table, const LabStoredRun *run)
{
  g_autofree char *time = cli_list_format_time (run->modified);
  double own = run->finals[LAB_CHANNEL_EVE_OWN_LOSS_RATE];

  cli_table_add_format (table, "%" PRId64, run->number);
  cli_table_add (table, run->label);
  cli_table_add (table, run->model);
  cli_table_add_format (table, "%u", run->key_difference);
  cli_table_add_format (table, "%u", run->seed);
  cli_table_add (table, lab_run_state_get_words (get_state (run)));
  cli_table_add_format (table, "%" PRIu64 "/%" PRIu64, run->iterations, run->length);
  cli_table_add_number (table, run->finals[LAB_CHANNEL_BOB_LOSS_RATE], 4);
  cli_table_add_number (table, isnan (own) ? run->finals[LAB_CHANNEL_EVE_LOSS_RATE] : own, 4);
  cli_table_add (table, time);
  if (run->place == LAB_RUN_PLACE_HISTORY)
    cli_table_add_note (table, NOTE_INDENT, _ ("in the history of its curve"));
  if (run->message != NULL)
    cli_table_add_note (table, NOTE_INDENT, run->message);
}

static void
print_title (const LabStoredStudy *study)
{
  g_autofree char *created = cli_list_format_time (study->created);
  g_autofree char *title = base_text_cut (study->title, BASE_TEXT_MAX_NAME);

  if (study->damage != NULL)
    g_print (_ ("Study %" PRId64 ": %s\n"), study->number, title);
  else
    g_print (_ ("Study %" PRId64 ": %s, begun %s\n"), study->number, title, created);
}

static void
print_study (const LabStoredStudy *study)
{
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < study->runs->len; i++)
    {
      const LabStoredRun *run = study->runs->pdata[i];

      if (run->damage != NULL)
        add_damaged_row (table, run);
      else
        add_row (table, run);
    }
  print_title (study);
  cli_table_print (table);
}

static void
print_table (GPtrArray *studies)
{
  for (guint i = 0; i < studies->len; i++)
    {
      if (i > 0)
        g_print ("\n");
      print_study (studies->pdata[i]);
    }
}

static void
print_nothing (const char *place)
{
  g_print (_ ("No runs are stored in %s yet.\n"), place);
}

static gboolean
is_sound (gconstpointer item)
{
  const LabStoredStudy *study = item;
  gboolean is_sound = study->damage == NULL;

  if (study->damage != NULL)
    cli_complain ("%s", study->damage);
  for (guint i = 0; i < study->runs->len; i++)
    {
      const LabStoredRun *run = study->runs->pdata[i];

      if (run->damage != NULL)
        cli_complain ("%s", run->damage);
      is_sound &= run->damage == NULL;
    }
  return is_sound;
}

typedef struct
{
  char *store;
  gboolean history;
  gboolean json;
  gboolean delete_run;
  gboolean delete_study;
  gboolean yes;
} Options;

static Options given;

/* Those listed in their studies and, if asked for, the history. */
static GPtrArray *
list_runs (LabStore *store, GError **error)
{
  GPtrArray *studies = lab_store_list (store, error);

  for (guint i = 0; studies != NULL && i < studies->len; i++)
    {
      GPtrArray *runs = ((LabStoredStudy *) studies->pdata[i])->runs;

      for (guint j = runs->len; j-- > 0;)
        if (!cli_store_shows (runs->pdata[j], given.history))
          g_ptr_array_remove_index (runs, j);
    }
  return studies;
}

static const CliListing listing
    = { list_runs, "studies", add_study, print_table, print_nothing, is_sound };

static CliStatus
dispatch (const Options *options, char **arguments)
{
  gboolean deletes = options->delete_run || options->delete_study;

  if (options->delete_run && options->delete_study)
    cli_complain (_ ("--delete takes runs and --delete-study takes studies; use one at a time"));
  else if (deletes && options->json)
    cli_complain (_ ("--json lists, and --delete lists nothing; use one of them"));
  else if (deletes && arguments[0] == NULL)
    cli_complain (_ ("name the runs or studies to delete by number; “fuzzy-key runs” lists them"));
  else if (options->yes && !deletes)
    cli_complain (_ ("--yes needs --delete or --delete-study"));
  else if (!deletes && arguments[0] != NULL)
    cli_complain (_ ("runs takes no argument; “%s” is one too many"), arguments[0]);
  else if (options->delete_run)
    return cli_delete_runs (options->store, arguments, options->yes);
  else if (options->delete_study)
    return cli_delete_studies (options->store, arguments, options->yes);
  else
    return cli_list (&listing, options->store, options->json);
  return CLI_USAGE;
}

static const GOptionEntry options[] = {
  { "delete", 0, 0, G_OPTION_ARG_NONE, &given.delete_run,
    N_ ("Delete these runs, with their points, networks and audits"), NULL },
  { "delete-study", 0, 0, G_OPTION_ARG_NONE, &given.delete_study,
    N_ ("Delete these studies, named by number, with all their runs"), NULL },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &given.yes, N_ ("Delete without asking"), NULL },
  { "history", 0, 0, G_OPTION_ARG_NONE, &given.history,
    N_ ("List the earlier runs of each curve, too"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, N_ ("Print one JSON object"), NULL },
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &given.store,
    N_ ("Store to list, by default $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), N_ ("FILE.db") },
  G_OPTION_ENTRY_NULL,
};

static CliStatus
run (int argc, char **argv)
{
  if (!cli_parse (&cli_command_runs, &argc, &argv))
    return CLI_USAGE;
  return dispatch (&given, argv + 1);
}

const CliCommand cli_command_runs = {
  .name = "runs",
  .arguments = N_ ("[--delete RUN…|--delete-study N…]"),
  .summary = N_ ("List the stored runs, or delete some"),
  .description
  = N_ ("Bob and Eve: loss rates over the last 100 iterations, Eve’s in her own turn if she has "
        "one. A run is interrupted, and listed as paused, if the program that trained it ended "
        "first. Deleting here acts at once and for good: it deletes everything named or, if "
        "something cannot be deleted, nothing; only what the window’s Library deletes can be "
        "restored, for an hour. A study whose last run is deleted is deleted too. A run that "
        "another program has open is refused."),
  .options = options,
  .run = run,
};
