/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is no weights file, or not quite one: refused in one sentence that names
 * what is wrong.
 */
#include <string.h>

#include "lab-fixture.h"
#include "weights-fixture.h"

/* A good file, cut up. */
static char *header;
static GBytes *data;

/* Padded to its length, as the writer does, so that the numbers stay aligned. */
static GByteArray *
join (const char *text, gsize length)
{
  GByteArray *file = g_byte_array_new ();
  guint64 prefix = GUINT64_TO_LE ((guint64) length);

  g_byte_array_append (file, (const guint8 *) &prefix, sizeof prefix);
  g_byte_array_append (file, (const guint8 *) text, (guint) length);
  g_byte_array_append (file, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
  return file;
}

static void
make_good (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("bob.batch-norm=true", NULL);
  g_autoptr (LabWeights) weights = fixture_train_weights (experiment, 1, 10);
  g_autoptr (GBytes) bytes = lab_weights_to_bytes (weights, "good", NULL);
  const guint8 *start = g_bytes_get_data (bytes, NULL);
  guint64 length;

  memcpy (&length, start, sizeof length);
  length = GUINT64_FROM_LE (length);
  header = g_strndup ((const char *) start + 8, length);
  data = g_bytes_new_from_bytes (bytes, 8 + length, g_bytes_get_size (bytes) - 8 - length);
}

/* Each of @words, '|' between, is in the sentence. */
static void
refuse (const guint8 *bytes, gsize size, LabError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  /* A copy of exactly that size, so that a sanitizer sees a byte too many. */
  g_autofree guint8 *copy = g_memdup2 (bytes, size);
  g_autoptr (LabWeights) weights = lab_weights_parse (copy, size, "a.safetensors", &error);
  g_auto (GStrv) all = g_strsplit (words, "|", -1);

  g_assert_null (weights);
  g_assert_error (error, LAB_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "a.safetensors"));
  g_assert_null (strchr (error->message, '\n'));
  for (guint i = 0; all[i] != NULL; i++)
    if (strstr (error->message, all[i]) == NULL)
      g_error ("“%s” is not in: %s", all[i], error->message);
}

static void
refuse_header (const char *text, gsize length, LabError code, const char *words)
{
  GByteArray *file = join (text, length);

  refuse (file->data, file->len, code, words);
  g_byte_array_unref (file);
}

/* The good header with @from in place of @to. */
static char *
replace (const char *from, const char *to)
{
  const char *place = strstr (header, from);

  if (place == NULL)
    g_error ("“%s” is not in the header", from);
  return g_strdup_printf ("%.*s%s%s", (int) (place - header), header, to, place + strlen (from));
}

typedef struct
{
  const char *from;
  const char *to;
  const char *words;
} Change;

static void
check_changes (const Change *changes, guint n, LabError code)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = replace (changes[i].from, changes[i].to);

      refuse_header (text, strlen (text), code, changes[i].words);
    }
}

#define CHECK(changes) check_changes (changes, G_N_ELEMENTS (changes), LAB_ERROR_MALFORMED)

static void
test_good (void)
{
  static const Change harmless[] = {
    { "{\"__metadata__\"", "{ \n\t\"__metadata__\"", NULL },
    { "\"version\":", "\"made by\":\"hand\",\"version\":", NULL },
    { "\"format\":\"pt\",", "", NULL }, /* as older versions wrote it */
    { "\"alice.dense.0.weight\"", "\"\\u0061lice.dense.0.weight\"", NULL },
    { "\"version\":\"", "\"version\":\"\\ud83d\\ude00 \\/ \\\" ", NULL },
    { "[8,1032]", "[8 , 1032]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = replace (harmless[i].from, harmless[i].to);
      GByteArray *file = join (text, strlen (text));
      g_autoptr (LabWeights) weights = lab_weights_parse (file->data, file->len, "a", &error);

      g_assert_no_error (error);
      g_assert_nonnull (weights);
      g_byte_array_unref (file);
    }
}

/* Every beginning of a good file, and a good file with something behind it. */
static void
test_lengths (void)
{
  GByteArray *file = join (header, strlen (header));
  g_autofree char *words = NULL;
  guint64 lengths[]
      = { 0, 1, 1024 * 1024 + 1, G_MAXUINT64, G_MAXUINT64 - 7, G_GUINT64_CONSTANT (1) << 63 };

  for (gsize size = 0; size < file->len; size++)
    refuse (file->data, size, LAB_ERROR_MALFORMED,
            size == 0                    ? "empty"
            : size < 8                   ? "shorter than the 8 bytes"
            : size < 8 + strlen (header) ? "truncated|its header|missing"
                                         : "truncated|its numbers|missing");
  words = g_strdup_printf ("the last %u are missing", 3u);
  refuse (file->data, file->len - 3, LAB_ERROR_MALFORMED, words);
  g_byte_array_append (file, (const guint8 *) "\0\0\0\0", 5);
  refuse (file->data, file->len, LAB_ERROR_MALFORMED, "5 NUL bytes|remove them");
  file->data[file->len - 2] = 1;
  refuse (file->data, file->len, LAB_ERROR_MALFORMED, "5 bytes that belong to no tensor");
  g_byte_array_set_size (file, file->len - 4);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      guint64 length = GUINT64_TO_LE (lengths[i]);

      memcpy (file->data, &length, sizeof length);
      refuse (file->data, file->len, LAB_ERROR_MALFORMED, "its header would have");
    }
  for (guint i = 0; i < 2; i++)
    {
      guint64 length = GUINT64_TO_LE ((guint64) file->len - 6 - i);

      memcpy (file->data, &length, sizeof length);
      refuse (file->data, file->len, LAB_ERROR_MALFORMED, i == 0 ? "last 2 are" : "last 1 are");
    }
  g_byte_array_unref (file);
}

