/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the attacks found, in words: who reads what without the key, and what that means.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-known.h"
#include "lab/audit/lab-audit-verdict-private.h"
#include "lab/training/lab-evaluation.h"

/* Of Bob whose key differs: how far Alice's own would get him, and a one-time pad, unless
 * that is what was audited. */
static char *
say_exact_key (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *exact
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "exact-key-bit-error"));
  g_autofree char *pad
      = lab_audit_format_share (1 - (double) facts->key_difference / facts->key_bits);

  if (g_strcmp0 (facts->kind, nc_audit_known_get_name (NC_AUDIT_KNOWN_PAD_FUZZY)) == 0)
    return g_strdup_printf (_ (" With Alice’s own key he would read %s."), exact);
  return g_strdup_printf (_ (" With Alice’s own key he would read %s, and a one-time pad would let "
                             "him read %s with his."),
                          exact, pad);
}

/* Of Bob who tells the bits by how far his outputs go, and not by their signs. */
static char *
say_loss (LabFinding *finding, gboolean is_key_used)
{
  double own = lab_finding_get_value (finding, "fuzzy-key-loss-rate");
  double random = lab_finding_get_value (finding, "random-key-loss-rate");
  g_autofree char *right
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "fuzzy-key-bit-error"));

  if (is_key_used)
    return g_strdup_printf (
        _ ("Bob’s outputs have the right sign for %s of the bits (guessing: 50%%), and yet they "
           "tell the bits: they are closer to them than guessing is (loss rate %.3f, guessing "
           "0.5). With a random key it is %.3f: he needs the key."),
        right, own, random);
  return g_strdup_printf (
      _ ("Bob’s outputs have the right sign for %s of the bits (guessing: 50%%), and yet they tell "
         "the bits: they are closer to them than guessing is (loss rate %.3f, guessing 0.5). With "
         "a random key it is %.3f: the key does nothing. This is not encryption: anyone who has "
         "Bob’s network can tell the bits."),
      right, own, random);
}

char *
lab_audit_say_tolerance (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *own
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "fuzzy-key-bit-error"));
  g_autofree char *random
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "random-key-bit-error"));
  g_autofree char *sentence = NULL;
  g_autofree char *more = NULL;
  LabKeyUse use = lab_audit_judge_key (finding);

  if (use >= LAB_KEY_UNUSED
      && !(lab_finding_get_value (finding, "fuzzy-key-bit-error") < LAB_FAILING_BIT_ERROR))
    return say_loss (finding, use != LAB_KEY_UNUSED);
  switch (use)
    {
    case LAB_KEY_BOB_FAILS:
      return g_strdup_printf (_ ("With his key Bob reads %s of the bits, where guessing reads "
                                 "50%%: nothing gets through, so nothing is hidden either."),
                              own);
    case LAB_KEY_UNUSED:
      return g_strdup_printf (
          _ ("With a random key Bob still reads %s of the bits, with his own %s; the key does "
             "nothing. This is not encryption: anyone who has Bob’s network can read the message."),
          random, own);
    case LAB_KEY_PARTLY_USED:
      sentence = g_strdup_printf (_ ("Bob reads %s of the bits with his key and still %s with a "
                                     "random one, where guessing reads 50%%: part of the message "
                                     "needs no key."),
                                  own, random);
      break;
    case LAB_KEY_USED:
      sentence = g_strdup_printf (_ ("Bob reads %s of the bits with his key and %s with a random "
                                     "one, as guessing does (50%%): he needs the key."),
                                  own, random);
      break;
    case LAB_KEY_UNKNOWN:
    default:
      return NULL;
    }
  if (facts->key_difference > 0 && lab_finding_get_number (finding, "exact-key-bit-error") != NULL)
    more = say_exact_key (finding, facts);
  return g_strconcat (sentence, more, NULL);
}

char *
lab_audit_say_fresh_eves (LabFinding *finding, const LabAuditFacts *facts)
{
  static const char *const kinds[] = { "abadi-bit-error", "paper-bit-error", "wide-bit-error" };
  g_autofree char *read = lab_audit_format_share (1 - lab_finding_get_value (finding, "bit-error"));
  g_autofree char *whole
      = lab_audit_format_share (lab_finding_get_value (finding, "whole-messages"));
  LabLight light = lab_audit_judge_error (lab_finding_get_number (finding, "bit-error"));
  guint n_kinds = 0, n;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    n_kinds += lab_finding_get_number (finding, kinds[i]) != NULL;
  n = MAX (1, n_kinds) * MAX (1, lab_audit_get_count (finding, "eves"));
  switch (light)
    {
    case LAB_LIGHT_BROKEN:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "%u fresh Eve, trained on the finished pair, reads %s of the bits "
                       "(guessing: 50%%) and %s of the messages in full: anyone who listens and "
                       "trains a network can read along without the key.",
                       "The best of %u fresh Eves reads %s of the bits (guessing: 50%%) and %s of "
                       "the messages in full: anyone who listens and trains a network can read "
                       "along without the key.",
                       n),
          n, read, whole);
    case LAB_LIGHT_WEAK:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "%u fresh Eve reads %s of the bits (guessing: 50%%): little, but more than "
                       "chance explains.",
                       "The best of %u fresh Eves reads %s of the bits (guessing: 50%%): little, "
                       "but more than chance explains.",
                       n),
          n, read);
    case LAB_LIGHT_NOTHING:
      return g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE,
              "%u fresh Eve reads %s of the bits, no better than guessing (50%%) allowing for "
              "chance: she found no way in, which does not prove that there is none.",
              "The best of %u fresh Eves reads %s of the bits, no better than guessing (50%%) "
              "allowing for chance: they found no way in, which does not prove that there is none.",
              n),
          n, read);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}

