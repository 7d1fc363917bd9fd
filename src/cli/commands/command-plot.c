/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key plot: draws loss tables.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "base/input.h"
#include "base/paths.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/cli-figure.h"
#include "report/table/report-csv.h"

#define MAX_ROUND_LENGTH 1000000000

/* Titles of up to this many studies are shown side by side. */
#define MAX_TITLES 3

typedef struct
{
  char *output;
  char *title;
  int round_length; /* 0: not given */
  CliFigure figure;
} Options;

/* (transfer full): from the studies, each once */
static char *
make_title (GPtrArray *curves)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < curves->len; i++)
    {
      char *study = ((ReportCurve *) curves->pdata[i])->study;

      if (study[0] != '\0' && !g_ptr_array_find_with_equal_func (titles, study, g_str_equal, NULL))
        g_ptr_array_add (titles, study);
    }
  if (titles->len > MAX_TITLES)
    return g_strdup_printf (ngettext ("%u study", "%u studies", titles->len), titles->len);
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (" · ", (char **) titles->pdata);
}

static gboolean
check_title (const char *title)
{
  glong length = title != NULL ? g_utf8_strlen (title, -1) : 0;

  if (length > BASE_TEXT_MAX_NAME)
    {
      cli_complain (_ ("--title has %ld characters; at most %d are allowed"), length,
                    BASE_TEXT_MAX_NAME);
      return FALSE;
    }
  for (const char *at = title; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      {
        cli_complain (_ ("--title contains a control character; it must be one line of text"));
        return FALSE;
      }
  return TRUE;
}

/* A table does not state its round length. */
static gboolean
set_rounds (GPtrArray *curves, const Options *options)
{
  for (guint i = 0; i < curves->len; i++)
    ((ReportCurve *) curves->pdata[i])->round_length = (guint) options->round_length;
  if (options->round_length > 0 || g_strcmp0 (options->figure.points, "round-minimum") != 0)
    return TRUE;
  cli_complain (_ ("--points round-minimum needs the length of a round, which a table does not "
                   "state; give it with --round-length"));
  return FALSE;
}

/* Checks that the tables can be read together, and that the picture replaces none of them. */
static gboolean
check_files (char **tables, const char *output)
{
  g_autoptr (BasePaths) paths = base_paths_new ();
  g_autoptr (GError) error = NULL;
  guint n_standard = 0;

  for (guint i = 0; tables[i] != NULL; i++)
    {
      n_standard += base_input_is_standard (tables[i]);
      base_paths_add_input (paths, tables[i]);
    }
  if (n_standard > 1)
    {
      cli_complain (_ ("standard input can be read only once; name it only once among the tables"));
      return FALSE;
    }
  if (base_paths_add_output (paths, output, &error))
    return TRUE;
  cli_complain ("%s", error->message);
  return FALSE;
}

static gboolean
has_values (PlotSource *source)
{
  PlotSpan span;

  return source != NULL && plot_source_get_span (source, 0, plot_source_get_length (source), &span);
}

/* Whether @curve has the metric to draw, for any party. */
static gboolean
has_metric (const ReportCurve *curve, gboolean bit_error)
{
  static const LabChannel channels[2][3]
      = { { LAB_CHANNEL_BOB_LOSS_RATE, LAB_CHANNEL_EVE_LOSS_RATE, LAB_CHANNEL_EVE_OWN_LOSS_RATE },
          { LAB_CHANNEL_BOB_BIT_ERROR, LAB_CHANNEL_EVE_BIT_ERROR, LAB_CHANNEL_EVE_OWN_BIT_ERROR } };

  for (guint i = 0; i < G_N_ELEMENTS (channels[0]); i++)
    if (has_values (curve->sources[channels[bit_error][i]]))
      return TRUE;
  return FALSE;
}

/* Refuses an empty picture; FALSE after a sentence. */
static gboolean
check_metric (GPtrArray *curves, const CliFigure *options)
{
  gboolean bit_error = g_strcmp0 (options->metric, "bit-error") == 0;

  for (guint i = 0; i < curves->len; i++)
    if (has_metric (curves->pdata[i], bit_error))
      return TRUE;
  if (bit_error)
    cli_complain (_ ("no curve has a bit error; --metric loss-rate draws what there is"));
  else
    cli_complain (_ ("no curve has a loss rate; --metric bit-error draws what there is"));
  return FALSE;
}

static CliStatus
draw (const Options *options, char **tables)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) curves = report_csv_read ((const char *const *) tables, &error);
  g_autofree char *title = NULL;

  if (curves != NULL)
    {
      if (!set_rounds (curves, options) || !check_metric (curves, &options->figure))
        return CLI_USAGE;
      title = options->title != NULL ? g_strdup (options->title) : make_title (curves);
      report_curves_tell_apart (curves);
    }
  if (curves != NULL && cli_figure_write (&options->figure, curves, title, options->output, &error))
    return CLI_DONE;
  return cli_fail (error);
}

static CliStatus
check_and_draw (const Options *options, int argc, char **argv)
{
  if (argc < 2 || options->output == NULL)
    {
      cli_complain (_ ("plot takes one or more loss tables, and -o with the picture to write"));
      return CLI_USAGE;
    }
  if (!cli_figure_check (&options->figure, options->output) || !check_title (options->title)
      || !check_files (argv + 1, options->output))
    return CLI_USAGE;
  return draw (options, argv + 1);
}

static Options given = { .figure = CLI_FIGURE_INIT };

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output,
    N_ ("Picture to write; its extension chooses the format; - for standard output"),
    N_ ("FILE.png|svg|pdf") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &given.figure.format,
    N_ ("Write png, svg or pdf if the name does not say; the default for standard output and pipes "
        "is png"),
    N_ ("FORMAT") },
  { "title", 0, 0, G_OPTION_ARG_STRING, &given.title,
    N_ ("Title above the plot, instead of the study’s title"), N_ ("TEXT") },
  { "round-length", 0, 0, G_OPTION_ARG_INT, &given.round_length,
    N_ ("Iterations in a round, counting both turns"), N_ ("ITERATIONS") },
  CLI_FIGURE_ENTRIES (given.figure),
  G_OPTION_ENTRY_NULL,
};

static const CliRange ranges[] = {
  { "round-length", 1, MAX_ROUND_LENGTH, CLI_BOTH_ENDS },
  CLI_FIGURE_RANGES,
  { 0 },
};

static CliStatus
run (int argc, char **argv)
{
  return cli_parse (&cli_command_plot, &argc, &argv) ? check_and_draw (&given, argc, argv)
                                                     : CLI_USAGE;
}

const CliCommand cli_command_plot = {
  .name = "plot",
  .arguments = N_ ("FILE.csv…"),
  .summary = N_ ("Draw loss tables"),
  .description
  = N_ ("FILE.csv is a table written by --csv or by another program: columns are found by their "
        "names in the first line, in any order, and are separated by commas, semicolons or tabs. "
        "“iteration” and one of “bob_loss_rate”, “bob_bit_error”, “eve_loss_rate” and "
        "“eve_bit_error” are required. “-” is standard input. If there are several tables, the "
        "curves of all are drawn; rows with the same study, label and seed are one curve."),
  .options = options,
  .ranges = ranges,
  .run = run,
};
