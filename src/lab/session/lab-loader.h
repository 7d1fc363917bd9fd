/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loads a study from a store without blocking, one at a time: a new load replaces the one before.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

#define LAB_TYPE_LOADER (lab_loader_get_type ())
G_DECLARE_FINAL_TYPE (LabLoader, lab_loader, LAB, LOADER, GObject)

/**
 * lab_loader_new:
 * @owner: (type GObject): whose it is; held while something is read
 * @loaded: with a study, or an error that says why there is none
 * @unwanted: it was read, and is not wanted any more: nobody has let go of it yet
 *
 * Both are called in the owner's thread.
 */
typedef void (*LabLoaded) (gpointer owner, LabStudy *study, const GError *error);
typedef void (*LabUnwanted) (gpointer owner, LabStudy *study);
LabLoader *lab_loader_new (gpointer owner, LabLoaded loaded, LabUnwanted unwanted);

void lab_loader_load (LabLoader *self, LabStore *store, gint64 number);

/* For a study that is kept: takes runs that another program held, see
 * lab_store_load_again_async(). */
void lab_loader_load_again (LabLoader *self, LabStore *store, gint64 number);

gboolean lab_loader_is_loading (LabLoader *self);

/* Cancels the load. */
void lab_loader_forget (LabLoader *self);

G_END_DECLS
