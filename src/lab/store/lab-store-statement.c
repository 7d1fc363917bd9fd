/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQL whose parameters and columns have names.
 */
#include "lab/store/lab-store-statement.h"

struct _LabStatement
{
  LabDatabase *database;
  sqlite3_stmt *statement; /* NULL where it could not be prepared */
  int next_column;         /* most are read in their order */
  GError *failure;
};

/* The connection knows what was wrong until it is used again. */
static void
note_failure (LabStatement *self)
{
  if (self->failure == NULL)
    lab_database_fail (self->database, &self->failure);
}

LabStatement *
lab_statement_new (LabDatabase *database, const char *sql)
{
  LabStatement *self = g_new0 (LabStatement, 1);

  self->database = database;
  if (sqlite3_prepare_v2 (database->db, sql, -1, &self->statement, NULL) != SQLITE_OK)
    note_failure (self);
  return self;
}

LabStatement *
lab_statement_new_for (LabDatabase *database, const char *sql, gint64 number)
{
  LabStatement *self = lab_statement_new (database, sql);

  if (sqlite3_bind_parameter_count (self->statement) > 0)
    lab_statement_bind_integer (self, ":number", number);
  return self;
}

static char *
write_insert (const char *verb, const char *table, const char *columns, const char *more)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  g_autofree char *values = g_strjoinv (", :", names);

  return g_strdup_printf ("%s INTO %s (%s) VALUES (:%s)%s", verb, table, columns, values, more);
}

LabStatement *
lab_statement_new_insert (LabDatabase *database,
                          const char *verb,
                          const char *table,
                          const char *columns)
{
  g_autofree char *sql = write_insert (verb, table, columns, "");

  return lab_statement_new (database, sql);
}

LabStatement *
lab_statement_new_upsert (LabDatabase *database, const char *table, const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  g_autoptr (GString) more = g_string_new (NULL);
  g_autofree char *sql = NULL;

  g_string_printf (more, " ON CONFLICT (%s) DO UPDATE SET", names[0]);
  for (guint i = 1; names[i] != NULL; i++)
    g_string_append_printf (more, "%s %s = :%s", i > 1 ? "," : "", names[i], names[i]);
  sql = write_insert ("INSERT", table, columns, more->str);
  return lab_statement_new (database, sql);
}

void
lab_statement_free (LabStatement *self)
{
  sqlite3_finalize (self->statement);
  g_clear_error (&self->failure);
  g_free (self);
}

static int
find_parameter (LabStatement *self, const char *name)
{
  int index = sqlite3_bind_parameter_index (self->statement, name);

  g_assert (index > 0 || self->statement == NULL);
  return index;
}

static void
note_bound (LabStatement *self, int code)
{
  if (code != SQLITE_OK)
    note_failure (self);
}

void
lab_statement_bind_integer (LabStatement *self, const char *name, gint64 value)
{
  if (self->failure == NULL)
    note_bound (self, sqlite3_bind_int64 (self->statement, find_parameter (self, name), value));
}

void
lab_statement_bind_real (LabStatement *self, const char *name, double value)
{
  if (self->failure == NULL)
    note_bound (self, sqlite3_bind_double (self->statement, find_parameter (self, name), value));
}

void
lab_statement_bind_text (LabStatement *self, const char *name, const char *value)
{
  if (self->failure == NULL)
    note_bound (self, sqlite3_bind_text (self->statement, find_parameter (self, name), value, -1,
                                         SQLITE_TRANSIENT));
}

void
lab_statement_bind_bytes (LabStatement *self, const char *name, GBytes *value)
{
  gsize n_bytes;
  const void *bytes = g_bytes_get_data (value, &n_bytes);

  if (self->failure == NULL) /* of none at all there is no address, which would be a NULL */
    note_bound (self, sqlite3_bind_blob64 (self->statement, find_parameter (self, name),
                                           n_bytes > 0 ? bytes : "", n_bytes, SQLITE_TRANSIENT));
}

gboolean
lab_statement_step (LabStatement *self)
{
  int code = self->failure == NULL ? sqlite3_step (self->statement) : SQLITE_DONE;

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    note_failure (self);
  return code == SQLITE_ROW;
}

