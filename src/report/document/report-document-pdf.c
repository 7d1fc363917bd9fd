/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document as A4 pages: headings stay with what follows them, pictures are vector drawings and
 * never split, long tables repeat their header. Pages are laid out twice: the first pass counts
 * them.
 */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "plot/draw/plot-text.h"
#include "report/document/report-document-pdf-table.h"
#include "report/document/report-document-private.h"
#include "report/document/report-pages.h"

#define TITLE_SIZE 20.0
/* Relative to the text beside it. */
#define DOT_SIZE 0.9
/* A light right below the title is the main statement of the page. */
#define FIRST_LIGHT_SIZE 12.5
#define POINT_INDENT 14.0
/* No picture is higher than this share of a page. */
#define MOST_PICTURE_HEIGHT 0.62

static double
height_of (PangoLayout *layout)
{
  double height;

  plot_text_measure (layout, NULL, &height);
  return height;
}

static double
heading_size (guint level)
{
  return level <= 2 ? 14.0 : 11.5;
}

/* Width and height to draw it at. */
static void
measure_picture (const ReportBlock *block, double *width, double *height)
{
  double most = (REPORT_PAGE_BOTTOM - REPORT_MARGIN) * MOST_PICTURE_HEIGHT;
  double shape;

  if (block->picture != NULL)
    shape = plot_picture_get_height (block->picture, REPORT_PICTURE_WIDTH) / REPORT_PICTURE_WIDTH;
  else
    shape = 0.6;
  *width = REPORT_TEXT_WIDTH;
  *height = *width * shape;
  if (*height > most)
    {
      *height = most;
      *width = most / shape;
    }
}

/* Height of what must stay on one page with the heading above it: everything up to the first
 * picture, or the header of a table. @after_heading: only headings are above it. */
static double
measure_beginning (ReportPages *self, ReportDocument *document, guint index, gboolean after_heading)
{
  const ReportBlock *block;
  g_autoptr (PangoLayout) layout = NULL;
  double width;
  double height;

  if (index >= document->blocks->len)
    return 0.0;
  block = document->blocks->pdata[index];
  switch (block->kind)
    {
    case REPORT_BLOCK_HEADING:
      return !after_heading ? 0.0
                            : heading_size (block->level) * 3.0
                                  + measure_beginning (self, document, index + 1, TRUE);
    case REPORT_BLOCK_TABLE:
      return report_pages_measure_table_head (self, block);
    case REPORT_BLOCK_PICTURE:
      measure_picture (block, &width, &height);
      return height + 10.0;
    case REPORT_BLOCK_PARAGRAPH:
    case REPORT_BLOCK_LIGHT:
      layout = report_pages_create_text (self, block->text, REPORT_TEXT_SIZE, FALSE,
                                         REPORT_TEXT_WIDTH);
      return height_of (layout) + REPORT_TEXT_SIZE
             + measure_beginning (self, document, index + 1, FALSE);
    case REPORT_BLOCK_POINT:
    default:
      return REPORT_TEXT_SIZE * 5.0;
    }
}

static void
add_heading (ReportPages *self, ReportDocument *document, guint index)
{
  const ReportBlock *block = document->blocks->pdata[index];
  double size = heading_size (block->level);
  g_autoptr (PangoLayout) layout
      = report_pages_create_text (self, block->text, size, TRUE, REPORT_TEXT_WIDTH);
  gboolean is_first = self->y <= REPORT_MARGIN;

  report_pages_ensure (self, size * 2.0 + height_of (layout)
                                 + measure_beginning (self, document, index + 1, TRUE));
  if (!is_first && self->y > REPORT_MARGIN)
    self->y += size * (block->level <= 2 ? 1.3 : 0.9);
  if (self->n_pages > 0)
    {
      g_autofree char *place = g_strdup_printf ("page=%u", self->page);

      cairo_pdf_surface_add_outline (self->surface, CAIRO_PDF_OUTLINE_ROOT, block->text, place, 0);
    }
  report_pages_add_text (self, layout, 0.0, &self->theme->foreground);
  self->y += size * 0.45;
}

static void
add_paragraph (ReportPages *self, const char *text, double indent)
{
  g_autoptr (PangoLayout) layout
      = report_pages_create_text (self, text, REPORT_TEXT_SIZE, FALSE, REPORT_TEXT_WIDTH - indent);

  report_pages_ensure (self, MIN (height_of (layout), REPORT_TEXT_SIZE * 3.0));
  if (indent > 0.0)
    {
      cairo_new_path (self->cr);
      cairo_arc (self->cr, REPORT_MARGIN + indent * 0.45, self->y + REPORT_TEXT_SIZE * 0.75, 1.6,
                 0.0, 2.0 * G_PI);
      plot_set_color (self->cr, &self->theme->foreground);
      cairo_fill (self->cr);
    }
  report_pages_add_text (self, layout, indent, &self->theme->foreground);
  self->y += REPORT_TEXT_SIZE * (indent > 0.0 ? 0.4 : 0.7);
}

