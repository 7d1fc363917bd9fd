/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window says in passing, in toasts, and what can be undone for as long as one
 * of them offers it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A kind of thing that can be undone. */
typedef struct
{
  /* Returns: (transfer full) (nullable): NULL when it is undone, or cannot be any more;
   * else a sentence that says why not, and it is offered again with it */
  char *(*undo) (gpointer owner);

  /* It is not offered any more: what was kept for it can go. */
  void (*forget) (gpointer owner);
} LabUndo;

#define LAB_TYPE_NOTICES (lab_notices_get_type ())
G_DECLARE_FINAL_TYPE (LabNotices, lab_notices, LAB, NOTICES, GObject)

/* @overlay: above which the toasts are seen */
LabNotices *lab_notices_new (AdwToastOverlay *overlay);

void lab_notices_say (LabNotices *self, const char *sentence);

/**
 * lab_notices_say_with_undo:
 * @undo: static; what was offered before is forgotten, unless it was of the same kind
 * @owner: lives as long as @self, or until lab_notices_close()
 */
void lab_notices_say_with_undo (LabNotices *self,
                                const char *sentence,
                                const LabUndo *undo,
                                gpointer owner);

/* Undoes what is offered now, as its button does. */
void lab_notices_undo (LabNotices *self);

const char *lab_notices_get_sentence (LabNotices *self); /* said last; NULL before */

/* Whether what is offered stays until it is undone, for tests. */
gboolean lab_notices_waits_for_undo (LabNotices *self);

gboolean lab_notices_is_closed (LabNotices *self);

/* Nothing is said any more, and nothing is offered or forgotten. */
void lab_notices_close (LabNotices *self);

G_END_DECLS
