/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences that quote a file. What stands in the file may be anything, and a
 * sentence about it must stay one that can be shown in one line.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_sentence_tidy:
 * @error: (nullable): whose message is to be shown
 *
 * Makes the message one line of UTF-8 text: what is no text becomes U+FFFD,
 * blanks of other kinds become a blank. Of a message longer than a thousand
 * characters the middle is left out: it begins with what is wrong where, and ends
 * with what is allowed.
 */
void lab_sentence_tidy (GError **error);

/**
 * lab_sentence_quote:
 * @text: what a file holds, not necessarily UTF-8
 * @max: in characters
 *
 * Returns: (transfer full): the beginning of @text as valid UTF-8, with an
 * ellipsis where something is left out
 */
char *lab_sentence_quote (const char *text, guint max);

/**
 * lab_sentence_check_name:
 * @place: where it was typed, to begin the sentence with
 * @name: a title or a label
 *
 * Whether a person may name something so: one line of at most BASE_TEXT_MAX_NAME
 * characters. What stores and tables hold is not checked, but shown as one line and cut.
 *
 * Returns: FALSE with LAB_ERROR_VALUE
 */
gboolean lab_sentence_check_name (const char *place, const char *name, GError **error);

G_END_DECLS
