/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stored study as the library shows it. All texts are made once; it is immutable afterwards.
 */
#include "config.h"

#include "app/library/lab-library-item.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "app/widgets/lab-words.h"

/* Of a study with more curves, only the first are shown, with the number of the rest. */
#define MOST_LINES 6

struct _LabLibraryItem
{
  GObject parent_instance;

  gint64 number;
  LabHolder holder;
  char *texts[LAB_N_LIBRARY_COLUMNS];
  char *subtitle;
  char *details;
  char *key; /* case-folded, for searching */
};

G_DEFINE_FINAL_TYPE (LabLibraryItem, lab_library_item, G_TYPE_OBJECT)

/* The runs of one curve, which differ only in their seeds, or an earlier run: one line. */
typedef struct
{
  const char *label;
  gboolean is_earlier;
  char *model; /* Bob's, and the keys it was trained with */
  guint n_runs;
  guint n_states[LAB_RUN_FAILED + 1];
  double done; /* fraction of all iterations */
  double rates[LAB_N_CHANNELS];
  guint n_rates[LAB_N_CHANNELS]; /* number of runs in each sum */
} Line;

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->model);
}

static char *
describe_model (LabStoredRun *run)
{
  if (run->model == NULL)
    return g_strdup ("–");
  /* Translators: a model and n, the number of key bits that differ: "Bob2 · n = 3". */
  return g_strdup_printf (_ ("%s · n = %u"), run->model, run->key_difference);
}

/* A run recorded as training or queued still is, while a program holds it. */
static LabRunState
get_state (LabStoredRun *run)
{
  if (!run->held || !run->cut_off)
    return run->state;
  return run->iterations > 0 ? LAB_RUN_RUNNING : LAB_RUN_QUEUED;
}

static void
add_to_line (Line *line, LabStoredRun *run)
{
  line->n_runs++;
  line->n_states[get_state (run)]++;
  line->done += run->length > 0 ? (double) run->iterations / (double) run->length : 0;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    if (!isnan (run->finals[channel]))
      {
        line->rates[channel] += run->finals[channel];
        line->n_rates[channel]++;
      }
}

/* To the last line, if @run belongs to it; else to one of its own. */
static void
add_run (GArray *lines, LabStoredRun *run)
{
  const char *label = run->label != NULL ? run->label : "–";
  g_autofree char *model = describe_model (run);
  Line *line = lines->len > 0 ? &g_array_index (lines, Line, lines->len - 1) : NULL;
  gboolean is_earlier = run->place == LAB_RUN_PLACE_HISTORY;

  if (line == NULL || is_earlier || !g_str_equal (line->label, label)
      || !g_str_equal (line->model, model))
    {
      g_array_set_size (lines, lines->len + 1);
      line = &g_array_index (lines, Line, lines->len - 1);
      line->label = label;
      line->is_earlier = is_earlier;
      line->model = g_steal_pointer (&model);
    }
  add_to_line (line, run);
}

/* Those listed in their study, and then the history. */
static GArray *
make_lines (LabStoredStudy *study)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));

  g_array_set_clear_func (lines, clear_line);
  for (guint i = 0; i < study->runs->len; i++)
    {
      LabStoredRun *run = g_ptr_array_index (study->runs, i);

      if (run->place != LAB_RUN_PLACE_DELETED)
        add_run (lines, run);
    }
  return lines;
}

static char *
describe_label (const Line *line)
{
  if (line->is_earlier)
    /* Translators: a curve, one of whose earlier runs this is. */
    return g_strdup_printf (_ ("%s, earlier"), line->label);
  if (line->n_runs == 1)
    return g_strdup (line->label);
  /* Translators: a curve and how many runs it has: "Bob2, 5 seeds". */
  return g_strdup_printf (_ ("%s, %u seeds"), line->label, line->n_runs);
}

static gboolean
has_come_half_way (const Line *line)
{
  return line->done > 0 && line->n_states[LAB_RUN_FINISHED] < line->n_runs;
}

/* The state of most runs, usually all, and their progress; but if any is running, that wins,
 * because runs take turns. */
static char *
describe_state (const Line *line)
{
  LabRunState state = LAB_RUN_READY;

  for (LabRunState other = LAB_RUN_READY; other <= LAB_RUN_FAILED; other++)
    if (line->n_states[other] > line->n_states[state])
      state = other;
  if (line->n_states[LAB_RUN_RUNNING] > 0)
    state = LAB_RUN_RUNNING;
  if (line->n_states[state] < line->n_runs)
    /* Translators: a number of runs, the total, and their state: "3 of 5 finished". */
    return g_strdup_printf (_ ("%u of %u %s"), line->n_states[state], line->n_runs,
                            lab_run_state_get_words (state));
  if (!has_come_half_way (line))
    return g_strdup (lab_run_state_get_words (state));
  /* Translators: a state and the run's progress: "paused, 40%". */
  return g_strdup_printf (_ ("%s, %.0f%%"), lab_run_state_get_words (state),
                          floor (100 * line->done / line->n_runs));
}

static double
get_rate (const Line *line, LabChannel channel)
{
  return line->n_rates[channel] > 0 ? line->rates[channel] / line->n_rates[channel] : (double) NAN;
}

/* If Eve has turns of her own, she has two loss rates; without Eve there is none. */
static char *
describe_eve (const Line *line)
{
  double standing = get_rate (line, LAB_CHANNEL_EVE_LOSS_RATE);
  double own = get_rate (line, LAB_CHANNEL_EVE_OWN_LOSS_RATE);

  if (isnan (own))
    return lab_words_for_rate (standing);
  if (isnan (standing))
    return base_number_sentence ("– · %.2f", own);
  return base_number_sentence ("%.2f · %.2f", standing, own);
}

