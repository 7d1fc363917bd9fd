/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Handles names only: opens no study.
 */
#include "report/replay/report-replay-names.h"

#include <string.h>

#include "report/replay/report-replay-eves.h"

#define PREFIX "figure-"

const char *const report_replay_figures[REPORT_REPLAY_N_FIGURES + 1]
    = { "figure-3", "figure-5", "figure-6", "figure-7", "figure-8", "figure-10", NULL };

char **
report_replay_list_studies (const char *const *figures)
{
  g_autoptr (GStrvBuilder) studies = g_strv_builder_new ();

  if (figures == NULL)
    return g_strdupv ((char **) report_replay_figures);
  for (guint i = 0; figures[i] != NULL; i++)
    {
      g_autofree char *study = g_ascii_isdigit (figures[i][0])
                                   ? g_strconcat (PREFIX, figures[i], NULL)
                                   : g_strdup (figures[i]);

      g_strv_builder_add (studies, study);
    }
  return g_strv_builder_end (studies);
}

gboolean
report_replay_is_figure (const char *study)
{
  return g_str_has_prefix (study, PREFIX);
}

const char *
report_replay_get_figure (const char *study)
{
  const char *number = study + strlen (PREFIX);

  return report_replay_is_figure (study) && g_ascii_isdigit (number[0]) ? number : study;
}

char *
report_replay_describe_command (const char *const *figures,
                                guint n_seeds,
                                const char *reading,
                                guint64 eve_steps,
                                const char *const *settings)
{
  g_autoptr (GString) command = g_string_new ("fuzzy-key reproduce");

  for (guint i = 0; figures != NULL && figures[i] != NULL; i++)
    g_string_append_printf (command, " --figure %s", figures[i]);
  g_string_append_printf (command, " --seeds %u", n_seeds);
  if (reading != NULL)
    g_string_append_printf (command, " --reading %s", reading);
  if (eve_steps != REPORT_REPLAY_EVE_STEPS)
    g_string_append_printf (command, " --eve-steps %" G_GUINT64_FORMAT, eve_steps);
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    g_string_append_printf (command, " --set %s", settings[i]);
  g_string_append (command, " -o FOLDER");
  return g_string_free (g_steal_pointer (&command), FALSE);
}
