/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's passing messages, in toasts, and what can be undone while one of them offers it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A kind of action that can be undone. */
typedef struct
{
  /* Returns: (transfer full) (nullable): NULL if undone, or if that is no longer possible; else a
   * sentence that says why not, with which it is offered again */
  char *(*undo) (gpointer owner);

  /* No longer offered: what was kept for it can be released. */
  void (*forget) (gpointer owner);
} LabUndo;

#define LAB_TYPE_NOTICES (lab_notices_get_type ())
G_DECLARE_FINAL_TYPE (LabNotices, lab_notices, LAB, NOTICES, GObject)

/* @overlay: displays the toasts */
LabNotices *lab_notices_new (AdwToastOverlay *overlay);

void lab_notices_say (LabNotices *self, const char *sentence);

/**
 * lab_notices_say_with_undo:
 * @undo: static; an earlier offer is forgotten, unless it is of the same kind
 * @owner: must live as long as @self, or until lab_notices_close()
 */
void lab_notices_say_with_undo (LabNotices *self,
                                const char *sentence,
                                const LabUndo *undo,
                                gpointer owner);

/* Undoes what is currently offered, as the button does. */
void lab_notices_undo (LabNotices *self);

const char *lab_notices_get_sentence (LabNotices *self); /* the last message; NULL if none */

/* Whether the offer stays until it is used, for tests. */
gboolean lab_notices_waits_for_undo (LabNotices *self);

gboolean lab_notices_is_closed (LabNotices *self);

/* From now on nothing is shown, offered or forgotten. */
void lab_notices_close (LabNotices *self);

G_END_DECLS
