/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The library's columns and its one question; only for lab-library.c.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/library/lab-library-item.h"

G_BEGIN_DECLS

void lab_library_add_columns (GtkColumnView *view);

typedef void (*LabTitleCallback) (GtkWidget *widget, gint64 number, const char *title);

/* Asks for the study's new title; @callback gets one that is not empty. */
void lab_library_ask_title (GtkWidget *widget, LabLibraryItem *item, LabTitleCallback callback);

G_END_DECLS