/* In what she found it. */
static const char *
get_view (LabFinding *finding)
{
  double least = lab_finding_get_value (finding, "bit-error");

  if (lab_finding_get_value (finding, "numbers-bit-error") <= least)
    return _ ("the ciphertext’s numbers");
  if (lab_finding_get_value (finding, "signs-bit-error") <= least)
    return _ ("the signs of the ciphertext’s numbers");
  return _ ("products of two of the ciphertext’s numbers");
}

char *
lab_audit_say_linear (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *read = lab_audit_format_share (1 - lab_finding_get_value (finding, "bit-error"));

  switch (lab_audit_judge_error (lab_finding_get_number (finding, "bit-error")))
    {
    case LAB_LIGHT_BROKEN:
      /* Translators: the first %s is what is added up, as in “the ciphertext’s numbers”. */
      return g_strdup_printf (_ ("A simple sum of %s, found without any network, reads %s of the "
                                 "bits (guessing: 50%%): that much of the message lies open."),
                              get_view (finding), read);
    case LAB_LIGHT_WEAK:
      return g_strdup_printf (_ ("A simple sum of %s reads %s of the bits (guessing: 50%%): "
                                 "little, but more than chance explains."),
                              get_view (finding), read);
    case LAB_LIGHT_NOTHING:
      return g_strdup_printf (_ ("The best sum of the ciphertext’s numbers reads %s of the bits, "
                                 "no better than guessing (50%%) allowing for chance: the message "
                                 "is not hidden as simply as that, which says little."),
                              read);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}

static char *
say_pair (LabFinding *finding)
{
  g_autofree char *right
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "worst-pair-error"));

  return g_strdup_printf (
      _ ("Whether bits %u and %u are equal can be told in %s of the messages (guessing: 50%%)"),
      lab_audit_get_count (finding, "worst-pair-i") + 1,
      lab_audit_get_count (finding, "worst-pair-j") + 1, right);
}

static char *
say_triple (LabFinding *finding)
{
  g_autofree char *right
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "worst-triple-error"));

  return g_strdup_printf (_ ("Whether an odd number of the bits %u, %u and %u are ones can be told "
                             "in %s of the messages (guessing: 50%%)"),
                          lab_audit_get_count (finding, "worst-triple-i") + 1,
                          lab_audit_get_count (finding, "worst-triple-j") + 1,
                          lab_audit_get_count (finding, "worst-triple-k") + 1, right);
}

/* How many more: "; 120 of 120 pairs leak". */
static char *
say_leaking (LabFinding *finding, gboolean is_pair)
{
  guint n = lab_audit_get_count (finding, is_pair ? "pairs" : "triples");
  guint n_leaking = lab_audit_get_count (finding, is_pair ? "pairs-leaking" : "triples-leaking");

  if (n_leaking < 2)
    return g_strdup ("");
  return g_strdup_printf (is_pair ? _ ("; %u of %u pairs tell more than chance explains")
                                  : _ ("; %u of %u triples tell more than chance explains"),
                          n_leaking, n);
}

char *
lab_audit_say_parities (LabFinding *finding, const LabAuditFacts *facts)
{
  LabLight pair = lab_audit_judge_error (lab_finding_get_number (finding, "worst-pair-error"));
  LabLight triple = lab_audit_judge_error (lab_finding_get_number (finding, "worst-triple-error"));
  gboolean is_pair = pair >= triple;
  g_autofree char *worst = is_pair ? say_pair (finding) : say_triple (finding);
  g_autofree char *leaking = say_leaking (finding, is_pair);

  switch (MAX (pair, triple))
    {
    case LAB_LIGHT_BROKEN:
      return g_strconcat (worst, leaking,
                          _ (". What may be hidden bit by bit lies open in combination: anyone who "
                             "learns some of these bits has the others."),
                          NULL);
    case LAB_LIGHT_WEAK:
      return g_strconcat (worst, _ (": little, but more than chance explains."), NULL);
    case LAB_LIGHT_NOTHING:
      return g_strconcat (worst,
                          _ (": allowing for chance, no combination that was tried is told better "
                             "than by guessing."),
                          NULL);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}
