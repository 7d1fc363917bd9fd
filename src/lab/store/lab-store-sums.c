/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checksums of a store's rows.
 */
#include "lab/store/lab-store-sums.h"

#include <string.h>

const char lab_sums_fill[] = "UPDATE studies SET sha256 = " LAB_SUM_STUDY ";"
                             "UPDATE runs SET sha256 = " LAB_SUM_RUN ";"
                             "UPDATE chunks SET sha256 = " LAB_SUM_CHUNK ";"
                             "UPDATE audits SET sha256 = " LAB_SUM_AUDIT ";";

const char *const lab_final_parameters[] = {
  ":bob_loss_rate", ":bob_bit_error",     ":eve_loss_rate",
  ":eve_bit_error", ":eve_own_loss_rate", ":eve_own_bit_error",
};

static void
add_number (GChecksum *sum, char letter, guint64 bits)
{
  guint64 bytes = GUINT64_TO_BE (bits);

  g_checksum_update (sum, (const guchar *) &letter, 1);
  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

/* SQLite may store a real as an integer, which has no negative zero. */
static void
add_real (GChecksum *sum, double value)
{
  double same = value + 0.0;
  guint64 bits;

  memcpy (&bits, &same, sizeof bits);
  add_number (sum, 'r', bits);
}

/* FALSE if SQLite is out of memory. */
static gboolean
add_bytes (GChecksum *sum, char letter, const void *bytes, int n_bytes)
{
  if (bytes == NULL && n_bytes > 0)
    return FALSE;
  add_number (sum, letter, (guint64) n_bytes);
  if (n_bytes > 0)
    g_checksum_update (sum, bytes, n_bytes);
  return TRUE;
}

static gboolean
add_value (GChecksum *sum, sqlite3_value *value)
{
  const void *bytes;

  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      add_number (sum, 'i', (guint64) sqlite3_value_int64 (value));
      return TRUE;
    case SQLITE_FLOAT:
      add_real (sum, sqlite3_value_double (value));
      return TRUE;
    case SQLITE_TEXT:
      bytes = sqlite3_value_text (value);
      return bytes != NULL && add_bytes (sum, 't', bytes, sqlite3_value_bytes (value));
    case SQLITE_BLOB:
      bytes = sqlite3_value_blob (value);
      return add_bytes (sum, 'b', bytes, sqlite3_value_bytes (value));
    default:
      g_checksum_update (sum, (const guchar *) "n", 1);
      return TRUE;
    }
}

static void
calculate (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (int i = 0; i < n_values; i++)
    if (!add_value (sum, values[i]))
      {
        sqlite3_result_error_nomem (context);
        return;
      }
  sqlite3_result_text (context, g_checksum_get_string (sum), -1, SQLITE_TRANSIENT);
}

int
lab_sums_register (sqlite3 *db)
{
  return sqlite3_create_function (db, "lab_sum", -1,
                                  SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                  calculate, NULL, NULL);
}

gboolean
lab_sums_is_named (const char *text, const char *hash)
{
  g_autofree char *found
      = text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;

  return g_strcmp0 (found, hash) == 0 && hash != NULL;
}
