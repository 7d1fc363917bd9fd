/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of an audit, and the files it is written to.
 */
#include "config.h"

#include "report/audit/report-audit.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "report/audit/report-audit-number.h"
#include "report/audit/report-audit-picture.h"
#include "lab/audit/lab-instrument.h"

static ReportTone
tone_of (LabLight light)
{
  switch (light)
    {
    case LAB_LIGHT_NOTHING:
      return REPORT_TONE_GOOD;
    case LAB_LIGHT_WEAK:
      return REPORT_TONE_FAIR;
    case LAB_LIGHT_BROKEN:
      return REPORT_TONE_BAD;
    case LAB_LIGHT_NONE:
    default:
      return REPORT_TONE_NONE;
    }
}

/* Takes @value. */
static void
add_fact (ReportDocument *document, const char *name, char *value)
{
  g_autofree char *taken = value;
  const char *const cells[] = { name, taken, NULL };

  report_document_add_row (document, g_strdupv ((char **) cells));
}

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%d %H:%M UTC") : NULL;

  return text != NULL ? text : g_strdup ("–");
}

static void
add_facts (ReportDocument *document, const LabAuditFacts *facts)
{
  const char *const header[] = { _ ("What was audited"), "", NULL };

  report_document_begin_table (document, "", header);
  add_fact (document, _ ("Name"), g_strdup (facts->label));
  if (facts->model != NULL)
    add_fact (document, _ ("Model"), g_strdup (facts->model));
  add_fact (document, _ ("Message and key"),
            g_strdup_printf (_ ("N = %u plaintext bits, %u key bits"), facts->plaintext_bits,
                             facts->key_bits));
  add_fact (
      document, _ ("Fuzziness"),
      g_strdup_printf (_ ("n = %u key bits differ between Alice and Bob"), facts->key_difference));
  if (facts->training_unknown)
    add_fact (document, _ ("Training"), g_strdup (_ ("unknown; the file does not say")));
  else if (facts->iterations > 0)
    {
      g_autofree char *iterations = base_number_whole ((double) facts->iterations);

      add_fact (document, _ ("Training"),
                g_strdup_printf (_ ("%s iterations, seed %u"), iterations, facts->run_seed));
    }
  add_fact (
      document, _ ("Audit"),
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, seed %u, %.0f seconds on %u thread",
                                    "%s, seed %u, %.0f seconds on %u threads", facts->n_threads),
                       facts->depth == LAB_AUDIT_QUICK ? _ ("quick") : _ ("full"), facts->seed,
                       facts->seconds, facts->n_threads));
  add_fact (document, _ ("Ended"), format_time (facts->created));
  add_fact (document, _ ("Program"),
            g_strdup_printf ("Fuzzy Key Lab %s · %s", facts->version, facts->arithmetic));
}

/* One row per instrument, as an overview before the details. */
static void
add_overview (ReportDocument *document, LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);

  report_document_add_heading (document, 2, _ ("All instruments at a glance"));
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);
      LabLight light = finding != NULL ? lab_finding_get_light (finding, facts) : LAB_LIGHT_NONE;

      g_autofree char *name = g_strconcat (lab_instrument_get_title (i), ":", NULL);

      report_document_add_light (document, tone_of (light), name,
                                 finding != NULL ? lab_light_get_words (light)
                                                 : _ ("Not measured"));
    }
}

static void
add_numbers (ReportDocument *document, LabFinding *finding)
{
  const char *const header[] = { _ ("number"), _ ("value"), _ ("95% interval"), NULL };
  GPtrArray *numbers = lab_finding_get_numbers (finding);
  gboolean begun = FALSE;

  for (guint i = 0; i < numbers->len; i++)
    {
      char *cells[4] = { NULL };

      if (!report_audit_describe_number (lab_finding_get_instrument (finding), numbers->pdata[i],
                                         &cells[0], &cells[1], &cells[2]))
        continue;
      if (!begun)
        report_document_begin_table (document, "", header);
      begun = TRUE;
      report_document_add_row (document, g_strdupv (cells));
      for (guint j = 0; j < 3; j++)
        g_free (cells[j]);
    }
}

static void
add_instrument (ReportDocument *document, LabAuditResult *result, LabInstrument instrument)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  LabFinding *finding = lab_audit_result_get_finding (result, instrument);
  LabLight light;
  g_autofree char *sentence = NULL;
  guint n_pictures;

  report_document_add_heading (document, 2, lab_instrument_get_title (instrument));
  report_document_add_paragraph (document, "%s", lab_instrument_get_purpose (instrument));
  if (finding == NULL)
    {
      report_document_add_light (document, REPORT_TONE_NONE, _ ("Not measured"),
                                 _ ("This instrument was left out, or the audit was stopped."));
      return;
    }
  light = lab_finding_get_light (finding, facts);
  sentence = lab_finding_get_sentence (finding, facts);
  report_document_add_light (document, tone_of (light), lab_light_get_words (light), sentence);
  n_pictures = report_audit_get_n_pictures (finding, facts);
  for (guint i = 0; i < n_pictures; i++)
    {
      g_autoptr (PlotPicture) picture = report_audit_picture_new (finding, facts, i);
      g_autofree char *file
          = g_strdup_printf ("%s-%u.png", lab_instrument_get_name (instrument), i + 1);

      report_document_add_drawing (document, file, picture, NULL);
    }
  add_numbers (document, finding);
}

