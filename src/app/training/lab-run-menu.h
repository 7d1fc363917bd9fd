/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions "run.…" of a row's menu: on its own run, whatever is selected.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/training/lab-run-name.h"
#include "lab/session/lab-session.h"

G_BEGIN_DECLS

typedef struct _LabRunMenu LabRunMenu;

/**
 * lab_run_menu_new:
 * @row: (transfer none): which gets the actions; its position in the list box is the run's index in
 *   the window's actions
 * @name: (transfer none): of the row, to be edited
 *
 * Returns: (transfer full): must not outlive @row
 */
LabRunMenu *
lab_run_menu_new (GtkListBoxRow *row, LabRunName *name, LabSession *session, LabRun *run);
void lab_run_menu_free (LabRunMenu *self);

/* What can be done by now. */
void lab_run_menu_update (LabRunMenu *self);

G_END_DECLS
