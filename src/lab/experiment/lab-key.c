/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every key of an experiment.
 */
#include "config.h"

#include "lab/experiment/lab-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/model/nc-setup.h"
#include "lab/experiment/lab-error.h"
#include "lab/experiment/lab-hint.h"
#include "lab/experiment/lab-number.h"
#include "lab/experiment/lab-rate-changes.h"

static const char *const no_convolutions_or_activation[]
    = { "sigmoid", "tanh", "relu", "leaky-relu", "none", NULL };
static const char *const bob_objectives[] = { "absolute", "squared", NULL };

/* The keys of [networks], for all parties or for one. */
#define NETWORK_KEYS(group, flags)                                                                 \
  { group ".convolution-activation",                                                               \
    LAB_KEY_CHOICE,                                                                                \
    0,                                                                                             \
    0,                                                                                             \
    flags,                                                                                         \
    no_convolutions_or_activation,                                                                 \
    "activation of the first three convolutions, or none for no convolutions" },                   \
      { group ".biases", LAB_KEY_BOOLEAN, 0, 0, flags, NULL, "whether layers have biases" },       \
      { group ".initialisation",                                                                   \
        LAB_KEY_CHOICE,                                                                            \
        0,                                                                                         \
        0,                                                                                         \
        flags,                                                                                     \
        nc_initialisation_names,                                                                   \
        "distribution of the first weights" },                                                     \
      { group ".norm-epsilon",                                                                     \
        LAB_KEY_NUMBER,                                                                            \
        0,                                                                                         \
        1,                                                                                         \
        (flags) | LAB_KEY_ABOVE_MIN,                                                               \
        NULL,                                                                                      \
        "batch norm: added to the variance" },                                                     \
      { group ".norm-momentum",                                                                    \
        LAB_KEY_NUMBER,                                                                            \
        0,                                                                                         \
        1,                                                                                         \
        (flags) | LAB_KEY_ABOVE_MIN,                                                               \
        NULL,                                                                                      \
        "batch norm: weight of the newest batch in the running statistics" },                      \
  {                                                                                                \
    group ".leaky-slope", LAB_KEY_NUMBER, 0, 1, flags, NULL, "slope of leaky ReLU below zero"      \
  }

#define PARTY_KEYS(group, flags)                                                                      \
  { group ".dense",                                                                                   \
    LAB_KEY_CHOICES,                                                                                  \
    1,                                                                                                \
    NC_MAX_DENSE,                                                                                     \
    flags,                                                                                            \
    nc_activation_names,                                                                              \
    "activations of the dense layers, one per layer" },                                               \
      { group ".width",                                                                               \
        LAB_KEY_COUNTS,                                                                               \
        1,                                                                                            \
        NC_MAX_WIDTH,                                                                                 \
        (flags) | LAB_KEY_MULTIPLE_OF_N,                                                              \
        NULL,                                                                                         \
        "widths of the dense layers: one per layer, or one for all" },                                \
      { group ".batch-norm", LAB_KEY_BOOLEAN, 0, 0, flags, NULL, "batch norm on every dense layer" }, \
      NETWORK_KEYS (group, (flags) | LAB_KEY_OF_PARTY)

