/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list brought up to date: what stays is not touched, and only what differs is told.
 */
#include "config.h"

#include "app/widgets/lab-list-splice.h"

static guint told_position, told_removed, told_added, n_told;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added)
{
  told_position = position;
  told_removed = removed;
  told_added = added;
  n_told++;
}

static void
add (GPtrArray *items, GObject *object)
{
  g_ptr_array_add (items, g_object_ref (object));
}

/* @from and @to: one letter an item. What is told must lead from one to the other. */
static void
check (const char *from, const char *to, guint position, guint removed, guint added)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GObject *letters[26];

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    letters[i] = g_object_new (G_TYPE_OBJECT, NULL);
  for (const char *letter = from; *letter != '\0'; letter++)
    g_list_store_append (store, letters[*letter - 'a']);
  for (const char *letter = to; *letter != '\0'; letter++)
    add (items, letters[*letter - 'a']);
  n_told = 0;
  g_signal_connect (store, "items-changed", G_CALLBACK (on_items_changed), NULL);
  lab_list_splice (store, items, g_direct_equal);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, items->len);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_assert_true (item == items->pdata[i]);
    }
  g_assert_cmpuint (n_told, ==, removed + added > 0);
  if (n_told > 0)
    {
      g_assert_cmpuint (told_position, ==, position);
      g_assert_cmpuint (told_removed, ==, removed);
      g_assert_cmpuint (told_added, ==, added);
    }
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    g_object_unref (letters[i]);
}

static void
test_splices (void)
{
  check ("", "", 0, 0, 0);
  check ("abc", "abc", 0, 0, 0);
  check ("", "abc", 0, 0, 3);
  check ("abc", "", 0, 3, 0);
  check ("abc", "abcd", 3, 0, 1);
  check ("abc", "zabc", 0, 0, 1);
  check ("abc", "axc", 1, 1, 1);
  check ("abcde", "abde", 2, 1, 0);
  check ("aba", "aa", 1, 1, 0);
  check ("aa", "aaa", 2, 0, 1);
  check ("abc", "cba", 0, 3, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-splice/splices", test_splices);
  return g_test_run ();
}
