/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers for display. The same in every locale: a point for decimals, commas for thousands.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) "4,812"; halves are rounded away from zero. */
char *base_number_whole (double value);

/* (transfer full) A measured value, "0.0123"; large and small ones with an exponent; "–" for NaN.
 */
char *base_number_value (double value);

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
