/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was done and can be undone, and what was undone and can be done again, one step after the
 * other. Knows no study and no widget.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Signal "changed": there is another step to undo or to redo, or none. */
#define LAB_TYPE_UNDO (lab_undo_get_type ())
G_DECLARE_FINAL_TYPE (LabUndo, lab_undo, LAB, UNDO, GObject)

/* A kind of step. */
typedef struct
{
  /* Makes things what they were before the step and, called again, what they were after it.
   * Returns: FALSE with @error and nothing changed */
  gboolean (*swap) (gpointer data, GError **error);

  /* It will not be swapped any more. */
  void (*free) (gpointer data);
} LabStepKind;

LabUndo *lab_undo_new (void);

/**
 * lab_undo_push:
 * @label: what was done, in words: "Remove Bob1"
 * @key: (nullable): a step with the key of the one before it that follows within two seconds is
 * part of that step, as when a slider is dragged
 * @data: (transfer full): passed to @kind's functions
 *
 * What was undone can no longer be redone.
 */
void lab_undo_push (
    LabUndo *self, const char *label, const char *key, const LabStepKind *kind, gpointer data);

/* (nullable): the label of the step that would be undone or redone. */
const char *lab_undo_get_label (LabUndo *self);
const char *lab_undo_get_redo_label (LabUndo *self);

/**
 * lab_undo_undo:
 *
 * Does nothing if there is nothing to undo.
 *
 * Returns: FALSE with @error; the step stays, to be tried again, unless it is
 * LAB_ERROR_NOT_FOUND: what it needs is gone for good
 */
gboolean lab_undo_undo (LabUndo *self, GError **error);
gboolean lab_undo_redo (LabUndo *self, GError **error);

/* Forgets all steps. */
void lab_undo_clear (LabUndo *self);

G_END_DECLS
