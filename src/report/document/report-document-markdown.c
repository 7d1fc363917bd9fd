/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document as Markdown (GitHub's dialect, for its tables).
 */
#include <string.h>

#include "base/text.h"
#include "report/document/report-document-private.h"

/* Escapes all markup. */
static void
append_text (GString *out, const char *text)
{
  g_autofree char *line = base_text_make_line (text);

  for (const char *at = line; *at != '\0'; at++)
    {
      if (strchr ("\\`*_{}[]<>#|~", *at) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
    }
}

static void
append_cells (GString *out, char **cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_string_append (out, "| ");
      append_text (out, cells[i]);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, "|\n");
}

static void
append_table (GString *out, const ReportBlock *table)
{
  append_text (out, table->text);
  g_string_append (out, "\n\n");
  append_cells (out, table->header);
  for (guint i = 0; table->header[i] != NULL; i++)
    g_string_append (out, "|---");
  g_string_append (out, "|\n");
  for (guint i = 0; i < table->rows->len; i++)
    append_cells (out, table->rows->pdata[i]);
  g_string_append_c (out, '\n');
}

static void
append_block (GString *out, const ReportBlock *block)
{
  switch (block->kind)
    {
    case REPORT_BLOCK_HEADING:
      for (guint i = 0; i < block->level; i++)
        g_string_append_c (out, '#');
      g_string_append_c (out, ' ');
      append_text (out, block->text);
      g_string_append (out, "\n\n");
      break;
    case REPORT_BLOCK_PARAGRAPH:
      append_text (out, block->text);
      g_string_append (out, "\n\n");
      break;
    case REPORT_BLOCK_POINT:
      g_string_append (out, "- ");
      append_text (out, block->text);
      g_string_append_c (out, '\n');
      break;
    case REPORT_BLOCK_TABLE:
      append_table (out, block);
      break;
    case REPORT_BLOCK_PICTURE:
      g_string_append (out, "![");
      append_text (out, block->text);
      g_string_append_printf (out, "](%s)\n\n", block->file);
      break;
    case REPORT_BLOCK_LIGHT:
      g_string_append (out, "**");
      append_text (out, block->word);
      g_string_append_printf (out, "**%s", report_block_get_light_gap (block));
      append_text (out, block->text);
      g_string_append (out, "\n\n");
      break;
    default:
      g_assert_not_reached ();
    }
}

char *
report_document_to_markdown (ReportDocument *document)
{
  GString *out = g_string_new ("# ");

  append_text (out, document->title);
  g_string_append (out, "\n\n");
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ReportBlock *block = document->blocks->pdata[i];
      const ReportBlock *next
          = i + 1 < document->blocks->len ? document->blocks->pdata[i + 1] : NULL;

      append_block (out, block);
      if (block->kind == REPORT_BLOCK_POINT && (next == NULL || next->kind != REPORT_BLOCK_POINT))
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
