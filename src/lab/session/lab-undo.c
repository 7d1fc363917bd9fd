/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two stacks of steps: undoing moves the newest from one to the other, and redoing moves it back.
 */
#include "config.h"

#include "lab/session/lab-undo.h"

#include "lab/experiment/lab-error.h"

/* More than anyone remembers; each holds what it would restore. */
#define MAX_STEPS 1000

/* Within this time, steps with the same key are one. */
#define MERGE_TIME (2 * G_USEC_PER_SEC)

typedef struct
{
  char *label;
  char *key; /* nullable */
  const LabStepKind *kind;
  gpointer data;
} Step;

struct _LabUndo
{
  GObject parent_instance;

  GPtrArray *done;   /* of Step, the newest last */
  GPtrArray *undone; /* of Step, the next to redo last */
  gint64 pushed;     /* when the newest step was last added to */
  gboolean is_swapping;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabUndo, lab_undo, G_TYPE_OBJECT)

static void
step_free (gpointer data)
{
  Step *step = data;

  step->kind->free (step->data);
  g_free (step->label);
  g_free (step->key);
  g_free (step);
}

static Step *
peek (GPtrArray *steps)
{
  return steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;
}

static const char *
get_label (GPtrArray *steps)
{
  const Step *step = peek (steps);

  return step != NULL ? step->label : NULL;
}

const char *
lab_undo_get_label (LabUndo *self)
{
  g_return_val_if_fail (LAB_IS_UNDO (self), NULL);

  return get_label (self->done);
}

const char *
lab_undo_get_redo_label (LabUndo *self)
{
  g_return_val_if_fail (LAB_IS_UNDO (self), NULL);

  return get_label (self->undone);
}

/* Whether a step with @key only continues the newest one. */
static gboolean
continues (LabUndo *self, const char *key, gint64 now)
{
  const Step *newest = peek (self->done);

  return key != NULL && newest != NULL && self->undone->len == 0
         && g_strcmp0 (newest->key, key) == 0 && now - self->pushed < MERGE_TIME;
}

void
lab_undo_push (
    LabUndo *self, const char *label, const char *key, const LabStepKind *kind, gpointer data)
{
  gint64 now = g_get_monotonic_time ();
  Step *step;

  g_return_if_fail (LAB_IS_UNDO (self));
  g_return_if_fail (label != NULL && kind != NULL);
  g_return_if_fail (!self->is_swapping);

  if (continues (self, key, now))
    {
      self->pushed = now;
      kind->free (data);
      return;
    }
  g_ptr_array_set_size (self->undone, 0);
  if (self->done->len == MAX_STEPS)
    g_ptr_array_remove_index (self->done, 0);
  step = g_new (Step, 1);
  *step = (Step){ g_strdup (label), g_strdup (key), kind, data };
  g_ptr_array_add (self->done, step);
  self->pushed = now;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
move (LabUndo *self, GPtrArray *from, GPtrArray *to, GError **error)
{
  Step *step = peek (from);
  GError *why = NULL;
  gboolean is_done;

  if (step == NULL || self->is_swapping)
    return TRUE;
  self->is_swapping = TRUE;
  is_done = step->kind->swap (step->data, &why);
  self->is_swapping = FALSE;
  if (is_done)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
  else if (g_error_matches (why, LAB_ERROR, LAB_ERROR_NOT_FOUND))
    g_ptr_array_remove_index (from, from->len - 1);
  if (!is_done)
    g_propagate_error (error, why);
  self->pushed = 0; /* what follows is a step of its own */
  g_signal_emit (self, signals[CHANGED], 0);
  return is_done;
}

gboolean
lab_undo_undo (LabUndo *self, GError **error)
{
  g_return_val_if_fail (LAB_IS_UNDO (self), FALSE);

  return move (self, self->done, self->undone, error);
}

gboolean
lab_undo_redo (LabUndo *self, GError **error)
{
  g_return_val_if_fail (LAB_IS_UNDO (self), FALSE);

  return move (self, self->undone, self->done, error);
}

void
lab_undo_clear (LabUndo *self)
{
  g_return_if_fail (LAB_IS_UNDO (self));

  if (self->done->len == 0 && self->undone->len == 0)
    return;
  g_ptr_array_set_size (self->undone, 0);
  g_ptr_array_set_size (self->done, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lab_undo_finalize (GObject *object)
{
  LabUndo *self = LAB_UNDO (object);

  g_ptr_array_unref (self->undone);
  g_ptr_array_unref (self->done);
  G_OBJECT_CLASS (lab_undo_parent_class)->finalize (object);
}

static void
lab_undo_class_init (LabUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_undo_finalize;
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lab_undo_init (LabUndo *self)
{
  self->done = g_ptr_array_new_with_free_func (step_free);
  self->undone = g_ptr_array_new_with_free_func (step_free);
}

LabUndo *
lab_undo_new (void)
{
  return g_object_new (LAB_TYPE_UNDO, NULL);
}
