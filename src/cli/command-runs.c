/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key runs: what is in the store, for a person or a program.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "cli-list.h"
#include "cli-store.h"
#include "cli.h"

/* Widths of the columns that hold names. */
#define LABEL_WIDTH 22
#define MODEL_WIDTH 12

/* While another program has it, what was said of it is so. */
static const char *
get_state (const LabStoredRun *run)
{
  return run->held && run->cut_off ? "running" : lab_run_state_get_name (run->state);
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

  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", run->number);
  cli_list_add_text (builder, "label", run->label);
  cli_list_add_text (builder, "model", run->model);
  cli_list_add_integer (builder, "key_bits", run->key_bits);
  cli_list_add_integer (builder, "key_difference", run->key_difference);
  cli_list_add_integer (builder, "seed", run->seed);
  cli_list_add_text (builder, "experiment", run->experiment);
  cli_list_add_text (builder, "state", get_state (run));
  add_flag (builder, "held", run->held);
  add_flag (builder, "cut_off", run->cut_off && !run->held);
  cli_list_add_text (builder, "message", run->message);
  cli_list_add_integer (builder, "iterations", (gint64) run->iterations);
  cli_list_add_integer (builder, "length", (gint64) run->length);
  add_number (builder, "seconds", run->seconds);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    add_number (builder, finals[channel], run->finals[channel]);
  cli_list_add_text (builder, "arithmetic", run->arithmetic);
  cli_list_add_text (builder, "version", run->version);
  cli_list_add_time (builder, "modified", run->modified);
  json_builder_end_object (builder);
}

static void
add_study (JsonBuilder *builder, const LabStoredStudy *study)
{
  json_builder_begin_object (builder);
  cli_list_add_integer (builder, "number", study->number);
  cli_list_add_text (builder, "name", study->name);
  cli_list_add_text (builder, "title", study->title);
  cli_list_add_time (builder, "created", study->created);
  cli_list_add_time (builder, "modified", study->modified);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < study->runs->len; i++)
    add_run (builder, study->runs->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const char *path, GPtrArray *studies)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *place = g_filename_display_name (path);

  json_builder_begin_object (builder);
  cli_list_add_text (builder, "store", place);
  json_builder_set_member_name (builder, "studies");
  json_builder_begin_array (builder);
  for (guint i = 0; studies != NULL && i < studies->len; i++)
    add_study (builder, studies->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_list_print_json (builder);
}

static void
print_loss_rate (double value)
{
  if (isnan (value))
    g_print ("  %7s", "-");
  else
    g_print ("  %7.4f", value);
}

static void
print_run (const LabStoredRun *run)
{
  g_autofree char *time = cli_list_format_time (run->modified);
  g_autofree char *progress
      = g_strdup_printf ("%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, run->iterations, run->length);
  double own = run->finals[LAB_CHANNEL_EVE_OWN_LOSS_RATE];

  g_print ("%5" G_GINT64_FORMAT, run->number);
  cli_list_print_cell (run->label, LABEL_WIDTH);
  cli_list_print_cell (run->model, MODEL_WIDTH);
  g_print ("  %3u  %4u  %-8s  %15s", run->key_difference, run->seed, get_state (run), progress);
  print_loss_rate (run->finals[LAB_CHANNEL_BOB_LOSS_RATE]);
  print_loss_rate (isnan (own) ? run->finals[LAB_CHANNEL_EVE_LOSS_RATE] : own);
  g_print ("  %s\n", time);
  if (run->message != NULL)
    g_print ("       %s\n", run->message);
}

static void
print_table (GPtrArray *studies)
{
  for (guint i = 0; i < studies->len; i++)
    {
      const LabStoredStudy *study = studies->pdata[i];
      g_autofree char *created = cli_list_format_time (study->created);

      g_print (_ ("%sStudy %" PRId64 ": %s, begun %s\n"), i > 0 ? "\n" : "", study->number,
               study->title, created);
      g_print ("%5s", _ ("run"));
      cli_list_print_cell (_ ("curve"), LABEL_WIDTH);
      cli_list_print_cell (_ ("model"), MODEL_WIDTH);
      g_print ("  %3s  %4s  %-8s  %15s  %7s  %7s  %s\n", "n", _ ("seed"), _ ("state"),
               _ ("iterations"), _ ("Bob"), _ ("Eve"), _ ("written"));
      for (guint j = 0; j < study->runs->len; j++)
        print_run (study->runs->pdata[j]);
    }
}

static CliStatus
list (const char *path, gboolean json)
{
  g_autofree char *place = path != NULL ? g_strdup (path) : lab_store_get_default_path ();
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) studies = NULL;
  g_autoptr (GError) error = NULL;

  /* Nothing was ever stored: no reason to make a file, nor a failure. */
  if (path != NULL || g_file_test (place, G_FILE_TEST_EXISTS))
    {
      store = cli_store_open (place, TRUE);
      if (store == NULL)
        return CLI_FAILED;
      studies = lab_store_list (store, &error);
      if (studies == NULL)
        {
          cli_complain ("%s", error->message);
          return CLI_FAILED;
        }
    }
  if (json)
    print_json (place, studies);
  else if (studies == NULL || studies->len == 0)
    g_print (_ ("No runs are stored in %s yet.\n"), place);
  else
    print_table (studies);
  return CLI_DONE;
}

static CliStatus
run (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *store = NULL;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &store,
      N_ ("Store to list; $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!cli_parse (&cli_command_runs, entries,
                  _ ("Bob and Eve: the loss rates over the last 100 iterations, Eve’s in her own "
                     "turn where she has one. A run is cut off, and listed as paused, when the "
                     "program that trained it ended before it."),
                  &argc, &argv))
    return CLI_USAGE;
  if (argc > 1)
    {
      cli_complain (_ ("runs takes no argument; “%s” is one too many"), argv[1]);
      return CLI_USAGE;
    }
  return list (store, json);
}

const CliCommand cli_command_runs = {
  .name = "runs",
  .arguments = "",
  .summary = N_ ("List the runs that are stored"),
  .run = run,
};
