/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all sub-commands of fuzzy-key share.
 */
#pragma once

#include "base/paths.h"
#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

/* Exit statuses, besides 128 + the signal that ended the program. */
typedef enum
{
  CLI_DONE = 0,
  CLI_FAILED = 1, /* a file is missing or malformed, or the work failed */
  CLI_USAGE = 2,  /* the command line, a value or the name of a study is wrong */
} CliStatus;

/* The allowed values of a numeric option. */
typedef struct
{
  const char *option; /* NULL ends a list of ranges */
  double least;
  double most;
  enum
  {
    CLI_BOTH_ENDS,
    CLI_ABOVE_LEAST, /* least is excluded */
    CLI_BELOW_MOST,  /* most is excluded */
  } ends;
} CliRange;

/* A sub-command as parsing, help, man page and completions see it. The placeholder of a value
 * ("FILE.csv", "READING") determines what completions offer. */
typedef struct
{
  const char *name;
  const char *arguments;                    /* "STUDY", "[RUN]…"; "" for none */
  const char *summary;                      /* translatable, like the next */
  const char *description;                  /* (nullable): paragraphs separated by empty lines */
  char *(*describe) (void);                 /* (nullable) (transfer full): text that follows them */
  const GOptionEntry *options;              /* without the common options */
  const CliRange *ranges;                   /* of all numeric options; NULL for none */
  CliStatus (*run) (int argc, char **argv); /* argv[0] is the sub-command's name */
} CliCommand;

/* NULL-terminated, in the order shown to users. */
extern const CliCommand *const cli_commands[];

/* Options common to all commands: --help and --version. */
extern const GOptionEntry cli_common_options[];

/**
 * cli_find_command:
 *
 * Returns: (nullable) (transfer none): NULL after one sentence on standard error, which suggests
 * the nearest name
 */
const CliCommand *cli_find_command (const char *name);

/* Prints to standard output. */
void cli_print_overview (void);
void cli_print_help (const CliCommand *command);

/* The meaning of the exit statuses, translated: paragraphs of one line each. */
const char *cli_get_status_words (void);

/* (transfer full): like "-j, --jobs=J" */
char *cli_describe_option (const GOptionEntry *option);

/* (transfer full): like "1 to 1000" */
char *cli_range_describe (const CliRange *range);

/* (nullable) (transfer none): NULL for an option that is not numeric */
const CliRange *cli_find_range (const CliCommand *command, const char *option);

extern const CliCommand cli_command_audit;
extern const CliCommand cli_command_audits;
extern const CliCommand cli_command_bench;
extern const CliCommand cli_command_decrypt;
extern const CliCommand cli_command_encrypt;
extern const CliCommand cli_command_export;
extern const CliCommand cli_command_list;
extern const CliCommand cli_command_plot;
extern const CliCommand cli_command_reproduce;
extern const CliCommand cli_command_resume;
extern const CliCommand cli_command_runs;
extern const CliCommand cli_command_show;
extern const CliCommand cli_command_train;

/**
 * cli_parse:
 * @argc: (inout)
 * @argv: on return, the arguments that are not options
 *
 * Parses options into the variables of the command's table; --help and --version print and end the
 * program. Numbers are checked against the command's ranges. A file option may be given once; of
 * other single-valued options, the last value counts.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_parse (const CliCommand *command, int *argc, char ***argv);

/**
 * cli_complain:
 *
 * Prints one sentence on standard error, after the program's name.
 */
void cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * cli_print_text:
 *
 * Prints to standard output unchanged, for programs: g_print() would replace characters missing
 * from the locale's character set by question marks.
 */
void cli_print_text (const char *text);

/**
 * cli_fail:
 *
 * Prints one sentence on standard error, except when the reader of standard output is gone, as
 * after `head`.
 *
 * Returns: the exit status
 */
CliStatus cli_fail (const GError *error);

/**
 * cli_finish:
 *
 * Returns: @status; if output could not be written, 128 + SIGPIPE if its reader is gone, otherwise
 * CLI_FAILED after one sentence on standard error
 */
CliStatus cli_finish (CliStatus status);

/* TRUE if the reading exists or @reading is NULL; FALSE after one sentence on standard error. */
gboolean cli_check_reading (const char *reading);

/**
 * cli_open_study:
 * @study: a shipped study's name, or a file
 * @settings: (nullable): "GROUP.KEY=VALUE" each, as given by --set
 * @status: (out): the exit status on failure: CLI_FAILED for a missing or malformed file,
 * CLI_USAGE for a wrong name or value
 *
 * Returns: (transfer full): a study whose curves are all valid; NULL after one sentence on
 * standard error
 */
LabStudyFile *
cli_open_study (const char *study, const char *reading, char **settings, CliStatus *status);

/* Allowed numbers of runs at once. */
#define CLI_JOBS_RANGE                                                                             \
  {                                                                                                \
    "jobs", 0, 256, CLI_BOTH_ENDS                                                                  \
  }

/**
 * cli_choose_curves:
 * @labels: (nullable): as given by --curve; NULL for all
 *
 * Removes the others from @file.
 *
 * Returns: FALSE after one sentence on standard error if a label does not exist
 */
gboolean cli_choose_curves (LabStudyFile *file, char **labels);

/**
 * cli_check_count:
 * @option: without dashes
 *
 * For a range that depends on other options; see #CliRange.
 *
 * Returns: FALSE after one sentence on standard error if @value is not from @least to @most
 */
gboolean cli_check_count (const char *option, int value, int least, int most);

/* Whether both names refer to the same existing file. */
gboolean cli_is_same_file (const char *one, const char *other);

/**
 * cli_add_study:
 * @study: a shipped name or a file
 *
 * Adds it to what the command reads, if it is a file.
 */
void cli_add_study (BasePaths *paths, const char *study);

/**
 * cli_check_output:
 * @paths: what the command reads and writes so far; @path is added
 * @path: (nullable): where something will be written, "-" for standard output
 *
 * Checks, before hours of training, that it can be written and replaces nothing in @paths.
 *
 * Returns: CLI_DONE, or the exit status after one sentence on standard error
 */
CliStatus cli_check_output (BasePaths *paths, const char *path);

G_END_DECLS
