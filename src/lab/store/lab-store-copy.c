/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies studies from one store to another: read from one, and kept by the other until it is
 * written.
 */
#include "config.h"

#include "lab/store/lab-store-copy.h"

#include "lab/training/lab-run-private.h"
#include "lab/training/lab-study-private.h"

/* Nobody holds the copies. @entries: (element-type LabStudyEntry) */
static void
let_go (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      LabStudyEntry *entry = entries->pdata[i];

      lab_run_set_number (entry->run, 0);
      lab_run_set_held_elsewhere (entry->run, FALSE);
    }
}

void
lab_store_add_copy (LabStore *store, LabStudy *study)
{
  g_return_if_fail (LAB_IS_STORE (store) && LAB_IS_STUDY (study));

  let_go (study->entries);
  let_go (study->others);
  lab_store_keep (store, study);
  lab_store_let_go (store, study);
}

static gboolean
is_same (const LabStoredStudy *a, const LabStoredStudy *b)
{
  if (a->damage != NULL || b->damage != NULL || a->runs->len != b->runs->len
      || !g_str_equal (a->title, b->title))
    return FALSE;
  for (guint i = 0; i < a->runs->len; i++)
    {
      const LabStoredRun *one = a->runs->pdata[i], *other = b->runs->pdata[i];

      if (one->damage != NULL || other->damage != NULL || one->seed != other->seed
          || one->length != other->length || !g_str_equal (one->experiment, other->experiment))
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_store_has_same (GPtrArray *studies, const LabStoredStudy *study)
{
  for (guint i = 0; i < studies->len; i++)
    if (is_same (studies->pdata[i], study))
      return TRUE;
  return FALSE;
}
