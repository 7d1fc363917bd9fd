/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work on separate threads: the window stays responsive, and the program does not exit before the
 * work is done.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signal "changed": some work has started or ended. */
#define LAB_TYPE_BACKGROUND (lab_background_get_type ())
G_DECLARE_FINAL_TYPE (LabBackground, lab_background, LAB, BACKGROUND, GObject)

/* A kind of work. */
typedef struct
{
  /* On a thread. Returns: FALSE with @error set */
  gboolean (*work) (gpointer data, GCancellable *cancellable, GError **error);

  /* (nullable): in the main thread, once, if the work takes long */
  void (*late) (gpointer owner, gpointer data);

  /* In the main thread at the end, unless cancelled. @error: (nullable) */
  void (*done) (gpointer owner, gpointer data, const GError *error);

  GDestroyNotify free_data;
} LabWork;

LabBackground *lab_background_new (void);

/**
 * lab_background_run:
 * @owner: (type GObject): a reference is held until the end
 * @data: (transfer full): passed to the work, then to @owner's callbacks
 * @cancellable: (nullable): once cancelled, @owner is not called back
 */
void lab_background_run (LabBackground *self,
                         const LabWork *work,
                         gpointer owner,
                         gpointer data,
                         GCancellable *cancellable);

guint lab_background_get_n_running (LabBackground *self);

/**
 * lab_background_hold_while:
 * @object: (type GObject): currently live
 * @signal: of @object, emitted when @is_live may have changed
 *
 * Keeps the program alive while @object is live.
 */
void
lab_background_hold_while (gpointer object, const char *signal, gboolean (*is_live) (gpointer));

G_END_DECLS
