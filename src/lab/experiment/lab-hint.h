/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was perhaps meant by a rejected name or value, as the part of a sentence that follows what
 * is allowed. All return (transfer full) text, "" if there is no suggestion.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* " (did you mean “key-bits”?)" */
char *lab_hint_say (const char *meant);
char *lab_hint_suggest (const char *word, const char *const *candidates);

/* "; did you mean “true”?", or how to write comments, numbers and lists. */
char *lab_hint_for_choice (const char *value, const char *const *choices);
char *lab_hint_for_number (const char *value);

/* @choices: (nullable): for the items; NULL if they are numbers */
char *lab_hint_for_list (const char *value, const char *const *choices);

G_END_DECLS
