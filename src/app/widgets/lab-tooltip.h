/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tooltips that are set again and again. GTK queries the pointer from the display each time, even
 * for the same text, and a list of a hundred rows would wait for it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @text: (nullable) */
void lab_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS
