/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table for display: columns as wide as their contents, in every language.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CliTable CliTable;

typedef enum
{
  CLI_COLUMN_LEFT,  /* words */
  CLI_COLUMN_RIGHT, /* numbers */
} CliColumnSide;

typedef struct
{
  const char *title; /* translatable */
  CliColumnSide side;
  guint least; /* minimum cells */
  guint most;  /* maximum cells, longer text is cut; 0 for no limit */
} CliColumn;

/**
 * cli_table_new:
 * @columns: [n_columns], must outlive the table
 */
CliTable *cli_table_new (const CliColumn *columns, guint n_columns);
void cli_table_free (CliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)

/**
 * cli_table_add:
 * @text: (nullable): NULL prints "?"
 *
 * Adds the next cell, from left to right and row by row.
 */
void cli_table_add (CliTable *table, const char *text);
void cli_table_add_format (CliTable *table, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* @value: NAN prints "-" */
void cli_table_add_number (CliTable *table, double value, int digits);

/* Adds a separate line below the last row. */
void cli_table_add_note (CliTable *table, guint indent, const char *text);

/* Prints to standard output, with a title line. */
void cli_table_print (CliTable *table);

G_END_DECLS
