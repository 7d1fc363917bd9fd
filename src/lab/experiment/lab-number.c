/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number as text.
 */
#include "lab/experiment/lab-number.h"

#include <math.h>
#include <string.h>

void
lab_number_write (double number, char digits[G_ASCII_DTOSTR_BUF_SIZE])
{
  for (int precision = 1; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, G_ASCII_DTOSTR_BUF_SIZE, format, number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }
}

gboolean
lab_number_read (const char *text, double *number)
{
  char *end;

  /* Only digits, point and exponent: strtod would also accept nan, inf and 0x1p3. */
  if (*text == '\0' || strspn (text, "0123456789.eE+-") != strlen (text))
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*number);
}
