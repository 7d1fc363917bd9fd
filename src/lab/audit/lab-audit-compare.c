/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of two audits found the worse cipher, and why. The rule is in the header; it uses only
 * verdicts and intervals, never a difference that chance could explain.
 */
#include "config.h"

#include "lab/audit/lab-audit-compare.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lab/audit/lab-audit-verdict-private.h"

/* One number that decides between two audits with the same verdict. */
typedef struct
{
  gboolean (*get) (LabAuditResult *result, NcAuditInterval *interval);
  gboolean high_is_worse;
  const char *format; /* worse label, its figure, other label, its figure */
  double (*show) (double value);
} Measure;

static gboolean
get_number (LabAuditResult *result,
            LabInstrument instrument,
            const char *name,
            NcAuditInterval *interval)
{
  LabFinding *finding = lab_audit_result_get_finding (result, instrument);
  const NcAuditInterval *found = finding != NULL ? lab_finding_get_number (finding, name) : NULL;

  if (found == NULL || isnan (found->value) || isnan (found->low) || isnan (found->high))
    return FALSE;
  *interval = *found;
  return TRUE;
}

static gboolean
get_bob (LabAuditResult *result, NcAuditInterval *interval)
{
  return get_number (result, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", interval);
}

/* The stronger of two attacks, or the only one that was run. */
static gboolean
get_lesser (LabAuditResult *result,
            const LabInstrument instruments[2],
            const char *const names[2],
            NcAuditInterval *interval)
{
  NcAuditInterval other;
  gboolean one = get_number (result, instruments[0], names[0], interval);

  if (!get_number (result, instruments[1], names[1], &other))
    return one;
  if (!one || other.value < interval->value)
    *interval = other;
  return TRUE;
}

static gboolean
get_eve (LabAuditResult *result, NcAuditInterval *interval)
{
  static const LabInstrument eves[] = { LAB_INSTRUMENT_FRESH_EVES, LAB_INSTRUMENT_LINEAR };
  static const char *const names[] = { "bit-error", "bit-error" };

  return get_lesser (result, eves, names, interval);
}

static gboolean
get_parity (LabAuditResult *result, NcAuditInterval *interval)
{
  static const LabInstrument parities[] = { LAB_INSTRUMENT_PARITIES, LAB_INSTRUMENT_PARITIES };
  static const char *const names[] = { "worst-pair-error", "worst-triple-error" };

  return get_lesser (result, parities, names, interval);
}

static gboolean
get_choice (LabAuditResult *result, NcAuditInterval *interval)
{
  return get_number (result, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", interval);
}

/* As a share of the message, so that messages of different lengths can be compared. */
static gboolean
get_hidden (LabAuditResult *result, NcAuditInterval *interval)
{
  const guint bits = lab_audit_result_get_facts (result)->plaintext_bits;

  if (bits == 0 || !get_number (result, LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits", interval))
    return FALSE;
  interval->value /= bits;
  interval->low /= bits;
  interval->high /= bits;
  return TRUE;
}

/* Shares of what is wrong, right or hidden. */
static double
show_share (double value)
{
  return CLAMP (value, 0, 1);
}

static double
show_right (double error)
{
  return 1 - CLAMP (error, 0, 1);
}

/* With advantage a, two messages are told apart with probability (1 + a) / 2. */
static double
show_choice (double advantage)
{
  return (1 + CLAMP (advantage, -1, 1)) / 2;
}

static const Measure measures[] = {
  /* Translators: the name of an audit's subject and a percentage, twice; the worse one first. */
  { get_bob, TRUE,
    N_ ("Bob, who has the key, gets %2$s of the bits of “%1$s” wrong, and %4$s of “%3$s”."),
    show_share },
  { get_eve, FALSE,
    N_ ("Anyone who listens without a key reads %2$s of the bits of “%1$s” right, and %4$s of "
        "“%3$s”. Guessing gets 50%% right."),
    show_right },
  { get_parity, FALSE,
    N_ ("Whether some bits are equal can be told without a key in %2$s of the messages of “%1$s”, "
        "and in %4$s of “%3$s”. Guessing is right in 50%%."),
    show_right },
  { get_choice, TRUE,
    N_ ("Anyone who chooses two messages and sees one of them encrypted can tell which in %2$s of "
        "the cases of “%1$s”, and in %4$s of “%3$s”. Guessing is right in 50%%."),
    show_choice },
  { get_hidden, FALSE,
    N_ ("Of each message, at most %2$s stay hidden from anyone who listens to “%1$s”, and %4$s "
        "from anyone who listens to “%3$s”."),
    show_share },
};

/* Names of the two audits, made distinct if both are the same. */
typedef struct
{
  char *of[2];
} Names;

static void
names_clear (Names *names)
{
  g_free (names->of[0]);
  g_free (names->of[1]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static Names
name_both (LabAuditResult *const results[2])
{
  const char *first = lab_audit_result_get_facts (results[0])->label;
  const char *second = lab_audit_result_get_facts (results[1])->label;

  if (g_strcmp0 (first, second) != 0)
    return (Names){ { g_strdup (first), g_strdup (second) } };
  /* Translators: the two audits being compared, when both have the same name. */
  return (Names){ { g_strdup_printf (_ ("%s (first)"), first),
                    g_strdup_printf (_ ("%s (second)"), second) } };
}

static char *
say_measure (const Measure *measure, const Names *names, int worse, const NcAuditInterval found[2])
{
  g_autofree char *of_worse = lab_audit_format_share (measure->show (found[worse].value));
  g_autofree char *of_other = lab_audit_format_share (measure->show (found[!worse].value));

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (gettext (measure->format), names->of[worse], of_worse, names->of[!worse],
                          of_other);
#pragma GCC diagnostic pop
}

/* The audit that is worse by this number: 0 or 1; -1 if chance could explain the difference. */
static int
find_worse (const Measure *measure, const NcAuditInterval found[2])
{
  if (found[0].high < found[1].low)
    return measure->high_is_worse ? 1 : 0;
  if (found[1].high < found[0].low)
    return measure->high_is_worse ? 0 : 1;
  return -1;
}

static int
compare_numbers (LabAuditResult *const results[2],
                 LabAuditVerdict verdict,
                 const Names *names,
                 char **reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      NcAuditInterval found[2];
      int worse;

      if (measures[i].get == get_bob && verdict != LAB_AUDIT_BOB_FAILS)
        continue;
      if (!measures[i].get (results[0], &found[0]) || !measures[i].get (results[1], &found[1]))
        continue;
      worse = find_worse (&measures[i], found);
      if (worse < 0)
        continue;
      g_autofree char *figures = say_measure (&measures[i], names, worse, found);
      /* Translators: a verdict, then a sentence with figures. */
      *reason = g_strdup_printf (_ ("The verdict on both is “%s”. %s"),
                                 lab_audit_verdict_get_title (verdict), figures);
      return worse;
    }
  *reason = g_strdup_printf (
      _ ("The verdict on both is “%s”, and the differences in the numbers may be chance."),
      lab_audit_verdict_get_title (verdict));
  return -1;
}

/* (transfer full) */
static char *
say_verdicts (LabAuditResult *const results[2], const Names *names, int worse)
{
  g_autofree char *why = lab_audit_result_get_sentence (results[worse]);
  g_autofree char *other = lab_audit_result_get_sentence (results[!worse]);

  /* Translators: a name and a sentence about it, twice. */
  return g_strdup_printf (_ ("“%s”: %s “%s”: %s"), names->of[worse], why, names->of[!worse], other);
}

LabComparison
lab_audit_results_compare (LabAuditResult *first,
                           LabAuditResult *second,
                           char **headline,
                           char **reason)
{
  g_return_val_if_fail (first != NULL && second != NULL, LAB_COMPARISON_UNKNOWN);
  g_return_val_if_fail (headline != NULL && reason != NULL, LAB_COMPARISON_UNKNOWN);

  LabAuditResult *const results[2] = { first, second };
  const LabAuditVerdict verdicts[2]
      = { lab_audit_result_get_verdict (first), lab_audit_result_get_verdict (second) };
  g_auto (Names) names = name_both (results);
  int worse;

  if (verdicts[0] == LAB_AUDIT_INCOMPLETE || verdicts[1] == LAB_AUDIT_INCOMPLETE)
    {
      const int which = verdicts[0] != LAB_AUDIT_INCOMPLETE;
      *headline = g_strdup (_ ("They cannot be compared"));
      *reason = g_strdup_printf (_ ("Too little of “%s” was measured: let its audit finish."),
                                 names.of[which]);
      return LAB_COMPARISON_UNKNOWN;
    }
  if (verdicts[0] != verdicts[1])
    {
      worse = verdicts[0] < verdicts[1] ? 0 : 1;
      *reason = say_verdicts (results, &names, worse);
    }
  else
    worse = compare_numbers (results, verdicts[0], &names, reason);
  *headline = worse < 0 ? g_strdup (_ ("Neither is worse, as far as these attacks tell"))
                        : g_strdup_printf (_ ("“%s” is worse"), names.of[worse]);
  return worse < 0    ? LAB_COMPARISON_EVEN
         : worse == 0 ? LAB_COMPARISON_FIRST
                      : LAB_COMPARISON_SECOND;
}
