/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which titles of studies and labels of curves a person may give.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_name_check:
 * @place: where it was typed; begins the error
 * @name: a title or a label
 *
 * One line of at most BASE_TEXT_MAX_NAME characters. Names already in stores and tables are not
 * checked, but shown on one line and cut.
 *
 * Returns: FALSE with LAB_ERROR_VALUE
 */
gboolean lab_name_check (const char *place, const char *name, GError **error);

G_END_DECLS
