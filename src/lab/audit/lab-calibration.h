/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the instruments were calibrated: for each known cipher what is known by
 * calculation (nc-audit-known.h) beside what an audit of it measured.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

/* In the order of a table. */
typedef enum
{
  LAB_CALIBRATION_BOB,       /* bit error of Bob with his key */
  LAB_CALIBRATION_WRONG,     /* bit error with a random key */
  LAB_CALIBRATION_EVE,       /* the least bit error of a fresh or a linear Eve */
  LAB_CALIBRATION_HIDDEN,    /* bits of P hidden from who sees C */
  LAB_CALIBRATION_CHOSEN,    /* advantage of who chooses plaintexts */
  LAB_CALIBRATION_KEYS_LEFT, /* log2 of the keys that decrypt one known pair */
} LabCalibrationQuantity;
#define LAB_CALIBRATION_N_QUANTITIES 6

/* The n of the fuzzy known ciphers that are shown and measured. */
#define LAB_KNOWN_DIFFERENCE 3

typedef struct
{
  NcAuditKnown kind;
  guint bits;
  guint key_difference;
  LabAuditDepth depth;
  LabAuditVerdict verdict;
  NcAuditInterval measured[LAB_CALIBRATION_N_QUANTITIES]; /* NAN where there is none */
} LabCalibration;

/* "bob-bit-error", …: for files */
const char *lab_calibration_get_name (LabCalibrationQuantity quantity);

/* Returns: what is known by calculation */
double lab_calibration_get_known (NcAuditKnown kind,
                                  guint bits,
                                  guint key_difference,
                                  LabCalibrationQuantity quantity);

/**
 * lab_calibration_read:
 * @text: a line of names, then LAB_CALIBRATION_N_QUANTITIES of each cipher
 *
 * Returns: (transfer full) (element-type LabCalibration): NULL with LAB_ERROR_MALFORMED
 */
GArray *lab_calibration_read (const char *text, GError **error);

/* Returns: (transfer full): what ships, measured by tests/lab/make-calibration.c */
GArray *lab_calibration_read_shipped (GError **error);

G_END_DECLS
