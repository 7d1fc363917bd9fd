/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lab's window: panel, plots, runs, and what they mean.
 */
#pragma once

#include <adwaita.h>

#include "app/training/lab-training-page.h"

G_BEGIN_DECLS

#define LAB_TYPE_WINDOW (lab_window_get_type ())
G_DECLARE_FINAL_TYPE (LabWindow, lab_window, LAB, WINDOW, AdwApplicationWindow)

LabWindow *lab_window_new (GtkApplication *application);

/**
 * lab_window_open_study:
 * @name_or_path: a shipped study or a file
 *
 * What was open stays, and @error says why, when it cannot be opened. What was
 * trained before can be had back from the toast.
 */
gboolean lab_window_open_study (LabWindow *self, const char *name_or_path, GError **error);

/**
 * lab_window_open_store:
 * @path: (nullable): NULL for the default place
 *
 * Once, before anything is open. When it cannot be opened, the window says so
 * and works without.
 */
void lab_window_open_store (LabWindow *self, const char *path);

/* What was open last: from the store as it was, without a wait, or anew. */
void lab_window_open_last (LabWindow *self);

/* Starts training, once what is being loaded is open. */
void lab_window_start (LabWindow *self);

/* Says a sentence in a toast. */
void lab_window_say (LabWindow *self, const char *sentence);

/* What the window says and works on, for the application and tests. */
const char *lab_window_get_sentence (LabWindow *self); /* said last; NULL before */
LabFrame *lab_window_get_frame (LabWindow *self);      /* (transfer none) */
gpointer lab_window_get_part (LabWindow *self, GType type);
LabSession *lab_window_get_session (LabWindow *self);
LabPlotView *lab_window_get_plot_view (LabWindow *self); /* of the view that is or was seen */
const char *lab_window_get_trouble (LabWindow *self);    /* the line that stays; NULL: none */
gboolean lab_window_is_loading (LabWindow *self);
guint lab_window_get_n_exports (LabWindow *self); /* files being written, or read for an audit */

G_END_DECLS
