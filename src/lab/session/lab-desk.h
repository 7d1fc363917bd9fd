/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which study a session has open and where it came from: opened by name, read from the
 * store, taken back; and what was open before, as long as it can be had back. Knows no
 * widget.
 */
#pragma once

#include "lab/session/lab-session.h"

G_BEGIN_DECLS

/* Signals:
 * "opened": another study is open
 * "changed": what is open or being read, what can be had back, what is stored
 * "set-aside" (char *sentence): what was open has results and can be had back
 * "told" (char *sentence): something that a person should know */
#define LAB_TYPE_DESK (lab_desk_get_type ())
G_DECLARE_FINAL_TYPE (LabDesk, lab_desk, LAB, DESK, GObject)

LabDesk *lab_desk_new (LabSession *session);

LabSession *lab_desk_get_session (LabDesk *self); /* (transfer none) */

/**
 * lab_desk_open_store:
 * @path: (nullable): NULL for the default place
 *
 * Once, before anything is open. Without one the lab does everything else.
 */
gboolean lab_desk_open_store (LabDesk *self, const char *path, GError **error);

/**
 * lab_desk_open:
 * @name_or_path: a shipped study or a file
 *
 * What was open stays, and @error says why, when it cannot be opened.
 */
gboolean lab_desk_open (LabDesk *self, const char *name_or_path, GError **error);

typedef void (*LabDeskOpened) (gpointer user_data);
typedef void (*LabDeskFailed) (const GError *error, gpointer user_data);

/**
 * lab_desk_load:
 * @number: of a study in the store, which there must be
 * @opened: (nullable): called once it is open
 * @failed: (nullable): called if it cannot be; NULL to have it told
 *
 * Without a wait; neither is called once something else has been opened. The one that is
 * open is read again, for the runs that another program had.
 */
void lab_desk_load (
    LabDesk *self, gint64 number, LabDeskOpened opened, LabDeskFailed failed, gpointer user_data);

/* What is being read is not wanted any more. */
void lab_desk_forget_load (LabDesk *self);
gboolean lab_desk_is_loading (LabDesk *self);

/* @study in place of the open one, which cannot be had back. */
void lab_desk_take (LabDesk *self, LabStudy *study);

/* Starts all runs, once what is being read is open. */
void lab_desk_start (LabDesk *self);

/* The open study as it was trained, without what was removed from it. */
gboolean lab_desk_save (LabDesk *self, const char *path, GError **error);

/* (nullable): by what the open study can be opened again, a shipped name or a path. */
const char *lab_desk_get_name (LabDesk *self);

/* Of the open study in the store; 0: not written. */
gint64 lab_desk_get_number (LabDesk *self);

gboolean lab_desk_has_former (LabDesk *self);
void lab_desk_reopen_former (LabDesk *self);
void lab_desk_forget_former (LabDesk *self);

/* As lab_session_shut_down(); what is still being read comes to nothing. */
void lab_desk_shut_down (LabDesk *self);

G_END_DECLS
