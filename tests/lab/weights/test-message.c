/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages: bits, bytes and hexadecimal digits; the text of a ciphertext; and a
 * message through trained networks.
 */
#include <string.h>

#include "engine/training/nc-cipher.h"
#include "lab-fixture.h"
#include "lab/weights/lab-message.h"
#include "weights-fixture.h"

static GByteArray *
from_hex (const char *hex)
{
  g_autoptr (GError) error = NULL;
  GByteArray *bits = lab_message_from_hex (hex, &error);

  g_assert_no_error (error);
  return bits;
}

static void
assert_bits (GByteArray *bits, const char *expected)
{
  g_assert_cmpuint (bits->len, ==, strlen (expected));
  for (guint i = 0; i < bits->len; i++)
    g_assert_cmpuint (bits->data[i], ==, (guint) (expected[i] - '0'));
}

static void
test_bits (void)
{
  static const guint8 bytes[] = { 0x00, 0x80, 0x01, 0xff, 0xa5 };
  g_autoptr (GByteArray) bits = lab_message_from_bytes (bytes, sizeof bytes);
  g_autoptr (GBytes) again = lab_message_to_bytes (bits);
  g_autofree char *hex = lab_message_to_hex (bits);
  g_autoptr (GByteArray) from = from_hex ("008001FFa5");
  g_autoptr (GByteArray) odd = from_hex ("a5c");
  g_autoptr (GBytes) filled = lab_message_to_bytes (odd);
  g_autoptr (GByteArray) none = from_hex ("");
  g_autofree char *no_hex = lab_message_to_hex (none);

  assert_bits (bits, "0000000010000000000000011111111110100101");
  assert_bits (from, "0000000010000000000000011111111110100101");
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), bytes, sizeof bytes);
  g_assert_cmpstr (hex, ==, "008001ffa5");
  assert_bits (odd, "101001011100");
  g_assert_cmpmem (g_bytes_get_data (filled, NULL), g_bytes_get_size (filled), "\xa5\xc0", 2);
  g_byte_array_set_size (odd, 10);
  g_free (hex);
  hex = lab_message_to_hex (odd);
  g_assert_cmpstr (hex, ==, "a5c");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (no_hex, ==, "");
}

static void
refuse_key (const char *hex, guint key_bits, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_message_read_key (hex, key_bits, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
}

static void
test_key (void)
{
  g_autoptr (GByteArray) key = lab_message_read_key ("A5", 8, NULL);
  g_autoptr (GByteArray) ten = lab_message_read_key ("a5c", 10, NULL);
  g_autofree char *long_message = g_strnfill (2 * LAB_MESSAGE_MAX_BYTES + 1, '0');

  assert_bits (key, "10100101");
  assert_bits (ten, "1010010111");
  refuse_key ("a5", 10, "3 hexadecimal digits, not 2");
  refuse_key ("a5c0", 10, "3 hexadecimal digits, not 4");
  refuse_key ("a5d", 10, "the last 2");
  refuse_key ("", 8, "not 0");
  refuse_key ("0xa5", 8, "without “0x”");
  refuse_key ("0XA5", 16, "without “0X”");
  refuse_key ("a5 ", 8, "without spaces");
  refuse_key (" a5", 8, "without spaces");
  refuse_key ("a 5", 8, "without spaces");
  refuse_key ("a5\n", 8, "without spaces");
  refuse_key ("a:5", 8, "“:”");
  refuse_key ("a5h", 8, "“h”");
  refuse_key ("a", 8, "2 hexadecimal digits, not 1");
  refuse_key ("aé", 8, "“é”");
  refuse_key ("\xff\xff", 8, "is not a hexadecimal digit");
  refuse_key (long_message, 8, "at most 65536 bytes");
}

/* Numbers of every size come back to the bit. */
static void
test_text (void)
{
  static const float numbers[] = { 0,        -0.0f,         1,           -1,
                                   0.1f,     1 / 3.0f,      0.99999994f, 1e-30f,
                                   1.4e-45f, -1.17549e-38f, -0.9999999f, -0.12345678f,
                                   1e-5f,    1.0000001f,    -1.0000002f, 0.0123456784f };
  LabCiphertext ciphertext = { 8, 11, 2, (float *) numbers };
  g_autofree char *text = lab_ciphertext_to_text (&ciphertext);
  g_autofree char *windows = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabCiphertext) again = lab_ciphertext_parse (text, strlen (text), "a", &error);
  g_autoptr (LabCiphertext) other = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "fuzzy-key-ciphertext 1 8 11\n0 -0 1 -1 0.100000001 "));
  g_assert_cmpuint (g_strv_length (lines), ==, 4); /* the last is empty */
  g_assert_cmpuint (again->key_bits, ==, 8);
  g_assert_cmpuint (again->n_bits, ==, 11);
  g_assert_cmpuint (again->n_blocks, ==, 2);
  g_assert_cmpmem (again->numbers, sizeof numbers, numbers, sizeof numbers);

  g_free (lines[0]);
  lines[0] = g_strdup ("\xef\xbb\xbf"
                       "fuzzy-key-ciphertext 1 8 11");
  windows = g_strjoinv ("\r\n", lines);
  other = lab_ciphertext_parse (windows, strlen (windows), "a", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (other->numbers, sizeof numbers, numbers, sizeof numbers);
}

