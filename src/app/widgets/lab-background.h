/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work on threads of their own: the window goes on meanwhile, and the program does not
 * end before it is done.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signal "changed": some work has begun or ended. */
#define LAB_TYPE_BACKGROUND (lab_background_get_type ())
G_DECLARE_FINAL_TYPE (LabBackground, lab_background, LAB, BACKGROUND, GObject)

/* A kind of work. */
typedef struct
{
  /* In a thread. Returns: FALSE with @error set */
  gboolean (*work) (gpointer data, GCancellable *cancellable, GError **error);

  /* (nullable): in the main thread, once, when the work takes long */
  void (*late) (gpointer owner, gpointer data);

  /* In the main thread, afterwards, unless it was cancelled. @error: (nullable) */
  void (*done) (gpointer owner, gpointer data, const GError *error);

  GDestroyNotify free_data;
} LabWork;

LabBackground *lab_background_new (void);

/**
 * lab_background_run:
 * @owner: (type GObject): held until the end
 * @data: (transfer full): the work's, and then the owner's
 * @cancellable: (nullable): cancelled, @owner hears no more of it
 */
void lab_background_run (LabBackground *self,
                         const LabWork *work,
                         gpointer owner,
                         gpointer data,
                         GCancellable *cancellable);

guint lab_background_get_n_running (LabBackground *self);

/**
 * lab_background_hold_while:
 * @object: (type GObject): at work
 * @signal: of @object: what @is_live says may have changed
 *
 * The program does not end while @object is at work.
 */
void
lab_background_hold_while (gpointer object, const char *signal, gboolean (*is_live) (gpointer));

G_END_DECLS
