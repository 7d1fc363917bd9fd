/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all fuzz targets share.
 */
#include "fuzz.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* GLib ends a program by SIGTRAP, of which libFuzzer knows nothing. */
static void
end (int number)
{
  abort ();
}

void
fuzz_start (void)
{
  signal (SIGTRAP, end);
  /* A warning of GLib is a finding: somebody asked it for what must not be asked. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_start ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  fuzz_read (bytes, n_bytes);
  return 0;
}

void
fuzz_assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, FUZZ_ORIGIN) || strlen (error->message) < 20)
    g_error ("“%s” does not say what is wrong where", error->message);
  if (!g_utf8_validate (error->message, -1, NULL))
    g_error ("an error is no UTF-8 text");
  for (const char *at = error->message; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      g_error ("“%s” holds a control character", error->message);
}

gboolean
fuzz_same_number (double a, double b)
{
  return (isnan (a) && isnan (b)) || memcmp (&a, &b, sizeof a) == 0;
}
