/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes what a finished replay leaves in its folder: report, tables, pictures.
 */
#pragma once

#include <gio/gio.h>

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/**
 * report_replay_write_async:
 * @studies: (element-type LabStudy): in report order
 * @eves: (element-type LabRun LabFreshEves): fresh Eves by run
 * @command: reproduces the report; printed in it
 *
 * On another thread: until @callback is called, nothing may train, and @studies and @eves must
 * stay alive and be used by nobody else.
 *
 * Writes report.html, report.md, runs.csv, and for each study its picture (PNG, light and dark,
 * and SVG) and its rounds as CSV into the folder.
 */
void report_replay_write_async (const char *folder,
                                GPtrArray *studies,
                                GHashTable *eves,
                                const char *command,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* Returns: FALSE with an error that names the file */
gboolean report_replay_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
