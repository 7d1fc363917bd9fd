/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps the common head and tail of two lists and replaces what is between them.
 */
#include "config.h"

#include "app/widgets/lab-list-splice.h"

static gboolean
is_same (GListStore *store, guint old, GPtrArray *items, guint new, GEqualFunc equal)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), old);

  return equal (item, g_ptr_array_index (items, new));
}

void
lab_list_splice (GListStore *store, GPtrArray *items, GEqualFunc equal)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint head = 0, tail = 0;

  while (head < n_old && head < items->len && is_same (store, head, items, head, equal))
    head++;
  while (head + tail < n_old && head + tail < items->len
         && is_same (store, n_old - 1 - tail, items, items->len - 1 - tail, equal))
    tail++;
  if (head + tail == n_old && head + tail == items->len)
    return;
  g_list_store_splice (store, head, n_old - head - tail, items->pdata + head,
                       items->len - head - tail);
}
