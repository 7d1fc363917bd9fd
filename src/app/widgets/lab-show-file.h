/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens a file or folder with whatever program the desktop has for it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @sentence: that no program opened it */
typedef void (*LabShowFailed) (GtkWindow *window, const char *sentence);

void lab_show_file (GtkWindow *window, const char *path, LabShowFailed failed);

G_END_DECLS
