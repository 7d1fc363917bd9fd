/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a refused name or value was perhaps meant to be, as the part of a sentence that
 * goes behind what is allowed. All return (transfer full) text, "" where nothing comes to
 * mind.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* " (did you mean “key-bits”?)" */
char *lab_hint_say (const char *meant);
char *lab_hint_suggest (const char *word, const char *const *candidates);

/* "; did you mean “true”?", or how comments, numbers and lists are written. */
char *lab_hint_for_choice (const char *value, const char *const *choices);
char *lab_hint_for_number (const char *value);

/* @choices: (nullable): of the items; NULL when they are numbers */
char *lab_hint_for_list (const char *value, const char *const *choices);

G_END_DECLS
