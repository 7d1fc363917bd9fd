/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who keeps a store busy, so that a person knows which program to end; only for lab-store*.c.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_blocker_describe:
 * @store: its path
 *
 * Returns: (transfer full) (nullable): the program now writing to it, as "python3, process 1234";
 * NULL if unknown, or if it is this one
 */
char *lab_blocker_describe (const char *store);

G_END_DECLS
