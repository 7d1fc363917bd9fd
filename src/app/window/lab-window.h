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
 * On failure the open study stays, and @error says why. On success the previous one can be
 * restored from the toast.
 */
gboolean lab_window_open_study (LabWindow *self, const char *name_or_path, GError **error);

/**
 * lab_window_open_store:
 * @path: (nullable): NULL for the default place
 *
 * To be called once, before anything is open. On failure the window says so and works without a
 * store.
 */
void lab_window_open_store (LabWindow *self, const char *path);

/* Opens the last study: from the store as it was, without blocking, or afresh. */
void lab_window_open_last (LabWindow *self);

/* Starts training, once the study being loaded is open. */
void lab_window_start (LabWindow *self);

/* Shows a sentence in a toast. */
void lab_window_say (LabWindow *self, const char *sentence);

/* The window's messages and objects, for the application and tests. */
const char *lab_window_get_sentence (LabWindow *self); /* the last message; NULL if none */
LabFrame *lab_window_get_frame (LabWindow *self);      /* (transfer none) */
gpointer lab_window_get_part (LabWindow *self, GType type);
LabSession *lab_window_get_session (LabWindow *self);
LabPlotView *lab_window_get_plot_view (LabWindow *self); /* on screen, or the last that was */
const char *lab_window_get_trouble (LabWindow *self);    /* the banner's text; NULL: none */
gboolean lab_window_is_loading (LabWindow *self);
guint lab_window_get_n_exports (LabWindow *self); /* files being written, or read for an audit */

G_END_DECLS