static void
test_json (void)
{
  static const Change changes[] = {
    { "{\"__metadata__\"", " {\"__metadata__\"", "byte 0 |“{”" },
    { "{\"__metadata__\"", "[\"__metadata__\"", "byte 0 |“{”" },
    { "{\"__metadata__\"", "{/**/\"__metadata__\"", "byte 1 |“\"”" },
    { "{\"__metadata__\"", "{'__metadata__'", "“\"”" },
    { "{\"__metadata__\"", "{\"__metadata__", "“:”" },
    { "{\"__metadata__\"", "{\"a\":1,\"__metadata__\"", "“{”" },
    { "{\"__metadata__\"", "{\"a\":[[[[[[[[[[", "“{”" },
    { "{\"__metadata__\"", "{\"__metadata__\":{},\"__metadata__\"", "__metadata__ appears twice" },
    { "\"seed\":\"1\"", "\"seed\":1", "“\"”" },
    { "\"seed\":\"1\"", "\"seed\":null", "“\"”" },
    { "\"seed\":\"1\"", "\"seed\":{}", "“\"”" },
    { "\"seed\":\"1\"", "\"seed\":\"1\",\"seed\":\"2\"", "twice" },
    { "\"seed\":\"1\"", "\"seed\":\"1\",", "“\"”" },
    { "\"seed\":\"1\"", "\"seed\":\"\\u0000\"", "JSON" },
    { "\"seed\":\"1\"", "\"seed\":\"\\ud800\"", "JSON" },
    { "\"seed\":\"1\"", "\"seed\":\"\\ud800\\ud800\"", "JSON" },
    { "\"seed\":\"1\"", "\"seed\":\"\\udc00\"", "JSON" },
    { "\"seed\":\"1\"", "\"seed\":\"\\u12g4\"", "JSON" },
    { "\"seed\":\"1\"", "\"seed\":\"\\x41\"", "JSON" },
    { "\"seed\":\"1\"", "\"seed\":\"\n\"", "JSON" },
    { "\"seed\":\"1\"", "\"seed\":\"\xff\"", "UTF-8" },
    { "\"seed\":\"1\"", "\"seed\":\"\xed\xa0\x80\"", "UTF-8" },
    { "\"alice.dense.0.bias\"", "\"alice.dense.0.weight\"", "a tensor appears twice" },
    { "\"alice.dense.0.bias\"", "\"alice.dense.0.weigh\\u0074\"", "a tensor appears twice" },
    { "\"dtype\":\"F32\"", "\"dtype\":\"F32\",\"dtype\":\"F32\"", "once each" },
    { "\"dtype\":\"F32\"", "\"kind\":\"F32\"", "once each" },
    { "\"dtype\":\"F32\",", "", "once each" },
    { "\"shape\":[16,16],", "", "once each" },
    { ",\"data_offsets\":[8,1032]", "", "once each" },
    { "\"shape\":[16,16]", "\"shape\":[16,16],\"shape\":[16,16]", "once each" },
    { "[8,1032]", "[8,1032],\"data_offsets\":[8,1032]", "once each" },
    { "[8,1032]", "[8]", "two numbers" },
    { "[8,1032]", "[8,1032,1032]", "more numbers" },
    { "[8,1032]", "[8,1032", "“]”" },
    { "[8,1032]", "[8,]", "a whole number" },
    { "[8,1032]", "8", "“[”" },
    { "[8,1032]", "[-8,1032]", "a whole number" },
    { "[8,1032]", "[+8,1032]", "a whole number" },
    { "[8,1032]", "[08,1032]", "a whole number" },
    { "[8,1032]", "[8.0,1032]", "“]”" },
    { "[8,1032]", "[8,1.032e3]", "“]”" },
    { "[8,1032]", "[\"8\",1032]", "a whole number" },
    { "[8,1032]", "[8,18446744073709551616]", "too large" },
    { "[8,1032]", "[8,99999999999999999999999999]", "too large" },
    { "\"shape\":[16,16]", "\"shape\":[16,16,1,1]", "more numbers" },
  };
  g_autofree char *surplus = g_strconcat (header, "x", NULL);
  char *end;

  CHECK (changes);
  refuse_header (surplus, strlen (surplus), LAB_ERROR_MALFORMED, "nothing may follow");
  refuse_header (header, strlen (header) + 1, LAB_ERROR_MALFORMED, "UTF-8"); /* with the NUL */
  g_strchomp (surplus);
  end = strrchr (surplus, '}');
  for (gsize length = 2; length <= (gsize) (end - surplus); length++)
    refuse_header (surplus, length, LAB_ERROR_MALFORMED, "of its header");
}

