/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loads a study from a store without blocking. Only the newest load is answered.
 */
#include "config.h"

#include "lab/session/lab-loader.h"

struct _LabLoader
{
  GObject parent_instance;

  GObject *owner; /* not referenced: it owns this */
  LabLoaded loaded;
  LabUnwanted unwanted;
  guint ticket; /* of the newest load; 0: none in progress */
  guint n_tickets;
};

G_DEFINE_FINAL_TYPE (LabLoader, lab_loader, G_TYPE_OBJECT)

typedef struct
{
  LabLoader *loader;
  GObject *owner;
  guint ticket;
  gboolean is_again;
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->loader);
  g_object_unref (load->owner);
  g_free (load);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (GError) error = NULL;
  LabLoader *self = load->loader;
  gboolean is_wanted = load->ticket == self->ticket;

  /* An unfinished load leaves the kept study as it was. */
  if (!is_wanted && load->is_again)
    return;
  g_autoptr (LabStudy) study = lab_store_load_finish (LAB_STORE (source), result, &error);
  if (is_wanted)
    {
      self->ticket = 0;
      self->loaded (load->owner, study, error);
    }
  else if (study != NULL)
    self->unwanted (load->owner, study);
}

static Load *
begin (LabLoader *self)
{
  Load *load = g_new0 (Load, 1);

  load->loader = g_object_ref (self);
  load->owner = g_object_ref (self->owner);
  load->ticket = self->ticket = ++self->n_tickets;
  return load;
}

void
lab_loader_load (LabLoader *self, LabStore *store, gint64 number)
{
  g_return_if_fail (LAB_IS_LOADER (self));

  lab_store_load_async (store, number, on_loaded, begin (self));
}

void
lab_loader_load_again (LabLoader *self, LabStore *store, gint64 number)
{
  g_return_if_fail (LAB_IS_LOADER (self));

  Load *load = begin (self);

  load->is_again = TRUE;
  lab_store_load_again_async (store, number, on_loaded, load);
}

gboolean
lab_loader_is_loading (LabLoader *self)
{
  g_return_val_if_fail (LAB_IS_LOADER (self), FALSE);

  return self->ticket != 0;
}

void
lab_loader_forget (LabLoader *self)
{
  g_return_if_fail (LAB_IS_LOADER (self));

  self->ticket = 0;
}

static void
lab_loader_class_init (LabLoaderClass *klass)
{
}

static void
lab_loader_init (LabLoader *self)
{
}

LabLoader *
lab_loader_new (gpointer owner, LabLoaded loaded, LabUnwanted unwanted)
{
  LabLoader *self = g_object_new (LAB_TYPE_LOADER, NULL);

  self->owner = owner;
  self->loaded = loaded;
  self->unwanted = unwanted;
  return self;
}
