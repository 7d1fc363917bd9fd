/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts that describe an audit's subject.
 */
#include "config.h"

#include "app/audit/lab-audit-labels.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-words.h"

char *
lab_audit_labels_for_facts (const LabAuditFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (facts != NULL, NULL);

  if (facts->model != NULL)
    g_string_append_printf (text, "%s · ", facts->model);
  else
    g_string_append_printf (text, "%s · ", _ ("known cipher"));
  /* Translators: bits of the plaintext, bits of the key, differing bits. */
  if (facts->key_bits == facts->plaintext_bits)
    g_string_append_printf (text, _ ("N = %u · n = %u"), facts->plaintext_bits,
                            facts->key_difference);
  else
    g_string_append_printf (text, _ ("N = %u · %u key bits · n = %u"), facts->plaintext_bits,
                            facts->key_bits, facts->key_difference);
  if (facts->training_unknown)
    g_string_append_printf (text, " · %s", _ ("iterations unknown"));
  else if (facts->model != NULL)
    {
      g_autofree char *count = lab_words_for_count (facts->iterations);
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%s iteration", "%s iterations",
                                           (gulong) facts->iterations),
                              count);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
lab_audit_labels_for_depth (LabAuditDepth depth)
{
  return depth == LAB_AUDIT_QUICK ? _ ("quick") : _ ("full");
}

char *
lab_audit_labels_for_date (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* Translators: a date and a time, for g_date_time_format(): "24 Nov 2026, 17:05". */
  return time != NULL ? g_date_time_format (time, _ ("%-d %b %Y, %H:%M")) : g_strdup ("–");
}

char *
lab_audit_labels_for_audit (const LabAuditFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  g_autofree char *date = lab_audit_labels_for_date (facts->created);
  g_autofree char *time = lab_words_for_time (facts->seconds);

  /* Translators: quick or full, a date, the duration. */
  return g_strdup_printf (_ ("%s audit of %s, %s"), lab_audit_labels_for_depth (facts->depth), date,
                          time);
}

const char *
lab_audit_labels_for_known (NcAuditKnown kind)
{
  switch (kind)
    {
    case NC_AUDIT_KNOWN_CLEAR:
      return _ ("The message as it is: nothing is encrypted.");
    case NC_AUDIT_KNOWN_PAD_EXACT:
      return _ (
          "Each bit is multiplied by its own key bit, and Bob has the same key: nothing leaks.");
    case NC_AUDIT_KNOWN_PAD_FUZZY:
      return _ ("The same, but Bob’s key differs in n bits, so he gets n bits wrong.");
    case NC_AUDIT_KNOWN_COMPLEMENT:
      return _ ("Every bit is multiplied by the same key bit: each is hidden, but which ones are "
                "equal is plain to see.");
    case NC_AUDIT_KNOWN_COMMITMENT:
      return _ ("An error-correcting code hides a few bits with a key that may differ; the others "
                "are sent as they are.");
    case NC_AUDIT_KNOWN_THREE_KEY_BITS:
      return _ ("Only three of the key’s bits are used, each for a third of the message.");
    default:
      return "";
    }
}

char *
lab_audit_labels_for_file (const LabAuditFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  g_autofree char *name = g_strdup_printf ("audit-%s", facts->label);

  g_strdelimit (name, "/\\ =:\"“”…", '-');
  for (char *from = name, *to = name;; from++)
    {
      /* Collapse runs of hyphens, and drop one at the end. */
      if (*from != '-' || (from[1] != '-' && from[1] != '\0'))
        *to++ = *from;
      if (*from == '\0')
        break;
    }
  return g_steal_pointer (&name);
}
