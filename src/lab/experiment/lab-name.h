/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Titles of studies and labels of curves: which a person may give.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_name_check:
 * @place: where it was typed, to begin the sentence with
 * @name: a title or a label
 *
 * One line of at most BASE_TEXT_MAX_NAME characters. What stores and tables hold is not
 * checked, but shown as one line and cut.
 *
 * Returns: FALSE with LAB_ERROR_VALUE
 */
gboolean lab_name_check (const char *place, const char *name, GError **error);

G_END_DECLS
