/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who keeps a store busy, so that a person knows what to end; for lab-store*.c alone.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_blocker_describe:
 * @store: its path
 *
 * Returns: (transfer full) (nullable): the program that writes to it just now, as "python3,
 * process 1234"; NULL where that cannot be known, or is this one
 */
char *lab_blocker_describe (const char *store);

G_END_DECLS
