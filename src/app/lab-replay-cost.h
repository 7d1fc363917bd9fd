/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a replay will take, asked before it begins: a few steps of each of its
 * experiments are measured on this machine. Trains nothing that is kept.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint n_runs;
  double seconds;    /* of training and fresh Eves, on all processors */
  guint64 bytes;     /* of memory */
  GHashTable *costs; /* (element-type utf8 double): seconds of an iteration by the
                      * hash of its experiment */
} LabReplayCost;

void lab_replay_cost_free (LabReplayCost *cost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabReplayCost, lab_replay_cost_free)

/**
 * lab_replay_cost_measure_async:
 * @studies: NULL-terminated names or files
 * @reading: "text" or "inferred", of the figures
 * @n_seeds: a curve
 * @eve_steps: of each fresh Eve; 0 for the usual
 * @known: (nullable): costs measured before, which are not measured again
 *
 * On another thread, for about a second.
 */
void lab_replay_cost_measure_async (const char *const *studies,
                                    const char *reading,
                                    guint n_seeds,
                                    guint64 eve_steps,
                                    GHashTable *known,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* Returns: NULL with LAB_ERROR, G_FILE_ERROR or G_IO_ERROR_CANCELLED */
LabReplayCost *lab_replay_cost_measure_finish (GAsyncResult *result, GError **error);

G_END_DECLS
