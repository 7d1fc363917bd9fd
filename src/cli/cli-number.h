/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options that take a number. GLib reads 010 as eight, and what was not given cannot be
 * told from a value that stands for that: so they are read as text (G_OPTION_ARG_STRING
 * into .text), and the number from it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text; /* as it was typed; NULL: not given */
  int value;  /* what it says, once it is read; before, and where it is not given, the default */
} CliCount;

typedef struct
{
  char *text;
  double value;
} CliAmount;

/**
 * cli_count_read:
 * @option: without its dashes
 *
 * Returns: FALSE after one sentence on standard error when it is given, and is no whole
 * number, in decimal digits, from @least to @most
 */
gboolean cli_count_read (CliCount *count, const char *option, int least, int most);

void cli_count_clear (CliCount *count);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliCount, cli_count_clear)

/* As many as there are in decimal writing, "0.9" or "1e-3": no hexadecimal, no "nan".
 * FALSE, without a sentence, when it is none. */
gboolean cli_amount_read (CliAmount *amount);

G_END_DECLS
