/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key show: a study with every value written out.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/cli.h"

/* Help on every key, from the key table. */
static char *
describe_keys (void)
{
  GString *text = g_string_new (_ ("Keys of a study, as --set and curves name them:\n"));
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *allowed = lab_key_describe_allowed (&keys[i]);

      if (!(keys[i].flags & LAB_KEY_OF_PARTY))
        g_string_append_printf (text, "  %s\n      %s: %s\n", keys[i].name, keys[i].summary,
                                allowed);
    }
  g_string_append (text, _ ("Every key of [networks] may also appear in [alice], [bob] or [eve], "
                            "for that party only."));
  return g_string_free (text, FALSE);
}

static char *reading;
static char **settings;

static const GOptionEntry options[] = {
  { "reading", 0, 0, G_OPTION_ARG_STRING, &reading,
    N_ ("Reading that fills in what the paper leaves open: text, inferred or abadi"),
    N_ ("READING") },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settings, N_ ("Override a value of the study"),
    N_ ("GROUP.KEY=VALUE") },
  G_OPTION_ENTRY_NULL,
};

static CliStatus
run (int argc, char **argv)
{
  CliStatus status;
  g_autoptr (LabStudyFile) file = NULL;
  g_autofree char *text = NULL;

  if (!cli_parse (&cli_command_show, &argc, &argv))
    return CLI_USAGE;
  if (argc != 2)
    {
      cli_complain (_ ("show takes one study, a shipped one (see “fuzzy-key list”) or a file"));
      return CLI_USAGE;
    }
  file = cli_open_study (argv[1], reading, settings, &status);
  if (file == NULL)
    return status;
  text = lab_study_file_to_text (file);
  cli_print_text (text);
  return CLI_DONE;
}

const CliCommand cli_command_show = {
  .name = "show",
  .arguments = N_ ("STUDY"),
  .summary = N_ ("Print a study with every value written out"),
  .describe = describe_keys,
  .options = options,
  .run = run,
};
