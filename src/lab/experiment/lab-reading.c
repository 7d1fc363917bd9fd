/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The readings and studies inside the program.
 */
#include "lab/experiment/lab-reading.h"

#include <gio/gio.h>
#include <string.h>

#include "lab-resources.h"

#define READINGS "/org/fuzzykey/Lab/readings/"
#define WITH_EVE "with-eve"
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

/* "GROUP.KEY" -> value for a reading. The keys in [with-eve], which have their full names, replace
 * the others if Eve listens. */
static GHashTable *
parse_reading (const char *reading, gboolean eve)
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
      gboolean with_eve = g_str_equal (groups[g], WITH_EVE);

      for (guint k = 0; keys[k] != NULL && (eve || !with_eve); k++)
        g_hash_table_insert (
            values, with_eve ? g_strdup (keys[k]) : g_strconcat (groups[g], ".", keys[k], NULL),
            g_key_file_get_string (file, groups[g], keys[k], NULL));
    }
  return values;
}

/* The tables of all readings, parsed once. */
static GHashTable *
get_values (const char *reading, gboolean eve)
{
  static gsize ready = 0;
  static GHashTable *tables[3][2];
  const char *const *names = lab_reading_list ();

  G_STATIC_ASSERT (G_N_ELEMENTS (tables) == 3);
  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; names[i] != NULL; i++)
        {
          tables[i][FALSE] = parse_reading (names[i], FALSE);
          tables[i][TRUE] = parse_reading (names[i], TRUE);
        }
      g_once_init_leave (&ready, 1);
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], reading))
      return tables[i][eve];
  g_return_val_if_reached (NULL);
}

const char *
lab_reading_get_value (const char *reading, gboolean eve, const char *name)
{
  return g_hash_table_lookup (get_values (reading, eve), name);
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
