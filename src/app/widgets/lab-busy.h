/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The long work of a window. While any goes on, the machine does not suspend; what took long is
 * announced at its end by a notification, unless the user is looking at the lab.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_BUSY_TRAINING,
  LAB_BUSY_AUDIT,
  LAB_BUSY_REPLAY,
  LAB_N_BUSY
} LabBusyKind;

#define LAB_TYPE_BUSY (lab_busy_get_type ())
G_DECLARE_FINAL_TYPE (LabBusy, lab_busy, LAB, BUSY, GObject)

/* @window: of a GtkApplication; not held */
LabBusy *lab_busy_new (GtkWindow *window);

/* Does nothing if it has already begun. */
void lab_busy_begin (LabBusy *self, LabBusyKind kind);

/* It has been paused or stopped by the user, who needs no notification. Does nothing if it has not
 * begun. */
void lab_busy_pause (LabBusy *self, LabBusyKind kind);

/**
 * lab_busy_end:
 * @title: what has ended
 * @body: a sentence about how
 *
 * It has ended by itself. Does nothing if it has not begun.
 */
void lab_busy_end (LabBusy *self, LabBusyKind kind, const char *title, const char *body);

/* Whether @kind has begun, and neither paused nor ended. */
gboolean lab_busy_is_going_on (LabBusy *self, LabBusyKind kind);

/* How long work must have taken to be announced; 30 seconds by default. For tests. */
void lab_busy_set_least_seconds (LabBusy *self, double seconds);

G_END_DECLS