static void
test_no_blocks (void)
{
  static const char text[] = "fuzzy-key-ciphertext 1 16 0\n";
  g_autoptr (LabCiphertext) empty = lab_ciphertext_parse (text, strlen (text), "a", NULL);
  g_autofree char *again = lab_ciphertext_to_text (empty);

  g_assert_cmpuint (empty->n_blocks, ==, 0);
  g_assert_cmpstr (again, ==, text);
}

#define HEAD "fuzzy-key-ciphertext 1 8 8\n"
#define BLOCK "1 2 3 4 5 6 7 8"

static void
test_malformed (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "line 1: expected “fuzzy-key-ciphertext 1 N BITS”" },
    { "\n" HEAD BLOCK, "line 1" },
    { "fuzzy-key-ciphertexts 1 8 8\n" BLOCK, "line 1" },
    { "fuzzy-key-ciphertext", "version 1" },
    { "fuzzy-key-ciphertext 2 8 8\n" BLOCK, "version 1" },
    { "fuzzy-key-ciphertext 1 9 8\n" BLOCK, "even number from 8 to 256" },
    { "fuzzy-key-ciphertext 1 6 8\n" BLOCK, "even number" },
    { "fuzzy-key-ciphertext 1 258 8\n" BLOCK, "even number" },
    { "fuzzy-key-ciphertext 1 -8 8\n" BLOCK, "even number" },
    { "fuzzy-key-ciphertext 1 8\n" BLOCK, "BITS" },
    { "fuzzy-key-ciphertext 1 8 -1\n" BLOCK, "BITS" },
    { "fuzzy-key-ciphertext 1 8 524289\n" BLOCK, "0 to 524288" },
    { "fuzzy-key-ciphertext 1 8 18446744073709551624\n" BLOCK, "0 to 524288" },
    { "fuzzy-key-ciphertext 1 8 524288\n" BLOCK, "65536 × 8 numbers" },
    { "fuzzy-key-ciphertext 1 8 8 8\n" BLOCK, "nothing else" },
    { "fuzzy-key-ciphertext 1 8 8", "too short" },
    { HEAD "1 2 3 4 5 6 7\n         ", "line 2: a block has 8 numbers; this one has 7" },
    { HEAD BLOCK " 9", "line 2: a block has 8 numbers; this one has more" },
    { HEAD BLOCK "\n\n" BLOCK, "line 4: block 1 is the last" },
    { HEAD "\n" BLOCK, "line 2: a block has 8 numbers; this one has 0" },
    { "fuzzy-key-ciphertext 1 8 16\n0.1111 2.222 3.333 4.444 5.555 6.666 7.777 8.888\n",
      "line 3: the text ends here, before block 2 of 2" },
    { "fuzzy-key-ciphertext 1 8 9\n" BLOCK "\n1 2 3 4 5 6 x 8", "line 3|position 7 of 8" },
    { HEAD "1 2 3 nan 5 6 7 8", "position 4" },
    { HEAD "1 2 3 4 inf 6 7 8", "position 5" },
    { HEAD "1 2 3 4 5 1e39 7 8", "position 6" },
    { HEAD "1 2 3 4 5 6 7 0x8", "position 8" },
    { HEAD "1 2 3 4 5 6 7 1e", "position 8" },
    { HEAD "1 2 3 4 5 6 7 0,5", "position 8" },
    { HEAD "0.00000000000000000000000000000000000000001 2 3 4 5 6 7 8", "position 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = strlen (cases[i].text);
      g_autofree char *copy = g_memdup2 (cases[i].text, length);
      g_auto (GStrv) words = g_strsplit (cases[i].words, "|", -1);

      g_assert_null (lab_ciphertext_parse (copy, length, "a.txt", &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_MALFORMED);
      g_assert_true (g_str_has_prefix (error->message, "a.txt, line "));
      for (guint j = 0; words[j] != NULL; j++)
        if (strstr (error->message, words[j]) == NULL)
          g_error ("“%s” is not in: %s", words[j], error->message);
    }
}

