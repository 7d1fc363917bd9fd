/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks for format, size and colours of an export, then where to save it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_EXPORT_DIALOG (lab_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LabExportDialog, lab_export_dialog, LAB, EXPORT_DIALOG, AdwWindow)

/* Signals "chosen" (path: string, width: int, height: int, light: boolean) and "cancelled"; either
 * one closes the dialog. */

/**
 * lab_export_dialog_new:
 * @name: suggested file name, without extension
 */
LabExportDialog *lab_export_dialog_new (GtkWindow *parent, const char *name, int width, int height);

G_END_DECLS
