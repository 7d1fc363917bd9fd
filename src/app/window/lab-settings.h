/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Settings remembered between sessions.
 */
#pragma once

#include <gtk/gtk.h>

#include "lab/session/lab-desk.h"

G_BEGIN_DECLS

/**
 * lab_settings_open:
 *
 * Returns: (transfer full) (nullable): NULL if the schema is not installed (a lab run from its
 * build folder): then nothing is remembered
 */
GSettings *lab_settings_open (void);

/* @settings is nullable below: then nothing is remembered. */

/* The window's size, the visible page, and whether the panel is shown. */
void lab_settings_remember_window (GSettings *settings,
                                   GtkWindow *window,
                                   const char *page,
                                   gboolean shows_panel);
void lab_settings_restore_window (GSettings *settings, GtkWindow *window); /* its size */

/* (transfer full) (nullable): the store's place; NULL for the usual one. */
char *lab_settings_get_store (GSettings *settings);

/* Remembers what @desk has open now, in case the program is killed. */
void lab_settings_remember (GSettings *settings, LabDesk *desk);

/* Opens the last study: from the store, if that is still the same one, else by name. */
void lab_settings_open_last (GSettings *settings, LabDesk *desk);

G_END_DECLS
