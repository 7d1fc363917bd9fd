/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key audit: attacks trained networks and reports the results.
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <unistd.h>

#include "base/ending.h"
#include "cli/cli-audit.h"
#include "cli/cli-progress.h"
#include "cli/cli-store.h"
#include "lab/store/lab-store-audits.h"
#include "lab/audit/lab-instrument.h"

/* Default N of a known cipher. */
#define N_BITS 16

typedef struct
{
  char *known;
  CliStandIn stand_in;
  int bits;
  int difference;
  gboolean quick;
  char *instruments;
  char *seed;
  int jobs;
  gboolean json;
  char *folder;
  char *store;
  gboolean no_store;
} Options;

/* Parses --instruments to a mask; FALSE after a sentence. */
static gboolean
parse_instruments (const char *text, guint32 *mask)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GString) known = g_string_new (NULL);
      LabInstrument instrument;

      if (lab_instrument_from_name (names[i], &instrument))
        {
          *mask |= 1u << instrument;
          continue;
        }
      for (guint j = 0; j < LAB_N_INSTRUMENTS; j++)
        g_string_append_printf (known, "%s%s", j > 0 ? ", " : "", lab_instrument_get_name (j));
      cli_complain (_ ("--instruments: there is no “%s”; the instruments are %s"), names[i],
                    known->str);
      return FALSE;
    }
  if (*mask != 0)
    return TRUE;
  cli_complain (_ ("--instruments names none"));
  return FALSE;
}

static gboolean
parse_audit_options (const Options *options, LabAuditOptions *audit)
{
  guint64 seed = 1;

  if (options->seed != NULL
      && !g_ascii_string_to_unsigned (options->seed, 10, 0, G_MAXUINT32, &seed, NULL))
    {
      cli_complain (_ ("--seed %s: allowed: 0 to %u"), options->seed, G_MAXUINT32);
      return FALSE;
    }
  *audit = (LabAuditOptions){
    .seed = (guint32) seed,
    .depth = options->quick ? LAB_AUDIT_QUICK : LAB_AUDIT_FULL,
    .n_threads = (guint) options->jobs,
  };
  return options->instruments == NULL
         || parse_instruments (options->instruments, &audit->instruments);
}

/* Whether @name is a run's number; otherwise it is a file. */
static gboolean
is_run (const char *name)
{
  return g_ascii_string_to_signed (name, 10, 1, G_MAXINT64, NULL, NULL);
}

/* Opens the store for the results, once there is something to audit: FALSE if a requested store
 * cannot be opened; without the default one the audit continues. */
static gboolean
open_store (const Options *options, LabStore **store)
{
  if (options->no_store || *store != NULL)
    return TRUE;
  *store = cli_store_open_to_keep (options->store);
  if (*store != NULL)
    return TRUE;
  if (options->store != NULL)
    return FALSE;
  cli_complain (_ ("the audit continues but is not stored"));
  return TRUE;
}

/* Opening a run opens its store too. */
static LabAuditSubject *
open_subject (const Options *options, const char *name, LabStore **store, CliStatus *status)
{
  *status = CLI_FAILED;
  if (name != NULL && is_run (name))
    {
      *store = cli_store_open_to_read (options->store);
      return *store != NULL ? cli_audit_open_run (*store, cli_store_parse_run (name), status)
                            : NULL;
    }
  if (name != NULL)
    return cli_audit_open_weights (name, &options->stand_in, status);
  *status = CLI_USAGE;
  return cli_audit_open_known (options->known,
                               options->bits != CLI_AUDIT_NOT_GIVEN ? options->bits : N_BITS,
                               options->difference);
}

static guint
count_findings (LabAuditResult *result)
{
  guint n = 0;

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    n += lab_audit_result_get_finding (result, i) != NULL;
  return n;
}

static guint
count_instruments (LabAudit *audit)
{
  guint n = 0;

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    n += lab_audit_has_instrument (audit, i);
  return n;
}

