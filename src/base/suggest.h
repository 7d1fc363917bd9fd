/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Did you mean …?”: finds the known name that a mistyped one was meant to be.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_suggest:
 * @word: as typed
 * @candidates: NULL-terminated: the known names
 *
 * A slip is an extra, missing or wrong letter, or two swapped ones; up to a third of the letters
 * may be slips. Case is ignored, so are blanks, and “_” equals “-”. A prefix of three letters or
 * more that only one name has stands for that name.
 *
 * Returns: (nullable) (transfer none): the nearest of @candidates, the first of several; NULL if
 * none is near
 */
const char *base_suggest (const char *word, const char *const *candidates);

G_END_DECLS
