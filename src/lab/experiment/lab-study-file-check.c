/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a study can have a key with a value and, if not, what was perhaps meant.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lab/experiment/lab-hint.h"
#include "base/text.h"
#include "lab/experiment/lab-study-file-private.h"

/* The names of a group's keys without the group; none if there is no such group. */
static GPtrArray *
list_keys (const char *group, gsize length)
{
  GPtrArray *names = g_ptr_array_new ();
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    if (strncmp (keys[i].name, group, length) == 0 && keys[i].name[length] == '.')
      g_ptr_array_add (names, (gpointer) (keys[i].name + length + 1));
  g_ptr_array_add (names, NULL);
  return names;
}

/* A key of another group with this name or a similar one. */
static char *
suggest_elsewhere (const char *key)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      if (g_str_equal (strchr (keys[i].name, '.') + 1, key))
        return lab_hint_say (keys[i].name);
      g_ptr_array_add (names, (gpointer) keys[i].name);
    }
  g_ptr_array_add (names, NULL);
  return lab_hint_suggest (key, (const char *const *) names->pdata);
}

static void
set_unknown_group (
    const char *origin, const char *name, int length, const char *value, GError **error)
{
  static const char *const groups[]
      = { "parties", "networks", "alice", "bob", "eve", "training", NULL };
  g_autofree char *group = g_strndup (name, (gsize) length);
  g_autofree char *meant = lab_hint_suggest (group, groups);

  if (g_str_equal (group, "study"))
    g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                 _ ("%s: %s=%s: title and reading belong to the whole study, and only its group "
                    "[study] can hold them"),
                 origin, name, value);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                 _ ("%s: %s=%s: there is no group [%s]%s; the groups with keys are parties, "
                    "networks, alice, bob, eve and training"),
                 origin, name, value, group, meant);
}

static void
set_unknown (const char *origin, const char *name, const char *value, GError **error)
{
  const char *point = strchr (name, '.');
  int length = point != NULL ? (int) (point - name) : 0;
  g_autoptr (GPtrArray) names = list_keys (name, (gsize) length);
  g_autofree char *all = g_strjoinv (", ", (char **) names->pdata);
  g_autofree char *meant = NULL;

  if (point == NULL)
    {
      meant = suggest_elsewhere (name);
      g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                   _ ("%s: %s=%s: there is no such key%s; a key is written GROUP.KEY, such as "
                      "parties.key-difference"),
                   origin, name, value, meant);
      return;
    }
  if (*all == '\0')
    {
      set_unknown_group (origin, name, length, value, error);
      return;
    }
  meant = lab_hint_suggest (point + 1, (const char *const *) names->pdata);
  if (*meant == '\0')
    {
      g_free (meant);
      meant = suggest_elsewhere (point + 1);
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
               _ ("%s: [%.*s] %s=%s: there is no such key%s; the keys are %s"), origin, length,
               name, point + 1, value, meant, all);
}

const LabKey *
lab_study_file_check (const char *origin, const char *name, const char *value, GError **error)
{
  const LabKey *key = lab_key_find (name);

  if (key == NULL)
    set_unknown (origin, name, value, error);
  else if (!lab_key_check (key, value, error))
    {
      g_prefix_error (error, "%s: ", origin);
      key = NULL;
    }
  if (key == NULL)
    {
      lab_error_set_place (error, &(LabErrorPlace){ .file = origin, .key = name });
      base_text_tidy_error (error);
    }
  return key;
}