/* Names that are slow to tell apart are not collected. */
static void
test_many_names (void)
{
  g_autoptr (GString) tensors = g_string_new ("{");
  g_autoptr (GString) names = g_string_new ("{\"__metadata__\":{");

  for (guint i = 0; i <= 1024; i++)
    {
      g_string_append_printf (
          tensors, "\"t%u\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},", i);
      g_string_append_printf (names, "\"n%u\":\"\",", i);
    }
  refuse_header (tensors->str, tensors->len, LAB_ERROR_MALFORMED, "more tensors than");
  refuse_header (names->str, names->len, LAB_ERROR_MALFORMED, "more names in __metadata__");
}

static void
test_tensors (void)
{
  static const Change changes[] = {
    { "\"alice.dense.0.bias\"", "\"alice.dense.0.bia\"", "no alice.dense.0.bias" },
    { "\"bob.norm.0.num_batches_tracked\"", "\"x\"", "no bob.norm.0.num_batches_tracked" },
    { "\"alice.dense.0.bias\"",
      "\"alice.dense.1.bias\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"alice."
      "dense.0.bias\"",
      "a tensor “alice.dense.1.bias”" },
    { "\"alice.dense.0.bias\"",
      "\"eve.dense.0.bias\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,0]},\"alice.dense."
      "0.bias\"",
      "a tensor “eve.dense.0.bias”" },
    { "\"alice.dense.0.bias\"",
      "\"\\n\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,0]},\"alice.dense.0.bias\"",
      "a tensor “?”" },
    { "\"F32\"", "\"F64\"", "alice.dense.0.weight|F64|F32" },
    { "\"F32\"", "\"f32\"", "alice.dense.0.weight|f32|F32" },
    { "\"F32\"", "\"\\u001b[2J\\n\\u0085é\"", "“?[2J??é”" },
    { "\"I64\"", "\"U64\"", "num_batches_tracked|U64|I64" },
    { "\"I64\",\"shape\":[]", "\"I64\",\"shape\":[1]", "num_batches_tracked|[1]|[]" },
    { "\"shape\":[16,16]", "\"shape\":[16,17]", "alice.dense.0.weight|[16, 17]|[16, 16]" },
    { "\"shape\":[16,16]", "\"shape\":[256]", "[256]|[16, 16]" },
    { "\"shape\":[16,16]", "\"shape\":[16,16,1]", "[16, 16, 1]|[16, 16]" },
    { "\"shape\":[16,16]", "\"shape\":[]", "[]|[16, 16]" },
    { "\"shape\":[16,16]", "\"shape\":[4294967312,16]", "4294967312" },
    { "\"shape\":[16,16]", "\"shape\":[18446744073709551615,16]", "18446744073709551615" },
    { "[8,1032]", "[8,1028]", "1020 bytes|1024" },
    { "[8,1032]", "[8,1036]", "1028 bytes|1024" },
    { "[8,1032]", "[1032,8]", "bytes 1032 to 8" },
    { "[8,1032]", "[8,18446744073709551615]", "18446744073709551615" },
    { "[8,1032]", "[18446744073709551608,1016]", "18446744073709551608" },
    { "[8,1032]", "[9,1033]", "begins at byte 9 instead of 8" },
    { "[8,1032]", "[12,1036]", "begins at byte 12 instead of 8" },
    { "[8,1032]", "[4,1028]", "begins at byte 4 instead of 8" },
    { "[8,1032]", "[0,1024]", "begins at byte" },
    { "[1032,1096]", "[8,72]", "begins at byte" },
  };

  CHECK (changes);
}

