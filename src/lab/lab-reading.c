/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What ships inside the program.
 */
#include "lab-reading.h"

#include <gio/gio.h>
#include <string.h>

#include "lab-resources.h"

#define READINGS "/org/fuzzykey/Lab/readings/"
#define EXPERIMENTS "/org/fuzzykey/Lab/experiments/"

const char *const *
lab_reading_list (void)
{
  static const char *const names[] = { "text", "inferred", "abadi", NULL };

  return names;
}

static GBytes *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (folder, name, ".ini", NULL);

  return g_resource_lookup_data (lab_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* Puts "GROUP.KEY" -> value of a reading into the table; what stands in
 * [with-eve] has its full name already and is kept under "with-eve/". */
static GHashTable *
parse_reading (const char *reading)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) bytes = load (READINGS, reading);
  g_auto (GStrv) groups = NULL;

  g_assert (bytes != NULL);
  if (!g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL))
    g_assert_not_reached ();
  groups = g_key_file_get_groups (file, NULL);
  for (guint g = 0; groups[g] != NULL; g++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, groups[g], NULL, NULL);

      for (guint k = 0; keys[k] != NULL; k++)
        g_hash_table_insert (
            values,
            g_strconcat (groups[g], g_str_equal (groups[g], "with-eve") ? "/" : ".", keys[k], NULL),
            g_key_file_get_string (file, groups[g], keys[k], NULL));
    }
  return values;
}

/* The tables of all readings, parsed once and kept. */
static GHashTable *
get_values (const char *reading)
{
  static gsize ready = 0;
  static GHashTable *tables[3];
  const char *const *names = lab_reading_list ();

  G_STATIC_ASSERT (G_N_ELEMENTS (tables) == 3);
  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; names[i] != NULL; i++)
        tables[i] = parse_reading (names[i]);
      g_once_init_leave (&ready, 1);
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], reading))
      return tables[i];
  g_return_val_if_reached (NULL);
}

const char *
lab_reading_get_value (const char *reading, gboolean eve, const char *name)
{
  GHashTable *values = get_values (reading);
  const char *value = NULL;

  if (eve)
    {
      g_autofree char *key = g_strconcat ("with-eve/", name, NULL);

      value = g_hash_table_lookup (values, key);
    }
  return value != NULL ? value : g_hash_table_lookup (values, name);
}

GBytes *
lab_reading_load_study (const char *name)
{
  return load (EXPERIMENTS, name);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return strverscmp (*(const char *const *) a, *(const char *const *) b);
}

char **
lab_reading_list_studies (void)
{
  char **names = g_resource_enumerate_children (lab_get_resource (), EXPERIMENTS,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  for (guint i = 0; names[i] != NULL; i++)
    *strrchr (names[i], '.') = '\0';
  g_qsort_with_data (names, (int) g_strv_length (names), sizeof (char *), compare_names, NULL);
  return names;
}
