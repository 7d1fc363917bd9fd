/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts steps by length. Knows no values.
 */
#include "plot/data/plot-rhythm.h"

#include <math.h>

/* Steps about as long as another: from its length by this to its length times this. */
#define ALIKE 1.5
#define LEAST_USUAL 3
#define LEAST_USUAL_SHARE 0.25
/* Share of equal steps among those alike that makes a rhythm strict. */
#define STRICT_SHARE 0.75
/* In rhythms. */
#define LONGEST_STRICT 1.5
#define LONGEST_LOOSE 3.0
#define SHORTEST_PAUSE 3.0
#define LEAST_PAUSES 3
#define LEAST_PAUSE_SHARE 0.5
#define PAUSE_SLACK 0.1

typedef struct
{
  double length;
  double count;
} Step;

struct _PlotRhythm
{
  GHashTable *counts; /* length of a step to how many there are, both as pointers */
  gsize last;         /* position of the last value */
  gboolean begun;
  gsize length; /* of the last steps, which are not in counts yet */
  gsize count;

  gboolean measured; /* whether the rest belongs to the steps counted */
  double limit;      /* longest step that is no gap; INFINITY: no rhythm */
  double pause;      /* NAN: none */
};

PlotRhythm *
plot_rhythm_new (void)
{
  PlotRhythm *self = g_new0 (PlotRhythm, 1);

  self->counts = g_hash_table_new (NULL, NULL);
  return self;
}

void
plot_rhythm_free (PlotRhythm *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

/* Equal steps follow each other, so most need no table lookup. */
static void
put_away (PlotRhythm *self)
{
  gpointer key = GSIZE_TO_POINTER (self->length);
  gsize count = GPOINTER_TO_SIZE (g_hash_table_lookup (self->counts, key));

  if (self->count > 0)
    g_hash_table_insert (self->counts, key, GSIZE_TO_POINTER (count + self->count));
  self->count = 0;
}

void
plot_rhythm_add (PlotRhythm *self, gsize position)
{
  gsize length = position - self->last;

  g_assert (!self->begun || position > self->last);

  if (self->begun)
    {
      if (length != self->length)
        put_away (self);
      self->length = length;
      self->count++;
    }
  self->begun = TRUE;
  self->last = position;
  self->measured = FALSE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = ((const Step *) a)->length;
  double second = ((const Step *) b)->length;

  return (first > second) - (first < second);
}

/* (transfer full) (element-type Step) In order of their lengths. */
static GArray *
list_steps (PlotRhythm *self)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  put_away (self);
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Step step = { (double) GPOINTER_TO_SIZE (key), (double) GPOINTER_TO_SIZE (value) };

      g_array_append_val (steps, step);
    }
  g_array_sort (steps, compare);
  return steps;
}

static double
count_steps (GArray *steps, guint begin, guint end)
{
  double n = 0.0;

  for (guint i = begin; i < end; i++)
    n += g_array_index (steps, Step, i).count;
  return n;
}

/* The longest of the steps [begin, end), all alike, that are not gaps. @n: how many they are. */
static double
find_limit (GArray *steps, guint begin, guint end, double rhythm, double n)
{
  const Step *most = &g_array_index (steps, Step, begin);

  for (guint i = begin; i < end; i++)
    if (g_array_index (steps, Step, i).count > most->count)
      most = &g_array_index (steps, Step, i);
  return most->count >= STRICT_SHARE * n ? LONGEST_STRICT * most->length : LONGEST_LOOSE * rhythm;
}

/* The longest usual step, and what follows from it; NAN: none. */
static double
find_rhythm (PlotRhythm *self, GArray *steps)
{
  double total = count_steps (steps, 0, steps->len);
  double n = 0.0; /* in [begin, end) */
  double rhythm = NAN;
  guint begin = 0;
  guint end = 0;

  self->limit = INFINITY;
  for (guint i = 0; i < steps->len; i++)
    {
      double length = g_array_index (steps, Step, i).length;

      while (end < steps->len && g_array_index (steps, Step, end).length <= length * ALIKE)
        n += g_array_index (steps, Step, end++).count;
      while (g_array_index (steps, Step, begin).length < length / ALIKE)
        n -= g_array_index (steps, Step, begin++).count;
      if (n < LEAST_USUAL || n < LEAST_USUAL_SHARE * total)
        continue;
      rhythm = length;
      self->limit = find_limit (steps, begin, end, rhythm, n);
    }
  return rhythm;
}

static gboolean
is_pause (PlotRhythm *self, double length)
{
  return fabs (length - self->pause) <= MAX (PAUSE_SLACK * self->pause, self->limit);
}

/* The median of the long steps, if enough of them are of its length. */
static void
find_pause (PlotRhythm *self, GArray *steps, double rhythm)
{
  double least = MAX (self->limit, SHORTEST_PAUSE * rhythm);
  double n_alike = 0.0;
  double below = 0.0;
  double n;
  guint first = 0;
  guint middle;

  while (first < steps->len && g_array_index (steps, Step, first).length <= least)
    first++;
  n = count_steps (steps, first, steps->len);
  if (n < LEAST_PAUSES)
    return;
  for (middle = first; below + g_array_index (steps, Step, middle).count < n / 2.0; middle++)
    below += g_array_index (steps, Step, middle).count;
  self->pause = g_array_index (steps, Step, middle).length;
  for (guint i = first; i < steps->len; i++)
    if (is_pause (self, g_array_index (steps, Step, i).length))
      n_alike += g_array_index (steps, Step, i).count;
  if (n_alike < LEAST_PAUSES || n_alike < LEAST_PAUSE_SHARE * n)
    self->pause = NAN;
}

static void
measure (PlotRhythm *self)
{
  g_autoptr (GArray) steps = list_steps (self);
  double rhythm = find_rhythm (self, steps);

  self->pause = NAN;
  if (!isnan (rhythm))
    find_pause (self, steps, rhythm);
  self->measured = TRUE;
}

PlotStep
plot_rhythm_classify (PlotRhythm *self, gsize length)
{
  if (!self->measured)
    measure (self);
  if ((double) length <= self->limit)
    return PLOT_STEP_USUAL;
  return !isnan (self->pause) && is_pause (self, (double) length) ? PLOT_STEP_PAUSE : PLOT_STEP_GAP;
}
