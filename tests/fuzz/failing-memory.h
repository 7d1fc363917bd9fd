/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory that fails when it is told to: this program's malloc() and its kin, for
 * all libraries in it. Not together with a sanitizer, which has its own.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Begins counting. The @nth allocation fails, once (0: none), and every one of more
 * than @max bytes does. */
void failing_memory_begin (guint64 nth, gsize max);

/* Ends it. Returns how many allocations there were. */
guint64 failing_memory_end (void);

/* The same for SQLite's alone, which has a way in of its own; none is too large. */
void failing_memory_begin_sqlite (guint64 nth);
guint64 failing_memory_end_sqlite (void);

/* To be called before SQLite is used for the first time. */
void failing_memory_install_sqlite (void);

G_END_DECLS
