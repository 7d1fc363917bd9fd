/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals of an object that are emitted once, soon after whatever gave reason for them,
 * and in a fixed order.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _LabAnnouncer LabAnnouncer;

/* @object: not held: it has this
 * @signals: NULL-terminated and static, in the order in which they are emitted */
LabAnnouncer *lab_announcer_new (gpointer object, const char *const *signals);
void lab_announcer_free (LabAnnouncer *self);

/* @signal: an index into the signals */
void lab_announcer_queue (LabAnnouncer *self, guint signal);

/* Emits pending signals now. */
void lab_announcer_flush (LabAnnouncer *self);

/* From now on nothing is emitted. */
void lab_announcer_silence (LabAnnouncer *self);

G_END_DECLS
