/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Builds a text with headings, tables and pictures.
 */
#include "report/document/report-document-private.h"

static void
free_block (gpointer data)
{
  ReportBlock *block = data;

  g_free (block->text);
  g_strfreev (block->header);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block->file);
  g_clear_pointer (&block->light, g_bytes_unref);
  g_clear_pointer (&block->dark, g_bytes_unref);
  g_clear_object (&block->picture);
  g_free (block->word);
  g_free (block);
}

ReportDocument *
report_document_new (const char *title)
{
  ReportDocument *document = g_new0 (ReportDocument, 1);

  document->title = g_strdup (title);
  document->language = g_strdup ("en");
  document->blocks = g_ptr_array_new_with_free_func (free_block);
  return document;
}

void
report_document_free (ReportDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->title);
  g_free (document->language);
  g_ptr_array_unref (document->blocks);
  g_free (document);
}

/* Takes @text. */
static ReportBlock *
add_block (ReportDocument *document, ReportBlockKind kind, char *text)
{
  ReportBlock *block = g_new0 (ReportBlock, 1);

  block->kind = kind;
  block->text = text;
  g_ptr_array_add (document->blocks, block);
  return block;
}

void
report_document_add_heading (ReportDocument *document, guint level, const char *text)
{
  add_block (document, REPORT_BLOCK_HEADING, g_strdup (text))->level = level;
}

void
report_document_add_paragraph (ReportDocument *document, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_block (document, REPORT_BLOCK_PARAGRAPH, g_strdup_vprintf (format, args));
  va_end (args);
}

void
report_document_add_point (ReportDocument *document, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_block (document, REPORT_BLOCK_POINT, g_strdup_vprintf (format, args));
  va_end (args);
}

void
report_document_begin_table (ReportDocument *document,
                             const char *caption,
                             const char *const *header)
{
  ReportBlock *block = add_block (document, REPORT_BLOCK_TABLE, g_strdup (caption));

  block->header = g_strdupv ((char **) header);
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

void
report_document_add_row (ReportDocument *document, char **cells)
{
  ReportBlock *table = document->blocks->pdata[document->blocks->len - 1];

  g_assert (table->kind == REPORT_BLOCK_TABLE);
  g_assert (g_strv_length (cells) == g_strv_length (table->header));
  g_ptr_array_add (table->rows, cells);
}

void
report_document_add_picture (
    ReportDocument *document, const char *file, GBytes *light, GBytes *dark, const char *caption)
{
  ReportBlock *block = add_block (document, REPORT_BLOCK_PICTURE, g_strdup (caption));

  block->file = g_strdup (file);
  block->light = g_bytes_ref (light);
  block->dark = dark != NULL ? g_bytes_ref (dark) : NULL;
}

void
report_document_add_drawing (ReportDocument *document,
                             const char *file,
                             PlotPicture *picture,
                             const char *caption)
{
  ReportBlock *block
      = add_block (document, REPORT_BLOCK_PICTURE, g_strdup (caption != NULL ? caption : ""));

  block->file = g_strdup (file);
  block->picture = g_object_ref (picture);
}

void
report_document_add_light (ReportDocument *document,
                           ReportTone tone,
                           const char *word,
                           const char *text)
{
  ReportBlock *block = add_block (document, REPORT_BLOCK_LIGHT, g_strdup (text));

  block->tone = tone;
  block->word = g_strdup (word);
}

void
report_document_set_language (ReportDocument *document, const char *language)
{
  g_free (document->language);
  document->language = g_strdup (language);
}

const char *
report_block_get_light_gap (const ReportBlock *block)
{
  return g_str_has_suffix (block->word, ":") ? " " : ". ";
}

char *
report_block_join_light (const ReportBlock *block)
{
  return g_strconcat (block->word, report_block_get_light_gap (block), block->text, NULL);
}

guint32
report_tone_get_color (ReportTone tone)
{
  /* Distinguishable in grey too: the worse, the darker. Contrast on white at least 3:1. */
  static const guint32 colors[] = {
    [REPORT_TONE_NONE] = 0x8b8b90,
    [REPORT_TONE_GOOD] = 0x26966a,
    [REPORT_TONE_FAIR] = 0xc07000,
    [REPORT_TONE_BAD] = 0xb3161d,
  };

  return colors[tone];
}
