/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures and pages of audits: every instrument has its picture at every size, nothing
 * that lacks or is odd does harm, and the files say what the audit says.
 */
#include "audit-fixture.h"
#include "folder-fixture.h"
#include "picture-checks.h"
#include "plot/picture/plot-chart.h"
#include "plot/picture/plot-heat-map.h"
#include "plot/picture/plot-row.h"
#include "report/audit/report-audit-picture.h"
#include "report/audit/report-audit-number.h"
#include "report/audit/report-audit.h"
#include "report/audit/report-audit-picture-part.h"
#include "lab/audit/lab-instrument.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_make_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove_folder (fixture->folder);
}

static guint
pictures_of (LabInstrument instrument)
{
  return instrument == LAB_INSTRUMENT_TOLERANCE || instrument == LAB_INSTRUMENT_PARITIES
                 || instrument == LAB_INSTRUMENT_HIDDEN_BITS
                 || instrument == LAB_INSTRUMENT_AVALANCHE
                 || instrument == LAB_INSTRUMENT_DISTRIBUTION
             ? 2
             : 1;
}

static void
test_every_instrument (void)
{
  static const guint bits[] = { 8, 16, 64, 256 };

  for (guint b = 0; b < G_N_ELEMENTS (bits); b++)
    for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
      for (FixtureCipher cipher = FIXTURE_HIDES; cipher <= FIXTURE_LEAKS; cipher++)
        {
          g_autoptr (LabFinding) finding = fixture_finding (i, cipher, bits[b]);
          LabAuditFacts facts = fixture_facts (cipher, bits[b]);

          g_assert_cmpuint (report_audit_get_n_pictures (finding, &facts), ==, pictures_of (i));
          for (guint nth = 0; nth < pictures_of (i); nth++)
            {
              g_autoptr (PlotPicture) picture = report_audit_picture_new (finding, &facts, nth);
              g_autofree char *text = plot_picture_describe (picture);

              g_assert_cmpuint (strlen (text), >, 60);
              for (guint s = 0; s < N_CHECK_SIZES; s++)
                {
                  assert_texts_fit (picture, check_sizes[s][0], check_sizes[s][1]);
                  if (bits[b] > 64 && s != 2)
                    continue;
                  assert_border_blank (picture, check_sizes[s][0], check_sizes[s][1]);
                }
            }
        }
}

/* Two audits: in one picture, or two pictures in a row. */
static void
test_compared (void)
{
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      g_autoptr (LabFinding) a = fixture_finding (i, FIXTURE_HIDES, 16);
      g_autoptr (LabFinding) b = fixture_finding (i, FIXTURE_LEAKS, 16);
      LabAuditFacts facts_a = fixture_facts (FIXTURE_HIDES, 16);
      LabAuditFacts facts_b = fixture_facts (FIXTURE_LEAKS, 16);

      for (guint nth = 0; nth < pictures_of (i); nth++)
        {
          g_autoptr (PlotPicture) picture
              = report_audit_picture_new_compared (a, &facts_a, b, &facts_b, nth);
          g_autofree char *text = plot_picture_describe (picture);
          gboolean shares = i == LAB_INSTRUMENT_TOLERANCE || i == LAB_INSTRUMENT_CHANNEL
                            || (i == LAB_INSTRUMENT_HIDDEN_BITS && nth == 0);

          g_assert_true (PLOT_IS_ROW (picture) == !shares);
          g_assert_true (shares || strstr (text, "Bob2+BN") == NULL || !PLOT_IS_CHART (picture));
          assert_texts_fit (picture, 1200, 500);
          assert_texts_fit (picture, 1600, 900);
          assert_border_blank (picture, 1200, 500);
        }
    }

  /* Both stand in the one picture, each by its name, and the same names are told apart. */
  g_autoptr (LabFinding) finding = fixture_finding (LAB_INSTRUMENT_TOLERANCE, FIXTURE_HIDES, 16);
  LabAuditFacts facts = fixture_facts (FIXTURE_HIDES, 16);
  g_autoptr (PlotPicture) same
      = report_audit_picture_new_compared (finding, &facts, finding, &facts, 0);
  g_autofree char *text = plot_picture_describe (same);

  g_assert_nonnull (strstr (text, "Bob2+BN · n = 3 · seed 1 (1): lowest 0.0024"));
  g_assert_nonnull (strstr (text, "Bob2+BN · n = 3 · seed 1 (2): lowest 0.0024"));
}

