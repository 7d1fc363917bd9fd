/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of a replay's folder. Opens none of them.
 */
#include "config.h"

#include "report/replay/report-replay-files.h"

#include "base/input.h"
#include "base/paths.h"
#include "lab/experiment/lab-error.h"

static const char *const files[] = {
  REPORT_REPLAY_STORE,        REPORT_REPLAY_STORE "-journal", REPORT_REPLAY_STORE "-wal",
  REPORT_REPLAY_STORE "-shm", REPORT_REPLAY_STORE "-locks",   REPORT_REPLAY_FRESH_EVES,
  REPORT_REPLAY_RUNS,         REPORT_REPLAY_MARKDOWN,         REPORT_REPLAY_HTML,
};

static const char *const endings[]
    = { REPORT_REPLAY_LIGHT, REPORT_REPLAY_DARK, REPORT_REPLAY_DRAWING, REPORT_REPLAY_ROUNDS };

static gboolean
add_output (BasePaths *paths, const char *folder, const char *file, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) reason = NULL;

  if (base_paths_add_output (paths, path, &reason))
    return TRUE;
  /* The request is invalid; no file operation failed. */
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_VALUE, reason->message);
  return FALSE;
}

gboolean
report_replay_files_check (const char *folder,
                           const char *const *inputs,
                           const char *const *names,
                           GError **error)
{
  g_autoptr (BasePaths) paths = base_paths_new ();

  for (guint i = 0; inputs[i] != NULL; i++)
    if (base_input_is_standard (inputs[i]) || g_file_test (inputs[i], G_FILE_TEST_EXISTS))
      base_paths_add_input (paths, inputs[i]);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!add_output (paths, folder, files[i], error))
      return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (endings); j++)
      {
        g_autofree char *file = g_strconcat (names[i], endings[j], NULL);

        if (!add_output (paths, folder, file, error))
          return FALSE;
      }
  return TRUE;
}
