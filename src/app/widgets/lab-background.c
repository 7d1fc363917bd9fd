/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work on separate threads: keeps the program alive until it is done, reports when it takes long,
 * and drops cancelled results. It must never show messages itself.
 */
#include "config.h"

#include "app/widgets/lab-background.h"

/* Milliseconds after which work counts as long. */
#define LONG 500

struct _LabBackground
{
  GObject parent_instance;

  guint n_running;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabBackground, lab_background, G_TYPE_OBJECT)

typedef struct
{
  const LabWork *work;
  LabBackground *background;
  GApplication *application;
  GObject *owner; /* used only in the main thread */
  gpointer data;
  GCancellable *cancellable;
  guint late_source;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  task->work->free_data (task->data);
  g_clear_object (&task->cancellable);
  g_free (task);
}

static gboolean
on_late (gpointer user_data)
{
  Task *task = user_data;

  task->late_source = 0;
  if (!g_cancellable_is_cancelled (task->cancellable))
    task->work->late (task->owner, task->data);
  return G_SOURCE_REMOVE;
}

static void
run (GTask *gtask, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Task *task = task_data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (gtask))
    return;
  if (task->work->work (task->data, task->cancellable, &error))
    g_task_return_boolean (gtask, TRUE);
  else
    g_task_return_error (gtask, error);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Task *task = g_task_get_task_data (G_TASK (result));
  g_autoptr (LabBackground) background = task->background;
  g_autoptr (GApplication) application = task->application;
  g_autoptr (GObject) owner = task->owner;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&task->late_source, g_source_remove);
  g_task_propagate_boolean (G_TASK (result), &error);
  background->n_running--;
  if (!g_cancellable_is_cancelled (task->cancellable))
    task->work->done (owner, task->data, error);
  g_signal_emit (background, signals[CHANGED], 0);
  if (application != NULL)
    g_application_release (application);
}

void
lab_background_run (LabBackground *self,
                    const LabWork *work,
                    gpointer owner,
                    gpointer data,
                    GCancellable *cancellable)
{
  g_return_if_fail (LAB_IS_BACKGROUND (self));
  g_return_if_fail (G_IS_OBJECT (owner));

  Task *task = g_new0 (Task, 1);
  g_autoptr (GTask) gtask = g_task_new (NULL, cancellable, on_ended, NULL);

  task->work = work;
  task->background = g_object_ref (self);
  task->application = g_application_get_default ();
  task->owner = g_object_ref (owner);
  task->data = data;
  g_set_object (&task->cancellable, cancellable);
  if (task->application != NULL)
    g_application_hold (g_object_ref (task->application));
  if (work->late != NULL)
    task->late_source = g_timeout_add (LONG, on_late, task);
  g_task_set_task_data (gtask, task, task_free);
  self->n_running++;
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_run_in_thread (gtask, run);
}

guint
lab_background_get_n_running (LabBackground *self)
{
  g_return_val_if_fail (LAB_IS_BACKGROUND (self), 0);

  return self->n_running;
}

typedef struct
{
  GApplication *application;
  GObject *object;
  gboolean (*is_live) (gpointer);
} Hold;

static void
on_held_changed (Hold *hold)
{
  if (hold->is_live (hold->object))
    return;
  g_signal_handlers_disconnect_by_data (hold->object, hold);
  g_application_release (hold->application);
  g_object_unref (hold->application);
  g_object_unref (hold->object);
  g_free (hold);
}

void
lab_background_hold_while (gpointer object, const char *signal, gboolean (*is_live) (gpointer))
{
  GApplication *application = g_application_get_default ();

  g_return_if_fail (G_IS_OBJECT (object));

  if (application == NULL || !is_live (object))
    return;
  Hold *hold = g_new0 (Hold, 1);
  hold->application = g_object_ref (application);
  hold->object = g_object_ref (object);
  hold->is_live = is_live;
  g_application_hold (application);
  g_signal_connect_swapped (object, signal, G_CALLBACK (on_held_changed), hold);
}

static void
lab_background_class_init (LabBackgroundClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_BACKGROUND, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lab_background_init (LabBackground *self)
{
}

LabBackground *
lab_background_new (void)
{
  return g_object_new (LAB_TYPE_BACKGROUND, NULL);
}
