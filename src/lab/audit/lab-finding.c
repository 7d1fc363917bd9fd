/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one instrument of an audit found: named numbers and named tables. It judges nothing, and
 * knows only the instruments' own names.
 */
#include "lab/audit/lab-finding.h"

#include <math.h>
#include <string.h>

struct _LabFinding
{
  LabInstrument instrument;
  gboolean is_complete;
  double seconds;
  GPtrArray *numbers; /* of LabFindingNumber */
  GPtrArray *tables;  /* of LabFindingTable */
};

static void
free_number (gpointer data)
{
  LabFindingNumber *number = data;

  g_free (number->name);
  g_free (number);
}

static void
free_table (gpointer data)
{
  LabFindingTable *table = data;

  g_free (table->name);
  g_strfreev (table->columns);
  g_free (table->values);
  g_free (table);
}

LabFinding *
lab_finding_new (LabInstrument instrument)
{
  LabFinding *finding;

  g_return_val_if_fail ((guint) instrument < LAB_N_INSTRUMENTS, NULL);

  finding = g_atomic_rc_box_new0 (LabFinding);
  finding->instrument = instrument;
  finding->numbers = g_ptr_array_new_with_free_func (free_number);
  finding->tables = g_ptr_array_new_with_free_func (free_table);
  return finding;
}

LabFinding *
lab_finding_ref (LabFinding *finding)
{
  return g_atomic_rc_box_acquire (finding);
}

static void
clear (gpointer data)
{
  LabFinding *finding = data;

  g_ptr_array_unref (finding->numbers);
  g_ptr_array_unref (finding->tables);
}

void
lab_finding_unref (LabFinding *finding)
{
  g_atomic_rc_box_release_full (finding, clear);
}

LabInstrument
lab_finding_get_instrument (LabFinding *finding)
{
  return finding->instrument;
}

gboolean
lab_finding_is_complete (LabFinding *finding)
{
  return finding->is_complete;
}

void
lab_finding_set_complete (LabFinding *finding)
{
  finding->is_complete = TRUE;
}

double
lab_finding_get_seconds (LabFinding *finding)
{
  return finding->is_complete ? finding->seconds : 0;
}

void
lab_finding_set_seconds (LabFinding *finding, double seconds)
{
  finding->seconds = seconds;
}

void
lab_finding_add_number (LabFinding *finding, const char *name, NcAuditInterval interval)
{
  LabFindingNumber *number;

  g_return_if_fail (name != NULL && lab_finding_get_number (finding, name) == NULL);

  number = g_new (LabFindingNumber, 1);
  number->name = g_strdup (name);
  number->interval = interval;
  g_ptr_array_add (finding->numbers, number);
}

void
lab_finding_add_figure (LabFinding *finding, const char *name, double value)
{
  lab_finding_add_number (finding, name, (NcAuditInterval){ value, value, value });
}

/* Takes @columns. */
static double *
add_table (LabFinding *finding, const char *name, guint n_rows, char **columns)
{
  LabFindingTable *table = g_new0 (LabFindingTable, 1);
  gsize n_values;

  table->name = g_strdup (name);
  table->columns = columns;
  table->n_rows = n_rows;
  table->n_columns = g_strv_length (columns);
  n_values = (gsize) n_rows * table->n_columns;
  table->values = g_new (double, n_values);
  for (gsize i = 0; i < n_values; i++)
    table->values[i] = NAN;
  g_ptr_array_add (finding->tables, table);
  return table->values;
}

double *
lab_finding_add_table (LabFinding *finding,
                       const char *name,
                       guint n_rows,
                       const char *const *columns)
{
  g_return_val_if_fail (name != NULL && columns != NULL, NULL);
  g_return_val_if_fail (lab_finding_get_table (finding, name) == NULL, NULL);

  return add_table (finding, name, n_rows, g_strdupv ((char **) columns));
}

double *
lab_finding_add_matrix (LabFinding *finding, const char *name, guint n_rows, guint n_columns)
{
  char **columns;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (lab_finding_get_table (finding, name) == NULL, NULL);

  columns = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    columns[i] = g_strdup_printf ("%u", i);
  return add_table (finding, name, n_rows, columns);
}

const NcAuditInterval *
lab_finding_get_number (LabFinding *finding, const char *name)
{
  for (guint i = 0; i < finding->numbers->len; i++)
    {
      const LabFindingNumber *number = finding->numbers->pdata[i];

      if (strcmp (number->name, name) == 0)
        return &number->interval;
    }
  return NULL;
}

double
lab_finding_get_value (LabFinding *finding, const char *name)
{
  const NcAuditInterval *interval = lab_finding_get_number (finding, name);

  return interval == NULL ? (double) NAN : interval->value;
}

const LabFindingTable *
lab_finding_get_table (LabFinding *finding, const char *name)
{
  for (guint i = 0; i < finding->tables->len; i++)
    {
      const LabFindingTable *table = finding->tables->pdata[i];

      if (strcmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

GPtrArray *
lab_finding_get_numbers (LabFinding *finding)
{
  return finding->numbers;
}

GPtrArray *
lab_finding_get_tables (LabFinding *finding)
{
  return finding->tables;
}
