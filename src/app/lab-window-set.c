/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets a value of the study, and says which others came with it: a reading has
 * its own rounds and rates with Eve and without her. It must never change a
 * value by itself.
 */
#include "config.h"

#include "lab-window-private.h"

#include <glib/gi18n.h>

#include "lab-words.h"
#include "lab/lab-key.h"

/* A switch of readings may change a dozen. */
#define MAX_NAMED 6

static const struct
{
  const char *name;
  const char *words;
} names[] = {
  { "training.rounds", N_ ("rounds") },     { "training.iterations", N_ ("iterations a round") },
  { "training.batch", N_ ("batch") },       { "training.learning-rate", N_ ("learning rate") },
  { "training.schedule", N_ ("schedule") },
};

/* (transfer full): "training.eve-term" is "eve term" where it has no better name. */
static char *
say_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, name))
      return g_strdup (_ (names[i].words));
  return g_strdelimit (g_strdup (strchr (name, '.') + 1), "-", ' ');
}

/* What a party takes from [networks] is expected to change with it. */
static gboolean
comes_with (const LabKey *key, const char *name)
{
  const LabKey *parent = (key->flags & LAB_KEY_OF_PARTY) != 0 ? lab_key_find_parent (key) : NULL;

  return g_str_equal (key->name, name) || (parent != NULL && g_str_equal (parent->name, name));
}

/* "rounds 60, schedule by round": in what the base of @after differs from @before
 * beside @name, NULL in nothing. */
static char *
list_others (LabStudyFile *before, LabStudyFile *after, const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_keys, n_others = 0;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *old = lab_study_file_get_value (before, LAB_BASE, keys[i].name);
      g_autofree char *new = lab_study_file_get_value (after, LAB_BASE, keys[i].name);
      g_autofree char *words = NULL;

      if (g_str_equal (old, new) || comes_with (&keys[i], name))
        continue;
      n_others++;
      if (n_others > MAX_NAMED)
        continue;
      words = say_name (keys[i].name);
      g_string_append_printf (text, "%s%s %s", n_others > 1 ? ", " : "", words,
                              lab_words_for_choice (new));
    }
  if (n_others > MAX_NAMED)
    g_string_append (text, ", …");
  return n_others > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
say_others (LabWindow *self, LabStudyFile *after, const char *name, const char *others)
{
  g_autofree char *eve = lab_study_file_get_value (after, LAB_BASE, "parties.eve");
  const char *reading = lab_words_for_reading (lab_study_file_get_reading (after));
  g_autofree char *sentence = NULL;

  if (g_str_equal (name, "study.reading"))
    /* Translators: a reading of the paper, then names and values: "rounds 60, batch 512". */
    sentence = g_strdup_printf (_ ("The reading “%s” has %s."), reading, others);
  else if (!g_str_equal (name, "parties.eve"))
    sentence = g_strdup_printf (_ ("This changes other values too: %s."), others);
  else if (g_str_equal (eve, "true"))
    sentence = g_strdup_printf (_ ("With Eve the reading “%s” has %s."), reading, others);
  else
    sentence = g_strdup_printf (_ ("Without Eve the reading “%s” has %s."), reading, others);
  lab_window_say (self, sentence);
}

void
lab_window_set_value (LabWindow *self, const char *name, const char *value)
{
  LabStudy *study = lab_session_get_study (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) before = NULL;
  g_autofree char *others = NULL;

  if (study == NULL)
    return;
  before = g_object_ref (lab_study_get_file (study)); /* which no edit changes */
  if (!lab_study_set_value (study, name, value, &error))
    {
      lab_panel_refuse (self->panel, name, error);
      lab_window_say (self, error->message);
      return;
    }
  others = list_others (before, lab_study_get_file (study), name);
  if (others != NULL)
    say_others (self, lab_study_get_file (study), name, others);
}
