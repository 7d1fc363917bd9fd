/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is remembered from one start to the next.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lab_settings_open:
 *
 * Returns: (transfer full) (nullable): NULL when the schema is not installed (a
 * lab that runs from its build folder): then nothing is remembered
 */
GSettings *lab_settings_open (void);

G_END_DECLS
