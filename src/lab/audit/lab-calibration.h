/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the instruments were calibrated: for each known cipher, the calculated values
 * (nc-audit-known.h) beside what an audit measured.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

/* In the order of the table's columns. */
typedef enum
{
  LAB_CALIBRATION_BOB,       /* bit error of Bob with his key */
  LAB_CALIBRATION_WRONG,     /* bit error with a random key */
  LAB_CALIBRATION_EVE,       /* the lower bit error of a fresh Eve and a linear one */
  LAB_CALIBRATION_HIDDEN,    /* bits of P hidden from anyone who sees C */
  LAB_CALIBRATION_CHOSEN,    /* advantage of an attacker who chooses plaintexts */
  LAB_CALIBRATION_KEYS_LEFT, /* log2 of the number of keys that decrypt one known pair */
} LabCalibrationQuantity;
#define LAB_CALIBRATION_N_QUANTITIES 6

/* The n of the fuzzy known ciphers shown and measured. */
#define LAB_KNOWN_DIFFERENCE 3

typedef struct
{
  NcAuditKnown kind;
  guint bits;
  guint key_difference;
  LabAuditDepth depth;
  LabAuditVerdict verdict;
  NcAuditInterval measured[LAB_CALIBRATION_N_QUANTITIES]; /* NAN if there is none */
} LabCalibration;

/* "bob-bit-error", …: for files */
const char *lab_calibration_get_name (LabCalibrationQuantity quantity);

/* Returns: the calculated value */
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

/* Returns: (transfer full): the shipped figures, measured by tests/lab/make-calibration.c */
GArray *lab_calibration_read_shipped (GError **error);

G_END_DECLS
