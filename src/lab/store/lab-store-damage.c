/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What in a stored study is damaged; attached to the study.
 */
#include "config.h"

#include "lab/store/lab-store-damage.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define NOTES "lab-store-damage"

typedef struct
{
  gint64 run;
  LabDamage damage;
  char *sentence;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->sentence);
  g_free (note);
}

void
lab_damage_note (LabStudy *study, gint64 run, LabDamage damage, char *sentence)
{
  GPtrArray *notes = g_object_get_data (G_OBJECT (study), NOTES);
  Note *note = g_new0 (Note, 1);

  if (notes == NULL)
    {
      notes = g_ptr_array_new_with_free_func (note_free);
      g_object_set_data_full (G_OBJECT (study), NOTES, notes, (GDestroyNotify) g_ptr_array_unref);
    }
  *note = (Note){ run, damage, sentence };
  g_ptr_array_add (notes, note);
}

LabDamage
lab_damage_get (LabStudy *study, gint64 run, const char **sentence)
{
  GPtrArray *notes = g_object_get_data (G_OBJECT (study), NOTES);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const Note *note = notes->pdata[i];

      if (note->run != run)
        continue;
      if (sentence != NULL)
        *sentence = note->sentence;
      return note->damage;
    }
  if (sentence != NULL)
    *sentence = NULL;
  return LAB_DAMAGE_NONE;
}

char *
lab_damage_describe (LabStudy *study)
{
  GPtrArray *notes = g_object_get_data (G_OBJECT (study), NOTES);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const Note *note = notes->pdata[i];

      if (words->len > 0)
        g_string_append (words, "; ");
      /* A row's sentence already names it. */
      if (note->damage == LAB_DAMAGE_ROW)
        g_string_append (words, note->sentence);
      else
        g_string_append_printf (words, _ ("run %" PRId64 ": %s"), note->run, note->sentence);
    }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

char *
lab_damage_describe_run (gint64 number, const char *store)
{
  return g_strdup_printf (_ ("run %" PRId64 " in the store %s is damaged and cannot be read; "
                             "“fuzzy-key runs --delete %" PRId64 "” removes it"),
                          number, store, number);
}

char *
lab_damage_describe_study (gint64 number, const char *store)
{
  return g_strdup_printf (
      _ ("the title and settings of study %" PRId64
         " in the store %s are damaged; its runs are intact unless something else is said of them"),
      number, store);
}

char *
lab_damage_describe_audit (gint64 number, const char *store)
{
  return g_strdup_printf (_ ("audit %" PRId64
                             " in the store %s is damaged and cannot be read; audit again, and "
                             "“fuzzy-key audits --delete %" PRId64 "” removes this one"),
                          number, store, number);
}
