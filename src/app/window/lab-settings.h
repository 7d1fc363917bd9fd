/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is remembered from one start to the next.
 */
#pragma once

#include <gtk/gtk.h>

#include "lab/session/lab-desk.h"

G_BEGIN_DECLS

/**
 * lab_settings_open:
 *
 * Returns: (transfer full) (nullable): NULL when the schema is not installed (a
 * lab that runs from its build folder): then nothing is remembered
 */
GSettings *lab_settings_open (void);

/* @settings is nullable below: then nothing is remembered. */

/* Its size, the page that is seen, and whether the panel is. */
void lab_settings_remember_window (GSettings *settings,
                                   GtkWindow *window,
                                   const char *page,
                                   gboolean shows_panel);
void lab_settings_restore_window (GSettings *settings, GtkWindow *window); /* its size */

/* What @desk has open, so that a program that is killed has it too. */
void lab_settings_remember (GSettings *settings, LabDesk *desk);

/* Opens what was open last in the same store. */
void lab_settings_open_last (GSettings *settings, LabDesk *desk);

G_END_DECLS
