/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the instruments were calibrated. The measured numbers ship with the program
 * (lab-calibration.h); nothing is measured here.
 */
#include "config.h"

#include "app/audit/lab-audit-known.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/number.h"
#include "app/audit/lab-audit-light.h"
#include "app/audit/lab-audit-labels.h"
#include "lab/audit/lab-calibration.h"

#define DOT 12
#define N_QUANTITIES LAB_CALIBRATION_N_QUANTITIES
/* Columns: the cipher, the quantities, a button. */
#define BUTTON (1 + N_QUANTITIES)

struct _LabAuditKnown
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (LabAuditKnown, lab_audit_known, ADW_TYPE_BIN)

static const struct
{
  const char *title;
  const char *tooltip;
} columns[N_QUANTITIES] = {
  { N_ ("Bob’s bit error"), N_ ("Share of the bits that Bob gets wrong with his key") },
  { N_ ("Wrong key"), N_ ("Share of the bits that are wrong with a random key") },
  { N_ ("Eve’s bit error"), N_ ("Known: the lowest error of any Eve who guesses bit by bit. "
                                "Measured: the best of the fresh and linear Eves") },
  { N_ ("Hidden bits, of %u"), N_ ("Bits of the message that stay hidden. The measured value is an "
                                   "upper estimate: more training can only lower it") },
  { N_ ("Eve’s advantage"), N_ ("For an Eve who chooses two messages and says which one was "
                                "encrypted: 0 is guessing, 1 is always right") },
  { N_ ("Keys left, log2"),
    N_ ("Keys that decrypt a known message correctly, as a power of two: 3 means 8 keys. Known: "
        "the mean over messages. Measured: with one message") },
};

static GtkWidget *
make_label (const char *text, const char *class, double xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), (float) xalign);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_wrapped (const char *text, const char *class)
{
  GtkWidget *label = make_label (text, class, 0);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  return label;
}

/* Decimals to show for this quantity. */
static int
get_decimals (LabCalibrationQuantity quantity)
{
  return quantity == LAB_CALIBRATION_HIDDEN || quantity == LAB_CALIBRATION_KEYS_LEFT ? 2 : 3;
}

/* The known value above the measured one; the interval in a tooltip. */
static GtkWidget *
make_cell (const LabCalibration *row, LabCalibrationQuantity quantity)
{
  const NcAuditInterval *found = &row->measured[quantity];
  const int decimals = get_decimals (quantity);
  double known = lab_calibration_get_known (row->kind, row->bits, row->key_difference, quantity);
  g_autofree char *first = base_number_sentence ("%.*f", decimals, known);
  g_autofree char *second = isnan (found->value)
                                ? g_strdup ("–")
                                : base_number_sentence ("%.*f", decimals, found->value);
  g_autofree char *tooltip
      = isnan (found->value)
            ? g_strdup_printf (_ ("Known: %s. Not measured"), first)
            : base_number_sentence (_ ("Known: %s. Measured: %s, 95%% interval %.*f to %.*f"),
                                    first, second, decimals, found->low, decimals, found->high);
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *above = make_label (first, "heading", 1);
  GtkWidget *below = make_label (second, "numeric", 1);

  gtk_widget_add_css_class (above, "numeric");
  gtk_box_append (GTK_BOX (cell), above);
  gtk_box_append (GTK_BOX (cell), below);
  gtk_widget_set_tooltip_text (cell, tooltip);
  gtk_widget_set_valign (cell, GTK_ALIGN_START);
  return cell;
}

static GtkWidget *
make_cipher (const LabCalibration *row)
{
  g_autoptr (LabAuditSubject) subject
      = lab_audit_subject_new_for_known (row->kind, row->bits, row->key_difference);
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  LabAuditLight *light = lab_audit_light_new (DOT);
  GtkWidget *about = make_wrapped (lab_audit_labels_for_known (row->kind), "caption");

  gtk_widget_add_css_class (about, "dim-label");
  lab_audit_light_show (light, lab_audit_verdict_get_light (row->verdict),
                        lab_audit_verdict_get_title (row->verdict));
  lab_audit_light_add_word_class (light, "caption-heading");
  lab_audit_light_wrap (light);
  gtk_box_append (GTK_BOX (cell), make_wrapped (lab_audit_subject_get_label (subject), "heading"));
  gtk_box_append (GTK_BOX (cell), about);
  gtk_box_append (GTK_BOX (cell), GTK_WIDGET (light));
  gtk_widget_set_hexpand (cell, TRUE);
  return cell;
}

