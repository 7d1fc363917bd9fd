/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No output of a command is one of its inputs or another of its outputs.
 */
#include "base/paths.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "folder-fixture.h"

typedef struct
{
  char *folder;
  char *file;
  char *link;
  char *hard_link;
  char *none;
  char *dangling; /* a link to none */
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->file = g_build_filename (place->folder, "file", NULL);
  place->link = g_build_filename (place->folder, "link", NULL);
  place->hard_link = g_build_filename (place->folder, "hard-link", NULL);
  place->none = g_build_filename (place->folder, "none", NULL);
  place->dangling = g_build_filename (place->folder, "dangling", NULL);
  g_assert_true (g_file_set_contents (place->file, "text", -1, NULL));
  g_assert_cmpint (symlink ("file", place->link), ==, 0);
  g_assert_cmpint (link (place->file, place->hard_link), ==, 0);
  g_assert_cmpint (symlink ("none", place->dangling), ==, 0);
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->file);
  g_free (place->link);
  g_free (place->hard_link);
  g_free (place->none);
  g_free (place->dangling);
}

static void
assert_goes (BasePaths *paths, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (base_paths_add_output (paths, path, &error));
  g_assert_no_error (error);
}

static void
assert_refused (BasePaths *paths, const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (base_paths_add_output (paths, path, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” lacks “%s”", error->message, words);
}

static void
test_input (Place *place, gconstpointer data)
{
  g_autoptr (BasePaths) paths = base_paths_new ();

  base_paths_add_input (paths, NULL);
  base_paths_add_input (paths, place->link);
  assert_refused (paths, place->file, place->file);
  assert_refused (paths, place->link, "read as input");
  assert_refused (paths, place->hard_link, "read as input");
  assert_goes (paths, place->none);
}

static void
test_twice (Place *place, gconstpointer data)
{
  g_autoptr (BasePaths) paths = base_paths_new ();
  g_autofree char *roundabout = g_build_filename (place->folder, ".", "none", NULL);

  assert_goes (paths, NULL);
  assert_goes (paths, place->file);
  assert_refused (paths, place->hard_link, "twice");
  assert_goes (paths, place->none);
  assert_refused (paths, roundabout, "twice");
  assert_refused (paths, place->dangling, "twice");
}

static void
test_streams (Place *place, gconstpointer data)
{
  g_autoptr (BasePaths) paths = base_paths_new ();

  base_paths_add_input (paths, "-");
  base_paths_add_input (paths, "/dev/null");
  assert_goes (paths, "/dev/null");
  assert_goes (paths, "/dev/null");
  assert_goes (paths, "-");
  assert_refused (paths, "/dev/stdout", "standard output");
}

/* `fuzzy-key … --csv FILE >FILE` */
static void
test_redirected (Place *place, gconstpointer data)
{
  g_autoptr (BasePaths) paths = base_paths_new ();
  int former = dup (STDOUT_FILENO);
  FILE *file = freopen (place->file, "w", stdout);
  g_autoptr (GError) error = NULL;
  gboolean first, second;

  g_assert_nonnull (file);
  first = base_paths_add_output (paths, "-", &error);
  second = base_paths_add_output (paths, place->link, &error);
  dup2 (former, STDOUT_FILENO);
  close (former);
  g_assert_true (first);
  g_assert_false (second);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/base/paths/" name, Place, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("input", test_input);
  ADD ("twice", test_twice);
  ADD ("streams", test_streams);
  ADD ("redirected", test_redirected);
  return g_test_run ();
}
