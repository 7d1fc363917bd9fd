/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A diagnosis in words. States what was counted; about causes and remedies, only what they may be.
 */
#include "config.h"

#include "base/number.h"
#include "lab/training/lab-diagnosis-private.h"

#include <glib/gi18n-lib.h>

/* "1–4, 7": the bits in that state; two in a row are not written as a range. */
static char *
list_bits (const NcPartyDiagnosis *party, NcOutputState state)
{
  GString *text = g_string_new (NULL);

  for (guint first = 0; first < party->n_outputs; first++)
    {
      guint last = first;

      if (party->outputs[first] != state)
        continue;
      while (last + 1 < party->n_outputs && party->outputs[last + 1] == state)
        last++;
      if (last == first + 1)
        last = first;
      g_string_append_printf (text, "%s%u", text->len > 0 ? ", " : "", first + 1);
      if (last > first)
        g_string_append_printf (text, "–%u", last + 1);
      first = last;
    }
  return g_string_free (text, FALSE);
}

static guint
count_bits (const NcPartyDiagnosis *party, NcOutputState state)
{
  guint n = 0;

  for (guint i = 0; i < party->n_outputs; i++)
    n += party->outputs[i] == state;
  return n;
}

static void
add (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", sentence);
}

static void
add_bits (GString *text, const NcPartyDiagnosis *bob, NcOutputState state)
{
  guint n = count_bits (bob, state);
  g_autofree char *bits = NULL, *sentence = NULL;

  if (n == 0)
    return;
  bits = list_bits (bob, state);
  if (state == NC_OUTPUT_NEVER_NEGATIVE)
    /* Translators: numbers of bits, such as “1–4, 7”. */
    sentence
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Bob’s bit %s never comes out negative",
                                        "Bob’s bits %s never come out negative", n),
                           bits);
  else if (state == NC_OUTPUT_NEVER_POSITIVE)
    sentence
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Bob’s bit %s never comes out positive",
                                        "Bob’s bits %s never come out positive", n),
                           bits);
  else
    sentence = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Bob’s bit %s stays at 0", "Bob’s bits %s stay at 0", n),
        bits);
  add (text, sentence);
}

static void
add_dead (GString *text, const NcPartyDiagnosis *party, NcParty who)
{
  guint dead = party->n_dead, units = party->n_units;
  g_autofree char *sentence = NULL;

  if (dead == 0)
    return;
  if (who == NC_ALICE)
    sentence
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of Alice’s %u ReLU units never fires",
                                        "%u of Alice’s %u ReLU units never fire", dead),
                           dead, units);
  else if (who == NC_BOB)
    sentence
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of Bob’s %u ReLU units never fires",
                                        "%u of Bob’s %u ReLU units never fire", dead),
                           dead, units);
  else
    sentence
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of Eve’s %u ReLU units never fires",
                                        "%u of Eve’s %u ReLU units never fire", dead),
                           dead, units);
  add (text, sentence);
}

static void
add_flat (GString *text, const LabDiagnosis *diagnosis)
{
  const LabFlatness *flatness = &diagnosis->flatness;
  g_autofree char *sentence = NULL;

  if (!flatness->flat)
    return;
  if (diagnosis->in_rounds)
    sentence = base_number_sentence (_ ("Bob’s loss rate has stayed at %.4f for a whole round"),
                                     flatness->last);
  else
    sentence = base_number_sentence (_ ("Bob’s loss rate has stayed at %.4f for %lu iterations"),
                                     flatness->last, (gulong) flatness->stretch);
  add (text, sentence);
}

char *
lab_diagnosis_make_words (const LabDiagnosis *diagnosis)
{
  const NcPartyDiagnosis *parties = diagnosis->found.parties;
  GString *text = g_string_new (NULL);

  if (!diagnosis->all_well)
    {
      add_flat (text, diagnosis);
      add_bits (text, &parties[NC_BOB], NC_OUTPUT_SILENT);
      add_bits (text, &parties[NC_BOB], NC_OUTPUT_NEVER_NEGATIVE);
      add_bits (text, &parties[NC_BOB], NC_OUTPUT_NEVER_POSITIVE);
      add_dead (text, &parties[NC_BOB], NC_BOB);
      add_dead (text, &parties[NC_ALICE], NC_ALICE);
    }
  add_dead (text, &parties[NC_EVE], NC_EVE);
  return g_string_free (text, text->len == 0);
}

/* "Bob’s ReLU units that never fire: 2 of 4 in dense layer 1, 1 of 4 channels of convolution 3." */
static void
explain_dead (GString *text, const NcPartyDiagnosis *party, const char *name)
{
  gboolean first = TRUE;

  if (party->n_dead == 0)
    return;
  g_string_append_printf (text, _ ("%s’s ReLU units that never fire: "), name);
  for (guint layer = 0; layer < party->n_layers; layer++)
    {
      if (party->dead[layer] == 0)
        continue;
      g_string_append (text, first ? "" : ", ");
      if (layer < party->n_dense)
        g_string_append_printf (text, _ ("%u of %u in dense layer %u"), party->dead[layer],
                                party->units[layer], layer + 1);
      else
        g_string_append_printf (text, _ ("%u of %u channels of convolution %u"), party->dead[layer],
                                party->units[layer], layer - party->n_dense + 1);
      first = FALSE;
    }
  g_string_append (text, ".\n");
}

char *
lab_diagnosis_explain (LabDiagnosis *diagnosis)
{
  const NcPartyDiagnosis *parties = diagnosis->found.parties;
  const LabFlatness *flatness = &diagnosis->flatness;
  guint n_dead = 0;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Examined after %lu iterations, with %u messages.\n"),
                          (gulong) diagnosis->iteration, NC_DIAGNOSIS_BATCH);
  if (flatness->end > 0)
    base_number_append (text,
                        _ ("Bob’s mean loss rate went from %.4f to %.4f between the last two "
                           "stretches of %lu iterations; noise explains %.4f.\n"),
                        flatness->before, flatness->last, (gulong) flatness->stretch,
                        flatness->noise);
  if (parties[NC_BOB].n_stuck > 0)
    base_number_append (text,
                        _ ("%u of Bob’s %u bits, numbered from 1, have one sign or none: each "
                           "adds up to %.4f to the loss rate, whatever n is.\n"),
                        parties[NC_BOB].n_stuck, diagnosis->key_bits, 0.5 / diagnosis->key_bits);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      static const char *const names[] = { N_ ("Alice"), N_ ("Bob"), N_ ("Eve") };

      explain_dead (text, &parties[party], _ (names[party]));
      n_dead += parties[party].n_dead;
    }
  if (n_dead > 0)
    g_string_append (text, _ ("A unit that never fires no longer learns; another seed, leaky ReLU "
                              "or another activation may help.\n"));
  g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}