/* The word is bold; the text follows on the same line. */
static void
add_light (ReportPages *self, const ReportBlock *block, double size)
{
  double dot = size * DOT_SIZE;
  double indent = dot + 6.0;
  g_autofree char *text = report_block_join_light (block);
  g_autoptr (PangoLayout) layout
      = report_pages_create_text (self, text, size, FALSE, REPORT_TEXT_WIDTH - indent);
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  guint32 color = report_tone_get_color (block->tone);

  bold->start_index = 0;
  bold->end_index = (guint) strlen (block->word) + 1;
  pango_attr_list_insert (attributes, bold);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  report_pages_ensure (self, MIN (height_of (layout), size * 6.0));
  cairo_new_path (self->cr);
  cairo_arc (self->cr, REPORT_MARGIN + dot / 2.0, self->y + size * 0.72, dot / 2.0, 0.0,
             2.0 * G_PI);
  cairo_set_source_rgb (self->cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
  cairo_fill (self->cr);
  report_pages_add_text (self, layout, indent, &self->theme->foreground);
  self->y += size * 0.7;
}

typedef struct
{
  const guint8 *data;
  gsize left;
} Reader;

static cairo_status_t
read_bytes (void *closure, unsigned char *data, unsigned int length)
{
  Reader *reader = closure;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* A picture that was given as a PNG. */
static void
draw_png (ReportPages *self, const ReportBlock *block, double width, double *height)
{
  Reader reader = { .left = g_bytes_get_size (block->light) };
  cairo_surface_t *image;

  reader.data = g_bytes_get_data (block->light, NULL);
  image = cairo_image_surface_create_from_png_stream (read_bytes, &reader);
  if (cairo_surface_status (image) == CAIRO_STATUS_SUCCESS)
    {
      double scale = MIN (width / cairo_image_surface_get_width (image),
                          *height / cairo_image_surface_get_height (image));

      *height = cairo_image_surface_get_height (image) * scale;
      cairo_scale (self->cr, scale, scale);
      cairo_set_source_surface (self->cr, image, 0.0, 0.0);
      cairo_paint (self->cr);
    }
  cairo_surface_destroy (image);
}

static void
add_picture (ReportPages *self, const ReportBlock *block)
{
  double width;
  double height;

  measure_picture (block, &width, &height);
  report_pages_ensure (self, height + 10.0);
  cairo_save (self->cr);
  cairo_translate (self->cr, REPORT_MARGIN, self->y);
  if (block->picture == NULL)
    draw_png (self, block, width, &height);
  else
    {
      double scale = REPORT_TEXT_WIDTH / REPORT_PICTURE_WIDTH;

      cairo_scale (self->cr, scale, scale);
      plot_picture_draw (block->picture, self->cr, width / scale, height / scale, self->theme);
    }
  cairo_restore (self->cr);
  self->y += height + 4.0;
  if (block->text[0] != '\0')
    {
      g_autoptr (PangoLayout) caption = report_pages_create_text (
          self, block->text, REPORT_SMALL_SIZE, FALSE, REPORT_TEXT_WIDTH);

      report_pages_add_text (self, caption, 0.0, &self->theme->dim);
    }
  self->y += 8.0;
}

static void
add_block (ReportPages *self, ReportDocument *document, guint index)
{
  const ReportBlock *block = document->blocks->pdata[index];

  switch (block->kind)
    {
    case REPORT_BLOCK_HEADING:
      add_heading (self, document, index);
      break;
    case REPORT_BLOCK_PARAGRAPH:
      add_paragraph (self, block->text, 0.0);
      break;
    case REPORT_BLOCK_POINT:
      add_paragraph (self, block->text, POINT_INDENT);
      break;
    case REPORT_BLOCK_LIGHT:
      add_light (self, block, index == 0 ? FIRST_LIGHT_SIZE : REPORT_TEXT_SIZE);
      break;
    case REPORT_BLOCK_PICTURE:
      add_picture (self, block);
      break;
    case REPORT_BLOCK_TABLE:
      report_pages_add_table (self, block);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Returns the number of pages. */
static guint
lay_out (ReportDocument *document, cairo_surface_t *surface, cairo_t *cr, guint n_pages)
{
  ReportPages pages = { .surface = surface, .cr = cr, .title = document->title, .page = 1 };
  g_autoptr (PangoLayout) title = NULL;

  pages.context = plot_text_create_context ();
  pages.theme = plot_theme_get (PLOT_THEME_LIGHT);
  pages.y = REPORT_MARGIN;
  pages.n_pages = n_pages;
  title = report_pages_create_text (&pages, document->title, TITLE_SIZE, TRUE, REPORT_TEXT_WIDTH);
  report_pages_add_text (&pages, title, 0.0, &pages.theme->foreground);
  pages.y += TITLE_SIZE * 0.6;
  for (guint i = 0; i < document->blocks->len; i++)
    add_block (&pages, document, i);
  report_pages_end (&pages);
  g_object_unref (pages.context);
  return pages.page;
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A surface for the counting pass; its output is discarded. */
static guint
count_pages (ReportDocument *document)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (NULL, REPORT_PAGE_WIDTH, REPORT_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  guint n_pages = lay_out (document, surface, cr, 0);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n_pages;
}

GBytes *
report_document_to_pdf (ReportDocument *document, GError **error)
{
  g_return_val_if_fail (document != NULL, NULL);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      append_bytes, bytes, REPORT_PAGE_WIDTH, REPORT_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *title = base_text_make_line (document->title);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  lay_out (document, surface, cr, count_pages (document));
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, _ ("Could not draw “%s”: %s"),
               document->title, cairo_status_to_string (status));
  return NULL;
}
