/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was perhaps meant by a rejected name or value.
 */
#include "config.h"

#include "lab/experiment/lab-hint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/suggest.h"

char *
lab_hint_say (const char *meant)
{
  return g_strdup_printf (_ (" (did you mean “%s”?)"), meant);
}

char *
lab_hint_suggest (const char *word, const char *const *candidates)
{
  const char *meant = base_suggest (word, candidates);

  return meant != NULL ? lab_hint_say (meant) : g_strdup ("");
}

/* Whether one of @marks begins @value or follows a space, as in a comment. */
static gboolean
has_comment (const char *value, const char *marks)
{
  for (const char *at = value; *at != '\0'; at++)
    if (strchr (marks, *at) != NULL && (at == value || g_ascii_isspace (at[-1])))
      return TRUE;
  return FALSE;
}

/* A notation that studies do not use, for any kind of value; NULL for none. */
static const char *
find_habit (const char *value, const char *comment_marks)
{
  gsize length = strlen (value);

  if (has_comment (value, comment_marks))
    return _ ("; a comment needs a line of its own that begins with #");
  if (length >= 2 && strchr ("\"'", value[0]) != NULL && value[length - 1] == value[0])
    return _ ("; a value is written without quotation marks");
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    if ((guchar) *at >= 0x80 && g_unichar_isspace (g_utf8_get_char (at)))
      return _ ("; it contains a space of a special kind, as found in web pages");
  return NULL;
}

static char *
suggest (const char *value, const char *const *choices)
{
  const char *meant = base_suggest (value, choices);

  return meant != NULL ? g_strdup_printf (_ ("; did you mean “%s”?"), meant) : g_strdup ("");
}

char *
lab_hint_for_choice (const char *value, const char *const *choices)
{
  const char *habit = find_habit (value, "#;");

  return habit != NULL ? g_strdup (habit) : suggest (value, choices);
}

/* "0,5": digits on both sides of one comma. */
static gboolean
has_decimal_comma (const char *value)
{
  const char *comma = strchr (value, ',');

  return comma != NULL && comma > value && g_ascii_isdigit (comma[-1]) && g_ascii_isdigit (comma[1])
         && strchr (comma + 1, ',') == NULL;
}

char *
lab_hint_for_number (const char *value)
{
  const char *habit = find_habit (value, "#;");

  if (habit == NULL && has_decimal_comma (value))
    habit = _ ("; use a decimal point, and no thousands separators");
  return g_strdup (habit != NULL ? habit : "");
}

/* @value without spaces, its items separated by ";". */
static char *
tighten (const char *value)
{
  g_auto (GStrv) items = g_strsplit_set (value, ";,", -1);

  for (guint i = 0; items[i] != NULL; i++)
    g_strstrip (items[i]);
  return g_strjoinv (";", items);
}

char *
lab_hint_for_list (const char *value, const char *const *choices)
{
  const char *habit = find_habit (value, "#");
  g_autofree char *tight = tighten (value);
  g_auto (GStrv) items = g_strsplit (tight, ";", -1);
  gboolean known = choices != NULL;

  if (habit != NULL)
    return g_strdup (habit);
  for (guint i = 0; known && items[i] != NULL; i++)
    known = g_strv_contains (choices, items[i]);
  for (guint i = 0; choices == NULL && !known && items[i] != NULL; i++)
    known = g_ascii_isdigit (*items[i]) || g_str_has_suffix (items[i], "N");
  if (known && !g_str_equal (tight, value))
    return g_strdup_printf (_ ("; a list has no spaces: “%s”; and a comment needs a line of its "
                               "own that begins with #"),
                            tight);
  if (has_comment (value, ";"))
    return g_strdup (_ ("; a comment needs a line of its own that begins with #"));
  for (guint i = 0; choices != NULL && items[i] != NULL; i++)
    if (!g_strv_contains (choices, items[i]))
      return suggest (items[i], choices);
  return g_strdup ("");
}
