/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences that quote a file: as one line of text, whatever the file holds.
 */
#include "config.h"

#include "lab-sentence.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "lab-error.h"

/* Characters of a message that are kept at either end. */
#define KEPT_BEGINNING 600
#define KEPT_END 400

void
lab_sentence_tidy (GError **error)
{
  g_autofree char *line = NULL;
  glong length;

  if (error == NULL || *error == NULL)
    return;
  line = base_text_make_line ((*error)->message);
  length = g_utf8_strlen (line, -1);
  g_free ((*error)->message);
  if (length > KEPT_BEGINNING + KEPT_END)
    {
      g_autofree char *beginning = g_utf8_substring (line, 0, KEPT_BEGINNING);

      (*error)->message = g_strconcat (beginning, " … ",
                                       g_utf8_offset_to_pointer (line, length - KEPT_END), NULL);
    }
  else
    (*error)->message = g_steal_pointer (&line);
}

char *
lab_sentence_quote (const char *text, guint max)
{
  return base_text_cut (text, max + 1);
}

gboolean
lab_sentence_check_name (const char *place, const char *name, GError **error)
{
  glong length;

  if (!base_text_is_line (name))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("%s: a title or label is one line of text, without line breaks, tabs and "
                      "other control characters"),
                   place);
      return FALSE;
    }
  length = g_utf8_strlen (name, -1);
  if (length <= BASE_TEXT_MAX_NAME)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               _ ("%s: a title or label has at most %d characters; this one has %ld"), place,
               BASE_TEXT_MAX_NAME, length);
  return FALSE;
}
