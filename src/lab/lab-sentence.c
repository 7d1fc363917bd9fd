/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences that quote a file: as one line of text, whatever the file holds.
 */
#include "lab-sentence.h"

/* Characters of a message that are kept at either end. */
#define KEPT_BEGINNING 600
#define KEPT_END 400

static char *
make_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_sized_new (128);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isspace (letter) || letter == 0x2028 || letter == 0x2029)
        letter = ' ';
      else if (g_unichar_iscntrl (letter))
        letter = 0xfffd;
      g_string_append_unichar (line, letter);
    }
  return g_string_free (line, FALSE);
}

void
lab_sentence_tidy (GError **error)
{
  g_autofree char *line = NULL;
  glong length;

  if (error == NULL || *error == NULL)
    return;
  line = make_line ((*error)->message);
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
  g_autofree char *line = make_line (text);
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (line, -1) <= (glong) max)
    return g_steal_pointer (&line);
  beginning = g_utf8_substring (line, 0, max);
  return g_strconcat (beginning, "…", NULL);
}
