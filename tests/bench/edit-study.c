/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a study of 100 curves takes to take a value, as the panel and win.set give it
 * one: the median and the 95th percentile of many edits, in microseconds. Nothing is
 * asserted of the time.
 *
 * Usage: edit-study [EDITS]
 */
#include <stdio.h>
#include <stdlib.h>

#include "lab/training/lab-study.h"

#define N_CURVES 100

typedef struct
{
  const char *words;
  const char *name;
  const char *values[2];
} Edit;

/* Ready to be trained: @own: with a key of its own each, else with all (“Add as Curve”). */
static LabStudy *
make_study (gboolean own)
{
  g_autoptr (GString) text = g_string_new ("[study]\ntitle=Edited\nreading=text\n");
  g_autoptr (LabStudyFile) file = NULL;
  g_autoptr (GError) error = NULL;
  LabStudy *study;

  for (guint i = 0; own && i < N_CURVES; i++)
    g_string_append_printf (text, "[curve rate %u]\ntraining.learning-rate=%g\n", i,
                            0.0001 * (i + 1));
  file = lab_study_file_new_from_text (text->str, -1, "bench", &error);
  g_assert_no_error (error);
  study = lab_study_new (file, 1, &error);
  g_assert_no_error (error);
  for (guint i = 0; !own && i < N_CURVES; i++)
    {
      lab_study_add_curve (study, NULL, &error);
      g_assert_no_error (error);
    }
  return study;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static void
measure (const char *curves, LabStudy *study, const Edit *edit, guint n_edits)
{
  g_autofree gint64 *times = g_new (gint64, n_edits);

  for (guint i = 0; i < n_edits; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;

      lab_study_set_value (study, edit->name, edit->values[i % 2], &error);
      g_assert_no_error (error);
      times[i] = g_get_monotonic_time () - begin;
    }
  qsort (times, n_edits, sizeof *times, compare);
  printf ("%-22s %-16s %8" G_GINT64_FORMAT " %8" G_GINT64_FORMAT "\n", curves, edit->words,
          times[n_edits / 2], times[n_edits * 95 / 100]);
}

int
main (int argc, char **argv)
{
  static const Edit edits[] = {
    { "n", "parties.key-difference", { "3", "4" } },
    { "dense layers", "bob.dense", { "sigmoid", "tanh;sigmoid" } },
    { "Eve", "parties.eve", { "true", "false" } },
    { "reading", "study.reading", { "inferred", "text" } },
  };
  guint n_edits = argc > 1 ? (guint) MAX (atoi (argv[1]), 2) : 200;

  printf ("%-22s %-16s %8s %8s\n", "100 curves", "edit", "median", "95 %");
  for (guint own = 0; own < 2; own++)
    {
      g_autoptr (LabStudy) study = make_study (own != 0);

      for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
        measure (own != 0 ? "one key of their own" : "all keys of their own", study, &edits[i],
                 n_edits);
    }
  return 0;
}
