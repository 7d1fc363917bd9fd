/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets a value of what the panel shows, a curve or all curves, and says which others changed with
 * it: a reading has its own rounds and rates, with Eve and without her. It must never change a
 * value on its own.
 */
#include "config.h"

#include "app/panel/lab-panel-acts.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-words.h"
#include "lab/experiment/lab-key.h"

/* Switching readings may change a dozen. */
#define MAX_NAMED 6

static const struct
{
  const char *name;
  const char *words;
} names[] = {
  { "training.rounds", N_ ("rounds") },     { "training.iterations", N_ ("iterations per round") },
  { "training.batch", N_ ("batch") },       { "training.learning-rate", N_ ("learning rate") },
  { "training.schedule", N_ ("schedule") },
};

struct _LabPanelActs
{
  LabPart part;

  LabPanel *panel; /* owned by the window */
};

G_DEFINE_FINAL_TYPE (LabPanelActs, lab_panel_acts, LAB_TYPE_PART)

/* (transfer full): "training.eve-term" becomes "eve term" if it has no better name. */
static char *
say_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, name))
      return g_strdup (_ (names[i].words));
  return g_strdelimit (g_strdup (strchr (name, '.') + 1), "-", ' ');
}

/* A party's key that inherits from [networks] is expected to change with it. */
static gboolean
comes_with (const LabKey *key, const char *name)
{
  const LabKey *parent = (key->flags & LAB_KEY_OF_PARTY) != 0 ? lab_key_find_parent (key) : NULL;

  return g_str_equal (key->name, name) || (parent != NULL && g_str_equal (parent->name, name));
}

/* "rounds 60, schedule by round": where @curve, or LAB_BASE, of @after differs from @before, apart
 * from @name; NULL if nowhere. */
static char *
list_others (LabStudyFile *before, LabStudyFile *after, guint curve, const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_keys, n_others = 0;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *old = lab_study_file_get_value (before, curve, keys[i].name);
      g_autofree char *new = lab_study_file_get_value (after, curve, keys[i].name);
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
say_others (
    LabPanelActs *self, LabStudyFile *after, guint curve, const char *name, const char *others)
{
  g_autofree char *eve = lab_study_file_get_value (after, curve, "parties.eve");
  const char *reading = lab_words_for_reading (lab_study_file_get_reading (after));
  g_autofree char *sentence = NULL;

  if (g_str_equal (name, "study.reading"))
    /* Translators: a reading of the paper, then names and values: "rounds 60, batch 512". */
    sentence = g_strdup_printf (_ ("The reading “%s” uses %s."), reading, others);
  else if (!g_str_equal (name, "parties.eve"))
    sentence = g_strdup_printf (_ ("This changes other values too: %s."), others);
  else if (g_str_equal (eve, "true"))
    sentence = g_strdup_printf (_ ("With Eve, the reading “%s” uses %s."), reading, others);
  else
    sentence = g_strdup_printf (_ ("Without Eve, the reading “%s” uses %s."), reading, others);
  lab_frame_say (self->part.frame, sentence);
}

/* @value: NULL for the one that all curves share */
static gboolean
change (LabStudy *study, guint curve, const char *name, const char *value, GError **error)
{
  if (value == NULL)
    return lab_study_unset_curve_value (study, curve, name, error);
  if (curve == LAB_BASE || g_str_has_prefix (name, "study."))
    return lab_study_set_value (study, name, value, error);
  return lab_study_set_curve_value (study, curve, name, value, error);
}

/* (transfer full): "Change batch", "Change batch of Bob1". */
static char *
describe_step (LabStudyFile *file, guint curve, const char *name)
{
  g_autofree char *words = say_name (name);

  if (curve == LAB_BASE)
    return g_strdup_printf (_ ("Change %s"), words);
  /* Translators: a setting, of a curve. */
  return g_strdup_printf (_ ("Change %s of %s"), words,
                          lab_study_file_get_curve_label (file, curve));
}

/* The selection may be newer than what is shown. */
static guint
find_curve (LabPanelActs *self)
{
  lab_panel_set_run (self->panel, lab_session_get_selected (self->part.frame->session));
  return lab_panel_get_curve (self->panel);
}

static void
set_value (LabPanelActs *self, const char *name, const char *value)
{
  LabSession *session = self->part.frame->session;
  LabStudy *study = lab_session_get_study (session);
  guint curve = find_curve (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) before = NULL;
  g_autofree char *others = NULL, *label = NULL, *key = NULL;
  g_autoptr (LabStudyStep) step = NULL;

  if (study == NULL)
    return;
  step = lab_session_begin (session);
  before = g_object_ref (lab_study_get_file (study)); /* no edit changes it */
  if (!change (study, curve, name, value, &error))
    {
      lab_panel_refuse (self->panel, name, error);
      lab_frame_say (self->part.frame, error->message);
      return;
    }
  label = describe_step (before, curve, name);
  key = value != NULL ? g_strdup_printf ("%u %s", curve, name) : NULL;
  lab_session_end (session, g_steal_pointer (&step), label, key);
  others = list_others (before, lab_study_get_file (study), curve, name);
  if (others != NULL)
    say_others (self, lab_study_get_file (study), curve, name, others);
}

static void
on_set (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name, *value;

  g_variant_get (parameter, "(&s&s)", &name, &value);
  set_value (user_data, name, value);
}

static void
on_unset (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabPanelActs *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  if (find_curve (self) != LAB_BASE && lab_key_find (name) != NULL)
    set_value (self, name, NULL);
}

static const GActionEntry entries[] = {
  { .name = "set", .activate = on_set, .parameter_type = "(ss)" },
  { .name = "unset", .activate = on_unset, .parameter_type = "s" },
};

static void
on_opened (LabPanelActs *self)
{
  lab_panel_set_study (self->panel, lab_session_get_study (self->part.frame->session));
}

static void
on_session_changed (LabPanelActs *self)
{
  find_curve (self);
}

static void
on_changed (LabPanelActs *self)
{
  lab_frame_set_enabled (self->part.frame, "set",
                         lab_session_get_study (self->part.frame->session) != NULL);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabPanelActs *self = LAB_PANEL_ACTS (part);

  lab_part_follow (self, frame->desk, "opened", G_CALLBACK (on_opened));
  lab_part_follow (self, frame->desk, "changed", G_CALLBACK (on_changed));
  lab_part_follow (self, frame->session, "changed", G_CALLBACK (on_session_changed));
  on_changed (self);
}

static void
lab_panel_acts_class_init (LabPanelActsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_panel_acts_init (LabPanelActs *self)
{
}

LabPart *
lab_panel_acts_new (LabPanel *panel)
{
  LabPanelActs *self = g_object_new (LAB_TYPE_PANEL_ACTS, NULL);

  self->panel = lab_part_keep (self, g_object_ref (panel));
  return LAB_PART (self);
}
