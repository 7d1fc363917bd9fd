/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports from the real window: what is seen is in the file, and what fails
 * harms nothing and is said.
 */
#include "config.h"

#include "app-test-util.h"
#include "folder-fixture.h"
#include "app/plot/lab-export-dialog.h"

#include <math.h>

#define STUDY "bob-bob1-bob2"
/* How far a pixel may be from a curve's colour, of 255 in each part. */
#define NEAR 24
/* A curve across the picture has at least so many pixels of its colour. */
#define LEAST_PIXELS 60

static LabWindow *
open_trained (void)
{
  LabWindow *window = test_open (STUDY);

  test_set (window, "training.rounds", "2");
  test_set (window, "training.iterations", "150");
  test_set (window, "training.batch", "64");
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "three runs to end");
  return window;
}

static void
export_to (LabWindow *window, const char *path)
{
  test_act (window, "export-to", g_variant_new_string (path));
  test_wait (window, test_no_exports, NULL, "the export to end");
}

static char *
read_file (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_get_contents (path, &contents, length, &error);
  g_assert_no_error (error);
  return contents;
}

static gboolean
is_near (guint32 pixel, PlotColor color)
{
  int red = (pixel >> 16) & 0xff, green = (pixel >> 8) & 0xff, blue = pixel & 0xff;

  return abs (red - (int) lround (color.red * 255)) < NEAR
         && abs (green - (int) lround (color.green * 255)) < NEAR
         && abs (blue - (int) lround (color.blue * 255)) < NEAR;
}

static guint
count_pixels (cairo_surface_t *picture, PlotColor color)
{
  int width = cairo_image_surface_get_width (picture);
  int height = cairo_image_surface_get_height (picture);
  int stride = cairo_image_surface_get_stride (picture);
  const guchar *data = cairo_image_surface_get_data (picture);
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel;
        memcpy (&pixel, data + (gsize) y * stride + (gsize) x * 4, sizeof pixel);
        n += is_near (pixel, color);
      }
  return n;
}

/* Every shown run's colour is in the picture, and no hidden one's. */
static void
check_picture (LabWindow *window, const char *path, int width, int height)
{
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (picture), ==, height);
  for (guint i = 0; i < 3; i++)
    {
      LabRun *run = test_get_run (window, i);
      guint n = count_pixels (picture, plot_palette_get (lab_run_get_colour (run), FALSE));
      g_test_message ("%s: %u pixels of %s", path, n, lab_run_get_label (run));
      if (lab_run_get_visible (run))
        g_assert_cmpuint (n, >, LEAST_PIXELS);
      else
        g_assert_cmpuint (n, ==, 0);
    }
  cairo_surface_destroy (picture);
}

static void
test_png (void)
{
  LabWindow *window = open_trained ();
  g_autofree char *path = test_get_path ("training.png");
  g_autofree char *side_by_side = test_get_path ("side-by-side.png");
  g_autofree char *hidden = test_get_path ("hidden.png");

  g_action_group_change_action_state (G_ACTION_GROUP (window), "export-size",
                                      g_variant_new ("(ii)", 1200, 700));
  export_to (window, path);
  check_picture (window, path, 1200, 700);
  test_act (window, "view", g_variant_new_string ("side-by-side"));
  g_assert_cmpint (
      lab_training_page_get_view (lab_window_get_part (window, LAB_TYPE_TRAINING_PAGE)), ==,
      LAB_VIEW_SIDE_BY_SIDE);
  export_to (window, side_by_side);
  check_picture (window, side_by_side, 1200, 700);
  test_act (window, "set-visible", g_variant_new ("(ub)", 1, FALSE));
  export_to (window, hidden);
  check_picture (window, hidden, 1200, 700);
  test_close (window);
}

static void
test_other_formats (void)
{
  LabWindow *window = open_trained ();
  g_autofree char *svg = test_get_path ("figure.svg");
  g_autofree char *pdf = test_get_path ("figure.PDF");
  g_autofree char *csv = test_get_path ("figure.csv");
  gsize length;

  export_to (window, svg);
  g_autofree char *drawing = read_file (svg, &length);
  g_assert_nonnull (strstr (drawing, "<svg"));
  export_to (window, pdf);
  g_autofree char *page = read_file (pdf, &length);
  g_assert_true (g_str_has_prefix (page, "%PDF"));
  export_to (window, csv);
  g_autofree char *numbers = read_file (csv, &length);
  g_assert_true (g_str_has_prefix (
      numbers,
      "study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,bob_bit_error,"
      "eve_loss_rate,eve_bit_error"));
  g_auto (GStrv) lines = g_strsplit (g_strstrip (numbers), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 3 * 300);
  test_close (window);
}

