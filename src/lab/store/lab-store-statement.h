/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQL whose parameters and columns have names; for lab-store*.c alone. What fails stays with
 * the statement: nothing is bound, stepped or read any more, and the one who asks with
 * lab_statement_check() is told.
 */
#pragma once

#include "lab/store/lab-store-database.h"

G_BEGIN_DECLS

typedef struct _LabStatement LabStatement;

LabStatement *lab_statement_new (LabDatabase *database, const char *sql);

/* With its parameter :number, if it has one. */
LabStatement *lab_statement_new_for (LabDatabase *database, const char *sql, gint64 number);

/**
 * lab_statement_new_insert:
 * @verb: "INSERT", "INSERT OR IGNORE" …
 * @columns: separated by ", "; each is a parameter, too
 */
LabStatement *lab_statement_new_insert (LabDatabase *database,
                                        const char *verb,
                                        const char *table,
                                        const char *columns);

/* Where there is a row with the value of the first column, its other columns change: it is
 * not replaced, for then what refers to it would go. */
LabStatement *
lab_statement_new_upsert (LabDatabase *database, const char *table, const char *columns);

void lab_statement_free (LabStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabStatement, lab_statement_free)

/* @name: of a parameter, with its colon. One that is never bound is NULL. */
void lab_statement_bind_integer (LabStatement *self, const char *name, gint64 value);
void lab_statement_bind_real (LabStatement *self, const char *name, double value); /* NaN: NULL */
void lab_statement_bind_text (LabStatement *self, const char *name, const char *value);
void lab_statement_bind_bytes (LabStatement *self, const char *name, GBytes *value);

/* Whether there is another row: FALSE at the end, and where it failed. */
gboolean lab_statement_step (LabStatement *self);

/* FALSE with an error: what failed so far, first of all. */
gboolean lab_statement_check (LabStatement *self, GError **error);

/* The same, and forgets what failed where damage is all that is wrong. */
gboolean lab_statement_check_but_damage (LabStatement *self, GError **error);

/* Steps to the end, and can be bound and run once more. */
gboolean lab_statement_run (LabStatement *self, GError **error);

/**
 * lab_statement_find:
 * @number: for the parameter :number
 *
 * Returns: FALSE with an error; TRUE, and nothing is there, where damage is all that is wrong
 */
gboolean lab_statement_find (LabStatement *self, gint64 number, gboolean *is_there, GError **error);

/* Of the row, by the column's name. */
gint64 lab_statement_get_integer (LabStatement *self, const char *column);
guint64 lab_statement_get_count (LabStatement *self, const char *column); /* none below 0 */
double lab_statement_get_real (LabStatement *self, const char *column, double where_null);
char *lab_statement_dup_text (LabStatement *self, const char *column); /* UTF-8; NULL for NULL */
const void *lab_statement_get_bytes (LabStatement *self, const char *column, gsize *n_bytes);

/* Its column is_sound: see LAB_RUN_IS_SOUND and its like. */
gboolean lab_statement_is_sound (LabStatement *self);

/* The first column of the first row; -1 with an error. */
gint64 lab_statement_ask (LabDatabase *database, const char *sql, GError **error);

/**
 * lab_statement_list:
 * @number: see lab_statement_new_for()
 *
 * Returns: (transfer full) (element-type gint64): the first column; NULL with an error
 */
GArray *lab_statement_list (LabDatabase *database, const char *sql, gint64 number, GError **error);

/* Without rows, from :number; whether any row changed, if that is asked. */
gboolean lab_statement_run_for (
    LabDatabase *database, const char *sql, gint64 number, gboolean *has_changed, GError **error);

G_END_DECLS