static gboolean
keep (LabStore *store, LabAuditResult *result)
{
  g_autoptr (GError) error = NULL;
  gint64 number;

  if (!cli_store_is_whole (store)) /* already reported */
    {
      cli_complain (_ ("this audit is not stored: a damaged store is left as it is"));
      return FALSE;
    }
  number = lab_store_add_audit (store, result, &error);

  if (number == 0)
    cli_complain (_ ("this audit is not stored: %s"), error->message);
  else if (isatty (STDERR_FILENO))
    g_printerr (_ ("Stored as audit %" PRId64 ".\n"), number);
  return number != 0;
}

/* Reports a stopped audit; mentions keeping only if it was stored. */
static void
say_stopped (LabAudit *audit, guint n_done, gboolean is_kept)
{
  /* Translators: the first number is never above the second. */
  cli_complain (is_kept ? ngettext ("stopped; %u of %u instrument was finished and is kept",
                                    "stopped; %u of %u instruments were finished and are kept",
                                    count_instruments (audit))
                        : ngettext ("stopped; %u of %u instrument was finished",
                                    "stopped; %u of %u instruments were finished",
                                    count_instruments (audit)),
                n_done, count_instruments (audit));
}

/* Checks that no file of the report is the weights or the store. */
static gboolean
check_report (const Options *options, const char *name)
{
  static const char *const files[] = { "audit.html", "audit.pdf", "audit.json" };
  g_autoptr (BasePaths) paths = base_paths_new ();

  if (name != NULL && !is_run (name))
    base_paths_add_input (paths, name);
  base_paths_add_input (paths, options->stand_in.study);
  for (guint i = 0; options->folder != NULL && i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (options->folder, files[i], NULL);
      g_autoptr (GError) error = NULL;

      if (!options->no_store && !cli_store_check_target (options->store, path))
        return FALSE;
      if (base_paths_add_output (paths, path, &error))
        continue;
      cli_complain ("%s", error->message);
      return FALSE;
    }
  return TRUE;
}

static CliStatus
audit (const Options *options, const LabAuditOptions *audit_options, const char *name)
{
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabAuditSubject) subject = NULL;
  g_autoptr (LabAudit) audit = NULL;
  g_autofree char *there = NULL;
  LabAuditResult *result;
  CliStatus status = CLI_FAILED;
  gboolean may_keep, is_kept;
  guint n_done;

  subject = open_subject (options, name, &store, &status);
  if (subject == NULL)
    return status;
  if (!check_report (options, name))
    return CLI_USAGE;
  /* A refused command leaves neither folder nor store behind. */
  if (!cli_audit_make_folder (options->folder, &there))
    return CLI_FAILED;
  if (!open_store (options, &store))
    {
      cli_audit_unmake_folder (options->folder, there);
      return CLI_FAILED;
    }
  audit = lab_audit_new (subject, audit_options);
  result = cli_audit_run (audit);
  n_done = count_findings (result);
  may_keep = store != NULL && !options->no_store && n_done > 0;
  is_kept = may_keep && keep (store, result);
  status = may_keep && !is_kept ? CLI_FAILED : CLI_DONE;
  if (lab_audit_get_state (audit) == LAB_AUDIT_STOPPED)
    {
      say_stopped (audit, n_done, is_kept);
      status = CLI_FAILED;
      if (n_done == 0)
        return status;
    }
  if (!cli_audit_write (result, options->folder))
    status = CLI_FAILED;
  base_ending_release ();
  cli_audit_print (result, options->json);
  return status;
}

