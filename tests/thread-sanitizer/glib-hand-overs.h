/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What GLib does between threads, told to ThreadSanitizer: read before every source
 * of a build with it (-include). GLib is not built with it, and its locks are futexes
 * of its own, so that every hand-over through it would look like a race. Here stand,
 * in place of those functions that this program calls, others that do the same and
 * say what is ordered by it; never more than GLib promises, or a real race would be
 * hidden.
 */
#pragma once

#include <gio/gio.h>
#include <stdlib.h>

/* Of <sanitizer/tsan_interface.h>, which is not always installed. */
void __tsan_acquire (void *place);
void __tsan_release (void *place);
void __tsan_mutex_pre_lock (void *mutex, unsigned flags);
void __tsan_mutex_post_lock (void *mutex, unsigned flags, int recursion);
int __tsan_mutex_pre_unlock (void *mutex, unsigned flags);
void __tsan_mutex_post_unlock (void *mutex, unsigned flags);
void __tsan_mutex_destroy (void *mutex, unsigned flags);

#define HAND_OVER_TRY_LOCK (1u << 4)
#define HAND_OVER_TRY_LOCK_FAILED (1u << 5)

/* Memory: here, so that what GLib frees for itself can be left out (suppressions.txt)
 * and what this program frees is still looked at. */

static inline void
hand_over_free (gpointer memory)
{
  if (memory != NULL)
    __tsan_acquire (memory); /* a task's data, whose result nobody asked for */
  free (memory);
}

/* Locks */

static inline void
hand_over_mutex_lock (GMutex *mutex)
{
  __tsan_mutex_pre_lock (mutex, 0);
  g_mutex_lock (mutex);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

static inline gboolean
hand_over_mutex_trylock (GMutex *mutex)
{
  gboolean locked;

  __tsan_mutex_pre_lock (mutex, HAND_OVER_TRY_LOCK);
  locked = g_mutex_trylock (mutex);
  __tsan_mutex_post_lock (mutex, HAND_OVER_TRY_LOCK | (locked ? 0 : HAND_OVER_TRY_LOCK_FAILED), 0);
  return locked;
}

static inline void
hand_over_mutex_unlock (GMutex *mutex)
{
  __tsan_mutex_pre_unlock (mutex, 0);
  g_mutex_unlock (mutex);
  __tsan_mutex_post_unlock (mutex, 0);
}

static inline void
hand_over_mutex_clear (GMutex *mutex)
{
  g_mutex_clear (mutex);
  __tsan_mutex_destroy (mutex, 0);
}

/* A lock until the end of a block: GLib's is written out where its header is read, before the
 * names below have their meaning. */
typedef GMutex HandOverLocker;

static inline HandOverLocker *
hand_over_locker_new (GMutex *mutex)
{
  hand_over_mutex_lock (mutex);
  return mutex;
}

static inline void
hand_over_locker_free (HandOverLocker *locker)
{
  hand_over_mutex_unlock (locker);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HandOverLocker, hand_over_locker_free)

static inline void
hand_over_begin_wait (GMutex *mutex)
{
  __tsan_mutex_pre_unlock (mutex, 0);
  __tsan_mutex_post_unlock (mutex, 0);
}

static inline void
hand_over_end_wait (GMutex *mutex)
{
  __tsan_mutex_pre_lock (mutex, 0);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

static inline void
hand_over_cond_wait (GCond *cond, GMutex *mutex)
{
  hand_over_begin_wait (mutex);
  g_cond_wait (cond, mutex);
  hand_over_end_wait (mutex);
}

static inline gboolean
hand_over_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;

  hand_over_begin_wait (mutex);
  signalled = g_cond_wait_until (cond, mutex, end_time);
  hand_over_end_wait (mutex);
  return signalled;
}

/* What is made once: who finds it made sees how it was made. */

static inline void
hand_over_once_init_leave (gpointer location, gsize result)
{
  __tsan_release (location);
  (g_once_init_leave) (location, result);
}

/* Counted references: who lets go last sees what all others did before. */

static __thread GDestroyNotify hand_over_clear;

static inline void
hand_over_clear_box (gpointer box)
{
  __tsan_acquire (box);
  hand_over_clear (box);
}

static inline void
hand_over_rc_box_release_full (gpointer box, GDestroyNotify clear)
{
  GDestroyNotify outer = hand_over_clear;

  __tsan_release (box);
  hand_over_clear = clear;
  g_atomic_rc_box_release_full (box, hand_over_clear_box);
  hand_over_clear = outer;
}

/* Tasks: the thread sees what was before, who takes the result what the thread did. */

static inline void
hand_over_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc run;

  __tsan_acquire (task);
  run = (GTaskThreadFunc) (gsize) g_object_get_data (G_OBJECT (task), "hand-over");
  run (task, source, data, cancellable);
}

