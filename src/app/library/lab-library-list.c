/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The studies in the store, reloaded when it changes.
 */
#include "config.h"

#include "app/library/lab-library-list.h"

#include "app/library/lab-library-item.h"
#include "app/widgets/lab-list-splice.h"

/* Seconds between reloads, to notice what other programs have changed. */
#define PERIOD 4
/* Milliseconds between a change of the store and reloading the list. */
#define CALM 150

struct _LabLibraryList
{
  GObject parent_instance;

  LabSession *session;
  LabStore *store; /* nullable: the store whose changes are followed */
  GListStore *items;
  LabListing listing;
  char *failure;
  guint period_source; /* nonzero while following */
  guint calm_source;
  gboolean is_reading; /* on another thread */
  gboolean is_stale;   /* the store has changed since reading began */
};

enum
{
  CHANGING,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabLibraryList, lab_library_list, G_TYPE_OBJECT)

static LabHolder
find_holder (LabLibraryList *self, LabStoredStudy *study)
{
  LabStudy *open = lab_session_get_study (self->session);

  if (open != NULL && lab_store_get_study_number (self->store, open) == study->number)
    return LAB_HOLDER_WINDOW;
  /* A study that this window is still letting go of counts as free. */
  if (lab_store_keeps (self->store, study->number))
    return LAB_HOLDER_NONE;
  for (guint i = 0; i < study->runs->len; i++)
    if (((LabStoredRun *) g_ptr_array_index (study->runs, i))->held)
      return LAB_HOLDER_ANOTHER;
  return LAB_HOLDER_NONE;
}

static void
announce (LabLibraryList *self, LabListing listing, const char *failure)
{
  self->listing = listing;
  g_free (self->failure);
  self->failure = g_strdup (failure);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* One that was only edited would fill the list; another program may just be beginning one. */
static gboolean
has_begun (LabStoredStudy *study)
{
  for (guint i = 0; i < study->runs->len; i++)
    {
      const LabStoredRun *run = g_ptr_array_index (study->runs, i);

      if (run->iterations > 0 || run->damage != NULL || run->cut_off)
        return TRUE;
    }
  return study->damage != NULL;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabLibraryList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) studies = lab_store_list_finish (LAB_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->is_reading = FALSE;
  if (self->period_source == 0)
    return;
  if (studies == NULL)
    {
      announce (self, LAB_LISTING_FAILED, error->message);
      return;
    }
  for (guint i = 0; i < studies->len; i++)
    if (has_begun (studies->pdata[i]))
      g_ptr_array_add (
          items, lab_library_item_new (studies->pdata[i], find_holder (self, studies->pdata[i])));
  g_signal_emit (self, signals[CHANGING], 0);
  lab_list_splice (self->items, items, (GEqualFunc) lab_library_item_equal);
  announce (self, LAB_LISTING_READ, NULL);
  if (self->is_stale)
    lab_library_list_refresh (self);
}

static void
follow_store (LabLibraryList *self)
{
  LabStore *store = lab_session_get_store (self->session);

  if (store != NULL && g_set_object (&self->store, store))
    g_signal_connect_object (store, "changed", G_CALLBACK (lab_library_list_refresh), self,
                             G_CONNECT_SWAPPED);
}

static gboolean
on_calm (gpointer user_data)
{
  LabLibraryList *self = user_data;

  self->calm_source = 0;
  follow_store (self);
  if (self->store == NULL)
    {
      announce (self, LAB_LISTING_NO_STORE, NULL);
      return G_SOURCE_REMOVE;
    }
  self->is_stale = self->is_reading;
  if (!self->is_reading)
    {
      self->is_reading = TRUE;
      lab_store_list_async (self->store, on_listed, g_object_ref (self));
    }
  return G_SOURCE_REMOVE;
}

void
lab_library_list_refresh (LabLibraryList *self)
{
  g_return_if_fail (LAB_IS_LIBRARY_LIST (self));

  if (self->calm_source == 0 && self->period_source != 0)
    self->calm_source = g_timeout_add (CALM, on_calm, self);
}

static gboolean
on_period (gpointer user_data)
{
  lab_library_list_refresh (user_data);
  return G_SOURCE_CONTINUE;
}

void
lab_library_list_follow (LabLibraryList *self)
{
  g_return_if_fail (LAB_IS_LIBRARY_LIST (self));

  lab_library_list_rest (self);
  self->period_source = g_timeout_add_seconds (PERIOD, on_period, self);
  on_calm (self);
}

void
lab_library_list_rest (LabLibraryList *self)
{
  g_return_if_fail (LAB_IS_LIBRARY_LIST (self));

  g_clear_handle_id (&self->period_source, g_source_remove);
  g_clear_handle_id (&self->calm_source, g_source_remove);
}

LabListing
lab_library_list_get_listing (LabLibraryList *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_LIST (self), LAB_LISTING_UNREAD);

  return self->listing;
}

const char *
lab_library_list_get_failure (LabLibraryList *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_LIST (self), NULL);

  return self->failure;
}

GListModel *
lab_library_list_get_model (LabLibraryList *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_LIST (self), NULL);

  return G_LIST_MODEL (self->items);
}

static void
lab_library_list_finalize (GObject *object)
{
  LabLibraryList *self = LAB_LIBRARY_LIST (object);

  lab_library_list_rest (self);
  g_free (self->failure);
  g_object_unref (self->items);
  g_clear_object (&self->store);
  g_object_unref (self->session);
  G_OBJECT_CLASS (lab_library_list_parent_class)->finalize (object);
}

static void
lab_library_list_class_init (LabLibraryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_library_list_finalize;
  signals[CHANGING] = g_signal_new ("changing", LAB_TYPE_LIBRARY_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_LIBRARY_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
lab_library_list_init (LabLibraryList *self)
{
  self->items = g_list_store_new (LAB_TYPE_LIBRARY_ITEM);
}

LabLibraryList *
lab_library_list_new (LabSession *session)
{
  LabLibraryList *self = g_object_new (LAB_TYPE_LIBRARY_LIST, NULL);

  self->session = g_object_ref (session);
  /* Another open study changes what can be done with the listed ones. */
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (lab_library_list_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}
