/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one instrument of an audit found: named numbers with their intervals, and named tables; the
 * same for memory, store, JSON, pictures and words. Each instrument documents what it writes, and
 * the units, in its lab-instrument-*.c. Names never change once released, because stored audits
 * contain them.
 *
 * One thread fills a finding, after which it never changes; references may be held anywhere.
 */
#pragma once

#include <glib.h>

#include "audit/nc-audit-interval.h"
#include "lab/audit/lab-instrument-table.h"

G_BEGIN_DECLS

#define LAB_INSTRUMENT_MEMBER(name, descriptor) LAB_INSTRUMENT_##name,
#define LAB_INSTRUMENT_ONE(name, descriptor) +1

/* In the order of a report. */
typedef enum
{
  LAB_INSTRUMENT_TABLE (LAB_INSTRUMENT_MEMBER)
} LabInstrument;
#define LAB_N_INSTRUMENTS (0 LAB_INSTRUMENT_TABLE (LAB_INSTRUMENT_ONE))

typedef struct
{
  char *name;
  NcAuditInterval interval; /* low = value = high if it was counted or calculated */
} LabFindingNumber;

typedef struct
{
  char *name;
  char **columns; /* [n_columns + 1], names, NULL-terminated */
  guint n_rows;
  guint n_columns;
  double *values; /* [n_rows][n_columns]; NAN for no value */
} LabFindingTable;

typedef struct _LabFinding LabFinding;

LabFinding *lab_finding_new (LabInstrument instrument);
LabFinding *lab_finding_ref (LabFinding *finding);
void lab_finding_unref (LabFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabFinding, lab_finding_unref)

LabInstrument lab_finding_get_instrument (LabFinding *finding);

/**
 * lab_finding_is_complete:
 *
 * Returns: FALSE while the instrument is still running and its curves grow
 */
gboolean lab_finding_is_complete (LabFinding *finding);
void lab_finding_set_complete (LabFinding *finding);

/* Returns: seconds of single-thread work, 0 while incomplete. */
double lab_finding_get_seconds (LabFinding *finding);
void lab_finding_set_seconds (LabFinding *finding, double seconds);

void lab_finding_add_number (LabFinding *finding, const char *name, NcAuditInterval interval);
void lab_finding_add_figure (LabFinding *finding, const char *name, double value);

/**
 * lab_finding_add_table:
 * @columns: NULL-terminated, copied
 *
 * Returns: (transfer none): its values, all NAN, for the caller to fill in
 */
double *lab_finding_add_table (LabFinding *finding,
                               const char *name,
                               guint n_rows,
                               const char *const *columns);

/* A matrix, whose columns are named "0", "1", …. */
double *
lab_finding_add_matrix (LabFinding *finding, const char *name, guint n_rows, guint n_columns);

/**
 * lab_finding_get_number:
 *
 * Returns: (transfer none) (nullable): NULL if the instrument did not measure it
 */
const NcAuditInterval *lab_finding_get_number (LabFinding *finding, const char *name);

/* Returns: its value, NAN if it was not measured. */
double lab_finding_get_value (LabFinding *finding, const char *name);

/* Returns: (transfer none) (nullable) */
const LabFindingTable *lab_finding_get_table (LabFinding *finding, const char *name);

/* Returns: (transfer none) (element-type LabFindingNumber) */
GPtrArray *lab_finding_get_numbers (LabFinding *finding);

/* Returns: (transfer none) (element-type LabFindingTable) */
GPtrArray *lab_finding_get_tables (LabFinding *finding);

G_END_DECLS