static const LabKey all_keys[] = {
  { "parties.key-bits", LAB_KEY_COUNT, NC_MIN_KEY_BITS, NC_MAX_KEY_BITS, LAB_KEY_EVEN, NULL,
    "N, the bits of a key and of a plaintext" },
  { "parties.key-difference", LAB_KEY_COUNT, 0, NC_MAX_KEY_BITS, 0, NULL,
    "n, how many bits of Bob's key are flipped" },
  { "parties.fuzzing", LAB_KEY_CHOICE, 0, 0, 0, nc_fuzzing_names,
    "when the flipped positions are drawn again" },
  { "parties.eve", LAB_KEY_BOOLEAN, 0, 0, 0, NULL, "whether Eve listens" },
  NETWORK_KEYS ("networks", 0),
  PARTY_KEYS ("alice", 0),
  PARTY_KEYS ("bob", 0),
  PARTY_KEYS ("eve", LAB_KEY_NEEDS_EVE),
  { "training.rounds", LAB_KEY_COUNT, 1, NC_MAX_ITERATIONS, 0, NULL, "rounds" },
  { "training.iterations", LAB_KEY_COUNT, 1, NC_MAX_ITERATIONS, 0, NULL, "iterations per round" },
  { "training.batch", LAB_KEY_COUNT, 1, NC_MAX_BATCH, 0, NULL, "samples in a mini-batch" },
  { "training.learning-rate", LAB_KEY_NUMBER, 0, 1, LAB_KEY_ABOVE_MIN, NULL,
    "Adam's learning rate" },
  { "training.beta1", LAB_KEY_NUMBER, 0, 1, LAB_KEY_BELOW_MAX, NULL,
    "Adam's decay of the mean gradient" },
  { "training.beta2", LAB_KEY_NUMBER, 0, 1, LAB_KEY_BELOW_MAX, NULL,
    "Adam's decay of the squared gradient" },
  { "training.epsilon", LAB_KEY_NUMBER, 0, 1, LAB_KEY_ABOVE_MIN, NULL, "Adam's epsilon" },
  { "training.schedule", LAB_KEY_CHOICE, 0, 0, 0, nc_schedule_names,
    "the order of the parties' steps" },
  { "training.eve-steps", LAB_KEY_COUNT, 1, 100, LAB_KEY_NEEDS_EVE, NULL,
    "by-step: Eve's steps after each of Alice and Bob" },
  { "training.eve-batch-factor", LAB_KEY_COUNT, 1, 2, LAB_KEY_NEEDS_EVE, NULL,
    "size of Eve's mini-batches, as a multiple of Alice and Bob's" },
  { "training.bob-objective", LAB_KEY_CHOICE, 0, 0, 0, bob_objectives, "Bob's objective" },
  { "training.bob-weight", LAB_KEY_NUMBER, 0, 1e6, LAB_KEY_ABOVE_MIN | LAB_KEY_MULTIPLE_OF_N, NULL,
    "weight of Bob's objective against Eve's term" },
  { "training.eve-term", LAB_KEY_CHOICE, 0, 0, LAB_KEY_NEEDS_EVE, nc_eve_term_names,
    "what Alice and Bob pay for what Eve knows" },
  { "training.learning-rate-changes", LAB_KEY_CHANGES, 0, 1, LAB_KEY_LEFT_OUT, NULL,
    "from which iteration on, counted from 0 over all turns, the learning rate is another" },
  { "training.stop-bob-loss-rate", LAB_KEY_NUMBER, 0, 1, LAB_KEY_LEFT_OUT, NULL,
    "ends the training once Bob's mean loss rate is at most this; 0 for never" },
  { "training.stop-eve-loss-rate", LAB_KEY_NUMBER, 0, 1, LAB_KEY_LEFT_OUT | LAB_KEY_NEEDS_EVE, NULL,
    "and once Eve's, in her own turn if she has one, is at least this; 0 to ignore her" },
  { "training.stop-window", LAB_KEY_COUNT, 1, 10000, LAB_KEY_LEFT_OUT, NULL,
    "measured values in these means" },
  { "training.stop-plateau-rounds", LAB_KEY_COUNT, 0, 10000, LAB_KEY_LEFT_OUT, NULL,
    "ends the training after so many rounds in which Bob's mean loss rate has not fallen by 1 % "
    "below its lowest before; 0 for never" },
  { "training.seed", LAB_KEY_COUNT, 0, G_MAXUINT32, 0, NULL,
    "decides weights, plaintexts, keys and flips" },
};

const LabKey *
lab_key_get_all (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (all_keys);
  return all_keys;
}

const LabKey *
lab_key_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_keys); i++)
    if (g_str_equal (all_keys[i].name, name))
      return &all_keys[i];
  return NULL;
}

const LabKey *
lab_key_find_parent (const LabKey *key)
{
  g_autofree char *parent = NULL;

  if (!(key->flags & LAB_KEY_OF_PARTY))
    return NULL;
  parent = g_strconcat ("networks", strchr (key->name, '.'), NULL);
  return lab_key_find (parent);
}

static char *
join_choices (const char *const *choices)
{
  GString *joined = g_string_new (choices[0]);

  for (guint i = 1; choices[i] != NULL; i++)
    g_string_append_printf (joined, "%s%s", choices[i + 1] == NULL ? _ (" or ") : ", ", choices[i]);
  return g_string_free (joined, FALSE);
}

/* Four complete sentences: other languages need another word order. */
static char *
describe_number (const LabKey *key, const char *multiples)
{
  gboolean above = (key->flags & LAB_KEY_ABOVE_MIN) != 0;

  if (key->flags & LAB_KEY_BELOW_MAX)
    return g_strdup_printf (above ? _ ("a number greater than %g and less than %g%s")
                                  : _ ("a number of at least %g and less than %g%s"),
                            key->min, key->max, multiples);
  return g_strdup_printf (above ? _ ("a number greater than %g and at most %g%s")
                                : _ ("a number from %g to %g%s"),
                          key->min, key->max, multiples);
}

