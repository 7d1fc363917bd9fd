/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every sub-command of fuzzy-key shares.
 */
#pragma once

#include "base/paths.h"
#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

/* Exit statuses; 128 + a signal that ends the program is the other one. */
typedef enum
{
  CLI_DONE = 0,
  CLI_FAILED = 1, /* a file is missing or malformed, or the work failed */
  CLI_USAGE = 2,  /* the command line, a value or the name of a study is wrong */
} CliStatus;

/* The values that a number among the options may have. */
typedef struct
{
  const char *option; /* NULL ends a list of these */
  double least;
  double most;
  enum
  {
    CLI_BOTH_ENDS,
    CLI_ABOVE_LEAST, /* the least itself is none of them */
    CLI_BELOW_MOST,  /* nor the most */
  } ends;
} CliRange;

/* What parsing, help, man page and completions know of a sub-command. A value's name
 * ("FILE.csv", "READING") says what completions offer in its place. */
typedef struct
{
  const char *name;
  const char *arguments;                    /* "STUDY", "[RUN]…"; "" for none */
  const char *summary;                      /* translatable, as is the next */
  const char *description;                  /* (nullable): paragraphs, an empty line between */
  char *(*describe) (void);                 /* (nullable) (transfer full): what follows them */
  const GOptionEntry *options;              /* without what all commands have */
  const CliRange *ranges;                   /* of every number among them; NULL for none */
  CliStatus (*run) (int argc, char **argv); /* argv[0] is the sub-command's name */
} CliCommand;

/* NULL-terminated, in the order in which people meet them. */
extern const CliCommand *const cli_commands[];

/* Options of all commands: --help and --version. */
extern const GOptionEntry cli_common_options[];

/**
 * cli_find_command:
 *
 * Returns: (nullable) (transfer none): NULL after one sentence on standard error, which
 * names the nearest
 */
const CliCommand *cli_find_command (const char *name);

/* On standard output. */
void cli_print_overview (void);
void cli_print_help (const CliCommand *command);

/* What the exit statuses mean, translated: paragraphs of one line. */
const char *cli_get_status_words (void);

/* (transfer full): as "-j, --jobs=J" */
char *cli_describe_option (const GOptionEntry *option);

/* (transfer full): as "1 to 1000" */
char *cli_range_describe (const CliRange *range);

/* (nullable) (transfer none): NULL for what is no number */
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
 * @argv: what is left are the arguments that are no options
 *
 * Parses options into what the command's table points to; --help and --version print
 * and end the program. Numbers are checked against the command's ranges. A file is
 * named once; of what is no file, the last value counts.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_parse (const CliCommand *command, int *argc, char ***argv);

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

/**
 * cli_fail:
 *
 * One sentence on standard error; none where a reader of standard output has gone, as
 * `head` does when it has seen enough.
 *
 * Returns: what to end with
 */
CliStatus cli_fail (const GError *error);

/**
 * cli_finish:
 *
 * Returns: @status, or CLI_FAILED after one sentence on standard error when
 * what was printed could not be written
 */
CliStatus cli_finish (CliStatus status);

/* Whether there is such a reading, or @reading is NULL; FALSE after one sentence on
 * standard error. */
gboolean cli_check_reading (const char *reading);

/**
 * cli_open_study:
 * @study: a shipped one's name, or a file
 * @settings: (nullable): "GROUP.KEY=VALUE" each, as --set gives them
 * @status: (out): what to end with: a file that is missing or malformed is a failure, a
 * name or a value that was typed is wrong use
 *
 * Returns: (transfer full): a study whose curves all make sense; NULL after one sentence
 * on standard error
 */
LabStudyFile *
cli_open_study (const char *study, const char *reading, char **settings, CliStatus *status);

/* Runs at once that may be asked for. */
#define CLI_JOBS_RANGE                                                                             \
  {                                                                                                \
    "jobs", 0, 256, CLI_BOTH_ENDS                                                                  \
  }

/**
 * cli_choose_curves:
 * @labels: (nullable): as --curve gives them; NULL for all
 *
 * Takes the others out of @file.
 *
 * Returns: FALSE after one sentence on standard error when there is none of that label
 */
gboolean cli_choose_curves (LabStudyFile *file, char **labels);

/**
 * cli_check_count:
 * @option: without its dashes
 *
 * For a range that depends on other options; see #CliRange.
 *
 * Returns: FALSE after one sentence on standard error when @value is not from
 * @least to @most
 */
gboolean cli_check_count (const char *option, int value, int least, int most);

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
