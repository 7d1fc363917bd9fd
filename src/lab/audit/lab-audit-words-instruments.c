/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the other instruments found, in words: how much stays hidden, what two chosen
 * messages tell, and what describes a cipher without an attack on its messages.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lab/audit/lab-audit-verdict-private.h"

/* What no cipher can do with such keys, and what a classical one does. */
static char *
say_limits (LabFinding *finding, const LabAuditFacts *facts)
{
  double limit = lab_finding_get_value (finding, "limit-bits");
  const NcAuditInterval *hidden = lab_finding_get_number (finding, "hidden-bits");
  guint n = facts->key_difference;
  guint commitment = lab_audit_get_count (finding, "commitment-bits");
  g_autofree char *sentence = NULL;
  g_autofree char *classical = NULL;

  if (n == 0 || isnan (limit) || limit > facts->plaintext_bits - 0.05)
    return g_strdup ("");
  sentence = g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE,
          " With %u flipped bit, no cipher whose Bob reads this well can hide more than %.1f",
          " With %u flipped bits, no cipher whose Bob reads this well can hide more than %.1f", n),
      n, limit);
  if (hidden->low > limit)
    return g_strconcat (sentence, _ (", so she has not found everything there is to find."), NULL);
  if (commitment > 0)
    classical = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "; a classical method, fuzzy commitment, hides %u bit",
                     "; a classical method, fuzzy commitment, hides %u bits", commitment),
        commitment);
  return g_strconcat (sentence, classical, ".", NULL);
}

char *
lab_audit_say_hidden_bits (LabFinding *finding, const LabAuditFacts *facts)
{
  const NcAuditInterval *hidden = lab_finding_get_number (finding, "hidden-bits");
  guint n_bits = facts->plaintext_bits;
  g_autofree char *sentence = NULL;
  g_autofree char *limits = NULL;
  const char *end = _ (" More training of this Eve can only lower the number.");
  double at_most;

  switch (lab_audit_judge_hidden (hidden, n_bits))
    {
    case LAB_LIGHT_BROKEN:
    case LAB_LIGHT_WEAK:
      at_most = CLAMP (hidden->value, 0, n_bits);
      sentence = g_strdup_printf (_ ("At most %.1f of %u bits are hidden: an eavesdropper knows "
                                     "the other %.1f, in one combination or another."),
                                  at_most, n_bits, n_bits - at_most);
      break;
    case LAB_LIGHT_NOTHING:
      sentence = g_strdup_printf (
          _ ("Allowing for chance, this Eve has no hold on any of the %u bits."), n_bits);
      end = _ (" That is no proof: an Eve who learns longer may get hold of some.");
      break;
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
  limits = say_limits (finding, facts);
  return g_strconcat (sentence, limits, end, NULL);
}

char *
lab_audit_say_chosen_plaintext (LabFinding *finding, const LabAuditFacts *facts)
{
  const NcAuditInterval *advantage = lab_finding_get_number (finding, "advantage");
  g_autofree char *right
      = lab_audit_format_share ((1 + lab_finding_get_value (finding, "advantage")) / 2);

  switch (lab_audit_judge_advantage (advantage))
    {
    case LAB_LIGHT_BROKEN:
      return g_strdup_printf (
          _ ("Of two messages that Eve picked herself, she can tell which was encrypted in %s of "
             "the cases (guessing: 50%%): the ciphertext gives away what it should hide."),
          right);
    case LAB_LIGHT_WEAK:
      return g_strdup_printf (
          _ ("Of two messages that Eve picked herself, she can tell which was encrypted in %s of "
             "the cases (guessing: 50%%): little, but more than chance explains."),
          right);
    case LAB_LIGHT_NOTHING:
      return g_strdup_printf (
          _ ("Of two messages that Eve picked herself, she can tell which was encrypted in %s of "
             "the cases, no better than guessing (50%%) allowing for chance."),
          right);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}

/* How many keys do as well as the true one, of those that were tried. */
static char *
say_keys_left (LabFinding *finding, guint row, double n_tried)
{
  double n_left = lab_audit_get_cell (finding, "pairs", row, "keys-left");
  guint n_pairs = row + 1;
  g_autofree char *left = NULL;

  if (isnan (n_left))
    return g_strdup ("");
  left = lab_audit_format_count (n_left);
  if (n_left == 0 && !(lab_finding_get_value (finding, "complete") > 0))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " None of these fits %u message.",
                                         " None of these fits %u messages.", n_pairs),
                            n_pairs);
  if (n_left == 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     " No key fits %u message in every bit, not even the true one.",
                     " No key fits %u messages in every bit, not even the true one.", n_pairs),
        n_pairs);
  if (n_left >= n_tried)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " Every key fits %u message.",
                                         " Every key fits %u messages.", n_pairs),
                            n_pairs);
  /* Translators: the number of messages comes first in the arguments, keys second. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " Keys that fit %u message: %s.",
                                       " Keys that fit %u messages: %s.", n_pairs),
                          n_pairs, left);
}

char *
lab_audit_say_key_search (LabFinding *finding, const LabAuditFacts *facts)
{
  double n_tried = lab_finding_get_value (finding, "keys-tried");
  g_autofree char *count = NULL, *time = NULL, *sentence = NULL, *first = NULL, *last = NULL;
  guint n_pairs = lab_audit_get_count (finding, "pairs");

  if (isnan (n_tried))
    return NULL;
  count = lab_audit_format_count (n_tried);
  time = lab_audit_format_seconds (lab_finding_get_value (finding, "seconds"));
  if (lab_finding_get_value (finding, "complete") > 0)
    sentence = g_strdup_printf (
        _ ("All %s keys were tried in %s: a key of %u bits protects nothing, whatever the cipher."),
        count, time, facts->key_bits);
  else
    sentence = g_strdup_printf (
        _ ("%s random keys of the 2^%u were tried in %s: too many to try them all here."), count,
        facts->key_bits, time);
  /* One number where more messages tell no more. */
  if (n_pairs == 0
      || lab_audit_get_cell (finding, "pairs", 0, "keys-left")
             != lab_audit_get_cell (finding, "pairs", n_pairs - 1, "keys-left"))
    first = say_keys_left (finding, 0, n_tried);
  if (n_pairs > 0)
    last = say_keys_left (finding, n_pairs - 1, n_tried);
  return g_strconcat (sentence, first != NULL ? first : "", last, NULL);
}

