/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number as the text of an experiment or a study has it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The shortest text that reads back to the same double; @digits: (out) */
void lab_number_write (double number, char digits[G_ASCII_DTOSTR_BUF_SIZE]);

/**
 * lab_number_read:
 * @number: (out)
 *
 * Returns: FALSE unless @text is a finite decimal number and nothing else
 */
gboolean lab_number_read (const char *text, double *number);

G_END_DECLS