static void
test_metadata (void)
{
  static const Change changes[] = {
    { "\"__metadata__\"", "\"metadata\"", "a tensor has dtype" },
    { "\"experiment\"", "\"experiments\"",
      "no “experiment”|safetensors.torch.save_file|metadata=|--experiment STUDY" },
    { "\"seed\"", "\"seeds\"", "no “seed”" },
    { "\"iterations\"", "\"steps\"", "no “iterations”" },
    { "\"version\"", "\"versions\"", "no “version”" },
    { "\"seed\":\"1\"", "\"seed\":\"4294967296\"", "“seed”|4294967296|4294967295" },
    { "\"seed\":\"1\"", "\"seed\":\"-1\"", "“seed”|-1" },
    { "\"seed\":\"1\"", "\"seed\":\"1234567890123456789012345678901234567890123456\"",
      "8901234567890…”" },
    { "\"seed\":\"1\"", "\"seed\":\" 1\"", "“seed”" },
    { "\"seed\":\"1\"", "\"seed\":\"\"", "“seed”" },
    { "\"iterations\":\"10\"", "\"iterations\":\"101\"", "“iterations”|101|0 to 100" },
    { "\"iterations\":\"10\"", "\"iterations\":\"18446744073709551617\"", "“iterations”" },
  };
  static const Change values[] = {
    { "key-bits=8", "key-bits=9", "the experiment in it|key-bits" },
    { "width=16", "width=5000", "the experiment in it|width" },
  };
  static const Change unknown[] = { { "key-bits=8", "key-bit=8", "the experiment in it|key-bit" } };

  CHECK (changes);
  check_changes (values, G_N_ELEMENTS (values), LAB_ERROR_VALUE);
  check_changes (unknown, 1, LAB_ERROR_UNKNOWN);
}

/* Told by its first bytes. */
static void
test_other_kinds (void)
{
  static const struct
  {
    const char *bytes;
    gsize n;
    const char *words;
  } files[] = {
    { "PK\3\4\0\0\10\10\0\0", 10, "a zip archive, like PyTorch" },
    { "\x80\2}q\0(X\5\0\0", 10, "a Python pickle" },
    { "<!DOCTYPE html><html>", 21, "a web page" },
    { "version https://git-lfs.github.com/spec/v1\n", 43, "git lfs pull" },
    { "study,label,key_bits\n", 21, "a table of losses" },
    { "[study]\ntitle=x\n", 17, "a study file" },
    { "\x89PNG\r\n\x1a\n\0\0", 10, "a PNG picture" },
    { "SQLite format 3\0\x10\0", 18, "an SQLite database" },
    { "Hello, this is a letter.\n", 25, "it is text" },
    { "\0\0\0\0\0\0\0\0\0\0\0\0", 12, "nothing but NUL bytes" },
    { "\x10\0\0\0\0\0\0\0xyz", 11, "does not begin with" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    refuse ((const guint8 *) files[i].bytes, files[i].n, LAB_ERROR_MALFORMED, files[i].words);
}

static LabWeights *
parse_as (const char *text, LabExperiment *experiment, const char *words)
{
  g_autoptr (GError) error = NULL;
  GByteArray *file = join (text, strlen (text));
  LabWeights *weights = lab_weights_parse_as (file->data, file->len, "a", experiment, &error);

  g_byte_array_unref (file);
  g_assert_true ((weights == NULL) == (words != NULL));
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
  return weights;
}

/* As Python leaves a file whose metadata it was not told to keep. */
static void
test_stand_in (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("bob.batch-norm=true", NULL);
  g_autoptr (LabExperiment) other
      = fixture_experiment ("bob.batch-norm=true", "training.batch=9", NULL);
  g_autoptr (LabExperiment) wider
      = fixture_experiment ("bob.batch-norm=true", "parties.key-bits=10", NULL);
  const char *end = strchr (header, '}') + 1;
  g_autofree char *lost = g_strdup_printf ("{%s", end + 1);
  g_autofree char *none = g_strdup_printf ("{\"__metadata__\":{\"format\":\"pt\"}%s", end);
  g_autofree char *seedless = replace ("\"seed\"", "\"seeds\"");
  const char *const texts[] = { lost, none };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LabWeights) weights = parse_as (texts[i], experiment, NULL);
      g_autoptr (LabWeights) again = NULL;
      g_autoptr (GBytes) bytes = lab_weights_to_bytes (weights, "a", NULL);

      g_assert_false (lab_weights_is_training_known (weights));
      g_assert_null (lab_weights_get_version (weights));
      g_assert_true (lab_weights_get_experiment (weights) == experiment);
      g_assert_null (parse_as (texts[i], wider, "has the shape"));
      g_assert_null (parse_as (texts[i], NULL, "no “experiment”"));
      /* What is unknown stays so. */
      again = lab_weights_parse_as (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a",
                                    experiment, NULL);
      g_assert_false (lab_weights_is_training_known (again));
      g_clear_pointer (&again, lab_weights_free);
      again
          = lab_weights_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a", NULL);
      g_assert_null (again);
    }
  lab_weights_free (parse_as (header, experiment, NULL));
  lab_weights_free (parse_as (seedless, experiment, NULL));
  g_assert_null (parse_as (header, other, "leave --experiment out"));
  g_assert_null (parse_as (seedless, NULL, "no “seed”"));
}

