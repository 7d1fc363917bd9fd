/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets a widget's tooltip only if it differs.
 */
#include "config.h"

#include "app/widgets/lab-tooltip.h"

void
lab_tooltip_set (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}