static void
add_reading (ReportDocument *document)
{
  report_document_add_heading (document, 2, _ ("How to read this"));
  report_document_add_point (
      document, "%s",
      _ ("Alice encrypts a message of N bits with a key; Bob decrypts with a fuzzy key, in which n "
         "bits are flipped anew for every message; Eve sees the ciphertext alone."));
  report_document_add_point (
      document, "%s",
      _ ("Bit error: the share of bits whose sign is wrong. 0 is reading everything, 0.5 is "
         "guessing. Loss rate: half the mean distance of Bob’s numbers from the bits +1 and −1; it "
         "can be above 0 where every sign is right."));
  report_document_add_point (
      document, "%s",
      _ ("95% interval: every number was measured on random messages, so chance plays a part in "
         "it. If the audit were repeated many times with other messages, 95 of 100 such intervals "
         "would contain the true number. Where no interval is given, the number was counted or "
         "calculated."));
  report_document_add_point (
      document, "%s",
      _ ("Lights: green means that these attacks found nothing, amber that they found more than "
         "chance explains, red that the cipher lies open or does not work. The word beside the "
         "colour says the same."));
  report_document_add_point (
      document, "%s",
      _ ("An attack that finds something proves a weakness. An attack that finds nothing proves "
         "nothing: another one, or the same one trained longer, may succeed. Nothing on this page "
         "can prove a cipher good."));
  report_document_add_paragraph (
      document, "%s",
      _ ("Fuzzy Key Lab is a laboratory for research and teaching. Neural ciphers trained in it "
         "are objects of study; protect nothing with them."));
}

ReportDocument *
report_audit_to_document (LabAuditResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);

  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  LabAuditVerdict verdict = lab_audit_result_get_verdict (result);
  g_autofree char *sentence = lab_audit_result_get_sentence (result);
  g_autofree char *title = g_strdup_printf (_ ("Audit of %s"), facts->label);
  ReportDocument *document = report_document_new (title);

  report_document_set_language (document, C_ ("code of the language of a page, as in HTML", "en"));
  report_document_add_light (document, tone_of (lab_audit_verdict_get_light (verdict)),
                             lab_audit_verdict_get_title (verdict), sentence);
  add_facts (document, facts);
  add_overview (document, result);
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    add_instrument (document, result, i);
  add_reading (document);
  return document;
}

static gboolean
write_text (const char *path, char *text, GError **error)
{
  g_autofree char *taken = text;

  return base_file_write_bytes (path, taken, strlen (taken), error);
}

static gboolean
write_html (LabAuditResult *result, const char *path, GError **error)
{
  g_autoptr (ReportDocument) document = report_audit_to_document (result);

  return write_text (path, report_document_to_html (document), error);
}

static gboolean
write_pdf (LabAuditResult *result, const char *path, GError **error)
{
  g_autoptr (ReportDocument) document = report_audit_to_document (result);
  g_autoptr (GBytes) pdf = report_document_to_pdf (document, error);

  return pdf != NULL
         && base_file_write_bytes (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                                   error);
}

static gboolean
write_json (LabAuditResult *result, const char *path, GError **error)
{
  g_autofree char *text = lab_audit_result_to_text (result);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return base_file_write_bytes (path, line, strlen (line), error);
}

typedef struct
{
  const char *name;
  const char *ending;
  gboolean (*write) (LabAuditResult *result, const char *path, GError **error);
} Format;

static const Format formats[] = {
  { "audit.html", ".html", write_html },
  { "audit.pdf", ".pdf", write_pdf },
  { "audit.json", ".json", write_json },
};

static gboolean
write_plain (const Format *format, LabAuditResult *result, const char *path, GError **error)
{
  gboolean written;

  base_number_begin_plain ();
  written = format->write (result, path, error);
  base_number_end_plain ();
  return written;
}

gboolean
report_audit_write_file (LabAuditResult *result, const char *path, GError **error)
{
  g_return_val_if_fail (result != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *shown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      return write_plain (&formats[i], result, path, error);
  shown = g_filename_display_name (path);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               _ ("Could not write “%s”: its name must end in .html, .pdf or .json"), shown);
  return FALSE;
}

gboolean
report_audit_write (LabAuditResult *result, const char *folder, GError **error)
{
  g_return_val_if_fail (result != NULL, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      int number = errno;
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
                   _ ("Could not make the folder “%s”: %s"), shown, g_strerror (number));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (folder, formats[i].name, NULL);

      if (!write_plain (&formats[i], result, path, error))
        return FALSE;
    }
  return TRUE;
}
