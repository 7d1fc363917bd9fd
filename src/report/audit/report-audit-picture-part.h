/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Helpers shared by the pictures of the instruments; private to report-audit-picture*.c.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "lab/audit/lab-instrument.h"
#include "plot/picture/plot-chart.h"

G_BEGIN_DECLS

/* One or two findings of one instrument in a picture. */
typedef struct
{
  LabFinding *finding;
  const LabAuditFacts *facts;
  const char *label;  /* NULL: no second finding */
  LabFinding *beside; /* (nullable): the finding in the picture beside it; same scale */
} ReportAuditPart;

/* A picture of @n_parts; NULL if there is nothing to draw. */
typedef PlotPicture *(*ReportAuditDraw) (const ReportAuditPart *parts, guint n_parts);

/* (transfer full) (nullable): a column's values, one per row; NULL if the table or column is
 * missing or empty. */
double *
report_audit_get_column (LabFinding *finding, const char *table, const char *column, guint *n_rows);

/* (transfer full) "Key tolerance" for one part, "label: Key tolerance" for two. */
char *report_audit_name_part (const ReportAuditPart *part, const char *text);

/* Adds to an axis of plaintext bits, counted from 1. */
void report_audit_set_bits_axis (PlotChart *chart, guint n_bits);

void report_audit_add_guessing (PlotChart *chart);

/* Bob: report-audit-picture-bob.c */
PlotPicture *report_audit_draw_tolerance_error (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_tolerance_loss (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_channel (const ReportAuditPart *parts, guint n_parts);

/* Eve: report-audit-picture-eve.c */
PlotPicture *report_audit_draw_fresh_eves (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_linear (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_chosen (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_search (const ReportAuditPart *parts, guint n_parts);

/* Bits: report-audit-picture-bits.c */
PlotPicture *report_audit_draw_pairs (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_triples (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_hidden (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_surprise (const ReportAuditPart *parts, guint n_parts);

/* The ciphertext: report-audit-picture-ciphertext.c */
PlotPicture *report_audit_draw_change (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_signs (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_histogram (const ReportAuditPart *parts, guint n_parts);
PlotPicture *report_audit_draw_correlation (const ReportAuditPart *parts, guint n_parts);

/* (nullable): a chart of a table of the part's finding; NULL if the finding has no such table. */
PlotPicture *
report_audit_draw_table (const ReportAuditPart *part, const LabInstrumentPicture *described);

/* Described by the instrument itself: report-audit-picture-described.c */
PlotPicture *report_audit_draw_described (const ReportAuditPart *parts, guint n_parts);

G_END_DECLS
