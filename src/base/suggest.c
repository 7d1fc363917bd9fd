/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Did you mean …?”
 */
#include "config.h"

#include "base/suggest.h"

#include <string.h>

/* No name is longer; the work grows with the square of the length. */
#define MAX_LENGTH 64

/* The shortest prefix that may stand for a name. */
#define MIN_BEGINNING 3

static char
fold (char letter)
{
  return letter == '_' ? '-' : g_ascii_tolower (letter);
}

/* Edit distance in which no letter is edited twice (optimal string alignment). */
static guint
count_slips (const char *one, gsize n_one, const char *other, gsize n_other)
{
  guint rows[3][MAX_LENGTH + 1] = { 0 };
  guint *before = rows[0], *above = rows[1], *row = rows[2];

  for (guint j = 0; j <= n_other; j++)
    above[j] = j;
  for (guint i = 1; i <= n_one; i++)
    {
      guint *spare = before;

      row[0] = i;
      for (guint j = 1; j <= n_other; j++)
        {
          guint wrong = fold (one[i - 1]) != fold (other[j - 1]);

          row[j] = MIN (above[j - 1] + wrong, MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && wrong && fold (one[i - 1]) == fold (other[j - 2])
              && fold (one[i - 2]) == fold (other[j - 1]))
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = above;
      above = row;
      row = spare;
    }
  return above[n_other];
}

static gboolean
begins_with (const char *name, const char *word, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (name[i] == '\0' || fold (name[i]) != fold (word[i]))
      return FALSE;
  return TRUE;
}

/* The only name with this prefix. */
static const char *
find_beginning (const char *word, gsize n, const char *const *candidates)
{
  const char *found = NULL;

  for (guint i = 0; n >= MIN_BEGINNING && candidates[i] != NULL; i++)
    if (begins_with (candidates[i], word, n))
      {
        if (found != NULL)
          return NULL;
        found = candidates[i];
      }
  return found;
}

/* Removes blanks; FALSE if longer than any name. */
static gboolean
take_letters (const char *word, char letters[MAX_LENGTH + 1], gsize *n)
{
  *n = 0;
  for (; *word != '\0'; word++)
    {
      if (g_ascii_isspace (*word))
        continue;
      if (*n == MAX_LENGTH)
        return FALSE;
      letters[(*n)++] = *word;
    }
  letters[*n] = '\0';
  return TRUE;
}

const char *
base_suggest (const char *word, const char *const *candidates)
{
  char typed[MAX_LENGTH + 1], name[MAX_LENGTH + 1];
  const char *nearest = NULL;
  gsize n, length;
  guint least = G_MAXUINT;

  g_return_val_if_fail (word != NULL && candidates != NULL, NULL);

  if (!take_letters (word, typed, &n) || n == 0)
    return NULL;
  for (guint i = 0; candidates[i] != NULL; i++)
    {
      guint slips = take_letters (candidates[i], name, &length)
                        ? count_slips (typed, n, name, length)
                        : G_MAXUINT;

      /* A word with no letter in its right place is never a slip, however short it is. */
      if (slips < least && slips <= MAX (MAX (n, length) / 3, 1) && slips < MIN (n, length))
        {
          nearest = candidates[i];
          least = slips;
        }
    }
  return nearest != NULL ? nearest : find_beginning (typed, n, candidates);
}
