/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key encrypt and decrypt: a message there and back, by every way in and
 * out, and what they do not take.
 */
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"
#include "lab/weights/lab-message.h"
#include "weights-fixture.h"

#define TEXT "Grüße from Alice"

static const char *program;

/* Trained until Bob understands, without fuzziness: N = 8. */
static char *folder;
static char *weights;
static char *wide; /* N = 10, hardly trained */

static void
make_weights (void)
{
  static const char *const settings[] = { "parties.key-bits=8", "parties.key-difference=0", NULL };
  static const char *const wide_settings[] = { "parties.key-bits=10", NULL };
  g_autoptr (LabWeights) trained = fixture_train_study ("figure-3-inferred", settings, 1, 4000);
  g_autoptr (LabWeights) untrained = fixture_train_study ("figure-7", wide_settings, 1, 5);

  folder = fixture_make_folder ();
  weights = g_build_filename (folder, "a.safetensors", NULL);
  wide = g_build_filename (folder, "wide.safetensors", NULL);
  g_assert_true (lab_weights_write (trained, weights, NULL));
  g_assert_true (lab_weights_write (untrained, wide, NULL));
}

/* What the program makes of @input, which must be well. */
static GBytes *
pipe_through (const void *input, gsize size, const char *const *arguments)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) in = g_bytes_new (input, size);
  g_autoptr (GBytes) complaints = NULL;
  GBytes *out = NULL;

  g_ptr_array_add (all, (char *) program);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (all, (char *) *arguments);
  g_ptr_array_add (all, NULL);
  process = g_subprocess_newv ((const char *const *) all->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, in, NULL, &out, &complaints, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_cmpuint (g_bytes_get_size (complaints), ==, 0);
  return out;
}

static guint
count_wrong_bits (const guint8 *a, const guint8 *b, gsize n_bytes)
{
  guint wrong = 0;

  for (gsize i = 0; i < n_bytes; i++)
    for (guint bit = 0; bit < 8; bit++)
      wrong += (a[i] ^ b[i]) >> bit & 1;
  return wrong;
}

/* What comes out of decrypt is what Bob reads; he has learnt to. */
static void
test_there_and_back (void)
{
  const char *const encrypt[] = { "encrypt", "--weights", weights, "--key", "C5", NULL };
  const char *const decrypt[] = { "decrypt", "--weights", weights, "--key", "c5", NULL };
  guint8 message[256];
  g_autoptr (GBytes) ciphertext = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (LabWeights) networks = lab_weights_read (weights, NULL);
  g_autoptr (GByteArray) key = lab_message_read_key ("c5", 8, NULL);
  g_autoptr (GByteArray) bits = NULL;
  g_autoptr (LabCiphertext) expected = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < sizeof message; i++) /* every byte, NUL too */
    message[i] = (guint8) i;
  ciphertext = pipe_through (message, sizeof message, encrypt);
  bits = lab_message_from_bytes (message, sizeof message);
  expected = lab_message_encrypt (networks, key, bits, NULL);
  text = lab_ciphertext_to_text (expected);
  g_assert_true (g_str_has_prefix (text, "fuzzy-key-ciphertext 1 8 2048\n"));
  g_assert_cmpmem (g_bytes_get_data (ciphertext, NULL), g_bytes_get_size (ciphertext), text,
                   strlen (text));

  back = pipe_through (text, strlen (text), decrypt);
  g_assert_cmpuint (g_bytes_get_size (back), ==, sizeof message);
  g_assert_cmpuint (count_wrong_bits (g_bytes_get_data (back, NULL), message, sizeof message), <,
                    2048 / 20);
}

