/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers for people: the only place that knows how they are written. A point for decimals and
 * commas for thousands, as programs expect them, until a program with a screen asks for the marks
 * of its locale. What is written for a file stays plain (base_number_begin_plain ()).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on with the marks of LC_NUMERIC ("2.000", "0,154"); call it before there are other
 * threads. */
void base_number_follow_locale (void);

/* What this thread formats until the end is for a file. May be nested. */
void base_number_begin_plain (void);
void base_number_end_plain (void);

/* (transfer full) "4,812"; halves are rounded away from zero. */
char *base_number_whole (double value);

/* (transfer full) A measured value, "0.0123"; large and small ones with an exponent; "–" for NaN.
 */
char *base_number_value (double value);

/* (transfer full) g_strdup_printf () for what people read: the decimal mark of %f is that of the
 * other numbers here. */
char *base_number_sentence (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* The same at the end of @text. */
void base_number_append (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* (transfer full) A number with so many decimals; "–" for NaN. */
char *base_number_decimals (double value, guint decimals);

/* (transfer full) A tick of an axis whose ticks are @step apart, with just enough decimals. */
char *base_number_tick (double value, double step);

/* (transfer full) A tick of a log axis: "0.01", "10⁻⁶". */
char *base_number_log_tick (double value);

/* (transfer full) A measured time: "1.5 s", "250 ms". */
char *base_number_seconds (double seconds, guint decimals);
char *base_number_milliseconds (double seconds, guint decimals);

/* (transfer full) A time to wait, rounded up: "90 s" at most, "3 min", "1 h 05 min"; "–" if
 * unknown. */
char *base_number_time (double seconds);

G_END_DECLS
