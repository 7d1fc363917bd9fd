/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The values of an experiment and the states of a run in words. Formatting only; uses no widget
 * and changes nothing.
 */
#include "config.h"

#include "app/widgets/lab-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/number.h"

/* Longer lists are cut, so that they fit a row. */
#define MAX_LISTED 4

typedef struct
{
  const char *value;
  const char *words;
} Word;

static const Word choices[] = {
  { "per-sample", N_ ("new for every sample") },
  { "per-batch", N_ ("new for every batch") },
  { "fixed", N_ ("fixed") },
  { "sigmoid", N_ ("sigmoid") },
  { "tanh", N_ ("tanh") },
  { "relu", N_ ("ReLU") },
  { "leaky-relu", N_ ("leaky ReLU") },
  { "none", N_ ("none") },
  { "xavier-uniform", N_ ("Xavier, uniform") },
  { "xavier-normal", N_ ("Xavier, normal") },
  { "together", N_ ("together, no Eve") },
  { "by-step", N_ ("by step") },
  { "by-round", N_ ("by round") },
  { "absolute", N_ ("absolute (eq. 1)") },
  { "squared", N_ ("squared") },
  { "linear", N_ ("linear (eq. 3)") },
  { "squared-per-sample", N_ ("squared, each sample") },
};

static const Word models[] = {
  { "sigmoid", "Bob" },
  { "sigmoid;sigmoid", "Bob1" },
  { "tanh;sigmoid", "Bob2" },
};

const char *
lab_words_for_choice (const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].value, value))
      return _ (choices[i].words);
  return value;
}

const char *
lab_words_for_reading (const char *reading)
{
  if (g_str_equal (reading, "text"))
    return _ ("text");
  if (g_str_equal (reading, "inferred"))
    return _ ("inferred (a guess)");
  if (g_str_equal (reading, "abadi"))
    return _ ("Abadi & Andersen");
  return reading;
}

char *
lab_words_for_dense (const char *dense)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (g_str_equal (models[i].value, dense))
      return g_strdup (models[i].words);

  g_auto (GStrv) layers = g_strsplit (dense, ";", -1);
  GString *text = g_string_new (NULL);
  guint n_layers = g_strv_length (layers);

  g_string_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u dense", "%u dense", n_layers), n_layers);
  for (guint i = 0; i < n_layers; i++)
    if (i == 0 || !g_str_equal (layers[i], layers[i - 1]))
      g_string_append_printf (text, ", %s", lab_words_for_choice (g_strstrip (layers[i])));
  return g_string_free (text, FALSE);
}

char *
lab_words_for_rate (double rate)
{
  return base_number_value (rate);
}

char *
lab_words_for_count (guint64 count)
{
  return base_number_whole ((double) count);
}

char *
lab_words_for_time (double seconds)
{
  return base_number_time (seconds);
}

static char *
say_value (const char *name, const char *value)
{
  if (g_str_has_suffix (name, ".dense"))
    return lab_words_for_dense (value);
  if (g_str_equal (value, "true"))
    return g_strdup (_ ("on"));
  if (g_str_equal (value, "false"))
    return g_strdup (_ ("off"));
  return g_strdup (lab_words_for_choice (value));
}

/* Whether @values are consecutive whole numbers. */
static gboolean
are_consecutive (GPtrArray *values)
{
  gint64 last = 0;

  for (guint i = 0; i < values->len; i++)
    {
      gint64 number;
      if (!g_ascii_string_to_signed (g_ptr_array_index (values, i), 10, 0, G_MAXINT, &number, NULL))
        return FALSE;
      if (i > 0 && number != last + 1)
        return FALSE;
      last = number;
    }
  return TRUE;
}

static char *
list_values (GPtrArray *values)
{
  if (values->len > 2 && are_consecutive (values))
    return g_strdup_printf ("%s … %s", (char *) g_ptr_array_index (values, 0),
                            (char *) g_ptr_array_index (values, values->len - 1));

  GString *text = g_string_new (NULL);
  for (guint i = 0; i < values->len && i < MAX_LISTED; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (values, i));
  if (values->len > MAX_LISTED)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

char *
lab_words_for_value (LabStudyFile *file, const char *name)
{
  g_autofree char *value = lab_study_file_get_value (file, LAB_BASE, name);

  return say_value (name, value);
}

char *
lab_words_for_overrides (LabStudyFile *file, const char *name)
{
  guint n_curves = lab_study_file_get_n_curves (file);
  guint n_overriding = lab_study_file_get_overriding_curves (file, name);
  g_autofree char *base = lab_study_file_get_value (file, LAB_BASE, name);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (n_overriding == 0)
    return NULL;
  for (guint i = 0; i < n_curves; i++)
    {
      g_autofree char *value = lab_study_file_get_value (file, i, name);
      if (n_overriding < n_curves && g_strcmp0 (value, base) == 0)
        continue;
      g_autofree char *words = say_value (name, value);
      if (!g_ptr_array_find_with_equal_func (values, words, g_str_equal, NULL))
        g_ptr_array_add (values, g_steal_pointer (&words));
    }
  if (values->len == 0)
    return NULL;

  g_autofree char *list = list_values (values);
  if (n_overriding == n_curves)
    return g_strdup_printf (_ ("every curve has its own: %s"), list);
  /* Translators: a number of curves, of all, then the values they set. */
  return g_strdup_printf (_ ("%u of %u curves have their own: %s"), n_overriding, n_curves, list);
}
