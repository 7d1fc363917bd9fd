/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts and classes that are set a few times a second: what is as it was asks for no new
 * layout.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lab_quiet_set_text (GtkLabel *label, const char *text);

/* @text: (nullable) */
void lab_quiet_set_tooltip (gpointer widget, const char *text);

/* @widget has the CSS class @name, or has it not. */
void lab_quiet_set_class (gpointer widget, const char *name, gboolean is_set);

G_END_DECLS
