/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text from outside, as one line that can be shown: on a terminal, in a picture, in a table.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Limit in characters of a title or a label: longer input is refused where it is typed, and cut
 * where it is shown. */
#define BASE_TEXT_MAX_NAME 200

/**
 * base_text_make_line:
 * @text: not necessarily UTF-8
 *
 * Returns: (transfer full): one line of UTF-8: invalid bytes and control characters become U+FFFD,
 * line breaks and tabs a blank
 */
char *base_text_make_line (const char *text);

/**
 * base_text_cut:
 * @max: in characters
 *
 * Returns: (transfer full): the text; if longer, its beginning, with an ellipsis as the last of
 * @max characters
 */
char *base_text_cut (const char *text, guint max);

/**
 * base_text_tidy_error:
 * @error: (nullable): its message quotes text from outside and is to be shown
 *
 * Makes the message one line. A message longer than a thousand characters loses its middle: the
 * beginning says what is wrong where, the end what is allowed.
 */
void base_text_tidy_error (GError **error);

/* Whether it is valid UTF-8 without control characters and line breaks. */
gboolean base_text_is_line (const char *text);

/**
 * base_text_make_sentence:
 * @message: of an error, in a form that could follow a program's name
 *
 * Returns: (transfer full): the same as a separate sentence, with a capital and a full stop
 */
char *base_text_make_sentence (const char *message);

/**
 * base_text_escape_json:
 * @json: (transfer full): from a generator, which leaves DEL and the control characters from
 * U+0080 to U+009F unescaped
 *
 * Returns: (transfer full): the same values, with these escaped
 */
char *base_text_escape_json (char *json);

G_END_DECLS
