/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a study from a store without a wait, one at a time: who asks for another does
 * not want the former any more.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* What becomes of it, in the owner's thread. */
typedef struct
{
  /* @study: (nullable): else @error says why */
  void (*loaded) (gpointer owner, gpointer data, LabStudy *study, const GError *error);

  /* It was read, and is not wanted any more: nobody has let go of it yet. */
  void (*unwanted) (gpointer owner, LabStudy *study);

  GDestroyNotify free_data;
} LabLoad;

#define LAB_TYPE_LOADER (lab_loader_get_type ())
G_DECLARE_FINAL_TYPE (LabLoader, lab_loader, LAB, LOADER, GObject)

/* @owner: (type GObject): whose it is; held while something is read */
LabLoader *lab_loader_new (gpointer owner);

/* @data: (transfer full) */
void lab_loader_load (
    LabLoader *self, LabStore *store, gint64 number, const LabLoad *kind, gpointer data);

/* One that is kept, for the runs that another program had: see lab_store_load_again_async(). */
void lab_loader_load_again (
    LabLoader *self, LabStore *store, gint64 number, const LabLoad *kind, gpointer data);

gboolean lab_loader_is_loading (LabLoader *self);

/* What is being read is not wanted any more. */
void lab_loader_forget (LabLoader *self);

G_END_DECLS