char *
lab_key_describe_allowed (const LabKey *key)
{
  const char *multiples
      = key->flags & LAB_KEY_MULTIPLE_OF_N ? _ (", or a multiple of the key bits such as 2N") : "";
  g_autofree char *choices = key->choices != NULL ? join_choices (key->choices) : NULL;

  switch (key->type)
    {
    case LAB_KEY_BOOLEAN:
      return g_strdup (_ ("true or false"));
    case LAB_KEY_COUNT:
      return g_strdup_printf (key->flags & LAB_KEY_EVEN
                                  ? _ ("an even whole number from %.0f to %.0f%s")
                                  : _ ("a whole number from %.0f to %.0f%s"),
                              key->min, key->max, multiples);
    case LAB_KEY_NUMBER:
      return describe_number (key, multiples);
    case LAB_KEY_CHOICE:
      return g_steal_pointer (&choices);
    case LAB_KEY_CHOICES:
      return g_strdup_printf (_ ("1 to %.0f of %s, separated by “;”"), key->max, choices);
    case LAB_KEY_COUNTS:
      return g_strdup_printf (_ ("1 to %d whole numbers from %.0f to %.0f, separated by “;”%s"),
                              NC_MAX_DENSE, key->min, key->max, multiples);
    case LAB_KEY_CHANGES:
      return g_strdup_printf (_ ("none, or up to %d of ITERATION:RATE separated by “;”, iterations "
                                 "ascending from 1, rates greater than %g and at most %g"),
                              NC_MAX_RATE_CHANGES, key->min, key->max);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* "N", "2N" … "16N": the factor, or 0 for any other text. */
static guint
parse_multiple (const char *text)
{
  guint64 factor = 1;
  g_autofree char *digits = NULL;

  if (!g_str_has_suffix (text, "N"))
    return 0;
  digits = g_strndup (text, strlen (text) - 1);
  if (*digits != '\0' && !g_ascii_string_to_unsigned (digits, 10, 1, 16, &factor, NULL))
    return 0;
  return (guint) factor;
}

guint
lab_key_parse_count (const char *text, guint key_bits)
{
  guint factor = parse_multiple (text);

  return factor > 0 ? factor * key_bits : (guint) g_ascii_strtoull (text, NULL, 10);
}

static gboolean
is_count (const LabKey *key, const char *text)
{
  guint64 count;

  if (key->flags & LAB_KEY_MULTIPLE_OF_N && parse_multiple (text) > 0)
    return TRUE;
  return g_ascii_string_to_unsigned (text, 10, (guint64) key->min, (guint64) key->max, &count, NULL)
         && (!(key->flags & LAB_KEY_EVEN) || count % 2 == 0);
}

static gboolean
is_number (const LabKey *key, const char *text)
{
  double number;

  if (key->flags & LAB_KEY_MULTIPLE_OF_N && parse_multiple (text) > 0)
    return TRUE;
  if (!lab_number_read (text, &number))
    return FALSE;
  if (key->flags & LAB_KEY_ABOVE_MIN ? number <= key->min : number < key->min)
    return FALSE;
  return key->flags & LAB_KEY_BELOW_MAX ? number < key->max : number <= key->max;
}

static gboolean
is_list (const LabKey *key, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ";", -1);
  guint n_items = g_strv_length (items);

  if (n_items < 1 || n_items > NC_MAX_DENSE)
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    if (key->type == LAB_KEY_CHOICES ? !g_strv_contains (key->choices, items[i])
                                     : !is_count (key, items[i]))
      return FALSE;
  return TRUE;
}

/* What was perhaps meant, to follow what is allowed. */
static char *
describe_slip (const LabKey *key, const char *value)
{
  static const char *const booleans[] = { "true", "false", NULL };

  switch (key->type)
    {
    case LAB_KEY_BOOLEAN:
      return lab_hint_for_choice (value, booleans);
    case LAB_KEY_CHOICE:
      return lab_hint_for_choice (value, key->choices);
    case LAB_KEY_CHOICES:
    case LAB_KEY_COUNTS:
      return lab_hint_for_list (value, key->choices);
    case LAB_KEY_COUNT:
    case LAB_KEY_NUMBER:
    case LAB_KEY_CHANGES:
    default:
      return lab_hint_for_number (value);
    }
}

gboolean
lab_key_check (const LabKey *key, const char *value, GError **error)
{
  g_autofree char *allowed = NULL, *hint = NULL, *reason = NULL, *assignment = NULL;
  const char *point = strchr (key->name, '.');
  gboolean fits = FALSE;

  switch (key->type)
    {
    case LAB_KEY_BOOLEAN:
      fits = g_str_equal (value, "true") || g_str_equal (value, "false");
      break;
    case LAB_KEY_COUNT:
      fits = is_count (key, value);
      break;
    case LAB_KEY_NUMBER:
      fits = is_number (key, value);
      break;
    case LAB_KEY_CHOICE:
      fits = g_strv_contains (key->choices, value);
      break;
    case LAB_KEY_CHOICES:
    case LAB_KEY_COUNTS:
      fits = is_list (key, value);
      break;
    case LAB_KEY_CHANGES:
      fits = lab_rate_changes_read (value, NULL, NULL);
      break;
    default:
      g_assert_not_reached ();
    }
  if (fits)
    return TRUE;
  allowed = lab_key_describe_allowed (key);
  hint = describe_slip (key, value);
  reason = g_strdup_printf (_ ("allowed: %s%s"), allowed, hint);
  assignment = g_strdup_printf ("%s: %s", value, reason);
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE, "[%.*s] %s=%s", (int) (point - key->name),
               key->name, point + 1, assignment);
  lab_error_set_place (error, &(LabErrorPlace){ .key = key->name, .assignment = assignment });
  return FALSE;
}
