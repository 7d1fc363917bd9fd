/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns text into lines. Knows nothing of terminals.
 */
#include "base/text.h"

#include <string.h>

/* Characters kept at either end of an error message. */
#define KEPT_BEGINNING 600
#define KEPT_END 400

static gboolean
is_break (gunichar letter)
{
  return letter == 0x2028 || letter == 0x2029;
}

char *
base_text_make_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_sized_new (128);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (is_break (letter) || (g_unichar_iscntrl (letter) && g_unichar_isspace (letter)))
        letter = ' ';
      else if (g_unichar_iscntrl (letter))
        letter = 0xfffd;
      g_string_append_unichar (line, letter);
    }
  return g_string_free (line, FALSE);
}

char *
base_text_cut (const char *text, guint max)
{
  g_autofree char *line = base_text_make_line (text);
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (line, -1) <= (glong) max)
    return g_steal_pointer (&line);
  beginning = g_utf8_substring (line, 0, MAX (max, 1) - 1);
  return g_strconcat (beginning, "…", NULL);
}

void
base_text_tidy_error (GError **error)
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

gboolean
base_text_is_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_iscntrl (letter) || is_break (letter))
        return FALSE;
    }
  return TRUE;
}

char *
base_text_make_sentence (const char *message)
{
  const char *rest = message[0] != '\0' ? g_utf8_next_char (message) : message;
  g_autofree char *capital = g_utf8_strup (message, rest - message);

  return g_strconcat (capital, rest, g_str_has_suffix (message, ".") ? "" : ".", NULL);
}

/* Outside its strings JSON has none of these characters, so all may be escaped. */
char *
base_text_escape_json (char *json)
{
  g_autofree char *owned = json;
  GString *out = g_string_sized_new (strlen (json) + 16);

  g_assert (g_utf8_validate (json, -1, NULL));
  for (const char *at = json; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter >= 0x7f && letter <= 0x9f)
        g_string_append_printf (out, "\\u%04x", letter);
      else
        g_string_append_len (out, at, g_utf8_next_char (at) - at);
    }
  return g_string_free (out, FALSE);
}