/* Every beginning of a ciphertext is refused, the one without its last line break too; and
 * a line that is lost or comes twice. */
static void
test_cut_off (void)
{
  static const char text[] = "fuzzy-key-ciphertext 1 8 12\n"
                             "0.1234 -1 1 0 0.25 0.5 -0.75 0.125\n"
                             "-0.5 0.1 0.2 0.3 0.4 0.5 0.6 0.7125\n";
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { HEAD "0 0 0 0 0 0 0 0.7", "line 2: the line does not end" },
    { HEAD "0 0 0 0 0 0 0 0.7 \r", "line 2: the line does not end" },
    { HEAD "0 0 0 0 0 0 0 0\n ", "line 3: the line does not end" },
    { "fuzzy-key-ciphertext 1 8 0", "line 1: the line does not end" },
    { HEAD "0 0 0 0 0 0 0 0\n0 0 0 0 0 0 0 0\n", "line 3: block 1 is the last" },
    { HEAD "0 0 0 0 0 0 0 0\n" HEAD, "line 3: block 1 is the last" },
    { HEAD HEAD "0 0 0 0 0 0 0 0\n", "line 2" },
    { HEAD "0 0 0 0 0 0 0 1.00001\n", "line 2: the number at position 8 of 8 is 1.00001" },
    { HEAD "0 -3 0 0 0 0 0 0\n", "position 2 of 8 is -3; Alice’s are from -1 to 1" },
    { HEAD "0 0,5 0 0 0 0 0 0\n", "“0,5” at position 2" },
    { "\x89PNG\r\n", "a PNG picture" },
    { "study,label,key_bits\n", "a table of losses" },
    { "[study]\n", "a study file" },
  };
  g_autoptr (LabCiphertext) whole = lab_ciphertext_parse (text, strlen (text), "a", NULL);

  g_assert_nonnull (whole);
  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_ciphertext_parse (text, length, "a", &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_MALFORMED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_ciphertext_parse (cases[i].text, strlen (cases[i].text), "a", &error));
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("“%s” is not in: %s", cases[i].words, error->message);
    }
}

