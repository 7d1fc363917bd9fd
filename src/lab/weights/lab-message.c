/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages as bits.
 */
#include "config.h"

#include "lab/weights/lab-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
append_bits (GByteArray *bits, guint number, guint n_bits)
{
  while (n_bits-- > 0)
    {
      guint8 bit = number >> n_bits & 1;

      g_byte_array_append (bits, &bit, 1);
    }
}

GByteArray *
lab_message_from_bytes (const guint8 *bytes, gsize n_bytes)
{
  GByteArray *bits;

  g_return_val_if_fail (n_bytes <= LAB_MESSAGE_MAX_BYTES, NULL);

  bits = g_byte_array_sized_new ((guint) n_bytes * 8);
  for (gsize i = 0; i < n_bytes; i++)
    append_bits (bits, bytes[i], 8);
  return bits;
}

GByteArray *
lab_message_from_hex (const char *hex, GError **error)
{
  g_autoptr (GByteArray) bits = g_byte_array_new ();

  g_return_val_if_fail (hex != NULL, NULL);

  if (strlen (hex) > 2 * LAB_MESSAGE_MAX_BYTES)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("more than %d hexadecimal digits; a message has at most %d bytes"),
                   2 * LAB_MESSAGE_MAX_BYTES, LAB_MESSAGE_MAX_BYTES);
      return NULL;
    }
  if (g_ascii_strncasecmp (hex, "0x", 2) == 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("write the hexadecimal digits without “%.2s” before them"), hex);
      return NULL;
    }
  for (const char *at = hex; *at != '\0'; at++)
    {
      if (g_ascii_isspace (*at))
        {
          g_set_error (
              error, LAB_ERROR, LAB_ERROR_VALUE,
              _ ("write the hexadecimal digits without spaces before, between or after them"));
          return NULL;
        }
      if (!g_ascii_isxdigit (*at))
        {
          g_autofree char *valid = g_utf8_make_valid (at, -1);
          g_autofree char *first = g_utf8_substring (valid, 0, 1);

          g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                       _ ("“%s” is not a hexadecimal digit; allowed: 0 to 9 and a to f"), first);
          return NULL;
        }
      append_bits (bits, (guint) g_ascii_xdigit_value (*at), 4);
    }
  return g_steal_pointer (&bits);
}

/* Bits first … first + n_bits - 1 as a number, padded with zero bits. */
static guint
get_number (GByteArray *bits, guint first, guint n_bits)
{
  guint number = 0;

  for (guint i = first; i < first + n_bits; i++)
    number = 2 * number + (i < bits->len ? bits->data[i] : 0);
  return number;
}

GBytes *
lab_message_to_bytes (GByteArray *bits)
{
  gsize n_bytes = ((gsize) bits->len + 7) / 8;
  guint8 *bytes = g_malloc (n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    bytes[i] = (guint8) get_number (bits, (guint) i * 8, 8);
  return g_bytes_new_take (bytes, n_bytes);
}

char *
lab_message_to_hex (GByteArray *bits)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; i < bits->len; i += 4)
    g_string_append_c (hex, "0123456789abcdef"[get_number (bits, i, 4)]);
  return g_string_free (hex, FALSE);
}

GByteArray *
lab_message_read_key (const char *hex, guint key_bits, GError **error)
{
  g_autoptr (GByteArray) key = lab_message_from_hex (hex, error);
  guint n_digits = (key_bits + 3) / 4;

  if (key == NULL)
    return NULL;
  if (key->len != 4 * n_digits)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("a key has %u bits here, which is %u hexadecimal digits, not %u"), key_bits,
                   n_digits, key->len / 4);
      return NULL;
    }
  for (guint i = key_bits; i < key->len; i++)
    if (key->data[i] != 0)
      {
        g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                     _ ("a key has %u bits here, so the last %u of its last digit must be 0"),
                     key_bits, key->len - key_bits);
        return NULL;
      }
  g_byte_array_set_size (key, key_bits);
  return g_steal_pointer (&key);
}
