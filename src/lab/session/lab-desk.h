/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which study a session has open and where it came from: opened by name or loaded from the store.
 * Opening is a step that can be undone. Knows no widget.
 */
#pragma once

#include "lab/session/lab-session.h"

G_BEGIN_DECLS

/* Signals:
 * "opened": another study is open
 * "changed": what is open or being loaded, what is stored
 * "set-aside" (char *sentence): the previous study has results
 * "told" (char *sentence): something that a person should know */
#define LAB_TYPE_DESK (lab_desk_get_type ())
G_DECLARE_FINAL_TYPE (LabDesk, lab_desk, LAB, DESK, GObject)

LabDesk *lab_desk_new (LabSession *session);

LabSession *lab_desk_get_session (LabDesk *self); /* (transfer none) */

/**
 * lab_desk_open_store:
 * @path: (nullable): NULL for the default path
 *
 * Once, before anything is open. The lab also works without a store.
 */
gboolean lab_desk_open_store (LabDesk *self, const char *path, GError **error);

/**
 * lab_desk_open:
 * @name_or_path: a shipped study or a file
 *
 * On failure the open study stays, and @error is set.
 */
gboolean lab_desk_open (LabDesk *self, const char *name_or_path, GError **error);

/* Likewise with a study that comes from no file, such as a pasted one. */
gboolean lab_desk_open_file (LabDesk *self, LabStudyFile *file, GError **error);

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

/* Cancels the load. */
void lab_desk_forget_load (LabDesk *self);
gboolean lab_desk_is_loading (LabDesk *self);

/* Opens another state of the open study; a step that can be undone. */
void lab_desk_take (LabDesk *self, LabStudy *study);

/* Starts all runs, as soon as any load is done. */
void lab_desk_start (LabDesk *self);

/* Saves the open study as trained, without its history. */
gboolean lab_desk_save (LabDesk *self, const char *path, GError **error);

/* (nullable): how to open the study again: a shipped name or a path. */
const char *lab_desk_get_name (LabDesk *self);

/* The open study's number in the store; 0: not written. */
gint64 lab_desk_get_number (LabDesk *self);

/* As lab_session_shut_down(); also cancels the load. */
void lab_desk_shut_down (LabDesk *self);

G_END_DECLS
