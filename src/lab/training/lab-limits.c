/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory: what is needed, what there is, and the error if it is too little.
 */
#include "config.h"

#include "lab/training/lab-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/training/nc-memory.h"
#include "lab/experiment/lab-error.h"
#include "lab/training/lab-series-private.h"

/* SQLite's limit for a row, 10^9 bytes, less the row's other contents. */
#define MAX_STATE (G_GUINT64_CONSTANT (1000000000) - 4096)

/* The newest checkpoint, and one being made or stored. */
#define N_CHECKPOINTS 2

static guint64
divide_up (guint64 n, guint64 by)
{
  return (n + by - 1) / by;
}

/* What get_or_make() in lab-series.c allocates for that many elements. */
static guint64
count_array (guint64 n, guint64 chunk, gsize element_size)
{
  guint64 chunks = divide_up (n, chunk);

  return chunks * chunk * element_size
         + divide_up (chunks, LAB_SERIES_CHUNKS) * LAB_SERIES_CHUNKS * sizeof (gpointer);
}

static guint64
count_series (guint64 length)
{
  guint64 bytes = count_array (length, LAB_SERIES_CHUNK, sizeof (LabPoint)), size = LAB_SERIES_FAN;

  for (guint level = 0; level < LAB_SERIES_LEVELS; level++, size *= LAB_SERIES_FAN)
    bytes += count_array (length / size, LAB_SERIES_BUCKET_CHUNK, sizeof (LabBucket));
  return bytes;
}

LabNeed
lab_limits_estimate (LabExperiment *experiment)
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);

  return (LabNeed){
    .networks = nc_setup_estimate_memory (setup) + nc_setup_estimate_diagnosis_memory (setup)
                + N_CHECKPOINTS * nc_setup_estimate_state_size (setup),
    .series = count_series (nc_setup_get_length (setup)),
    .state = nc_setup_estimate_state_size (setup),
  };
}

void
lab_limits_add (LabNeed *sum, const LabNeed *need)
{
  sum->networks += need->networks;
  sum->series += need->series;
  sum->state = MAX (sum->state, need->state);
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* The number after a word at the start of a line. */
static gboolean
find_number (const char *text, const char *word, guint64 *number)
{
  gsize length = strlen (word);

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      const char *start = line + (*line == '\n' ? 1 : 0);

      line = start;
      if (strncmp (start, word, length) != 0 || !g_ascii_isspace (start[length]))
        continue;
      *number = g_ascii_strtoull (start + length, NULL, 10);
      return TRUE;
    }
  return FALSE;
}

/* A file with just a number; FALSE also for "max". */
static gboolean
read_number (const char *folder, const char *name, guint64 *number)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = read_file (path);

  return text != NULL
         && g_ascii_string_to_unsigned (g_strstrip (text), 10, 0, G_MAXUINT64, number, NULL);
}

/* The memory left by one control group. */
static guint64
get_free_in_group (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "memory.stat", NULL);
  g_autofree char *statistics = read_file (path);
  guint64 limit, taken, droppable;

  if (!read_number (folder, "memory.max", &limit)
      || !read_number (folder, "memory.current", &taken))
    return G_MAXUINT64;
  if (statistics != NULL && find_number (statistics, "inactive_file", &droppable))
    taken -= MIN (taken, droppable);
  return limit > taken ? limit - taken : 0;
}

/* The path of this process's group, after "0::", or NULL. */
static char *
find_group (const char *root)
{
  g_autofree char *path = g_build_filename (root, "proc", "self", "cgroup", NULL);
  g_autofree char *text = read_file (path);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "0::/"))
      return g_strdup (lines[i] + strlen ("0::"));
  return NULL;
}

guint64
lab_limits_get_free_memory (const char *root)
{
  const char *top = root != NULL ? root : "/";
  g_autofree char *path = g_build_filename (top, "proc", "meminfo", NULL);
  g_autofree char *text = read_file (path);
  g_autofree char *mount = g_build_filename (top, "sys", "fs", "cgroup", NULL);
  g_autofree char *group = find_group (top);
  guint64 least = G_MAXUINT64, kibibytes;

  if (text != NULL && find_number (text, "MemAvailable:", &kibibytes))
    least = kibibytes * 1024;
  while (group != NULL)
    {
      g_autofree char *folder = g_build_filename (mount, group, NULL);
      guint64 left = get_free_in_group (folder);

      least = MIN (least, left);
      if (g_str_equal (group, "/") || g_str_equal (group, "."))
        break;
      g_free (g_steal_pointer (&folder));
      folder = g_path_get_dirname (group);
      g_free (group);
      group = g_steal_pointer (&folder);
    }
  return least;
}

static gboolean
check_state (guint64 state, GError **error)
{
  g_autofree char *text = g_format_size (state), *most = g_format_size (MAX_STATE);

  if (state <= MAX_STATE)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_MEMORY,
               _ ("One run’s networks and optimiser state take %s, and at most %s of a run can be "
                  "stored; narrower or fewer layers need less"),
               text, most);
  return FALSE;
}

gboolean
lab_limits_check (guint n_runs, const LabNeed *need, guint64 available, GError **error)
{
  guint64 sum = need->networks + need->series;
  g_autofree char *sum_text = g_format_size (sum), *free_text = g_format_size (available);
  g_autofree char *networks = g_format_size (need->networks);
  g_autofree char *series = g_format_size (need->series);

  if (sum <= available)
    return check_state (need->state, error);
  if (n_runs == 1)
    g_set_error (error, LAB_ERROR, LAB_ERROR_MEMORY,
                 _ ("This run needs %s of memory (networks %s, series %s) and %s is free; a "
                    "smaller batch, narrower layers or fewer iterations need less"),
                 sum_text, networks, series, free_text);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_MEMORY,
                 _ ("%u runs need %s of memory together (networks %s, series %s) and %s is free; "
                    "fewer runs, a smaller batch, narrower layers or fewer iterations need less"),
                 n_runs, sum_text, networks, series, free_text);
  return FALSE;
}