gboolean
lab_statement_check (LabStatement *self, GError **error)
{
  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));
  return self->failure == NULL;
}

gboolean
lab_statement_check_but_damage (LabStatement *self, GError **error)
{
  if (lab_database_is_damage (self->failure))
    g_clear_error (&self->failure);
  return lab_statement_check (self, error);
}

gboolean
lab_statement_run (LabStatement *self, GError **error)
{
  while (lab_statement_step (self))
    ;
  sqlite3_reset (self->statement);
  return lab_statement_check (self, error);
}

gboolean
lab_statement_find (LabStatement *self, gint64 number, gboolean *is_there, GError **error)
{
  sqlite3_reset (self->statement);
  lab_statement_bind_integer (self, ":number", number);
  *is_there = lab_statement_step (self);
  return lab_statement_check_but_damage (self, error);
}

static int
find_column (LabStatement *self, const char *name)
{
  int n_columns = sqlite3_column_count (self->statement);

  for (int i = 0; i < n_columns; i++)
    {
      int column = (self->next_column + i) % n_columns;

      if (g_strcmp0 (sqlite3_column_name (self->statement, column), name) != 0)
        continue;
      self->next_column = column + 1;
      return column;
    }
  g_assert_not_reached ();
}

gint64
lab_statement_get_integer (LabStatement *self, const char *column)
{
  return sqlite3_column_int64 (self->statement, find_column (self, column));
}

guint64
lab_statement_get_count (LabStatement *self, const char *column)
{
  return (guint64) MAX (0, lab_statement_get_integer (self, column));
}

double
lab_statement_get_real (LabStatement *self, const char *column, double where_null)
{
  int index = find_column (self, column);

  return sqlite3_column_type (self->statement, index) == SQLITE_NULL
             ? where_null
             : sqlite3_column_double (self->statement, index);
}

char *
lab_statement_dup_text (LabStatement *self, const char *column)
{
  int index = find_column (self, column);
  const char *text = (const char *) sqlite3_column_text (self->statement, index);
  gssize length = sqlite3_column_bytes (self->statement, index);

  return text != NULL ? g_utf8_make_valid (text, length) : NULL;
}

const void *
lab_statement_get_bytes (LabStatement *self, const char *column, gsize *n_bytes)
{
  int index = find_column (self, column);
  const void *bytes = sqlite3_column_blob (self->statement, index);

  *n_bytes = (gsize) sqlite3_column_bytes (self->statement, index);
  return bytes;
}

gboolean
lab_statement_is_sound (LabStatement *self)
{
  return lab_statement_get_integer (self, "is_sound") == 1;
}

gint64
lab_statement_ask (LabDatabase *database, const char *sql, GError **error)
{
  g_autoptr (LabStatement) self = lab_statement_new (database, sql);
  gint64 number;

  if (!lab_statement_step (self))
    {
      note_failure (self); /* of a question, no row at all is one too */
      lab_statement_check (self, error);
      return -1;
    }
  number = sqlite3_column_int64 (self->statement, 0);
  /* Numbers in the file's header have 32 bits, which SQLite takes as signed. */
  return number < 0 ? (gint64) (guint32) number : number;
}

GArray *
lab_statement_list (LabDatabase *database, const char *sql, gint64 number, GError **error)
{
  g_autoptr (LabStatement) self = lab_statement_new_for (database, sql, number);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (lab_statement_step (self))
    {
      gint64 found = sqlite3_column_int64 (self->statement, 0);

      g_array_append_val (numbers, found);
    }
  return lab_statement_check (self, error) ? g_steal_pointer (&numbers) : NULL;
}

gboolean
lab_statement_run_for (
    LabDatabase *database, const char *sql, gint64 number, gboolean *has_changed, GError **error)
{
  g_autoptr (LabStatement) self = lab_statement_new_for (database, sql, number);

  if (!lab_statement_run (self, error))
    return FALSE;
  if (has_changed != NULL)
    *has_changed = sqlite3_changes (database->db) > 0;
  return TRUE;
}