static char *
describe_line (const Line *line, LabLibraryColumn column)
{
  switch (column)
    {
    case LAB_LIBRARY_CURVE:
      return describe_label (line);
    case LAB_LIBRARY_MODEL:
      return g_strdup (line->model);
    case LAB_LIBRARY_STATE:
      return describe_state (line);
    case LAB_LIBRARY_BOB:
      return lab_words_for_rate (get_rate (line, LAB_CHANNEL_BOB_LOSS_RATE));
    case LAB_LIBRARY_EVE:
      return describe_eve (line);
    default:
      g_assert_not_reached ();
    }
}

static char *
describe_lines (GArray *lines, LabLibraryColumn column)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_shown = lines->len > MOST_LINES ? MOST_LINES - 1 : lines->len;
  guint n_more = lines->len - n_shown;

  for (guint i = 0; i < n_shown; i++)
    {
      g_autofree char *line = describe_line (&g_array_index (lines, Line, i), column);
      /* A run's name may contain line breaks. */
      g_strdelimit (line, "\n\r", ' ');
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (n_more > 0 && column == LAB_LIBRARY_CURVE)
    g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more", n_more), n_more);
  else if (n_more > 0)
    g_string_append (text, "\n");
  return g_strdup (text->str);
}

static char *
describe_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* Translators: a date and a time, for g_date_time_format(): "24 Nov 2026, 17:05". */
  return time != NULL ? g_date_time_format (time, _ ("%-d %b %Y, %H:%M")) : g_strdup ("–");
}

static char *
describe_details (LabStoredStudy *study, GArray *lines)
{
  g_autoptr (GString) text = g_string_new (study->title);

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      g_autofree char *label = describe_label (line);
      g_autofree char *state = describe_state (line);
      g_autofree char *bob = describe_line (line, LAB_LIBRARY_BOB);
      g_autofree char *eve = describe_eve (line);

      /* Translators: a run: curve, model, state, Bob's and Eve's loss rates. */
      g_string_append_printf (text, _ ("\n%s: %s, %s, Bob %s, Eve %s"), label, line->model, state,
                              bob, eve);
    }
  return g_strdup (text->str);
}

static char *
make_key (LabStoredStudy *study, const char *subtitle, GArray *lines)
{
  g_autoptr (GString) text = g_string_new (study->title);

  g_string_append_printf (text, " %s", subtitle);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      g_autofree char *state = describe_state (line);

      g_string_append_printf (text, " %s %s %s", line->label, line->model, state);
    }
  return g_utf8_casefold (text->str, -1);
}

gint64
lab_library_item_get_number (LabLibraryItem *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_ITEM (self), 0);

  return self->number;
}

const char *
lab_library_item_get_title (LabLibraryItem *self)
{
  return lab_library_item_get_text (self, LAB_LIBRARY_STUDY);
}

LabHolder
lab_library_item_get_holder (LabLibraryItem *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_ITEM (self), LAB_HOLDER_NONE);

  return self->holder;
}

const char *
lab_library_item_get_text (LabLibraryItem *self, LabLibraryColumn column)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_ITEM (self), NULL);

  return self->texts[column];
}

const char *
lab_library_item_get_subtitle (LabLibraryItem *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_ITEM (self), NULL);

  return self->subtitle;
}

const char *
lab_library_item_get_details (LabLibraryItem *self)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_ITEM (self), NULL);

  return self->details;
}

gboolean
lab_library_item_equal (LabLibraryItem *a, LabLibraryItem *b)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_ITEM (a) && LAB_IS_LIBRARY_ITEM (b), FALSE);

  if (a->number != b->number || a->holder != b->holder || !g_str_equal (a->subtitle, b->subtitle)
      || !g_str_equal (a->details, b->details) || !g_str_equal (a->key, b->key))
    return FALSE;
  for (guint column = 0; column < LAB_N_LIBRARY_COLUMNS; column++)
    if (!g_str_equal (a->texts[column], b->texts[column]))
      return FALSE;
  return TRUE;
}

gboolean
lab_library_item_matches (LabLibraryItem *self, const char *text)
{
  g_return_val_if_fail (LAB_IS_LIBRARY_ITEM (self), FALSE);

  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->key, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
lab_library_item_finalize (GObject *object)
{
  LabLibraryItem *self = LAB_LIBRARY_ITEM (object);

  for (guint column = 0; column < LAB_N_LIBRARY_COLUMNS; column++)
    g_free (self->texts[column]);
  g_free (self->subtitle);
  g_free (self->details);
  g_free (self->key);
  G_OBJECT_CLASS (lab_library_item_parent_class)->finalize (object);
}

static void
lab_library_item_class_init (LabLibraryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_library_item_finalize;
}

static void
lab_library_item_init (LabLibraryItem *self)
{
}

LabLibraryItem *
lab_library_item_new (LabStoredStudy *study, LabHolder holder)
{
  LabLibraryItem *self = g_object_new (LAB_TYPE_LIBRARY_ITEM, NULL);
  g_autoptr (GArray) lines = make_lines (study);
  const char *name = study->name != NULL ? study->name : "–";
  g_autofree char *begun = describe_time (study->created);

  self->number = study->number;
  self->holder = holder;
  self->texts[LAB_LIBRARY_STUDY] = g_strdup (study->title != NULL ? study->title : name);
  for (guint column = LAB_LIBRARY_CURVE; column < LAB_N_LIBRARY_COLUMNS; column++)
    self->texts[column] = describe_lines (lines, column);
  /* Translators: a study's name and when it was started. */
  self->subtitle = g_strdup_printf (_ ("%s · %s"), name, begun);
  self->details = describe_details (study, lines);
  self->key = make_key (study, self->subtitle, lines);
  return self;
}
