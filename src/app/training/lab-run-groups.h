/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runs of one curve in the list: a line above them with the curve's name, the number of seeds
 * and the outcomes.
 */
#pragma once

#include <gtk/gtk.h>

#include "lab/session/lab-session.h"

G_BEGIN_DECLS

/**
 * lab_run_groups_describe:
 * @runs: (element-type LabRun): of one curve, at least one
 *
 * Returns: (transfer full): "n = 3 · 5 seeds, 4 ended · Bob decrypts in 3, guesses in 1"
 */
char *lab_run_groups_describe (GPtrArray *runs);

/**
 * lab_run_groups_form:
 *
 * Tells the rows of @list, LabRunRow of the session's runs, which group they belong to.
 */
void lab_run_groups_form (GtkListBox *list, LabSession *session);

/* Shows the groups' header lines in @list; gtk_list_box_invalidate_headers() updates them. */
void lab_run_groups_attach (GtkListBox *list);

G_END_DECLS
