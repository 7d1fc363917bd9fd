/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checksums of a store's rows, so that a bit that flipped is never shown as a measurement; only
 * for lab-store*.c.
 *
 * A row's column sha256 is lab_sum () of its other columns, hexadecimal. Checkpoints have a
 * checksum of their state; texts that are named by their hash need none.
 */
#pragma once

#include <sqlite3.h>

#include <glib.h>

G_BEGIN_DECLS

/* The columns of a run and of an audit but for the sum. */
#define LAB_RUN_COLUMNS                                                                            \
  "number, study, position, curve, nth_seed, origin, origin_curve, label, colour, visible,"        \
  " experiment, seed, state, message, iterations, length, seconds, bob_loss_rate, bob_bit_error,"  \
  " eve_loss_rate, eve_bit_error, eve_own_loss_rate, eve_own_bit_error, modified, version,"        \
  " arithmetic, place"
extern const char *const lab_final_parameters[]; /* of LabChannel, ":bob_loss_rate" … */
#define LAB_AUDIT_COLUMNS                                                                          \
  "number, run, label, kind, depth, verdict, iterations, created, version, text"

/* What the checksum covers, as SQL over a row of the table. */
#define LAB_SUM_STUDY "lab_sum (number, name, title, text, seeds, created, modified, deleted)"
#define LAB_SUM_RUN "lab_sum (" LAB_RUN_COLUMNS ")"
#define LAB_SUM_CHUNK "lab_sum (run, first, count, columns, data)"
#define LAB_SUM_AUDIT "lab_sum (" LAB_AUDIT_COLUMNS ")"

/* Whether a row is as it was written, as SQL: 1 or 0. */
#define LAB_STUDY_IS_SOUND "(sha256 IS " LAB_SUM_STUDY ")"
#define LAB_RUN_IS_SOUND "(sha256 IS " LAB_SUM_RUN ")"
#define LAB_CHUNK_IS_SOUND "(sha256 IS " LAB_SUM_CHUNK ")"
#define LAB_AUDIT_IS_SOUND "(sha256 IS " LAB_SUM_AUDIT ")"

/* SQL that sets the checksum of every row, for a store without checksums. */
extern const char lab_sums_fill[];

/**
 * lab_sums_register:
 *
 * Defines lab_sum () for statements on @db, but not for anything in its file. It is SHA-256 over
 * its arguments, each encoded as a letter and data: n; i and 8 bytes; r and the 8 bytes of a
 * double; t or b, 8 bytes of length and the bytes of the text or blob. Numbers are big-endian.
 *
 * Returns: SQLite's code
 */
int lab_sums_register (sqlite3 *db);

/* Whether @hash is the hash of @text. */
gboolean lab_sums_is_named (const char *text, const char *hash);

G_END_DECLS