static GtkWidget *
make_button (const LabCalibration *row)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Audit"));
  g_autofree char *name = g_strdup_printf (_ ("Audit this cipher: %s, N = %u"),
                                           nc_audit_known_get_name (row->kind), row->bits);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.audit-known");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(su)",
                                    nc_audit_known_get_name (row->kind), row->bits);
  gtk_widget_set_tooltip_text (button, _ ("Audit this cipher here, as if it had been trained"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

static void
add_header (GtkGrid *grid, guint bits)
{
  GtkWidget *first = make_wrapped (_ ("Calculated, with the measured value below"), "caption");

  gtk_widget_add_css_class (first, "dim-label");
  gtk_grid_attach (grid, first, 0, 0, 1, 1);
  for (int i = 0; i < N_QUANTITIES; i++)
    {
      /* Translators: "Hidden bits, of 8"; the other titles have no number. */
      g_autofree char *number = g_strdup_printf ("%u", bits);
      g_autoptr (GString) text = g_string_new (_ (columns[i].title));
      g_string_replace (text, "%u", number, 0);
      GtkWidget *title = make_label (text->str, "caption-heading", 1);
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (title), 8);
      gtk_label_set_max_width_chars (GTK_LABEL (title), 10);
      gtk_label_set_justify (GTK_LABEL (title), GTK_JUSTIFY_RIGHT);
      gtk_widget_set_valign (title, GTK_ALIGN_END);
      gtk_widget_set_tooltip_text (title, _ (columns[i].tooltip));
      gtk_grid_attach (grid, title, i + 1, 0, 1, 1);
    }
}

static GtkWidget *
make_table (GArray *rows, guint bits)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  int line = 0;

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 10);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "sides");
  add_header (grid, bits);
  for (guint i = 0; i < rows->len; i++)
    {
      const LabCalibration *row = &g_array_index (rows, LabCalibration, i);

      if (row->bits != bits)
        continue;
      gtk_grid_attach (grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, ++line, BUTTON + 1,
                       1);
      gtk_grid_attach (grid, make_cipher (row), 0, ++line, 1, 1);
      for (int k = 0; k < N_QUANTITIES; k++)
        gtk_grid_attach (grid, make_cell (row, k), k + 1, line, 1, 1);
      gtk_grid_attach (grid, make_button (row), BUTTON, line, 1, 1);
    }
  return GTK_WIDGET (grid);
}

static const char *
say_depth (GArray *rows, guint bits)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, LabCalibration, i).bits == bits)
      return lab_audit_labels_for_depth (g_array_index (rows, LabCalibration, i).depth);
  return lab_audit_labels_for_depth (LAB_AUDIT_FULL);
}

static void
add_tables (GtkWidget *column)
{
  static const guint bits[] = { 8, 16 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = lab_calibration_read_shipped (&error);

  if (rows == NULL)
    {
      gtk_box_append (GTK_BOX (column), make_wrapped (error->message, NULL));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      /* Translators: bits of message and key, bits in which Bob’s key differs, and whether the
       * audits were quick or full ones. */
      g_autofree char *title
          = g_strdup_printf (_ ("N = %u, n = %u, measured in %s audits"), bits[i],
                             LAB_KNOWN_DIFFERENCE, say_depth (rows, bits[i]));
      gtk_box_append (GTK_BOX (column), make_wrapped (title, "title-4"));
      gtk_box_append (GTK_BOX (column), make_table (rows, bits[i]));
    }
}

static void
lab_audit_known_class_init (LabAuditKnownClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "labauditknown");
}

static void
lab_audit_known_init (LabAuditKnown *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *words = make_label (
      _ ("An instrument earns trust where the answer is known. These ciphers took the place of "
         "Alice and Bob: for each, the right answer follows from its construction, and the lab’s "
         "tests check that the instruments find it and reach the right verdict. Errors are shares "
         "of the bits: 0.5 is guessing. Keys left are powers of two: 3 means 8 keys."),
      NULL, 0);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (column), words);
  add_tables (column);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  gtk_widget_set_margin_bottom (column, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  adw_bin_set_child (ADW_BIN (self), scroller);
}