/* The same message by option, in hexadecimal and by standard input, and out to a file. */
static void
test_ways (void)
{
  const char *const piped[] = { "encrypt", "-w", weights, "-k", "c5", NULL };
  g_autofree char *path = g_build_filename (folder, "c.txt", NULL);
  g_auto (Result) text = fixture_succeed ("encrypt", "-w", weights, "-k", "c5", "-t", TEXT, NULL);
  g_auto (Result) hex = fixture_succeed ("encrypt", "-w", weights, "-k", "c5", "--message-hex",
                                         "4772c3bcc39F652066726f6d20416c696365", NULL);
  g_autoptr (GBytes) input = pipe_through (TEXT, strlen (TEXT), piped);
  const char *const from_stream[] = { "decrypt", "-w", weights, "-k", "c5", "-", NULL };
  g_auto (Result) to_file = { 0 }, out = { 0 };
  g_auto (Result) bytes = { 0 };
  g_auto (Result) digits = { 0 };
  g_autofree char *written = NULL;
  g_autofree char *decrypted = g_build_filename (folder, "p.txt", NULL);
  g_auto (Result) quiet = { 0 };
  g_autofree char *plain = NULL;

  g_assert_cmpstr (hex.out, ==, text.out);
  g_assert_cmpmem (g_bytes_get_data (input, NULL), g_bytes_get_size (input), text.out,
                   strlen (text.out));
  fixture_write (path, "former");
  to_file = fixture_succeed ("encrypt", "-w", weights, "-k", "c5", "-t", TEXT, "-o", path, NULL);
  g_assert_cmpstr (to_file.out, ==, "");
  written = fixture_read (path);
  g_assert_cmpstr (written, ==, text.out);

  out = fixture_succeed ("encrypt", "-w", weights, "-k", "c5", "-t", TEXT, "-o", "-", NULL);
  g_assert_cmpstr (out.out, ==, text.out);
  g_clear_pointer (&input, g_bytes_unref);
  input = pipe_through (text.out, strlen (text.out), from_stream);

  bytes = fixture_succeed ("decrypt", "-w", weights, "-k", "c5", path, NULL);
  g_assert_cmpmem (g_bytes_get_data (input, NULL), g_bytes_get_size (input), bytes.out,
                   strlen (bytes.out));
  digits = fixture_succeed ("decrypt", "-w", weights, "-k", "c5", "--hex", path, NULL);
  quiet = fixture_succeed ("decrypt", "-w", weights, "-k", "c5", path, "-o", decrypted, NULL);
  plain = fixture_read (decrypted);
  g_assert_cmpstr (plain, ==, bytes.out);
  g_assert_cmpstr (quiet.out, ==, "");
  g_assert_cmpuint (strlen (digits.out), ==, 2 * strlen (TEXT) + 1);
  for (guint i = 0; i < strlen (bytes.out); i++)
    g_assert_cmpint (16 * g_ascii_xdigit_value (digits.out[2 * i])
                         + g_ascii_xdigit_value (digits.out[2 * i + 1]),
                     ==, (guchar) bytes.out[i]);
}

/* Whatever a fuzzy key makes Bob read, it is as long as the message. */
static void
test_fuzzy_key (void)
{
  g_autofree char *path = g_build_filename (folder, "fuzzy.txt", NULL);
  g_auto (Result) there
      = fixture_succeed ("encrypt", "-w", weights, "-k", "00", "-t", TEXT, "-o", path, NULL);
  g_auto (Result) back
      = fixture_succeed ("decrypt", "-w", weights, "-k", "ff", "--hex", path, NULL);

  g_assert_cmpuint (strlen (back.out), ==, 2 * strlen (TEXT) + 1);
}

