/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a program ends. A signal that would end it takes temporary files away first, and
 * the exit status is 128 + its number; a command that has something to save is told
 * and ends by itself; while it writes what was asked for, no signal ends it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_ending_begin:
 *
 * First thing in main(). Standard descriptors that are closed are taken, so that no
 * file opened later is printed into: using them fails, as it must. A broken pipe and a
 * file that grows too large (`ulimit -f`) become errors of writing. Signals that were
 * ignored (nohup) stay so.
 */
void base_ending_begin (void);

/**
 * base_ending_watch:
 * @callback: called in the default main context at the first signal
 *
 * From now on the first signal ends nothing: @callback does. A second one, a second or
 * more after it, ends the program at once.
 *
 * Returns: to be given to base_ending_unwatch()
 */
guint base_ending_watch (GSourceFunc callback, gpointer user_data);
void base_ending_unwatch (guint watch);

/**
 * base_ending_hold:
 *
 * Until base_ending_release() no signal ends the program. One that came is told by
 * base_ending_get_signal() then. May be nested.
 */
void base_ending_hold (void);
void base_ending_release (void);

/* Between these a second request ends the program although it is held: it writes into a
 * pipe or a device, and may wait for ever for whoever reads that. */
void base_ending_begin_wait (void);
void base_ending_end_wait (void);

/* The first signal that would have ended the program, 0 for none. */
int base_ending_get_signal (void);

/* @status, or 128 + the signal that came. */
int base_ending_get_status (int status);

/* For base/file.c: names that go when the program ends. Between lock and unlock no
 * signal ends it; both are short. */
void base_ending_lock (void);
void base_ending_unlock (void);
void base_ending_add_temporary (const char *path);
void base_ending_remove_temporary (const char *path);

G_END_DECLS
