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

/**
 * lab_name_tell_apart:
 * @label: of a run
 *
 * Returns: (transfer full): @label, or "run “Bob”" for one that is named like a party and stands
 * beside what is said of the party
 */
char *lab_name_tell_apart (const char *label);

G_END_DECLS
