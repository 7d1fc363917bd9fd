/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of a replay's progress: a title, a bar, and the progress in words.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_ROW (lab_replay_row_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayRow, lab_replay_row, LAB, REPLAY_ROW, GtkListBoxRow)

GtkWidget *lab_replay_row_new (void);

/**
 * lab_replay_row_show:
 * @share: 0 to 1
 * @words: "12 of 15 runs"
 */
void lab_replay_row_show (LabReplayRow *self, const char *title, double share, const char *words);

G_END_DECLS