/* The deepest colour of both is the most of either, and the same as alone where it is alone. */
static void
test_same_colors (void)
{
  static const struct
  {
    LabInstrument instrument;
    guint nth;
  } maps[] = { { LAB_INSTRUMENT_AVALANCHE, 0 }, { LAB_INSTRUMENT_DISTRIBUTION, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autoptr (LabFinding) a = fixture_finding (maps[i].instrument, FIXTURE_HIDES, 8);
      g_autoptr (LabFinding) b = fixture_finding (maps[i].instrument, FIXTURE_LEAKS, 8);
      LabAuditFacts facts_a = fixture_facts (FIXTURE_HIDES, 8);
      LabAuditFacts facts_b = fixture_facts (FIXTURE_LEAKS, 8);
      g_autoptr (PlotPicture) row
          = report_audit_picture_new_compared (a, &facts_a, b, &facts_b, maps[i].nth);
      g_autoptr (PlotPicture) turned
          = report_audit_picture_new_compared (b, &facts_b, a, &facts_a, maps[i].nth);
      PlotPicture *const both[]
          = { plot_row_get (PLOT_ROW (row), 0), plot_row_get (PLOT_ROW (row), 1) };
      g_autoptr (PlotPicture) alone = report_audit_picture_new (b, &facts_b, maps[i].nth);
      double deep = plot_heat_map_get_deep (PLOT_HEAT_MAP (both[0]));

      g_assert_cmpfloat (deep, ==, plot_heat_map_get_deep (PLOT_HEAT_MAP (both[1])));
      g_assert_cmpfloat (
          deep, ==, plot_heat_map_get_deep (PLOT_HEAT_MAP (plot_row_get (PLOT_ROW (turned), 0))));
      g_assert_cmpfloat (deep, >=, plot_heat_map_get_deep (PLOT_HEAT_MAP (alone)));
    }
}

/* Where no key fits it is said instead of a curve. */
static void
test_no_key_fits (void)
{
  for (int complete = 0; complete < 2; complete++)
    {
      static const char *const columns[] = { "pairs", "log2-left", NULL };
      g_autoptr (LabFinding) finding = lab_finding_new (LAB_INSTRUMENT_KEY_SEARCH);
      LabAuditFacts facts = fixture_facts (FIXTURE_LEAKS, 8);
      double *values = lab_finding_add_table (finding, "pairs", 2, columns);
      g_autoptr (PlotPicture) picture = NULL;
      g_autofree char *text = NULL;

      values[0] = 1.0;
      values[2] = 2.0;
      lab_finding_add_figure (finding, "complete", complete);
      picture = report_audit_picture_new (finding, &facts, 0);
      text = plot_picture_describe (picture);
      assert_texts_fit (picture, 640, 400);
      assert_has_text (picture, 640, 400,
                       complete ? "no key fits a message in every bit, not even the true one"
                                : "none of the keys that were tried fits a message in every bit");
      g_assert_null (strstr (text, "that decrypt all known"));
    }
}

/* Live: one kind of Eve has begun; the description says who leads. */
static void
test_half_done (void)
{
  g_autoptr (LabFinding) finding = fixture_half_done_eves ();
  g_autoptr (LabFinding) nothing = lab_finding_new (LAB_INSTRUMENT_FRESH_EVES);
  LabAuditFacts facts = fixture_facts (FIXTURE_LEAKS, 16);
  g_autoptr (PlotPicture) picture = report_audit_picture_new (finding, &facts, 0);
  g_autofree char *text = plot_picture_describe (picture);

  g_assert_nonnull (strstr (text, "best so far: 0.0"));
  g_assert_null (strstr (text, "unseen"));
  assert_texts_fit (picture, 320, 240);
  g_assert_cmpuint (report_audit_get_n_pictures (nothing, &facts), ==, 0);
}

/* What is missing is not drawn; what makes no sense is no reason to end the program. */
static void
test_odd_findings (void)
{
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      static const char *const tables[] = { "distances", "abadi-curves", "bits",     "couples",
                                            "pairs",     "triples",      "channels", NULL };
      static const char *const odd[] = { "other", NULL };
      static const char *const matrices[] = { "pairs", "change", "signs", "histogram", NULL };
      LabAuditFacts facts = fixture_facts (FIXTURE_HIDES, 16);
      g_autoptr (LabFinding) empty = lab_finding_new (i);
      g_autoptr (LabFinding) strange = lab_finding_new (i);
      g_autoptr (LabFinding) blank = lab_finding_new (i);

      facts.key_difference = 999;
      for (guint t = 0; tables[t] != NULL && i != LAB_INSTRUMENT_PARITIES; t++)
        lab_finding_add_table (strange, tables[t], 3, odd)[0] = INFINITY;
      /* Matrices of NAN alone. */
      for (guint m = 0; matrices[m] != NULL; m++)
        lab_finding_add_matrix (blank, matrices[m], 3, 2);
      lab_finding_add_figure (blank, "best-kind", 1e9);
      lab_finding_add_figure (blank, "best-couple", -4);
      g_assert_cmpuint (report_audit_get_n_pictures (empty, &facts), ==, 0);
      g_assert_cmpuint (report_audit_get_n_pictures (strange, &facts), ==, 0);
      for (guint nth = 0; nth < report_audit_get_n_pictures (blank, &facts); nth++)
        {
          g_autoptr (PlotPicture) picture = report_audit_picture_new (blank, &facts, nth);
          g_autofree char *text = plot_picture_describe (picture);

          g_assert_nonnull (strstr (text, "No values yet."));
          assert_border_blank (picture, 320, 240);
        }
    }
}

