/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Did you mean …?”: the known name that a mistyped one was meant to be.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_suggest:
 * @word: as it was typed
 * @candidates: NULL-terminated: the names that there are
 *
 * A slip is a letter too many, too few or wrong, or two that changed places; a third of
 * the letters may be slips. Upper and lower case are one, “_” and “-” too, and blanks are none. A
 * beginning of three letters or more that one name alone has stands for that name.
 *
 * Returns: (nullable) (transfer none): the nearest of @candidates, the first of several;
 * NULL when none is near
 */
const char *base_suggest (const char *word, const char *const *candidates);

G_END_DECLS
