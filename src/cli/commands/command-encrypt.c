/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key encrypt: what a trained Alice makes of a message. For study only: it protects nothing.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/cli-message.h"

/* The message's bits; NULL after a sentence, with the exit status in @status. */
static GByteArray *
read_message (const char *text, const char *hex, CliStatus *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GByteArray *bits;

  *status = CLI_USAGE;
  if (hex != NULL)
    {
      bits = lab_message_from_hex (hex, &error);
      if (bits == NULL)
        cli_complain ("--message-hex: %s", error->message);
      return bits;
    }
  if (text != NULL && strlen (text) > LAB_MESSAGE_MAX_BYTES)
    {
      cli_complain (_ ("--text is too long; a message has at most %d bytes"),
                    LAB_MESSAGE_MAX_BYTES);
      return NULL;
    }
  if (text != NULL)
    return lab_message_from_bytes ((const guint8 *) text, strlen (text));

  *status = CLI_FAILED;
  bytes = cli_message_read ("-", LAB_MESSAGE_MAX_BYTES);
  if (bytes == NULL)
    return NULL;
  return lab_message_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static CliStatus
encrypt (const char *path,
         const CliStandIn *stand_in,
         const char *hex,
         const char *text,
         const char *message,
         const char *output)
{
  g_autoptr (LabWeights) weights = NULL;
  g_autoptr (GByteArray) key = NULL;
  g_autoptr (GByteArray) bits = NULL;
  g_autoptr (LabCiphertext) ciphertext = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  gboolean is_given = text != NULL || message != NULL;
  CliStatus status = cli_message_check_files (path, stand_in->study, is_given ? NULL : "-", output);

  if (status == CLI_DONE)
    status = cli_message_load (path, stand_in, hex, &weights, &key);
  if (status != CLI_DONE)
    return status;
  bits = read_message (text, message, &status);
  if (bits == NULL)
    return status;
  ciphertext = lab_message_encrypt (weights, key, bits, &error);
  if (ciphertext == NULL)
    {
      cli_complain ("%s: %s", path, error->message);
      return CLI_FAILED;
    }
  written = lab_ciphertext_to_text (ciphertext);
  return cli_message_write (output, written, strlen (written));
}

static char *weights_path;
static CliStandIn stand_in;
static char *key_text;
static char *message_text;
static char *message_hex;
static char *output_path;

static const GOptionEntry options[] = {
  { "weights", 'w', 0, G_OPTION_ARG_FILENAME, &weights_path,
    N_ ("Weights file of the trained networks"), N_ ("FILE.safetensors") },
  CLI_STAND_IN_ENTRIES (stand_in),
  { "key", 'k', 0, G_OPTION_ARG_STRING, &key_text, N_ ("Alice’s key, N bits in hexadecimal"),
    N_ ("HEX") },
  /* Kept byte for byte, like file names. */
  { "text", 't', G_OPTION_FLAG_FILENAME, G_OPTION_ARG_STRING, &message_text,
    N_ ("Message to encrypt"), N_ ("TEXT") },
  { "message-hex", 0, 0, G_OPTION_ARG_STRING, &message_hex,
    N_ ("Message in hexadecimal, instead of --text"), N_ ("HEX") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_path,
    N_ ("File to write instead of standard output"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

static CliStatus
run (int argc, char **argv)
{
  if (!cli_parse (&cli_command_encrypt, &argc, &argv))
    return CLI_USAGE;
  if (argc != 1)
    {
      cli_complain (_ ("encrypt takes its message from --text, --message-hex or standard input; "
                       "“%s” is none of these"),
                    argv[1]);
      return CLI_USAGE;
    }
  if (message_text != NULL && message_hex != NULL)
    {
      cli_complain (_ ("give either --text or --message-hex, not both"));
      return CLI_USAGE;
    }
  return encrypt (weights_path, &stand_in, key_text, message_text, message_hex, output_path);
}

const CliCommand cli_command_encrypt = {
  .name = "encrypt",
  .arguments = "",
  .summary = N_ ("Encrypt a message with trained networks, for study"),
  .description = N_ ("Without --text or --message-hex, the message is read from standard input. "
                     "Its bits, the most significant of each byte first, are split into blocks of "
                     "N; the last block is padded with zero bits. The ciphertext is text: a first "
                     "line “fuzzy-key-ciphertext 1 N BITS”, then N numbers per block.\n\n"
                     "This is for study. Nothing encrypted here is protected."),
  .options = options,
  .run = run,
};