/* Every number that the instruments write has a name for people. */
static void
test_numbers_named (void)
{
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      g_autoptr (LabFinding) finding = fixture_finding (i, FIXTURE_LEAKS, 16);
      GPtrArray *numbers = lab_finding_get_numbers (finding);

      g_assert_cmpuint (numbers->len, >, 0);
      for (guint n = 0; n < numbers->len; n++)
        {
          const LabFindingNumber *number = numbers->pdata[n];
          g_autofree char *words = NULL;
          g_autofree char *value = NULL;
          g_autofree char *interval = NULL;

          if (!report_audit_describe_number (i, number, &words, &value, &interval))
            g_error ("%s has no name", number->name);
          g_assert_true ((interval[0] != '\0') == (number->interval.low < number->interval.high));
        }
    }
}

static LabAuditResult *
make_result (FixtureCipher cipher, gboolean is_whole)
{
  LabFinding *findings[LAB_N_INSTRUMENTS] = { NULL };
  LabAuditFacts facts = fixture_facts (cipher, 16);
  LabAuditResult *result;

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    if (is_whole || i != LAB_INSTRUMENT_KEY_SEARCH)
      findings[i] = fixture_finding (i, cipher, 16);
  result = lab_audit_result_new (&facts, findings);
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_clear_pointer (&findings[i], lab_finding_unref);
  return result;
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not there", part);
}

static void
assert_has_escaped (const char *text, const char *part)
{
  g_autofree char *escaped = g_markup_escape_text (part, -1);

  assert_has (text, escaped);
}

static void
test_page (void)
{
  g_autoptr (LabAuditResult) result = make_result (FIXTURE_LEAKS, FALSE);
  g_autoptr (ReportDocument) document = report_audit_to_document (result);
  g_autofree char *html = report_document_to_html (document);
  g_autofree char *sentence = lab_audit_result_get_sentence (result);
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  const char *verdict = strstr (html, "<strong>Key unused</strong>");

  g_assert_nonnull (verdict);
  assert_has_escaped (html, sentence);
  /* On top, and the colour is not alone. */
  g_assert_true (verdict < strstr (html, "<h2>"));
  assert_has (html, "<span class=\"dot bad\" aria-hidden=\"true\"></span><span><strong>Key unused");
  assert_has (html, "N = 16 plaintext bits, 16 key bits");
  assert_has (html, "20,000 iterations, seed 1");
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);

      assert_has_escaped (html, lab_instrument_get_title (i));
      assert_has_escaped (html, lab_instrument_get_purpose (i));
      if (finding == NULL)
        continue;

      g_autofree char *found = lab_finding_get_sentence (finding, facts);
      g_autoptr (PlotPicture) picture = report_audit_picture_new (finding, facts, 0);
      g_autofree char *description = plot_picture_describe (picture);

      assert_has_escaped (html, found);
      assert_has_escaped (html, description);
    }
  assert_has (html, "<strong>Not measured</strong>");
  assert_has (html, "Nothing on this page can prove a cipher good.");
  assert_has (html, "research and teaching");
  /* Needs no other file. */
  g_assert_null (strstr (html, "http"));
}