/* The data too: where nobody takes the result they are freed all the same. */
static inline void
hand_over_release_task (GTask *task)
{
  gpointer data = g_task_get_task_data (task);

  __tsan_release (task);
  if (data != NULL)
    __tsan_release (data);
}

static inline void
hand_over_task_run_in_thread (GTask *task, GTaskThreadFunc run)
{
  g_object_set_data (G_OBJECT (task), "hand-over", (gpointer) (gsize) run);
  __tsan_release (task);
  g_task_run_in_thread (task, hand_over_run);
}

static inline void
hand_over_task_return_pointer (GTask *task, gpointer result, GDestroyNotify free_result)
{
  hand_over_release_task (task);
  g_task_return_pointer (task, result, free_result);
}

static inline void
hand_over_task_return_boolean (GTask *task, gboolean result)
{
  hand_over_release_task (task);
  g_task_return_boolean (task, result);
}

static inline void
hand_over_task_return_error (GTask *task, GError *error)
{
  hand_over_release_task (task);
  g_task_return_error (task, error);
}

static inline gpointer
hand_over_task_propagate_pointer (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return g_task_propagate_pointer (task, error);
}

static inline gboolean
hand_over_task_propagate_boolean (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return g_task_propagate_boolean (task, error);
}

/* Pools of threads: a thread sees what was before its piece was given, who waits for the
 * pool's end what all its threads did. */

typedef struct
{
  GFunc run;
  gpointer user_data;
} HandOverPool;

static inline void
hand_over_run_piece (gpointer piece, gpointer data)
{
  HandOverPool *pool = data;

  __tsan_acquire (piece); /* of the pool too: it was made before the piece was given */
  pool->run (piece, pool->user_data);
  __tsan_release (pool);
}

static inline GThreadPool *
hand_over_pool_new (
    GFunc run, gpointer user_data, gint max_threads, gboolean exclusive, GError **error)
{
  HandOverPool *pool = g_new (HandOverPool, 1);

  *pool = (HandOverPool){ run, user_data };
  return g_thread_pool_new (hand_over_run_piece, pool, max_threads, exclusive, error);
}

static inline gboolean
hand_over_pool_push (GThreadPool *pool, gpointer piece, GError **error)
{
  __tsan_release (piece);
  return g_thread_pool_push (pool, piece, error);
}

static inline void
hand_over_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait)
{
  gpointer hand_over = pool->user_data;

  g_thread_pool_free (pool, immediate, wait);
  if (!wait)
    return; /* its threads still need it */
  __tsan_acquire (hand_over);
  hand_over_free (hand_over);
}

#undef g_once_init_leave
#define g_once_init_leave(location, result)                                                        \
  hand_over_once_init_leave ((gpointer) (location), (gsize) (result))
#define g_free hand_over_free
#define g_mutex_lock hand_over_mutex_lock
#define g_mutex_trylock hand_over_mutex_trylock
#define g_mutex_unlock hand_over_mutex_unlock
#define g_mutex_clear hand_over_mutex_clear
#define GMutexLocker HandOverLocker
#define g_mutex_locker_new hand_over_locker_new
#define g_mutex_locker_free hand_over_locker_free
#define g_cond_wait hand_over_cond_wait
#define g_cond_wait_until hand_over_cond_wait_until
#define g_atomic_rc_box_release_full hand_over_rc_box_release_full
#define g_task_run_in_thread hand_over_task_run_in_thread
#define g_task_return_pointer hand_over_task_return_pointer
#define g_task_return_boolean hand_over_task_return_boolean
#define g_task_return_error hand_over_task_return_error
#define g_task_propagate_pointer hand_over_task_propagate_pointer
#define g_task_propagate_boolean hand_over_task_propagate_boolean
#define g_thread_pool_new hand_over_pool_new
#define g_thread_pool_push hand_over_pool_push
#define g_thread_pool_free hand_over_pool_free
