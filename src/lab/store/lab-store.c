/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store as its owner sees it: what it keeps, and how it learns of changes. Everything here
 * happens in the owner's thread and never touches the file.
 */
#include "config.h"

#include "lab/store/lab-store-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (LabStore, lab_store, G_TYPE_OBJECT)

enum
{
  PROP_TROUBLE = 1,
  PROP_NOTICE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
lab_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TROUBLE)
    g_value_set_string (value, LAB_STORE (object)->told_trouble);
  else if (id == PROP_NOTICE)
    g_value_set_string (value, LAB_STORE (object)->notice);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
unwatch (LabStore *store, LabKeptStudy *kept)
{
  g_signal_handlers_disconnect_by_data (kept->study, store);
  for (guint i = 0; i < kept->runs->len; i++)
    g_signal_handlers_disconnect_by_data (((LabKeptRun *) kept->runs->pdata[i])->run, store);
}

/* The writer tries everything once more, then ends. */
static void
lab_store_dispose (GObject *object)
{
  LabStore *store = LAB_STORE (object);

  if (store->writer != NULL)
    {
      g_mutex_lock (&store->mutex);
      store->quit = TRUE;
      g_cond_signal (&store->wake);
      g_mutex_unlock (&store->mutex);
      g_thread_join (g_steal_pointer (&store->writer));
    }
  if (store->report != NULL)
    {
      g_source_destroy (store->report);
      g_clear_pointer (&store->report, g_source_unref);
    }
  for (guint i = 0; i < store->studies->len; i++)
    unwatch (store, store->studies->pdata[i]);
  g_ptr_array_set_size (store->studies, 0);
  G_OBJECT_CLASS (lab_store_parent_class)->dispose (object);
}

static void
lab_store_finalize (GObject *object)
{
  LabStore *store = LAB_STORE (object);

  g_ptr_array_unref (store->studies);
  lab_database_close (store->database);
  lab_locks_free (store->locks);
  g_main_context_unref (store->context);
  g_mutex_clear (&store->mutex);
  g_cond_clear (&store->wake);
  g_cond_clear (&store->answer);
  g_free (store->path);
  g_free (store->notice);
  g_free (store->trouble);
  g_free (store->found_notice);
  g_free (store->unsaid);
  g_free (store->told_trouble);
  G_OBJECT_CLASS (lab_store_parent_class)->finalize (object);
}

static void
lab_store_class_init (LabStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lab_store_dispose;
  object_class->finalize = lab_store_finalize;
  object_class->get_property = lab_store_get_property;
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTICE]
      = g_param_spec_string ("notice", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lab_store_init (LabStore *store)
{
  store->context = g_main_context_ref_thread_default ();
  store->studies = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_kept_study_unref);
  g_mutex_init (&store->mutex);
  g_cond_init (&store->wake);
  g_cond_init (&store->answer);
}

const char *
lab_store_get_notice (LabStore *store)
{
  return store->notice;
}

const char *
lab_store_get_trouble (LabStore *store)
{
  return store->told_trouble;
}

/* Drops what the file has and nobody here needs. */
static void
drop_what_is_gone (LabStore *store)
{
  for (guint i = store->studies->len; i-- > 0;)
    {
      LabKeptStudy *kept = store->studies->pdata[i];

      for (guint j = kept->runs->len; j-- > 0;)
        {
          LabKeptRun *run = kept->runs->pdata[j];

          if (!run->is_gone && !kept->is_gone)
            continue;
          g_signal_handlers_disconnect_by_data (run->run, store);
          if (run->held)
            lab_locks_release (store->locks, run->number);
          lab_run_set_number (run->run, 0);
          g_clear_object (&run->run); /* the writer may still hold the rest for a moment */
          g_ptr_array_remove_index (kept->runs, j);
        }
      if (kept->is_gone)
        {
          unwatch (store, kept);
          g_clear_object (&kept->study);
          g_ptr_array_remove_index (store->studies, i);
        }
    }
}

void
lab_store_take_report (LabStore *store)
{
  g_autofree char *trouble = NULL;
  g_autofree char *notice = NULL;
  gboolean lists_changed;

  g_mutex_lock (&store->mutex);
  if (store->report != NULL)
    {
      g_source_destroy (store->report);
      g_clear_pointer (&store->report, g_source_unref);
    }
  trouble = g_strdup (store->trouble);
  notice = g_steal_pointer (&store->found_notice);
  lists_changed = store->lists_changed;
  store->lists_changed = FALSE;
  for (guint i = 0; i < store->studies->len; i++)
    {
      LabKeptStudy *kept = store->studies->pdata[i];

      for (guint j = 0; j < kept->runs->len; j++)
        {
          LabKeptRun *run = kept->runs->pdata[j];

          lab_run_set_number (run->run, run->number);
        }
    }
  drop_what_is_gone (store);
  g_mutex_unlock (&store->mutex);

  if (notice != NULL)
    {
      g_free (store->notice);
      store->notice = g_steal_pointer (&notice);
      g_object_notify_by_pspec (G_OBJECT (store), properties[PROP_NOTICE]);
    }
  if (g_strcmp0 (trouble, store->told_trouble) != 0)
    {
      g_free (store->told_trouble);
      store->told_trouble = g_steal_pointer (&trouble);
      g_object_notify_by_pspec (G_OBJECT (store), properties[PROP_TROUBLE]);
    }
  if (lists_changed)
    g_signal_emit (store, signals[CHANGED], 0);
}

void
lab_store_wake (LabStore *store)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  store->woken = TRUE;
  g_cond_signal (&store->wake);
}

void
lab_store_follow_path (LabStore *store)
{
  gboolean is_same;

  if (store->writer == NULL)
    return; /* nothing here refers to it by number */
  g_mutex_lock (&store->mutex);
  is_same = lab_file_id_is_same (store->file, lab_file_id_look (store->path));
  store->looks = !is_same;
  g_mutex_unlock (&store->mutex);
  if (!is_same)
    lab_store_flush (store); /* a failure becomes the store's trouble */
}

LabKeptStudy *
lab_store_find_kept (LabStore *store, LabStudy *study, gint64 number)
{
  for (guint i = 0; i < store->studies->len; i++)
    {
      LabKeptStudy *kept = store->studies->pdata[i];

      if (kept->study == study || (number != 0 && kept->number == number))
        return kept;
    }
  return NULL;
}

gboolean
lab_store_keeps (LabStore *store, gint64 number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  return number != 0 && lab_store_find_kept (store, NULL, number) != NULL;
}

gint64
lab_store_get_study_number (LabStore *store, LabStudy *study)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);
  LabKeptStudy *kept = lab_store_find_kept (store, study, 0);

  return kept != NULL ? kept->number : 0;
}

gboolean
lab_store_flush (LabStore *store)
{
  guint64 ticket;

  g_return_val_if_fail (LAB_IS_STORE (store), FALSE);

  if (store->writer == NULL)
    return TRUE;
  g_mutex_lock (&store->mutex);
  ticket = ++store->n_asked;
  g_cond_signal (&store->wake);
  while (store->n_answered < ticket)
    g_cond_wait (&store->answer, &store->mutex);
  g_mutex_unlock (&store->mutex);
  lab_store_take_report (store);
  return store->told_trouble == NULL;
}
