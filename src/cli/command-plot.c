/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key plot: a picture of a loss table.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "cli-figure.h"
#include "report/report-csv.h"

#define MAX_ROUND_LENGTH 1000000000

static const char *
get_title (GPtrArray *curves)
{
  return ((ReportCurve *) curves->pdata[0])->study;
}

/* A table does not tell its rounds. */
static gboolean
set_rounds (GPtrArray *curves,
            const CliCount *round_length,
            const CliFigure *options,
            const char *path)
{
  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];

      if (round_length->text != NULL)
        curve->round_length = (guint) round_length->value;
      if (curve->round_length == 0 && g_strcmp0 (options->points, "round-minimum") == 0)
        {
          cli_complain (
              _ ("%s does not say how long a round is, which --points round-minimum needs; "
                 "--round-length says it"),
              path);
          return FALSE;
        }
    }
  return TRUE;
}

static CliStatus
run (int argc, char **argv)
{
  g_autofree char *output = NULL;
  CliFigure options = CLI_FIGURE_INIT;
  g_auto (CliCount) round_length = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Picture to write; its ending chooses the format"), "FILE.png|svg|pdf" },
    { "round-length", 0, 0, G_OPTION_ARG_STRING, &round_length.text,
      N_ ("Iterations of a round, both turns counted"), N_ ("ITERATIONS") },
    CLI_FIGURE_ENTRIES (options),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) curves = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&cli_command_plot, entries, NULL, &argc, &argv))
    return CLI_USAGE;
  if (argc != 2 || output == NULL)
    {
      cli_complain (_ ("plot takes one loss table and -o with the picture to write"));
      return CLI_USAGE;
    }
  if (!cli_figure_check (&options, output))
    return CLI_USAGE;
  if (!cli_count_read (&round_length, "round-length", 1, MAX_ROUND_LENGTH))
    return CLI_USAGE;

  curves = report_csv_read (argv[1], &error);
  if (curves != NULL && !set_rounds (curves, &round_length, &options, argv[1]))
    {
      cli_figure_clear (&options);
      return CLI_USAGE;
    }
  if (curves == NULL || !cli_figure_write (&options, curves, get_title (curves), output, &error))
    {
      cli_complain ("%s", error->message);
      cli_figure_clear (&options);
      return CLI_FAILED;
    }
  cli_figure_clear (&options);
  return CLI_DONE;
}

const CliCommand cli_command_plot = {
  .name = "plot",
  .arguments = "FILE.csv",
  .summary = N_ ("Draw a loss table"),
  .run = run,
};
