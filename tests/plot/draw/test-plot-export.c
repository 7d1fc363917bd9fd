/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files: right formats and sizes, and no harm done when writing fails.
 */
#include "folder-fixture.h"
#include "plot-test-util.h"
#include "plot/draw/plot-export.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char former[] = "what was there before";

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_make_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove_folder (fixture->folder);
}

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
assert_contents (const char *path, const char *wanted)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, wanted);
}

static void
test_formats (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "a.png", "a.SVG", "a.pdf" };
  const char *starts[] = { "\x89PNG", "<?xml", "%PDF" };
  g_autoptr (PlotFigure) figure = falling_figure (3);
  g_autoptr (GError) error = NULL;
  PlotFormat format;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (fixture, names[i]);
      g_autofree char *contents = NULL;

      g_assert_true (plot_format_from_path (path, &format, &error));
      g_assert_true (plot_picture_export (PLOT_PICTURE (figure), path, format, 640, 400, 2.0,
                                          plot_theme_get (PLOT_THEME_LIGHT), &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, starts[i]));
    }
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 3);
  g_assert_false (plot_format_from_path ("picture.gif", &format, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_nonnull (strstr (error->message, "picture.gif"));
  g_assert_nonnull (strstr (error->message, ".png, .svg or .pdf"));
}

/* What is exported is what is drawn, at twice the pixels. */
static void
test_png_pixels (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "a.png");
  g_autoptr (PlotFigure) figure = falling_figure (1);
  cairo_surface_t *surface;
  PlotRect area;

  plot_figure_set_smoothing (figure, 0.9);
  g_assert_true (plot_picture_export (PLOT_PICTURE (figure), path, PLOT_FORMAT_PNG, 640, 400, 2.0,
                                      plot_theme_get (PLOT_THEME_LIGHT), NULL));
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1280);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 800);

  Picture picture = { surface, 1280, 800 };

  plot_figure_get_area (figure, 640, 400, 0, &area);
  area = (PlotRect){ area.x * 2.0, area.y * 2.0, area.width * 2.0, area.height * 2.0 };
  g_assert_cmpuint (picture_count (&picture, &area, plot_palette_get (0, FALSE), 12), >, 500);
  cairo_surface_destroy (surface);
}

static void
assert_fails (PlotFigure *figure, const char *path, PlotFormat format, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (plot_picture_export (PLOT_PICTURE (figure), path, format, 640, 400, 1.0,
                                       plot_theme_get (PLOT_THEME_LIGHT), &error));
  g_assert_error (error, G_FILE_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlotFigure) figure = falling_figure (1);
  g_autofree char *full = fixture_make_full_device (fixture->folder);

  if (full == NULL)
    {
      g_test_skip ("there is no device that is always full");
      return;
    }
  for (int format = PLOT_FORMAT_PNG; format <= PLOT_FORMAT_PDF; format++)
    assert_fails (figure, full, (PlotFormat) format, G_FILE_ERROR_NOSPC);
  g_assert_false (base_file_write_bytes (full, former, sizeof former, NULL));
  g_assert_true (fixture_is_full_device (full));
}

/* By a name without a folder, too. */
static void
test_device_in_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *full = fixture_make_full_device (fixture->folder);
  g_autofree char *link = in_folder (fixture, "full");
  g_autofree char *here = g_get_current_dir ();
  g_autoptr (GError) error = NULL;

  if (full == NULL)
    {
      g_test_skip ("there is no device that is always full");
      return;
    }
  g_assert_cmpint (symlink (full, link), ==, 0);
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  g_assert_false (base_file_write_bytes ("full", former, sizeof former, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpint (g_chdir (here), ==, 0);
  g_assert_true (fixture_is_full_device (full));
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlotFigure) figure = falling_figure (1);
  g_autofree char *file = in_folder (fixture, "file");
  g_autofree char *below_file = in_folder (fixture, "file/a.png");
  g_autofree char *nowhere = in_folder (fixture, "nowhere/a.png");

  g_assert_true (base_file_write_bytes (file, former, sizeof former - 1, NULL));
  assert_fails (figure, nowhere, PLOT_FORMAT_PNG, G_FILE_ERROR_NOENT);
  assert_fails (figure, below_file, PLOT_FORMAT_PNG, G_FILE_ERROR_NOTDIR);
  assert_fails (figure, fixture->folder, PLOT_FORMAT_PNG, G_FILE_ERROR_ISDIR);
  assert_fails (figure, "", PLOT_FORMAT_PNG, G_FILE_ERROR_NOENT);
  assert_contents (file, former);
}

/* Root may write everywhere, but not into /proc. */
static void
test_unwritable_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlotFigure) figure = falling_figure (1);
  g_autofree char *path = in_folder (fixture, "a.png");
  g_autoptr (GError) error = NULL;

  g_assert_false (plot_picture_export (PLOT_PICTURE (figure), "/proc/a.png", PLOT_FORMAT_PNG, 640,
                                       400, 1.0, plot_theme_get (PLOT_THEME_LIGHT), &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/proc/a.png"));
  if (geteuid () == 0)
    return;
  g_chmod (fixture->folder, 0500);
  assert_fails (figure, path, PLOT_FORMAT_PNG, G_FILE_ERROR_ACCES);
  g_chmod (fixture->folder, 0700);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 0);
}

