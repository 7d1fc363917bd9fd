/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts from outside become one line that can be shown.
 */
#include "base/text.h"

#include <string.h>

static void
assert_line (const char *text, const char *expected)
{
  g_autofree char *line = base_text_make_line (text);

  g_assert_cmpstr (line, ==, expected);
  g_assert_true (base_text_is_line (line));
}

static void
test_line (void)
{
  assert_line ("", "");
  assert_line ("n = 3 · <b>|\"quoted\"|</b>", "n = 3 · <b>|\"quoted\"|</b>");
  assert_line ("a\tb\nc\r\nd\ve", "a b c  d\uFFFD"
                                  "e");
  assert_line ("\033[31mred\a\177", "\uFFFD[31mred\uFFFD\uFFFD");
  assert_line ("C1: \xc2\x9b"
               "2J \xc2\x85next",
               "C1: \uFFFD2J \uFFFDnext");
  assert_line ("lines \u2028 and \u2029", "lines   and  ");
  assert_line ("no \xff text", "no \uFFFD text");
  /* Blanks that are letters of a kind stay. */
  assert_line ("25\u00a0%\u2009x", "25\u00a0%\u2009x");
  assert_line ("שלום 鍵 e\u0301", "שלום 鍵 e\u0301");
}

static void
test_is_line (void)
{
  g_assert_true (base_text_is_line ("a title"));
  g_assert_true (base_text_is_line (""));
  g_assert_false (base_text_is_line ("a\ttab"));
  g_assert_false (base_text_is_line ("two\nlines"));
  g_assert_false (base_text_is_line ("\033[2J"));
  g_assert_false (base_text_is_line ("\xc2\x9b"
                                     "2J"));
  g_assert_false (base_text_is_line ("\u2028"));
  g_assert_false (base_text_is_line ("\xff"));
}

/* Characters are counted, not bytes. */
static void
test_cut (void)
{
  g_autofree char *whole = base_text_cut ("αβγδ", 4);
  g_autofree char *cut = base_text_cut ("αβγδε", 4);
  g_autofree char *line = base_text_cut ("a\nb", 4);
  g_autofree char *none = base_text_cut ("ab", 0);

  g_assert_cmpstr (whole, ==, "αβγδ");
  g_assert_cmpstr (cut, ==, "αβγ…");
  g_assert_cmpstr (line, ==, "a b");
  g_assert_cmpstr (none, ==, "…");
}

static void
test_json (void)
{
  g_autofree char *json
      = base_text_escape_json (g_strdup ("{ \"ü\\u001b\" : \"\x7f\xc2\x9b\xc2\xa0\" }\n"));

  g_assert_cmpstr (json, ==, "{ \"ü\\u001b\" : \"\\u007f\\u009b\xc2\xa0\" }\n");
}

static void
check_sentence (const char *message, const char *expected)
{
  g_autofree char *sentence = base_text_make_sentence (message);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentence (void)
{
  check_sentence ("the folder /x cannot be made", "The folder /x cannot be made.");
  check_sentence ("écrit", "Écrit.");
  check_sentence ("Close it there.", "Close it there.");
  check_sentence ("“x” is no study", "“x” is no study.");
  check_sentence ("", ".");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/line", test_line);
  g_test_add_func ("/base/text/is-line", test_is_line);
  g_test_add_func ("/base/text/cut", test_cut);
  g_test_add_func ("/base/text/json", test_json);
  g_test_add_func ("/base/text/sentence", test_sentence);
  return g_test_run ();
}
