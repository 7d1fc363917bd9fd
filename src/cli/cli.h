/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every sub-command of fuzzy-key shares.
 */
#pragma once

#include "base/paths.h"
#include "lab/lab-study-file.h"

G_BEGIN_DECLS

/* Exit statuses. */
typedef enum
{
  CLI_DONE = 0,
  CLI_FAILED = 1, /* a file cannot be read or written */
  CLI_USAGE = 2,  /* what was typed, or the study it names, makes no sense */
} CliStatus;      /* 128 + its number: a signal ended it */

typedef struct
{
  const char *name;
  const char *arguments; /* for the first line of --help */
  const char *summary;
  CliStatus (*run) (int argc, char **argv); /* argv[0] is the sub-command's name */
} CliCommand;

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
 * @argv: what is left are the arguments that are no options
 *
 * Parses options; --help and --version print and end the program.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_parse (const CliCommand *command,
                    const GOptionEntry *entries,
                    const char *description,
                    int *argc,
                    char ***argv);

/**
 * cli_complain:
 *
 * One sentence on standard error, behind the program's name.
 */
void cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * cli_print_text:
 *
 * On standard output as it is, for programs: g_print() would turn what the
 * locale's character set lacks into question marks.
 */
void cli_print_text (const char *text);

/* Characters of a bar of progress. */
#define CLI_BAR_WIDTH 30

/* @share: 0 to 1. Writes the bar and a NUL. */
void cli_draw_bar (double share, char bar[CLI_BAR_WIDTH + 1]);

/**
 * cli_finish:
 *
 * Returns: @status, or CLI_FAILED after one sentence on standard error when
 * what was printed could not be written
 */
CliStatus cli_finish (CliStatus status);

/* Whether no key is given two values; FALSE after one sentence on standard error. */
gboolean cli_check_settings (char **settings);

/* Whether there is such a reading, or @reading is NULL; likewise. */
gboolean cli_check_reading (const char *reading);

/**
 * cli_open_study:
 * @settings: (nullable): "GROUP.KEY=VALUE" each, as --set gives them
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabStudyFile *cli_open_study (const char *study, const char *reading, char **settings);

/* Runs at once that may be asked for. */
#define CLI_MAX_JOBS 256

/* Whether two names are those of one file that is there. */
gboolean cli_is_same_file (const char *one, const char *other);

/**
 * cli_add_study:
 * @study: a shipped name or a file
 *
 * Adds it to what the command reads, where it is a file.
 */
void cli_add_study (BasePaths *paths, const char *study);

/**
 * cli_check_output:
 * @paths: what the command reads and writes so far; @path is added
 * @path: (nullable): where something will be written, "-" for standard output
 *
 * Whether it can be written there and replaces nothing of @paths, asked before hours of
 * training.
 *
 * Returns: CLI_DONE, or what to end with after one sentence on standard error
 */
CliStatus cli_check_output (BasePaths *paths, const char *path);

G_END_DECLS
