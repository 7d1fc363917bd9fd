/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What fresh Eves found, in a key file: a group for each run, named by the SHA-256 of its training
 * state.
 */
#include "config.h"

#include "report/replay/report-fresh-file.h"

#include "base/file.h"
#include "base/input.h"
#include "report/replay/report-replay-files.h"

/* Limit on the file's size: a replay of hundreds of runs takes a few tens of KiB. */
#define MAX_SIZE (16 << 20)

/* An interval: value, lower end, upper end. */
#define N_NUMBERS 3

struct _ReportFreshFile
{
  char *path;
  GMutex mutex; /* protects what follows, and the file */
  GKeyFile *keys;
};

ReportFreshFile *
report_fresh_file_open (const char *folder)
{
  ReportFreshFile *file = g_new0 (ReportFreshFile, 1);
  g_autoptr (GBytes) bytes = NULL;

  file->path = g_build_filename (folder, REPORT_REPLAY_FRESH_EVES, NULL);
  file->keys = g_key_file_new ();
  g_mutex_init (&file->mutex);
  bytes = base_input_read (file->path, MAX_SIZE, NULL);
  if (bytes != NULL && !g_key_file_load_from_bytes (file->keys, bytes, G_KEY_FILE_NONE, NULL))
    {
      /* A file that ends in garbage would leave its first half parsed. */
      g_key_file_free (file->keys);
      file->keys = g_key_file_new ();
    }
  return file;
}

void
report_fresh_file_free (ReportFreshFile *file)
{
  g_free (file->path);
  g_key_file_free (file->keys);
  g_mutex_clear (&file->mutex);
  g_free (file);
}

static gboolean
has_number (GKeyFile *keys, const char *group, const char *key, guint64 expected)
{
  g_autoptr (GError) error = NULL;
  guint64 number = g_key_file_get_uint64 (keys, group, key, &error);

  return error == NULL && number == expected;
}

/* Accepts only shares with low <= value <= high. */
static gboolean
read_interval (GKeyFile *keys, const char *group, const char *key, NcAuditInterval *interval)
{
  gsize n;
  g_autofree double *numbers = g_key_file_get_double_list (keys, group, key, &n, NULL);

  if (numbers == NULL || n != N_NUMBERS)
    return FALSE;
  *interval = (NcAuditInterval){ numbers[0], numbers[1], numbers[2] };
  return interval->low >= 0 && interval->low <= interval->value && interval->value <= interval->high
         && interval->high <= 1;
}

static LabFreshEves *
read_eves (GKeyFile *keys, const char *group, guint n_eves, guint64 n_steps)
{
  g_autofree char *version = g_key_file_get_string (keys, group, "version", NULL);
  LabFreshEves eves = { .n_eves = n_eves, .n_steps = n_steps };

  /* Another version may train differently. */
  if (g_strcmp0 (version, LAB_VERSION) != 0 || !has_number (keys, group, "eves", n_eves)
      || !has_number (keys, group, "steps", n_steps)
      || !read_interval (keys, group, "bit-error", &eves.bit_error)
      || !read_interval (keys, group, "whole-messages", &eves.whole))
    return NULL;
  return g_memdup2 (&eves, sizeof eves);
}

LabFreshEves *
report_fresh_file_find (ReportFreshFile *file, GBytes *state, guint n_eves, guint64 n_steps)
{
  g_autofree char *group = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, state);
  LabFreshEves *eves;

  g_mutex_lock (&file->mutex);
  eves = read_eves (file->keys, group, n_eves, n_steps);
  g_mutex_unlock (&file->mutex);
  return eves;
}

static void
set_interval (GKeyFile *keys, const char *group, const char *key, const NcAuditInterval *interval)
{
  double numbers[N_NUMBERS] = { interval->value, interval->low, interval->high };

  g_key_file_set_double_list (keys, group, key, numbers, N_NUMBERS);
}

void
report_fresh_file_add (ReportFreshFile *file, GBytes *state, const LabFreshEves *eves)
{
  g_autofree char *group = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, state);
  g_autofree char *text = NULL;
  gsize length;

  g_mutex_lock (&file->mutex);
  g_key_file_set_string (file->keys, group, "version", LAB_VERSION);
  g_key_file_set_uint64 (file->keys, group, "eves", eves->n_eves);
  g_key_file_set_uint64 (file->keys, group, "steps", eves->n_steps);
  set_interval (file->keys, group, "bit-error", &eves->bit_error);
  set_interval (file->keys, group, "whole-messages", &eves->whole);
  text = g_key_file_to_data (file->keys, &length, NULL);
  base_file_write_bytes (file->path, text, length, NULL);
  g_mutex_unlock (&file->mutex);
}
