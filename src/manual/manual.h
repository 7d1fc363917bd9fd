/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Man pages and completions, made from the option tables of the programs while they are
 * built. Nothing here is installed but what it prints; it must never know an option
 * that is not in a table.
 */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* A program as people call it. */
typedef struct
{
  const char *name;
  const char *title;   /* of the page's first line: a few words */
  const char *purpose; /* paragraphs */
  /* NULL-terminated; a program without sub-commands is one of the name "". */
  const CliCommand *const *commands;
  const GOptionEntry *common; /* options of every command */
} ManualProgram;

const ManualProgram *manual_get_fuzzy_key (void); /* (transfer none) */

/* What completions offer for a value or an argument. */
typedef struct
{
  GPtrArray *words;   /* of char *: whole words; never NULL */
  GPtrArray *endings; /* of char *: files that end so; never NULL */
  gboolean any_file;
  gboolean folders;
  gboolean runs;     /* numbers that "fuzzy-key runs" prints */
  gboolean audits;   /* and "fuzzy-key audits" */
  gboolean commands; /* names of sub-commands */
  gboolean goes_on;  /* whether a word is only a beginning: "training.rounds=" */
} ManualOffer;

/**
 * manual_offer_new:
 * @placeholder: as in a table: "FILE.png|svg|pdf", "READING", "RUN|WEIGHTS", "[RUN]…"
 *
 * Returns: (transfer full): empty where nothing can be offered
 */
ManualOffer *manual_offer_new (const char *placeholder);
void manual_offer_free (ManualOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManualOffer, manual_offer_free)

gboolean manual_offer_is_empty (const ManualOffer *offer);

/* (transfer full): the words with blanks between */
char *manual_offer_join (const ManualOffer *offer);

/* Calls for each option of a command that people may know, the common ones last. */
typedef void (*ManualOptionFunc) (const CliCommand *command,
                                  const GOptionEntry *option,
                                  GString *out);
void manual_for_each_option (const ManualProgram *program,
                             const CliCommand *command,
                             ManualOptionFunc function,
                             GString *out);

/* Each appends a whole file to @out. */
void manual_write_man (const ManualProgram *program, GString *out);
void manual_write_bash (const ManualProgram *program, GString *out);
void manual_write_zsh (const ManualProgram *program, GString *out);
void manual_write_fish (const ManualProgram *program, GString *out);

G_END_DECLS