/* An experiment of other networks than those in the file. */
static void
test_other_experiment (void)
{
  static const Change changes[] = {
    { "dense=sigmoid", "dense=sigmoid;sigmoid", "no alice.dense.1.weight" },
    { "batch-norm=false", "batch-norm=true", "no alice.norm.0.num_batches_tracked" },
    { "biases=true", "biases=false", "a tensor “alice." },
    { "convolution-activation=sigmoid", "convolution-activation=none", "no alice.output.weight" },
  };
  g_autofree char *by_step = replace ("schedule=together", "schedule=by-step");
  g_auto (GStrv) parts = g_strsplit (by_step, "eve=false", 2);
  g_autofree char *with_eve = g_strjoinv ("eve=true", parts);

  CHECK (changes);
  refuse_header (with_eve, strlen (with_eve), LAB_ERROR_MALFORMED, "no eve.");
}

static void
check_number (gsize at, gconstpointer bytes, gsize size, const char *words)
{
  GByteArray *file = join (header, strlen (header));

  memcpy (file->data + 8 + strlen (header) + at, bytes, size);
  refuse (file->data, file->len, LAB_ERROR_MALFORMED, words);
  g_byte_array_unref (file);
}

/* Where a tensor of the good file begins. */
static gsize
find (const char *name)
{
  const char *offsets = strstr (strstr (header, name), "\"data_offsets\":[");

  return (gsize) g_ascii_strtoull (offsets + strlen ("\"data_offsets\":["), NULL, 10);
}

/* Numbers with which nothing can be computed. */
static void
test_numbers (void)
{
  static const guint8 nan[] = { 0, 0, 0xc0, 0x7f }, infinity[] = { 0, 0, 0x80, 0xff };
  static const guint8 minus_one[] = { 0, 0, 0x80, 0xbf };
  static const guint8 below[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

  check_number (find ("alice.dense.0.weight") + 16, nan, 4, "alice.dense.0.weight|not finite");
  check_number (find ("bob.conv.3.bias"), infinity, 4, "bob.conv.3.bias|not finite");
  check_number (find ("bob.norm.0.running_var"), minus_one, 4, "running_var|below 0");
  check_number (find ("bob.norm.0.num_batches_tracked"), below, 8, "num_batches_tracked|below 0");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_good ();
  g_test_add_func ("/lab/weights-malformed/good", test_good);
  g_test_add_func ("/lab/weights-malformed/lengths", test_lengths);
  g_test_add_func ("/lab/weights-malformed/json", test_json);
  g_test_add_func ("/lab/weights-malformed/many-names", test_many_names);
  g_test_add_func ("/lab/weights-malformed/tensors", test_tensors);
  g_test_add_func ("/lab/weights-malformed/metadata", test_metadata);
  g_test_add_func ("/lab/weights-malformed/other-kinds", test_other_kinds);
  g_test_add_func ("/lab/weights-malformed/stand-in", test_stand_in);
  g_test_add_func ("/lab/weights-malformed/other-experiment", test_other_experiment);
  g_test_add_func ("/lab/weights-malformed/numbers", test_numbers);
  status = g_test_run ();
  g_free (header);
  g_bytes_unref (data);
  return status;
}
