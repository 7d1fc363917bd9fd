/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key plot: a picture of a loss table.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "cli-figure.h"
#include "report/report-csv.h"

static const char *
get_title (GPtrArray *curves)
{
  return ((ReportCurve *) curves->pdata[0])->study;
}

static CliStatus
run (int argc, char **argv)
{
  g_autofree char *output = NULL;
  CliFigure options = CLI_FIGURE_INIT;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Picture to write; its ending chooses the format"), "FILE.png|svg|pdf" },
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

  curves = report_csv_read (argv[1], &error);
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
