/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key decrypt: what a trained Bob reads from a ciphertext with a given key.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/input.h"
#include "base/path.h"
#include "cli/cli-message.h"

/* Input limit: the longest message, with room for blanks. */
#define MAX_TEXT (32 * 8 * LAB_MESSAGE_MAX_BYTES)

static CliStatus
write_bits (GByteArray *bits, gboolean as_hex, const char *output)
{
  g_autoptr (GBytes) bytes = NULL;
  CliStatus status;

  if (as_hex)
    {
      g_autofree char *hex = lab_message_to_hex (bits);
      g_autofree char *line = g_strconcat (hex, "\n", NULL);

      return cli_message_write (output, line, strlen (line));
    }
  bytes = lab_message_to_bytes (bits);
  status = cli_message_write (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if ((output == NULL || base_path_is_standard_output (output)) && isatty (STDOUT_FILENO))
    putchar ('\n'); /* puts the following prompt on its own line */
  return status;
}

static CliStatus
decrypt (const char *path,
         const CliStandIn *stand_in,
         const char *hex,
         const char *input,
         gboolean as_hex,
         const char *output)
{
  const char *source = input != NULL ? input : "-";
  g_autofree char *origin = base_input_get_name (source);
  g_autoptr (LabWeights) weights = NULL;
  g_autoptr (GByteArray) key = NULL;
  g_autoptr (GByteArray) bits = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (LabCiphertext) ciphertext = NULL;
  g_autoptr (GError) error = NULL;
  CliStatus status = cli_message_check_files (path, stand_in->study, source, output);

  if (status == CLI_DONE)
    status = cli_message_load (path, stand_in, hex, &weights, &key);
  if (status != CLI_DONE)
    return status;
  text = cli_message_read (source, MAX_TEXT);
  if (text == NULL)
    return CLI_FAILED;
  ciphertext = lab_ciphertext_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), origin,
                                     &error);
  if (ciphertext == NULL)
    {
      cli_complain ("%s", error->message);
      return CLI_FAILED;
    }
  bits = lab_message_decrypt (weights, key, ciphertext, &error);
  if (bits == NULL)
    {
      cli_complain ("%s: %s", origin, error->message);
      return CLI_FAILED;
    }
  return write_bits (bits, as_hex, output);
}

static char *weights_path;
static CliStandIn stand_in;
static char *key_text;
static char *output_path;
static gboolean in_hex;

static const GOptionEntry options[] = {
  { "weights", 'w', 0, G_OPTION_ARG_FILENAME, &weights_path,
    N_ ("Weights file of the trained networks"), N_ ("FILE.safetensors") },
  CLI_STAND_IN_ENTRIES (stand_in),
  { "key", 'k', 0, G_OPTION_ARG_STRING, &key_text,
    N_ ("Bob’s key, N bits in hexadecimal: Alice’s, with some bits flipped"), N_ ("HEX") },
  { "hex", 'x', 0, G_OPTION_ARG_NONE, &in_hex, N_ ("Print the message in hexadecimal"), NULL },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_path,
    N_ ("File to write instead of standard output"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

static CliStatus
run (int argc, char **argv)
{
  if (!cli_parse (&cli_command_decrypt, &argc, &argv))
    return CLI_USAGE;
  if (argc > 2)
    {
      cli_complain (_ ("decrypt takes one ciphertext, or none to read standard input"));
      return CLI_USAGE;
    }
  return decrypt (weights_path, &stand_in, key_text, argc > 1 ? argv[1] : NULL, in_hex,
                  output_path);
}

const CliCommand cli_command_decrypt = {
  .name = "decrypt",
  .arguments = N_ ("[FILE]"),
  .summary = N_ ("Decrypt a ciphertext with trained networks, for study"),
  .description = N_ ("FILE is a ciphertext written by encrypt; without it, standard input is read. "
                     "Bob may read some bits wrongly, with a fuzzy key or the true one: the bytes "
                     "are written as they come and may not be text. --hex shows them all.\n\n"
                     "This is for study. Nothing encrypted here is protected."),
  .options = options,
  .run = run,
};