/* @name is NULL for a known cipher. */
static gboolean
check (const Options *options, const char *name, int argc)
{
  if ((argc == 2) == (options->known != NULL) || argc > 2)
    cli_complain (_ ("audit takes the number of one run (see “fuzzy-key runs”), one weights file, "
                     "or --known with a known cipher"));
  else if (options->known == NULL
           && (options->bits != CLI_AUDIT_NOT_GIVEN || options->difference != CLI_AUDIT_NOT_GIVEN))
    cli_complain (_ ("--bits and --difference apply only to known ciphers"));
  else if ((options->stand_in.study != NULL || options->stand_in.curve != NULL)
           && (name == NULL || is_run (name)))
    cli_complain (_ ("--experiment and --curve apply only to weights files"));
  else if (options->store != NULL && options->no_store && (name == NULL || !is_run (name)))
    cli_complain (_ ("--store and --no-store contradict each other"));
  else
    return TRUE;
  return FALSE;
}

static Options given = { .bits = CLI_AUDIT_NOT_GIVEN, .difference = CLI_AUDIT_NOT_GIVEN };

static const GOptionEntry options[] = {
  { "known", 0, 0, G_OPTION_ARG_STRING, &given.known,
    N_ ("Audit a known cipher: clear, pad-exact, pad-fuzzy, complement, commitment or "
        "three-key-bits"),
    N_ ("CIPHER") },
  { "bits", 0, 0, G_OPTION_ARG_INT, &given.bits, N_ ("Bits of its message and key, 16 by default"),
    N_ ("N") },
  { "difference", 0, 0, G_OPTION_ARG_INT, &given.difference,
    N_ ("Bits in which Bob’s key differs, if it does, by default a fifth of N"), N_ ("n") },
  CLI_STAND_IN_ENTRIES (given.stand_in),
  { "quick", 0, 0, G_OPTION_ARG_NONE, &given.quick,
    N_ ("Train the attackers for a tenth of the time, for a first look"), NULL },
  { "instruments", 0, 0, G_OPTION_ARG_STRING, &given.instruments,
    N_ ("Use only these instruments, separated by commas; --json shows their names"),
    N_ ("INSTRUMENTS") },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &given.seed,
    N_ ("Draw the audit’s messages and attackers from this seed, 1 by default"), N_ ("S") },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &given.jobs, N_ ("Threads, by default one per processor"),
    N_ ("J") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.folder,
    N_ ("Write the report here: audit.html, audit.pdf and audit.json"), N_ ("FOLDER") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, N_ ("Print all measurements as one JSON object"),
    NULL },
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &given.store,
    N_ ("Store to take the run from and to keep the audit in, by default "
        "$XDG_DATA_HOME/fuzzy-key-lab/runs.db"),
    N_ ("FILE.db") },
  { "no-store", 0, 0, G_OPTION_ARG_NONE, &given.no_store, N_ ("Store nothing"), NULL },
  CLI_PROGRESS_ENTRIES,
  G_OPTION_ENTRY_NULL,
};

static const CliRange ranges[] = {
  { "bits", 8, 256, CLI_BOTH_ENDS },
  { "difference", 0, 256, CLI_BOTH_ENDS },
  CLI_JOBS_RANGE,
  { 0 },
};

static CliStatus
run (int argc, char **argv)
{
  LabAuditOptions audit_options;

  if (!cli_parse (&cli_command_audit, &argc, &argv) || !check (&given, argv[1], argc)
      || !parse_audit_options (&given, &audit_options) || !cli_progress_set_up (given.json))
    return CLI_USAGE;
  return audit (&given, &audit_options, argv[1]);
}

const CliCommand cli_command_audit = {
  .name = "audit",
  .arguments = N_ ("RUN|WEIGHTS"),
  .summary = N_ ("Attack trained networks, and say what the attacks found"),
  .description
  = N_ ("RUN is a number printed by “fuzzy-key runs”; WEIGHTS is a file written by “fuzzy-key "
        "export --weights”. The audit is stored with the run and listed by “fuzzy-key audits”. The "
        "same seed gives the same numbers on any number of threads. Ctrl-C stops the audit and "
        "keeps what is finished. Finding nothing means only that these attacks found nothing."),
  .options = options,
  .ranges = ranges,
  .run = run,
};