/* (transfer full, nullable): the words of the file @pdf as a person reads them, each page ended by
 * a form feed; NULL, and the test is skipped, without pdftotext. */
static char *
read_pdf (const char *pdf)
{
  const char *argv[] = { "pdftotext", "-raw", pdf, "-", NULL };
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status;

  if (program == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return NULL;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return text;
}

static guint
count_parts (const char *text, const char *between)
{
  g_auto (GStrv) parts = g_strsplit (text, between, -1);

  return g_strv_length (parts) - 1;
}

/* Of an audit: not too few pages, not too many, and each instrument named. */
static void
check_pages (const char *pdf)
{
  g_autofree char *text = read_pdf (pdf);

  if (text == NULL)
    return;
  g_assert_cmpuint (count_parts (text, "\f"), >=, 8);
  g_assert_cmpuint (count_parts (text, "\f"), <=, 16);
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_assert_nonnull (strstr (text, lab_instrument_get_title (i)));
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabAuditResult) result = make_result (FIXTURE_HIDES, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "audit", NULL);
  g_autofree char *pdf = g_build_filename (folder, "audit.pdf", NULL);
  g_autofree char *html = g_build_filename (folder, "audit.html", NULL);
  g_autofree char *json = g_build_filename (folder, "audit.json", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *page = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (report_audit_write (result, folder, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_files (folder), ==, 3);

  g_assert_true (g_file_get_contents (pdf, &contents, &length, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  g_assert_cmpint (memcmp (contents + length - 6, "%%EOF\n", 6), ==, 0);
  check_pages (pdf);
  g_assert_true (g_file_get_contents (html, &page, NULL, NULL));
  g_assert_true (g_str_has_suffix (page, "</html>\n"));

  g_assert_true (g_file_get_contents (json, &text, &length, NULL));

  g_autoptr (LabAuditResult) again
      = lab_audit_result_from_text (text, length, "audit.json", &error);
  g_autofree char *first = lab_audit_result_to_text (result);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = lab_audit_result_to_text (again);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (g_remove (pdf) | g_remove (html) | g_remove (json) | g_remove (folder), ==, 0);
}

/* The ending decides, and what can not be written is left as it was. */
static void
test_write_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabAuditResult) result = make_result (FIXTURE_HIDES, FALSE);
  g_autofree char *good = g_build_filename (fixture->folder, "a.PDF", NULL);
  g_autofree char *bad = g_build_filename (fixture->folder, "a.odt", NULL);
  g_autofree char *none = g_build_filename (fixture->folder, "no", "a.html", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (report_audit_write_file (result, good, NULL));
  g_assert_true (g_file_get_contents (good, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  g_assert_false (report_audit_write_file (result, bad, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_nonnull (strstr (error->message, "a.odt"));
  g_clear_error (&error);
  g_assert_false (report_audit_write_file (result, none, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  /* A file where a folder should be. */
  g_assert_false (report_audit_write (result, good, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
}

/* A long table goes on over pages with its head on each; a heading is never the last line. */
static void
test_long_document (Fixture *fixture, gconstpointer data)
{
  static const char *const header[] = { "a", "b", NULL };
  g_autoptr (ReportDocument) document = report_document_new ("Long");
  g_autoptr (GBytes) png = NULL;
  g_autoptr (PlotChart) chart = plot_chart_new ("A", NULL);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "long.pdf", NULL);
  g_autofree char *text = NULL;

  png = plot_picture_to_png (PLOT_PICTURE (chart), 200, 100, 1.0, plot_theme_get (PLOT_THEME_LIGHT),
                             NULL);
  report_document_begin_table (document, "caption", header);
  for (guint i = 0; i < 200; i++)
    report_document_add_row (document, g_strdupv ((char **) header));
  for (guint i = 0; i < 5; i++)
    {
      report_document_add_heading (document, 2, "Heading");
      report_document_add_paragraph (document, "%s", "word");
      report_document_add_point (document, "%s", "point");
      report_document_add_picture (document, "p.png", png, NULL, "a picture");
    }
  pdf = report_document_to_pdf (document, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                      (gssize) g_bytes_get_size (pdf), NULL));
  text = read_pdf (path);
  if (text == NULL)
    return;

  guint n_pages = count_parts (text, "\f");

  g_assert_cmpuint (n_pages, >=, 6);
  g_assert_cmpuint (count_parts (text, "a b\n"), >, 200 + 1);
  g_assert_cmpuint (count_parts (text, "a b\n"), <=, 200 + n_pages);
  g_assert_cmpuint (count_parts (text, "Heading\n"), ==, 5);
  g_assert_cmpuint (count_parts (text, "Heading\n\f"), ==, 0);
}

#define ADD(name, func) g_test_add ("/report/audit/" name, Fixture, NULL, set_up, func, tear_down)

/* An instrument without a picture drawn for it alone has the one that it describes. */
static void
test_described (void)
{
  static const LabInstrumentPicture described = {
    .table = "bins",
    .title = "Where the numbers lie",
    .note = "Of many ciphertexts",
    .x_words = "number",
    .y_words = "share",
    .y_greatest = 1,
  };
  static const char *const columns[] = { "value", "share", NULL };
  g_autoptr (LabFinding) finding = lab_finding_new (LAB_INSTRUMENT_CHANNEL);
  LabAuditFacts facts = { 0 };
  ReportAuditPart part = { .finding = finding, .facts = &facts };
  g_autoptr (PlotPicture) none = report_audit_draw_table (&part, &described);
  g_autoptr (PlotPicture) picture = NULL;
  g_autofree char *words = NULL;
  double *row;

  g_assert_null (none);
  {
    /* One point has no range, and what is no number has no place. */
    g_autoptr (LabFinding) poor = lab_finding_new (LAB_INSTRUMENT_CHANNEL);
    ReportAuditPart poor_part = { .finding = poor, .facts = &facts };
    g_autoptr (PlotPicture) nothing = NULL;

    row = lab_finding_add_table (poor, "bins", 2, columns);
    row[0] = 1;
    row[1] = 0.5;
    row[2] = (double) NAN;
    row[3] = 0.5;
    nothing = report_audit_draw_table (&poor_part, &described);
    g_assert_null (nothing);
  }
  row = lab_finding_add_table (finding, "bins", 3, columns);
  for (guint i = 0; i < 3; i++, row += 2)
    {
      row[0] = i - 1.0;
      row[1] = i == 1 ? 0.5 : 0.25;
    }
  picture = report_audit_draw_table (&part, &described);
  words = plot_picture_describe (picture);
  g_test_message ("%s", words);
  g_assert_nonnull (strstr (words, "Where the numbers lie"));
  g_assert_nonnull (strstr (words, "share: lowest 0.2500"));
  g_assert_nonnull (strstr (words, "highest 0.5000"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/audit/every-instrument", test_every_instrument);
  g_test_add_func ("/report/audit/compared", test_compared);
  g_test_add_func ("/report/audit/same-colors", test_same_colors);
  g_test_add_func ("/report/audit/no-key-fits", test_no_key_fits);
  g_test_add_func ("/report/audit/half-done", test_half_done);
  g_test_add_func ("/report/audit/odd-findings", test_odd_findings);
  g_test_add_func ("/report/audit/numbers-named", test_numbers_named);
  g_test_add_func ("/report/audit/page", test_page);
  ADD ("files", test_files);
  ADD ("write-file", test_write_file);
  ADD ("long-document", test_long_document);

  g_test_add_func ("/report/audit/described", test_described);
  return g_test_run ();
}
