/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of the library and its one question, for lab-library.c alone.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/library/lab-library-item.h"

G_BEGIN_DECLS

void lab_library_add_columns (GtkColumnView *view);

typedef void (*LabTitleCallback) (GtkWidget *widget, gint64 number, const char *title);

/* Asks which title the study is to have; @callback gets one that is not empty. */
void lab_library_ask_title (GtkWidget *widget, LabLibraryItem *item, LabTitleCallback callback);

G_END_DECLS
