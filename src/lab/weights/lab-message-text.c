/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a ciphertext. What is read may come from anyone: memory is allocated only if the
 * text is long enough to fill it.
 */
#include "config.h"

#include "lab/weights/lab-message.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/input.h"
#include "base/text.h"

#define NAME "fuzzy-key-ciphertext"
#define VERSION 1
#define MAX_NUMBER 40 /* characters of a number; %.9g writes 15 at most */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Alice's last activation is tanh, with an error below 2.2e-7. */
#define MAX_SIZE 1.000001f

void
lab_ciphertext_free (LabCiphertext *ciphertext)
{
  if (ciphertext == NULL)
    return;
  g_free (ciphertext->numbers);
  g_free (ciphertext);
}

char *
lab_ciphertext_to_text (const LabCiphertext *ciphertext)
{
  GString *text = g_string_new (NULL);
  const float *number = ciphertext->numbers;

  g_string_append_printf (text, NAME " %d %u %u\n", VERSION, ciphertext->key_bits,
                          ciphertext->n_bits);
  for (guint block = 0; block < ciphertext->n_blocks; block++)
    for (guint i = 0; i < ciphertext->key_bits; i++)
      {
        char digits[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd (digits, sizeof digits, "%.9g", (double) *number++);
        g_string_append (text, digits);
        g_string_append_c (text, i + 1 < ciphertext->key_bits ? ' ' : '\n');
      }
  return g_string_free (text, FALSE);
}

/* The text line by line. */
typedef struct
{
  const char *at;
  const char *end;
  guint line; /* number of the next line, from 1 */
  const char *origin;
  GError **error;
} Lines;

G_GNUC_PRINTF (2, 3)
static gboolean
fail (Lines *lines, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (lines->error, LAB_ERROR, LAB_ERROR_MALFORMED, _ ("%s, line %u: %s"), lines->origin,
               lines->line, what);
  return FALSE;
}

static gboolean
is_blank (char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The next word of the line; FALSE at its end. A word longer than any number becomes "?". */
static gboolean
next_word (Lines *lines, char word[MAX_NUMBER + 1])
{
  guint length = 0;
  gboolean is_number = TRUE;

  while (lines->at < lines->end && is_blank (*lines->at))
    lines->at++;
  for (; lines->at < lines->end && *lines->at != '\n' && !is_blank (*lines->at); lines->at++)
    if (length < MAX_NUMBER)
      word[length++] = *lines->at;
    else
      is_number = FALSE;
  word[length] = '\0';
  if (!is_number)
    strcpy (word, "?");
  return length > 0;
}

static void
end_line (Lines *lines)
{
  if (lines->at < lines->end && *lines->at == '\n')
    lines->at++;
  lines->line++;
}

static gboolean
read_first_line (Lines *lines, LabCiphertext *ciphertext)
{
  const char *what = base_input_describe (lines->at, (gsize) (lines->end - lines->at));
  char word[MAX_NUMBER + 1];
  guint64 number;

  if (!next_word (lines, word) || !g_str_equal (word, NAME))
    return what == NULL || g_str_equal (what, base_input_describe ("text", 4))
               ? fail (lines, _ ("expected “%s %d N BITS”"), NAME, VERSION)
               : fail (lines, _ ("expected “%s %d N BITS”, but the file is %s"), NAME, VERSION,
                       what);
  next_word (lines, word);
  if (!g_ascii_string_to_unsigned (word, 10, VERSION, VERSION, &number, NULL))
    return fail (lines, _ ("only version %d of a ciphertext can be read"), VERSION);
  next_word (lines, word);
  if (!g_ascii_string_to_unsigned (word, 10, NC_MIN_KEY_BITS, NC_MAX_KEY_BITS, &number, NULL)
      || number % 2 != 0)
    return fail (lines, _ ("N, the bits of a block, must be an even number from %d to %d"),
                 NC_MIN_KEY_BITS, NC_MAX_KEY_BITS);
  ciphertext->key_bits = (guint) number;
  next_word (lines, word);
  if (!g_ascii_string_to_unsigned (word, 10, 0, 8 * LAB_MESSAGE_MAX_BYTES, &number, NULL))
    return fail (lines, _ ("BITS, the bits of the message, must be a number from 0 to %d"),
                 8 * LAB_MESSAGE_MAX_BYTES);
  ciphertext->n_bits = (guint) number;
  ciphertext->n_blocks = (ciphertext->n_bits + ciphertext->key_bits - 1) / ciphertext->key_bits;
  if (next_word (lines, word))
    return fail (lines, _ ("“%s %d N BITS” and nothing else is expected"), NAME, VERSION);
  end_line (lines);
  return TRUE;
}

static gboolean
read_number (const char *word, float *number)
{
  char *end;
  double value = g_ascii_strtod (word, &end);

  *number = (float) value;
  return *word != '\0' && *end == '\0' && strspn (word, "0123456789+-.eE") == strlen (word)
         && isfinite (*number);
}

static gboolean
read_block (Lines *lines, guint key_bits, float *numbers)
{
  char word[MAX_NUMBER + 1];

  for (guint i = 0; i < key_bits; i++)
    {
      if (!next_word (lines, word))
        return fail (lines, _ ("a block has %u numbers; this one has %u"), key_bits, i);
      if (!read_number (word, &numbers[i]))
        {
          g_autofree char *shown = base_text_cut (word, MAX_NUMBER + 1);

          return fail (lines, _ ("“%s” at position %u of %u is not a usable number"), shown, i + 1,
                       key_bits);
        }
    }
  if (next_word (lines, word))
    return fail (lines, _ ("a block has %u numbers; this one has more"), key_bits);
  end_line (lines);
  return TRUE;
}

/* A truncated number is still a number: only the end of its line shows that it is complete. Every
 * line written has one. There is no checksum, so that whoever studies a ciphertext can change a
 * number by hand. */
static gboolean
read_end (Lines *lines, guint n_blocks)
{
  for (; lines->at < lines->end; end_line (lines))
    {
      char word[MAX_NUMBER + 1];

      if (next_word (lines, word))
        return fail (lines, _ ("block %u is the last; nothing may follow it"), n_blocks);
    }
  if (lines->end[-1] == '\n')
    return TRUE;
  lines->line--;
  return fail (lines, _ ("the line does not end, so its last number may be truncated; if it is "
                         "complete, end it with a line break"));
}

static gboolean
check_range (Lines *lines, const LabCiphertext *ciphertext)
{
  const float *number = ciphertext->numbers;

  for (guint block = 0; block < ciphertext->n_blocks; block++)
    for (guint i = 0; i < ciphertext->key_bits; i++, number++)
      if (fabsf (*number) > MAX_SIZE)
        {
          lines->line = block + 2;
          return fail (lines, _ ("the number at position %u of %u is %g; Alice’s are from -1 to 1"),
                       i + 1, ciphertext->key_bits, (double) *number);
        }
  return TRUE;
}

LabCiphertext *
lab_ciphertext_parse (const char *text, gsize length, const char *origin, GError **error)
{
  g_autoptr (LabCiphertext) ciphertext = g_new0 (LabCiphertext, 1);
  Lines lines = { text, text + length, 1, origin, error };

  g_return_val_if_fail ((text != NULL || length == 0) && origin != NULL, NULL);

  if (length >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    lines.at += 3;
  if (!read_first_line (&lines, ciphertext))
    return NULL;
  /* A number takes at least two bytes, except perhaps the last of the text. */
  if ((gsize) ciphertext->n_blocks * ciphertext->key_bits
      > ((gsize) (lines.end - lines.at) + 1) / 2)
    {
      fail (&lines, _ ("%u bits need %u × %u numbers; the text is too short for them"),
            ciphertext->n_bits, ciphertext->n_blocks, ciphertext->key_bits);
      return NULL;
    }
  ciphertext->numbers = g_new (float, (gsize) ciphertext->n_blocks * ciphertext->key_bits);
  for (guint block = 0; block < ciphertext->n_blocks; block++)
    {
      if (lines.at == lines.end)
        {
          fail (&lines, _ ("the text ends here, before block %u of %u"), block + 1,
                ciphertext->n_blocks);
          return NULL;
        }
      if (!read_block (&lines, ciphertext->key_bits,
                       ciphertext->numbers + (gsize) block * ciphertext->key_bits))
        return NULL;
    }
  if (!read_end (&lines, ciphertext->n_blocks) || !check_range (&lines, ciphertext))
    return NULL;
  return g_steal_pointer (&ciphertext);
}