char *
lab_audit_say_avalanche (LabFinding *finding, const LabAuditFacts *facts)
{
  guint unused = lab_audit_get_count (finding, "unused-key-bits");
  g_autofree char *of_plaintext = NULL, *of_key = NULL;

  if (lab_finding_get_number (finding, "plaintext-signs") == NULL)
    return NULL;
  if (unused > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u of the %u bits of the key never changes the "
                                         "ciphertext: it is not used to encrypt.",
                                         "%u of the %u bits of the key never change the "
                                         "ciphertext: they are not used to encrypt.",
                                         unused),
                            unused, facts->key_bits);
  of_plaintext = lab_audit_format_share (lab_finding_get_value (finding, "plaintext-signs"));
  of_key = lab_audit_format_share (lab_finding_get_value (finding, "key-signs"));
  if (lab_finding_get_light (finding, facts) == LAB_LIGHT_WEAK)
    return g_strdup_printf (_ ("One bit of the key hardly moves the ciphertext: it changes %s of "
                               "the signs, one bit of the message %s."),
                            of_key, of_plaintext);
  return g_strdup_printf (_ ("One bit of the message changes %s of the ciphertext’s signs, one of "
                             "the key %s; a block cipher in use today changes 50%%, a one-time pad "
                             "a single one."),
                          of_plaintext, of_key);
}

char *
lab_audit_say_distribution (LabFinding *finding, const LabAuditFacts *facts)
{
  guint constant = lab_audit_get_count (finding, "constant");
  guint worst = lab_audit_get_count (finding, "worst-output");
  g_autofree char *positive = NULL;

  if (lab_finding_get_number (finding, "worst-p") == NULL)
    return NULL;
  if (constant > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u number of the ciphertext never changes: it carries "
                                         "nothing.",
                                         "%u numbers of the ciphertext never change: they carry "
                                         "nothing.",
                                         constant),
                            constant);
  if (lab_audit_is_unbalanced (finding))
    {
      positive
          = lab_audit_format_share (lab_audit_get_cell (finding, "balance", worst, "positive"));
      return g_strdup_printf (
          _ ("The ciphertext is uneven: its number %u is positive in %s of the messages (even: "
             "50%%). It can be told from noise, but that alone reads no message."),
          worst + 1, positive);
    }
  if (lab_audit_is_linked (finding))
    return g_strdup_printf (
        _ ("Numbers %u and %u of the ciphertext are linked (correlation %.2f; none would be 0). It "
           "can be told from noise, but that alone reads no message."),
        lab_audit_get_count (finding, "linked-a") + 1,
        lab_audit_get_count (finding, "linked-b") + 1,
        lab_finding_get_value (finding, "linked-correlation"));
  return g_strdup (_ ("The ciphertext looks even, and no two of its numbers are linked. That "
                      "proves nothing: a random message in the clear looks just as even."));
}

char *
lab_audit_say_channel (LabFinding *finding, const LabAuditFacts *facts)
{
  const NcAuditInterval *sign = lab_finding_get_number (finding, "sign-bit-error");
  g_autofree char *real
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "real-bit-error"));
  g_autofree char *of_sign = NULL;

  if (sign == NULL || isnan (sign->value))
    return NULL;
  of_sign = lab_audit_format_share (1 - sign->value);
  return g_strdup_printf (
      _ ("Bob reads %s of the bits from the ciphertext’s numbers as they are and "
         "%s from their signs alone: that is what is left when each number is "
         "sent as one bit."),
      real, of_sign);
}
