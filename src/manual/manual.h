/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Man pages and completions, generated from the option tables of the programs during the build.
 * Only the output is installed; nothing here may know an option that is not in a table.
 */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* A program as the user calls it. */
typedef struct
{
  const char *name;
  const char *title;   /* for the page's first line: a few words */
  const char *purpose; /* paragraphs */
  /* NULL-terminated; a program without sub-commands has one named "". */
  const CliCommand *const *commands;
  const GOptionEntry *common; /* options common to all commands */
} ManualProgram;

const ManualProgram *manual_get_fuzzy_key (void); /* (transfer none) */

/* What completions offer for a value or an argument. */
typedef struct
{
  GPtrArray *words;   /* of char *: complete words; never NULL */
  GPtrArray *endings; /* of char *: file extensions; never NULL */
  gboolean any_file;
  gboolean folders;
  gboolean runs;     /* numbers from "fuzzy-key runs" */
  gboolean audits;   /* numbers from "fuzzy-key audits" */
  gboolean commands; /* names of sub-commands */
  gboolean goes_on;  /* whether a word is only a prefix: "training.rounds=" */
} ManualOffer;

/**
 * manual_offer_new:
 * @placeholder: as in an option table: "FILE.png|svg|pdf", "READING", "RUN|WEIGHTS", "[RUN]…"
 *
 * Returns: (transfer full): empty if nothing can be offered
 */
ManualOffer *manual_offer_new (const char *placeholder);
void manual_offer_free (ManualOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManualOffer, manual_offer_free)

gboolean manual_offer_is_empty (const ManualOffer *offer);

/* (transfer full): the words, separated by blanks */
char *manual_offer_join (const ManualOffer *offer);

/* Calls the function for each visible option of a command, the common ones last. */
typedef void (*ManualOptionFunc) (const CliCommand *command,
                                  const GOptionEntry *option,
                                  GString *out);
void manual_for_each_option (const ManualProgram *program,
                             const CliCommand *command,
                             ManualOptionFunc function,
                             GString *out);

/* Each appends a complete file to @out. */
void manual_write_man (const ManualProgram *program, GString *out);
void manual_write_bash (const ManualProgram *program, GString *out);
void manual_write_zsh (const ManualProgram *program, GString *out);
void manual_write_fish (const ManualProgram *program, GString *out);

G_END_DECLS