/* Block by block what the cipher gives, the last block filled with zero bits. */
static void
test_encrypt (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("bob.batch-norm=true", NULL);
  g_autoptr (LabWeights) weights = fixture_train_weights (experiment, 1, 50);
  g_autoptr (GByteArray) key = lab_message_read_key ("c5", 8, NULL);
  g_autoptr (GByteArray) bits = from_hex ("a53f");
  g_autoptr (LabCiphertext) ciphertext = NULL;
  g_autoptr (GByteArray) decrypted = NULL;
  g_autoptr (NcCipher) cipher
      = nc_cipher_new (lab_experiment_get_setup (experiment), nc_kernels_get_best (),
                       lab_weights_get_parameters (weights), lab_weights_get_statistics (weights));
  static const float keys[] = { 1, 1, -1, -1, -1, 1, -1, 1 };
  static const float blocks[][8]
      = { { 1, -1, 1, -1, -1, 1, -1, 1 }, { -1, -1, 1, 1, -1, -1, -1, -1 } };

  g_byte_array_set_size (bits, 12); /* ones stand behind the last and count for nothing */
  ciphertext = lab_message_encrypt (weights, key, bits, NULL);
  decrypted = lab_message_decrypt (weights, key, ciphertext, NULL);
  g_assert_cmpuint (ciphertext->key_bits, ==, 8);
  g_assert_cmpuint (ciphertext->n_bits, ==, 12);
  g_assert_cmpuint (ciphertext->n_blocks, ==, 2);
  g_assert_cmpuint (decrypted->len, ==, 12);
  for (guint block = 0; block < 2; block++)
    {
      float expected[8], output[8];

      nc_cipher_encrypt (cipher, blocks[block], keys, expected);
      g_assert_cmpmem (ciphertext->numbers + block * 8, sizeof expected, expected, sizeof expected);
      nc_cipher_decrypt (cipher, expected, keys, output);
      for (guint i = 0; i < 8 && block * 8 + i < 12; i++)
        g_assert_cmpint (decrypted->data[block * 8 + i], ==, output[i] > 0);
    }
}

static void
test_other_size (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment (NULL, NULL);
  g_autoptr (LabWeights) weights = fixture_train_weights (experiment, 1, 1);
  g_autoptr (GByteArray) key = lab_message_read_key ("c5", 8, NULL);
  float numbers[10] = { 0 };
  LabCiphertext ciphertext = { 10, 10, 1, numbers };
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_message_decrypt (weights, key, &ciphertext, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "blocks of 10 bits"));
}

/* Weights that are numbers, with sums that are none. */
static void
test_too_large (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("alice.dense=relu", "networks.convolution-activation=none", NULL);
  g_autoptr (LabWeights) weights = fixture_train_weights (experiment, 1, 1);
  const float *parameters[NC_N_PARTIES] = { NULL };
  g_autoptr (LabWeights) large = NULL;
  g_autoptr (GByteArray) key = lab_message_read_key ("c5", 8, NULL);
  g_autoptr (GByteArray) bits = from_hex ("a5");
  g_autoptr (GError) error = NULL;
  g_autofree float *alice = NULL;
  NcLayout layout;

  nc_layout_init (&layout, &lab_experiment_get_setup (experiment)->topologies[NC_ALICE]);
  alice = g_new (float, layout.n_parameters);
  for (gsize i = 0; i < layout.n_parameters; i++)
    alice[i] = i % 2 == 0 ? 3e38f : -3e38f;
  parameters[NC_ALICE] = alice;
  parameters[NC_BOB] = lab_weights_get_parameters (weights)[NC_BOB];
  large = lab_weights_new (experiment, 1, 1, parameters, parameters);
  g_assert_null (lab_message_encrypt (large, key, bits, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "block 1 "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/message/bits", test_bits);
  g_test_add_func ("/lab/message/key", test_key);
  g_test_add_func ("/lab/message/text", test_text);
  g_test_add_func ("/lab/message/no-blocks", test_no_blocks);
  g_test_add_func ("/lab/message/malformed", test_malformed);
  g_test_add_func ("/lab/message/cut-off", test_cut_off);
  g_test_add_func ("/lab/message/encrypt", test_encrypt);
  g_test_add_func ("/lab/message/other-size", test_other_size);
  g_test_add_func ("/lab/message/too-large", test_too_large);
  return g_test_run ();
}
