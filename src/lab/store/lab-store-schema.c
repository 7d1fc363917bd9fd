/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of a store, as steps from one version to the next: a new file gets all of them, an
 * older one those it lacks. A released step never changes.
 */
#include "lab/store/lab-store-database.h"
#include "lab/store/lab-store-connect.h"
#include "lab/store/lab-store-sums.h"

#define RUN_COLUMNS_4                                                                              \
  "number, study, position, curve, nth_seed, origin, origin_curve, label, colour, visible,"        \
  " experiment, seed, state, message, iterations, length, seconds, bob_loss_rate, bob_bit_error,"  \
  " eve_loss_rate, eve_bit_error, eve_own_loss_rate, eve_own_bit_error, modified, version,"        \
  " arithmetic"

static const char *const steps[LAB_SCHEMA_VERSION] = {
  /* 1: studies and their text; runs; points in chunks; the newest checkpoint. */
  "CREATE TABLE experiments (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;"
  /* Studies as they were when a run took its experiment from them. */
  "CREATE TABLE origins (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE studies ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  seeds INTEGER NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  modified INTEGER NOT NULL,"
  "  deleted INTEGER NOT NULL DEFAULT 0);" /* when; 0 if not deleted */
  "CREATE TABLE runs ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  study INTEGER NOT NULL REFERENCES studies ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  curve INTEGER NOT NULL,"
  "  nth_seed INTEGER NOT NULL,"
  "  origin TEXT NOT NULL REFERENCES origins,"
  "  origin_curve INTEGER NOT NULL,"
  "  label TEXT NOT NULL,"
  "  colour INTEGER NOT NULL,"
  "  visible INTEGER NOT NULL,"
  "  experiment TEXT NOT NULL REFERENCES experiments,"
  "  seed INTEGER NOT NULL,"
  "  state TEXT NOT NULL,"
  "  message TEXT,"
  "  iterations INTEGER NOT NULL,"
  "  length INTEGER NOT NULL,"
  "  seconds REAL NOT NULL,"
  /* Means over the last iterations, NULL if nothing was measured. */
  "  bob_loss_rate REAL, bob_bit_error REAL,"
  "  eve_loss_rate REAL, eve_bit_error REAL,"
  "  eve_own_loss_rate REAL, eve_own_bit_error REAL,"
  "  modified INTEGER NOT NULL,"
  "  version TEXT NOT NULL);"
  "CREATE INDEX runs_by_study ON runs (study, position);"
  /* Points first to first + count - 1. columns: bits for Bob's loss rate (1), bit error (2), Eve's
   * (4, 8); those columns follow one another in data, each count 32-bit floats, little-endian; the
   * others were not measured. */
  "CREATE TABLE chunks ("
  "  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
  "  first INTEGER NOT NULL,"
  "  count INTEGER NOT NULL,"
  "  columns INTEGER NOT NULL,"
  "  data BLOB NOT NULL,"
  "  PRIMARY KEY (run, first));"
  "CREATE TABLE checkpoints ("
  "  run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,"
  "  iteration INTEGER NOT NULL,"
  "  sha256 TEXT NOT NULL," /* of state */
  "  state BLOB NOT NULL);",

  /* 2: which kernels and BLAS trained a run. */
  "ALTER TABLE runs ADD COLUMN arithmetic TEXT;",

  /* 3: audits of a run or, if NULL, of something else; text is the complete audit as JSON. */
  "CREATE TABLE audits ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  run INTEGER REFERENCES runs ON DELETE CASCADE,"
  "  label TEXT NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  depth TEXT NOT NULL,"
  "  verdict TEXT NOT NULL," /* as of when the audit was stored */
  "  iterations INTEGER NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  version TEXT NOT NULL,"
  "  text TEXT NOT NULL);"
  "CREATE INDEX audits_by_run ON audits (run);",

  /* 4: checksums of rows, see lab-store-sums.h. */
  "ALTER TABLE studies ADD COLUMN sha256 TEXT;"
  "ALTER TABLE runs ADD COLUMN sha256 TEXT;"
  "ALTER TABLE chunks ADD COLUMN sha256 TEXT;"
  "ALTER TABLE audits ADD COLUMN sha256 TEXT;",

  /* 5: where a run is in its study, see LabRunPlace. Only a sound row gets a sum that says so; the
   * columns are those of versions 4 and 5. */
  "ALTER TABLE runs ADD COLUMN place TEXT NOT NULL DEFAULT 'listed';"
  "UPDATE runs SET sha256 = lab_sum (" RUN_COLUMNS_4 ", place)"
  "  WHERE sha256 IS lab_sum (" RUN_COLUMNS_4 ");",
};

const char *
lab_database_get_schema_step (guint version)
{
  g_assert (version >= 1 && version <= LAB_SCHEMA_VERSION);
  return steps[version - 1];
}

gboolean
lab_database_step_up (LabDatabase *database, gint64 version, GError **error)
{
  for (gint64 step = version + 1; step <= LAB_SCHEMA_VERSION; step++)
    if (!lab_database_execute (database, lab_database_get_schema_step ((guint) step), error))
      return FALSE;
  return version >= LAB_FIRST_WITH_SUMS || lab_database_execute (database, lab_sums_fill, error);
}
