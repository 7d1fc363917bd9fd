/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tooltips of what is shown again and again. GTK asks the display for the pointer with
 * every text it is given, the same one too: a list of a hundred rows would wait for it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @text: (nullable) */
void lab_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS
