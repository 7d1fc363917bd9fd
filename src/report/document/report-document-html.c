/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document as one HTML file: style and pictures are embedded, and nothing is loaded from
 * elsewhere. Light or dark, following the reader's system.
 */
#include "base/text.h"
#include "report/document/report-document-private.h"

static const char style[]
    = ":root{color-scheme:light dark;--ink:#241f31;--dim:#5e5c64;--line:#d5d3d8;--paper:#fff;"
      "--band:#f6f5f7}\n"
      "@media(prefers-color-scheme:dark){:root{--ink:#eeeeec;--dim:#b0aeb5;--line:#4a484f;"
      "--paper:#1e1e1e;--band:#29282c}}\n"
      "body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);"
      "max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem}\n"
      "h1{font-size:1.9rem;line-height:1.2}h2{margin-top:3rem;padding-top:.75rem;border-top:1px "
      "solid var(--line)}h3{margin-top:2rem}\n"
      "p,li{max-width:46rem}\n"
      "figure{margin:1.5rem 0}img{max-width:100%;height:auto;border:1px solid var(--line);"
      "border-radius:6px}figcaption,caption{color:var(--dim);font-size:.9rem;text-align:left;"
      "padding:.4rem 0}\n"
      ".scroll{overflow-x:auto;margin:1.25rem 0}table{border-collapse:collapse;font-size:.9rem}\n"
      "th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px "
      "solid var(--line);font-variant-numeric:tabular-nums}thead th{border-bottom:2px solid "
      "var(--line);vertical-align:bottom}tbody th{font-weight:600}\n"
      ".light{display:flex;gap:.7rem;align-items:baseline;max-width:46rem}.dot{flex:none;width:"
      ".95rem;height:.95rem;border-radius:50%;background:var(--dot);transform:translateY(.12rem)}"
      "h1+.light{font-size:1.2rem}\n"
      ".none{--dot:#8b8b90}.good{--dot:#26966a}.fair{--dot:#c07000}.bad{--dot:#b3161d}\n"
      "@media(prefers-color-scheme:dark){.good{--dot:#4fd1a1}.fair{--dot:#f5b84a}.bad{--dot:"
      "#ff6b63}}\n"
      "@media print{body{max-width:none}h2{break-before:page}figure,table{break-inside:avoid}}\n";

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *line = base_text_make_line (text);
  g_autofree char *escaped = g_markup_escape_text (line, -1);

  g_string_append (out, escaped);
}

static void
append_element (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "<%s>", name);
  append_escaped (out, text);
  g_string_append_printf (out, "</%s>", name);
}

static void
append_table (GString *out, const ReportBlock *table)
{
  g_string_append (out, "<div class=\"scroll\" tabindex=\"0\"><table>\n");
  append_element (out, "caption", table->text);
  g_string_append (out, "\n<thead><tr>");
  for (guint i = 0; table->header[i] != NULL; i++)
    {
      g_string_append (out, "<th scope=\"col\">");
      append_escaped (out, table->header[i]);
      g_string_append (out, "</th>");
    }
  g_string_append (out, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < table->rows->len; i++)
    {
      char **cells = table->rows->pdata[i];

      g_string_append (out, "<tr><th scope=\"row\">");
      append_escaped (out, cells[0]);
      g_string_append (out, "</th>");
      for (guint j = 1; cells[j] != NULL; j++)
        append_element (out, "td", cells[j]);
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</tbody></table></div>\n");
}

static char *
make_data_uri (GBytes *png)
{
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  return g_strconcat ("data:image/png;base64,", base64, NULL);
}

/* (transfer full) */
static char *
draw_data_uri (PlotPicture *picture, PlotThemeName theme)
{
  double height = plot_picture_get_height (picture, REPORT_PICTURE_WIDTH);
  g_autoptr (GBytes) png = plot_picture_to_png (picture, REPORT_PICTURE_WIDTH, height,
                                                REPORT_PICTURE_SCALE, plot_theme_get (theme), NULL);

  /* If memory runs out for a picture, its description remains. */
  return png != NULL ? make_data_uri (png) : g_strdup ("");
}

static void
append_drawing (GString *out, const ReportBlock *block)
{
  g_autofree char *light = draw_data_uri (block->picture, PLOT_THEME_LIGHT);
  g_autofree char *dark = draw_data_uri (block->picture, PLOT_THEME_DARK);
  g_autofree char *description = plot_picture_describe (block->picture);
  double height = plot_picture_get_height (block->picture, REPORT_PICTURE_WIDTH);

  g_string_append_printf (out,
                          "<figure><picture><source media=\"(prefers-color-scheme: dark)\" "
                          "srcset=\"%s\"><img src=\"%s\" width=\"%.0f\" height=\"%.0f\" alt=\"",
                          dark, light, REPORT_PICTURE_WIDTH, height);
  append_escaped (out, description);
  g_string_append (out, "\"></picture>");
  if (block->text[0] != '\0')
    append_element (out, "figcaption", block->text);
  g_string_append (out, "</figure>\n");
}

static void
append_light (GString *out, const ReportBlock *block)
{
  static const char *const classes[] = { [REPORT_TONE_NONE] = "none",
                                         [REPORT_TONE_GOOD] = "good",
                                         [REPORT_TONE_FAIR] = "fair",
                                         [REPORT_TONE_BAD] = "bad" };

  g_string_append_printf (out,
                          "<p class=\"light\"><span class=\"dot %s\" aria-hidden=\"true\"></span>"
                          "<span>",
                          classes[block->tone]);
  append_element (out, "strong", block->word);
  g_string_append (out, report_block_get_light_gap (block));
  append_escaped (out, block->text);
  g_string_append (out, "</span></p>");
}

static void
append_picture (GString *out, const ReportBlock *picture)
{
  if (picture->picture != NULL)
    {
      append_drawing (out, picture);
      return;
    }

  g_autofree char *light = make_data_uri (picture->light);

  g_string_append (out, "<figure><picture>");
  if (picture->dark != NULL)
    {
      g_autofree char *dark = make_data_uri (picture->dark);

      g_string_append_printf (out, "<source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\">",
                              dark);
    }
  g_string_append_printf (out, "<img src=\"%s\" alt=\"", light);
  append_escaped (out, picture->text);
  g_string_append (out, "\"></picture>");
  append_element (out, "figcaption", picture->text);
  g_string_append (out, "</figure>\n");
}

static void
append_block (GString *out, const ReportBlock *block)
{
  const char heading[] = { 'h', (char) ('0' + block->level), '\0' };

  switch (block->kind)
    {
    case REPORT_BLOCK_HEADING:
      append_element (out, heading, block->text);
      break;
    case REPORT_BLOCK_PARAGRAPH:
      append_element (out, "p", block->text);
      break;
    case REPORT_BLOCK_POINT:
      append_element (out, "li", block->text);
      break;
    case REPORT_BLOCK_TABLE:
      append_table (out, block);
      break;
    case REPORT_BLOCK_PICTURE:
      append_picture (out, block);
      break;
    case REPORT_BLOCK_LIGHT:
      append_light (out, block);
      break;
    default:
      g_assert_not_reached ();
    }
  g_string_append_c (out, '\n');
}

char *
report_document_to_html (ReportDocument *document)
{
  GString *out = g_string_new (NULL);
  g_autofree char *language = g_markup_escape_text (document->language, -1);
  gboolean in_list = FALSE;

  g_string_append_printf (out,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                          "<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n",
                          language);

  append_element (out, "title", document->title);
  g_string_append_printf (out, "\n<style>\n%s</style>\n</head>\n<body>\n", style);
  append_element (out, "h1", document->title);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ReportBlock *block = document->blocks->pdata[i];
      gboolean is_point = block->kind == REPORT_BLOCK_POINT;

      if (is_point != in_list)
        g_string_append (out, is_point ? "<ul>\n" : "</ul>\n");
      in_list = is_point;
      append_block (out, block);
    }
  g_string_append (out, in_list ? "</ul>\n</body>\n</html>\n" : "</body>\n</html>\n");
  return g_string_free (out, FALSE);
}
