/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target "message": the text of a ciphertext. What is read is written and read back
 * to the bit, and not without its last byte; what is refused is refused with a sentence.
 */
#include "fuzz.h"

#include <string.h>

#include "lab/weights/lab-message.h"

static gsize
count_numbers (const LabCiphertext *ciphertext)
{
  return (gsize) ciphertext->n_blocks * ciphertext->key_bits;
}

void
fuzz_read (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabCiphertext) ciphertext
      = lab_ciphertext_parse ((const char *) bytes, n_bytes, FUZZ_ORIGIN, &error);
  g_autoptr (LabCiphertext) again = NULL;
  g_autoptr (LabCiphertext) cut = NULL;
  g_autofree char *text = NULL;

  if (ciphertext == NULL)
    {
      fuzz_assert_sentence (error);
      return;
    }
  text = lab_ciphertext_to_text (ciphertext);
  again = lab_ciphertext_parse (text, strlen (text), FUZZ_ORIGIN, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->key_bits, ==, ciphertext->key_bits);
  g_assert_cmpuint (again->n_bits, ==, ciphertext->n_bits);
  g_assert_cmpmem (again->numbers, count_numbers (again) * sizeof (float), ciphertext->numbers,
                   count_numbers (ciphertext) * sizeof (float));
  cut = lab_ciphertext_parse (text, strlen (text) - 1, FUZZ_ORIGIN, &error);
  g_assert_null (cut);
  fuzz_assert_sentence (error);
}

gboolean
fuzz_try (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (LabCiphertext) ciphertext
      = lab_ciphertext_parse ((const char *) bytes, n_bytes, FUZZ_ORIGIN, error);

  return ciphertext != NULL;
}
