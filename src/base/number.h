/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as people read them. The same in every locale: point for decimals, comma for thousands.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) "4,812"; halves are rounded away from zero. */
char *base_number_whole (double value);

/* (transfer full) A measured value, "0.0123"; large and small ones with an exponent; "–" for NaN.
 */
char *base_number_value (double value);

/* (transfer full) A tick of an axis whose ticks are @step apart, with just as many decimals. */
char *base_number_tick (double value, double step);

/* (transfer full) A tick of a log axis: "0.01", "10⁻⁶". */
char *base_number_log_tick (double value);

G_END_DECLS