static void
test_failures (void)
{
  LabWindow *window = open_trained ();
  g_autofree char *keep = test_get_path ("keep.png");
  g_autofree char *below = g_build_filename (keep, "below.png", NULL);
  g_autofree char *numbers_below = g_build_filename (keep, "below.csv", NULL);
  g_autofree char *unknown = test_get_path ("figure.gif");
  g_autofree char *folder = g_path_get_dirname (keep);
  g_autofree char *full = fixture_make_full_device (folder);
  gsize length;

  g_assert_true (g_file_set_contents (keep, "kept", -1, NULL));
  const char *const bad[]
      = { below, numbers_below, unknown, "/nowhere/at/all.pdf", "/nowhere/at/all.svg" };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_path_get_basename (bad[i]);
      export_to (window, bad[i]);
      g_test_message ("%s", lab_window_get_sentence (window));
      g_assert_nonnull (strstr (lab_window_get_sentence (window), name));
      g_assert_true ((strstr (lab_window_get_sentence (window), ".png, .svg, .pdf or .csv") != NULL)
                     == (bad[i] == unknown));
      g_assert_false (g_str_has_prefix (lab_window_get_sentence (window), "Exported"));
      g_assert_false (g_file_test (bad[i], G_FILE_TEST_EXISTS));
    }
  g_autofree char *kept = read_file (keep, &length);
  g_assert_cmpstr (kept, ==, "kept");

  /* A full disk, where there is one; the names decide the format, so links lead there. */
  if (full == NULL)
    {
      g_test_skip ("there is no device that is always full");
      test_close (window);
      return;
    }
  const char *const endings[] = { "full.png", "full.svg", "full.pdf", "full.csv" };
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *link = test_get_path (endings[i]);
      g_autoptr (GFile) file = g_file_new_for_path (link);
      g_assert_true (g_file_make_symbolic_link (file, full, NULL, NULL));
      export_to (window, link);
      g_test_message ("%s", lab_window_get_sentence (window));
      g_assert_nonnull (strstr (lab_window_get_sentence (window), endings[i]));
      g_assert_false (g_str_has_prefix (lab_window_get_sentence (window), "Exported"));
      g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
    }
  g_assert_true (fixture_is_full_device (full));
  test_close (window);
}

/* To two files and to the same file, while runs train. */
static void
test_two_at_once (void)
{
  LabWindow *window = open_trained ();
  g_autofree char *one = test_get_path ("one.png");
  g_autofree char *other = test_get_path ("other.png");
  g_autofree char *numbers = test_get_path ("same.csv");

  g_action_group_change_action_state (G_ACTION_GROUP (window), "export-size",
                                      g_variant_new ("(ii)", 1200, 700));
  test_act (window, "export-to", g_variant_new_string (one));
  test_act (window, "export-to", g_variant_new_string (other));
  test_act (window, "export-to", g_variant_new_string (one));
  test_act (window, "export-to", g_variant_new_string (numbers));
  test_act (window, "export-to", g_variant_new_string (numbers));
  g_assert_cmpuint (lab_window_get_n_exports (window), ==, 5);
  test_wait (window, test_no_exports, NULL, "the exports to end");
  check_picture (window, one, 1200, 700);
  check_picture (window, other, 1200, 700);
  gsize length;
  g_autofree char *table = read_file (numbers, &length);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (table), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 3 * 300);
  test_close (window);
}

static gboolean
is_idle (LabWindow *window, gpointer background)
{
  return lab_background_get_n_running (background) == 0;
}

/* The window may go before its exports have ended; they end all the same. */
static void
test_closed_meanwhile (void)
{
  LabWindow *window = open_trained ();
  g_autoptr (LabBackground) background = g_object_ref (lab_window_get_frame (window)->background);
  g_autofree char *path = test_get_path ("late.png");

  g_action_group_change_action_state (G_ACTION_GROUP (window), "export-size",
                                      g_variant_new ("(ii)", 3000, 2000));
  test_act (window, "export-to", g_variant_new_string (path));
  test_close (window);
  test_wait (NULL, is_idle, background, "the export to end");
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture);
}

static void
test_bad_size (void)
{
  LabWindow *window = test_open (STUDY);

  g_action_group_change_action_state (G_ACTION_GROUP (window), "export-size",
                                      g_variant_new ("(ii)", 10, 100000));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "200 to 16384"));
  test_close (window);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (LAB_IS_EXPORT_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
test_cancelled (void)
{
  LabWindow *window = test_open (STUDY);

  test_act (window, "export", NULL);
  g_assert_nonnull (find_dialog ());
  test_pass (50);
  /* Return exports. */
  GtkWidget *focus = gtk_window_get_focus (find_dialog ());
  g_assert_true (focus != NULL && focus == gtk_window_get_default_widget (find_dialog ()));
  gtk_window_close (find_dialog ());
  g_assert_cmpstr (lab_window_get_sentence (window), ==, "Export cancelled: nothing was written.");
  test_pass (50);
  g_assert_null (find_dialog ());
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/export/png", test_png);
  g_test_add_func ("/export/other-formats", test_other_formats);
  g_test_add_func ("/export/failures", test_failures);
  g_test_add_func ("/export/two-at-once", test_two_at_once);
  g_test_add_func ("/export/closed-meanwhile", test_closed_meanwhile);
  g_test_add_func ("/export/bad-size", test_bad_size);
  g_test_add_func ("/export/cancelled", test_cancelled);
  return g_test_run ();
}
