/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by encrypt and decrypt.
 */
#include "config.h"

#include "cli/cli-message.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/file.h"
#include "base/input.h"

CliStatus
cli_message_load (const char *path,
                  const CliStandIn *stand_in,
                  const char *hex,
                  LabWeights **weights,
                  GByteArray **key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWeights) read = NULL;
  CliStatus status;
  guint key_bits;

  if (path == NULL || hex == NULL)
    {
      cli_complain (_ ("--weights with a weights file and --key with a key are required"));
      return CLI_USAGE;
    }
  read = cli_weights_read (path, stand_in, &status);
  if (read == NULL)
    return status;
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

CliStatus
cli_message_check_files (const char *weights,
                         const char *study,
                         const char *input,
                         const char *output)
{
  g_autoptr (BasePaths) paths = base_paths_new ();

  if (weights != NULL && input != NULL && base_input_is_standard (weights)
      && base_input_is_standard (input))
    {
      cli_complain (_ ("standard input cannot supply both the weights and the message; name a file "
                       "for one of them"));
      return CLI_USAGE;
    }
  if (study != NULL && input != NULL && base_input_is_standard (study)
      && base_input_is_standard (input))
    {
      cli_complain (_ ("standard input cannot supply both the study and the message; name a file "
                       "for one of them"));
      return CLI_USAGE;
    }
  base_paths_add_input (paths, weights);
  if (study != NULL)
    cli_add_study (paths, study);
  base_paths_add_input (paths, input);
  return cli_check_output (paths, output != NULL ? output : "-");
}

GBytes *
cli_message_read (const char *path, gsize max)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = base_input_read (path, max, &error);

  if (bytes == NULL)
    cli_complain ("%s", error->message);
  return bytes;
}

CliStatus
cli_message_write (const char *path, const char *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    fwrite (bytes, 1, n_bytes, stdout); /* cli_finish() detects write errors */
  else if (!base_file_write_bytes (path, bytes, n_bytes, &error))
    return cli_fail (error);
  return CLI_DONE;
}