/* N = 10: three digits a key, and no message fills its blocks. */
static void
test_odd_blocks (void)
{
  g_autofree char *path = g_build_filename (folder, "wide.txt", NULL);
  g_auto (Result) there = fixture_succeed ("encrypt", "-w", wide, "-k", "a5c", "--message-hex",
                                           "123", "-o", path, NULL);
  g_auto (Result) back = fixture_succeed ("decrypt", "-w", wide, "-k", "a5c", "--hex", path, NULL);
  g_auto (Result) nothing = fixture_succeed ("encrypt", "-w", wide, "-k", "a5c", "-t", "", NULL);
  g_autofree char *text = fixture_read (path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpstr (lines[0], ==, "fuzzy-key-ciphertext 1 10 12");
  g_assert_cmpuint (g_strv_length (lines), ==, 4); /* the last is empty */
  g_assert_cmpuint (strlen (back.out), ==, 4);
  g_assert_cmpstr (nothing.out, ==, "fuzzy-key-ciphertext 1 10 0\n");
  fixture_refuse (2, "--key|3 hexadecimal digits|not 4", "encrypt", "-w", wide, "-k", "a5c0", "-t",
                  "x", NULL);
  fixture_refuse (2, "--key|last 2", "encrypt", "-w", wide, "-k", "a5d", "-t", "x", NULL);
  fixture_refuse (1, "wide.txt|blocks of 10 bits|blocks of 8", "decrypt", "-w", weights, "-k", "c5",
                  path, NULL);
}

/* The weights without what they say of themselves, as Python leaves them. */
static char *
write_lost (void)
{
  g_autoptr (LabWeights) networks = lab_weights_read (weights, NULL);
  g_autoptr (GBytes) bytes = lab_weights_to_bytes (networks, "a", NULL);
  const char *start = g_bytes_get_data (bytes, NULL);
  const char *end = strchr (start + 8, '}') + 2; /* of the metadata, and a comma */
  char *path = g_build_filename (folder, "lost.safetensors", NULL);
  g_autoptr (GString) lost = g_string_new (NULL);
  guint64 length;

  memcpy (&length, start, sizeof length);
  length = GUINT64_FROM_LE (length);
  g_string_append_c (lost, '{');
  g_string_append_len (lost, end, start + 8 + length - end);
  length = GUINT64_TO_LE ((guint64) lost->len);
  g_string_append_len (
      lost, start + 8 + GUINT64_FROM_LE (*(const guint64 *) start),
      (gssize) (g_bytes_get_size (bytes) - 8 - GUINT64_FROM_LE (*(const guint64 *) start)));
  g_string_prepend_len (lost, (const char *) &length, sizeof length);
  g_assert_true (g_file_set_contents (path, lost->str, (gssize) lost->len, NULL));
  return path;
}

#define LOST(command) command, "-w", lost, "-k", "c5", "--experiment"

/* A study stands in for lost metadata, where its networks fit. */
static void
test_stand_in (void)
{
  g_autofree char *lost = write_lost ();
  g_autofree char *study = g_build_filename (folder, "study.ini", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.ini", NULL);
  g_autofree char *message = g_build_filename (folder, "message.txt", NULL);
  const char *const piped[]
      = { "encrypt", "-w", "-", "-k", "c5", "-t", TEXT, "--experiment", plain, NULL };
  g_auto (Result) expected
      = fixture_succeed ("encrypt", "-w", weights, "-k", "c5", "-t", TEXT, "-o", message, NULL);
  g_auto (Result) there = { 0 }, back = { 0 }, expected_back = { 0 }, audit = { 0 };
  g_autofree char *text = fixture_read (message);
  g_autofree char *bytes = NULL;
  g_autoptr (GBytes) out = NULL;
  gsize n_bytes;

  fixture_write (study, "[study]\nreading=inferred\n[parties]\nkey-bits=8\n[curve n = 0]\n"
                        "parties.key-difference=0\n[curve n = 1]\nparties.key-difference=1\n"
                        "[curve wide]\nbob.dense=tanh;sigmoid\n");
  fixture_write (plain, "[study]\nreading=inferred\n[parties]\nkey-bits=8\nkey-difference=0\n");
  there = fixture_succeed (LOST ("encrypt"), study, "--curve", "n = 0", "-t", TEXT, NULL);
  g_assert_cmpstr (there.out, ==, text);
  back = fixture_succeed (LOST ("decrypt"), plain, "--hex", message, NULL);
  expected_back = fixture_succeed ("decrypt", "-w", weights, "-k", "c5", "--hex", message, NULL);
  g_assert_cmpstr (back.out, ==, expected_back.out);
  g_assert_true (g_file_get_contents (lost, &bytes, &n_bytes, NULL));
  out = pipe_through (bytes, n_bytes, piped);
  g_assert_cmpmem (g_bytes_get_data (out, NULL), g_bytes_get_size (out), text, strlen (text));

  audit = fixture_succeed ("audit", lost, "--experiment", plain, "--quick", "--instruments",
                           "channel", "--no-store", "--json", NULL);
  g_assert_nonnull (strstr (audit.out, "\"iterations\":null"));
  g_assert_nonnull (strstr (audit.out, "\"run_seed\":null"));
  g_clear_pointer (&audit.out, g_free);
  g_clear_pointer (&audit.err, g_free);
  audit = fixture_succeed ("audit", lost, "--experiment", plain, "--quick", "--instruments",
                           "channel", "--no-store", NULL);
  g_assert_nonnull (strstr (audit.out, "unknown"));

  fixture_refuse (1, "save_file|metadata=|--experiment STUDY", "decrypt", "-w", lost, "-k", "c5",
                  message, NULL);
  fixture_refuse (1, "save_file|--experiment STUDY", "audit", lost, "--no-store", NULL);
  fixture_refuse (2, "3 curves|--curve|“n = 0”, “n = 1”, “wide”", LOST ("encrypt"), study, "-t",
                  "x", NULL);
  fixture_refuse (2, "--curve n=1|did you mean “n = 1”?", LOST ("encrypt"), study, "--curve", "n=1",
                  "-t", "x", NULL);
  fixture_refuse (2, "--curve a|no curves", LOST ("encrypt"), plain, "--curve", "a", "-t", "x",
                  NULL);
  fixture_refuse (1, "no bob.dense.1.weight", LOST ("encrypt"), study, "--curve", "wide", "-t", "x",
                  NULL);
  fixture_refuse (1, "has the shape", LOST ("encrypt"), "figure-3-inferred", "--curve", "n = 1",
                  "-t", "x", NULL);
  fixture_refuse (2, "--curve|--experiment", "encrypt", "-w", lost, "-k", "c5", "-t", "x",
                  "--curve", "a", NULL);
  fixture_refuse (1, "leave --experiment out", "encrypt", "-w", weights, "-k", "c5", "-t", "x",
                  "--experiment", study, "--curve", "n = 1", NULL);
  fixture_refuse (2, "standard input", "encrypt", "-w", "-", "-k", "c5", "-t", "x", "--experiment",
                  "-", NULL);
  fixture_refuse (2, "standard input", LOST ("decrypt"), "-", NULL);
  fixture_refuse (2, "--experiment|only to weights files", "audit", "3", "--experiment", plain,
                  NULL);
  fixture_write (plain, "[study]\nreading=inferred\n[parties]\nkey-bits=8\nkey-difference=1\n"
                        "fuzzing=fixed\n");
  fixture_refuse (1, "seed|fixed", "audit", lost, "--experiment", plain, "--no-store", NULL);
}

static void
test_typed (void)
{
  fixture_refuse (2, "--weights|--key", "encrypt", NULL);
  fixture_refuse (2, "--weights|--key", "encrypt", "-w", weights, "-t", "x", NULL);
  fixture_refuse (2, "--weights|--key", "decrypt", "-k", "c5", NULL);
  fixture_refuse (2, "--text|“x”", "encrypt", "-w", weights, "-k", "c5", "x", NULL);
  fixture_refuse (2, "--text|--message-hex", "encrypt", "-w", weights, "-k", "c5", "-t", "x",
                  "--message-hex", "00", NULL);
  fixture_refuse (2, "--message-hex|“g”", "encrypt", "-w", weights, "-k", "c5", "--message-hex",
                  "0g", NULL);
  fixture_refuse (2, "--key|2 hexadecimal digits|not 3", "encrypt", "-w", weights, "-k", "c55",
                  "-t", "x", NULL);
  fixture_refuse (2, "--key|without “0x”", "decrypt", "-w", weights, "-k", "0xc5", NULL);
  fixture_refuse (2, "--key|without spaces", "decrypt", "-w", weights, "-k", "c 5", NULL);
  fixture_refuse (2, "--message-hex|without “0x”", "encrypt", "-w", weights, "-k", "c5",
                  "--message-hex", "0x00", NULL);
  fixture_refuse (2, "is also read as input", "encrypt", "-w", weights, "-k", "c5", "-t", "x", "-o",
                  weights, NULL);
  fixture_refuse (2, "is also read as input", "decrypt", "-w", weights, "-k", "c5", "-o", weights,
                  NULL);
  fixture_refuse (2, "one ciphertext", "decrypt", "-w", weights, "-k", "c5", "a", "b", NULL);
}

static void
test_files (void)
{
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *far = g_build_filename (folder, "no", "c.txt", NULL);
  g_autofree char *wrong = g_build_filename (folder, "wrong", NULL);
  g_autofree char *large = g_strnfill (65537, 'x');

  fixture_refuse (1, missing, "encrypt", "-w", missing, "-k", "c5", "-t", "x", NULL);
  fixture_refuse (1, missing, "decrypt", "-w", weights, "-k", "c5", missing, NULL);
  fixture_refuse (1, folder, "decrypt", "-w", weights, "-k", "c5", folder, NULL);
  fixture_refuse (1, far, "encrypt", "-w", weights, "-k", "c5", "-t", "x", "-o", far, NULL);
  fixture_refuse (1, "standard input, line 1", "decrypt", "-w", weights, "-k", "c5", NULL);
  fixture_write (wrong, "not weights");
  fixture_refuse (1, wrong, "encrypt", "-w", wrong, "-k", "c5", "-t", "x", NULL);
  fixture_write (wrong, "fuzzy-key-ciphertext 1 8 8\n1 2 3 4 5 6 7\n");
  fixture_refuse (1, "wrong, line 2|8 numbers", "decrypt", "-w", weights, "-k", "c5", wrong, NULL);
  fixture_refuse (2, "--text|65536", "encrypt", "-w", weights, "-k", "c5", "-t", large, NULL);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_init (&argc, &argv);
  program = argv[1];
  make_weights ();
  g_test_add_func ("/cli/encrypt/there-and-back", test_there_and_back);
  g_test_add_func ("/cli/encrypt/ways", test_ways);
  g_test_add_func ("/cli/encrypt/fuzzy-key", test_fuzzy_key);
  g_test_add_func ("/cli/encrypt/odd-blocks", test_odd_blocks);
  g_test_add_func ("/cli/encrypt/stand-in", test_stand_in);
  g_test_add_func ("/cli/encrypt/typed", test_typed);
  g_test_add_func ("/cli/encrypt/files", test_files);
  status = g_test_run ();
  fixture_remove_folder (folder);
  g_free (weights);
  g_free (wide);
  return status;
}
