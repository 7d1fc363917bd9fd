/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a program ends. On a signal that would end it, temporary files are removed first, and the
 * exit status is 128 + its number; a command that has something to save is notified and ends by
 * itself; while requested output is being written, no signal ends it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_ending_begin:
 *
 * First thing in main(). Fills closed standard descriptors, so that no file opened later receives
 * output meant for them: using them fails, as it must. A broken pipe and a file that grows too
 * large (`ulimit -f`) become write errors. Ignored signals (nohup) stay ignored.
 */
void base_ending_begin (void);

/**
 * base_ending_watch:
 * @callback: called in the default main context at the first signal
 *
 * From now on the first signal does not end the program; @callback handles it. A second one, a
 * second or more after it, ends the program at once.
 *
 * Returns: pass it to base_ending_unwatch()
 */
guint base_ending_watch (GSourceFunc callback, gpointer user_data);
void base_ending_unwatch (guint watch);

/**
 * base_ending_hold:
 *
 * Until base_ending_release() no signal ends the program; base_ending_get_signal() then reports
 * one that came. May be nested.
 */
void base_ending_hold (void);
void base_ending_release (void);

/* Between these a second request ends the program even if held: it writes to a pipe or a device,
 * and its reader may keep it waiting for ever. */
void base_ending_begin_wait (void);
void base_ending_end_wait (void);

/* The first signal that would have ended the program, 0 for none. */
int base_ending_get_signal (void);

/* @status, or 128 + the signal that came. */
int base_ending_get_status (int status);

/* For base/file.c: names that are removed when the program ends. Between lock and unlock no signal
 * ends it; both are short. */
void base_ending_lock (void);
void base_ending_unlock (void);
void base_ending_add_temporary (const char *path);
void base_ending_remove_temporary (const char *path);

G_END_DECLS
