/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Readings: a value for everything that the paper leaves open; and the studies shipped with the
 * lab. Both are key files inside the program.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_reading_list:
 *
 * Returns: (transfer none): NULL-terminated names
 */
const char *const *lab_reading_list (void);

/**
 * lab_reading_get_value:
 * @eve: whether Eve listens, which changes some values
 * @name: "GROUP.KEY"
 *
 * Returns: (nullable) (transfer none): NULL for what readings leave unset: the keys of [networks]
 * for one party
 */
const char *lab_reading_get_value (const char *reading, gboolean eve, const char *name);

/**
 * lab_reading_load_study:
 * @name: of a shipped study
 *
 * Returns: (nullable) (transfer full): its text
 */
GBytes *lab_reading_load_study (const char *name);

/**
 * lab_reading_list_studies:
 *
 * Returns: (transfer full): names in natural order, NULL-terminated
 */
char **lab_reading_list_studies (void);

G_END_DECLS