/* Half way through, the disk is full: the former file is whole and nothing else lies there. */
static void
test_former_file_unharmed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlotFigure) figure = falling_figure (5);
  g_autofree char *path = in_folder (fixture, "a.png");
  struct rlimit old;
  struct rlimit small;

  g_assert_true (base_file_write_bytes (path, former, sizeof former - 1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 2000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  for (int format = PLOT_FORMAT_PNG; format <= PLOT_FORMAT_PDF; format++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (plot_picture_export (PLOT_PICTURE (figure), path, (PlotFormat) format, 640,
                                           400, 1.0, plot_theme_get (PLOT_THEME_LIGHT), &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, path));
    }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  assert_contents (path, former);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 1);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "a.csv");
  g_autoptr (BaseFile) file = base_file_open (path, NULL);

  g_assert_true (base_file_write (file, former, sizeof former, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_pointer (&file, base_file_discard);
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 0);
}

/* A link stays a link and permissions stay; a first file gets the usual ones. */
static void
test_link_and_mode (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "real.png");
  g_autofree char *link = in_folder (fixture, "link.png");
  struct stat found;
  mode_t mask = umask (022);

  g_assert_true (base_file_write_bytes (path, "x", 1, NULL));
  g_assert_cmpint (stat (path, &found), ==, 0);
  g_assert_cmpint (found.st_mode & 07777, ==, 0644);
  umask (mask);

  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_cmpint (symlink ("real.png", link), ==, 0);
  g_assert_true (base_file_write_bytes (link, former, sizeof former - 1, NULL));
  g_assert_cmpint (lstat (link, &found), ==, 0);
  g_assert_true (S_ISLNK (found.st_mode));
  assert_contents (path, former);
  g_assert_cmpint (stat (path, &found), ==, 0);
  g_assert_cmpint (found.st_mode & 07777, ==, 0640);
}

static void
test_fifo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "fifo");
  char contents[sizeof former] = { 0 };
  struct stat found;
  int reader;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  reader = open (path, O_RDONLY | O_NONBLOCK);
  g_assert_cmpint (reader, >=, 0);
  g_assert_true (base_file_write_bytes (path, former, sizeof former - 1, NULL));
  g_assert_cmpint (read (reader, contents, sizeof contents), ==, sizeof former - 1);
  g_assert_cmpstr (contents, ==, former);
  close (reader);
  g_assert_cmpint (stat (path, &found), ==, 0);
  g_assert_true (S_ISFIFO (found.st_mode));
}

/* Standard output may be a regular file: then it is added to, not replaced. */
static void
test_open_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "out.txt");
  g_autofree char *name = NULL;
  struct stat before;
  struct stat after;
  int fd = open (path, O_WRONLY | O_CREAT, 0600);

  g_assert_cmpint (write (fd, "a", 1), ==, 1);
  name = g_strdup_printf ("/dev/fd/%d", fd);
  g_assert_true (base_file_write_bytes (name, "b", 1, NULL));
  g_assert_cmpint (fstat (fd, &before), ==, 0);
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  assert_contents (path, "ab");
  close (fd);
}

static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "a.png");
  g_autoptr (PlotFigure) figure = falling_figure (1);
  const double bad[][3] = { { 0, 400, 1 },       { 640, -1, 1 },      { 640, 400, 0 },
                            { 640, 1000000, 1 }, { 2000, 2000, 100 }, { (double) NAN, 400, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (plot_picture_export (PLOT_PICTURE (figure), path, PLOT_FORMAT_PNG, bad[i][0],
                                           bad[i][1], bad[i][2], plot_theme_get (PLOT_THEME_LIGHT),
                                           &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
    }
  g_assert_cmpuint (fixture_count_files (fixture->folder), ==, 0);
  g_assert_true (plot_picture_export (PLOT_PICTURE (figure), path, PLOT_FORMAT_PNG,
                                      PLOT_EXPORT_MIN_SIZE, PLOT_EXPORT_MIN_SIZE, 1.0,
                                      plot_theme_get (PLOT_THEME_LIGHT), NULL));
}

#define ADD(name, func) g_test_add ("/plot/export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fifo", test_fifo);
  ADD ("formats", test_formats);
  ADD ("png-pixels", test_png_pixels);
  ADD ("full-disk", test_full_disk);
  ADD ("device-in-folder", test_device_in_folder);
  ADD ("no-folder", test_no_folder);
  ADD ("unwritable-folder", test_unwritable_folder);
  ADD ("former-file-unharmed", test_former_file_unharmed);
  ADD ("discard", test_discard);
  ADD ("link-and-mode", test_link_and_mode);
  ADD ("open-file", test_open_file);
  ADD ("sizes", test_sizes);
  return g_test_run ();
}
