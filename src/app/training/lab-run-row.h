/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run in the list: its look, name, state, progress and live numbers.
 */
#pragma once

#include <gtk/gtk.h>

#include "lab/session/lab-session.h"
#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

/* The columns, from left to right; the list gives each the same width in all rows. */
typedef enum
{
  LAB_COLUMN_SAMPLE,
  LAB_COLUMN_NAME,
  LAB_COLUMN_STATE,
  LAB_COLUMN_ITERATION,
  LAB_COLUMN_PROGRESS,
  LAB_COLUMN_BOB,
  LAB_COLUMN_BIT_ERROR,
  LAB_COLUMN_EVE,
  LAB_COLUMN_EVE_OWN, /* hidden where no Eve has turns of her own */
  LAB_COLUMN_SPEED,
  LAB_COLUMN_LEFT,
  LAB_COLUMN_BUTTONS,
} LabColumn;
#define LAB_N_COLUMNS 12

#define LAB_TYPE_RUN_ROW (lab_run_row_get_type ())
G_DECLARE_FINAL_TYPE (LabRunRow, lab_run_row, LAB, RUN_ROW, GtkListBoxRow)

/* Its position in the list box is the run's index in the window's actions. */
LabRunRow *lab_run_row_new (LabSession *session, LabRun *run);

LabRun *lab_run_row_get_run (LabRunRow *self); /* (transfer none) */

/* The widget in a column. */
GtkWidget *lab_run_row_get_cell (LabRunRow *self, LabColumn column);

/* How the plot draws the run, for the line sample. */
void lab_run_row_set_look (LabRunRow *self, PlotLineStyle style, PlotMarker marker);

/* Updates numbers and progress. */
void lab_run_row_refresh (LabRunRow *self);

/* Updates the possible actions, the selection and the name. */
void lab_run_row_update (LabRunRow *self);

/* Not in a group: named by its curve. Other rows are named by their seed. */
#define LAB_RUN_ROW_ALONE G_MAXUINT
void lab_run_row_set_group (LabRunRow *self, guint group);
guint lab_run_row_get_group (LabRunRow *self);

G_END_DECLS
