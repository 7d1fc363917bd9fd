/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What encrypt and decrypt share.
 */
#include "config.h"

#include "cli-message.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "base/file.h"

CliStatus
cli_message_load (const char *path, const char *hex, LabWeights **weights, GByteArray **key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWeights) read = NULL;
  guint key_bits;

  if (path == NULL || hex == NULL)
    {
      cli_complain (_ ("--weights with a weights file and --key with a key are needed"));
      return CLI_USAGE;
    }
  read = lab_weights_read (path, &error);
  if (read == NULL)
    {
      cli_complain ("%s", error->message);
      return CLI_FAILED;
    }
  key_bits = lab_experiment_get_setup (lab_weights_get_experiment (read))->key_bits;
  *key = lab_message_read_key (hex, key_bits, &error);
  if (*key == NULL)
    {
      cli_complain ("--key %s: %s", hex, error->message);
      return CLI_USAGE;
    }
  *weights = g_steal_pointer (&read);
  return CLI_DONE;
}

gboolean
cli_message_is_stream (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

gboolean
cli_message_check_output (const char *output, const char *weights)
{
  if (output == NULL || !cli_is_same_file (output, weights))
    return TRUE;
  cli_complain (_ ("%s holds the weights; write to another file"), output);
  return FALSE;
}

static GBytes *
read_stream (FILE *stream, const char *name, gsize max)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 part[4096];
  gsize n;

  errno = 0;
  while (bytes->len <= max && (n = fread (part, 1, sizeof part, stream)) > 0)
    g_byte_array_append (bytes, part, (guint) n);
  if (ferror (stream))
    {
      cli_complain (_ ("%s cannot be read: %s"), name, g_strerror (errno));
      return NULL;
    }
  if (bytes->len > max)
    {
      cli_complain (_ ("%s is too long; up to %u bytes are read"), name, (guint) max);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
cli_message_read (const char *path, gsize max)
{
  FILE *stream;
  GBytes *bytes;

  if (cli_message_is_stream (path))
    return read_stream (stdin, _ ("standard input"), max);
  stream = g_fopen (path, "rbe");
  if (stream == NULL)
    {
      cli_complain (_ ("%s cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  bytes = read_stream (stream, path, max);
  fclose (stream);
  return bytes;
}

CliStatus
cli_message_write (const char *path, const char *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;

  if (cli_message_is_stream (path))
    fwrite (bytes, 1, n_bytes, stdout); /* cli_finish() finds what is lost */
  else if (!base_file_write_bytes (path, bytes, n_bytes, &error))
    {
      cli_complain ("%s", error->message);
      return CLI_FAILED;
    }
  return CLI_DONE;
}
