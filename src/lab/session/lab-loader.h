/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a study from a store without a wait, one at a time: who asks for another does
 * not want the former any more.
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

/* One that is kept, for the runs that another program had: see lab_store_load_again_async(). */
void lab_loader_load_again (LabLoader *self, LabStore *store, gint64 number);

gboolean lab_loader_is_loading (LabLoader *self);

/* What is being read is not wanted any more. */
void lab_loader_forget (LabLoader *self);

G_END_DECLS
