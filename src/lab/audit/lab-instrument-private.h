/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The descriptor of an instrument: what it is called, what it does to a cipher, what it writes,
 * and what that means; only for lab-audit*.c and lab-instrument*.c.
 *
 * An instrument knows no thread, lock or object: it has its own cipher, asks regularly whether to
 * continue, and returns a finding.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-progress.h"
#include "engine/kernels/nc-kernels.h"
#include "lab/audit/lab-audit-result.h"
#include "lab/audit/lab-instrument.h"
#include "lab/audit/lab-light.h"

G_BEGIN_DECLS

/* The most jobs into which an instrument is split. */
#define LAB_INSTRUMENT_MAX_JOBS 3

/* The input of a job. */
typedef struct
{
  NcAuditCipher *cipher; /* this job's own */
  const NcKernels *kernels;
  guint32 seed;
  gboolean quick;
  guint nth; /* among the instrument's jobs */

  NcAuditProgress progress; /* blocks while paused; FALSE ends the job */
  gint64 paused;            /* microseconds that progress has blocked so far */

  /* Publishes what there is so far; @part stays the caller's. NULL if nobody looks. */
  void (*publish) (gpointer data, LabFinding *part);
  gpointer publish_data;
} LabInstrumentJob;

/* All about an instrument. What it writes never changes its name once released, because stored
 * audits contain it. */
typedef struct
{
  const char *name;                    /* for programs */
  const char *title;                   /* marked for translation, like all words here */
  const char *purpose;                 /* what it does, one sentence, for a newcomer */
  const LabInstrumentNumber *numbers;  /* that it writes, ended by one without a name … */
  const LabInstrumentTable *tables;    /* … and the tables used for pictures */
  const LabInstrumentPicture *picture; /* (nullable): if report/audit does not draw a special one */

  /* The number without which nothing was found, and nothing is said. Attacks that share a
   * verdict have an error here: the least reads most. */
  const char *deciding;

  /* What a broken light means, of an attack: without its light there is no verdict.
   * LAB_AUDIT_INCOMPLETE, 0, for one that is none. */
  LabAuditVerdict verdict;

  guint n_jobs;

  /* Rough seconds of one thread for job @nth at an N of @n_bits, as measured for N = 8 … 128. Used
   * for the starting order, the progress and estimates. */
  double (*get_cost) (guint n_bits, gboolean quick, guint nth);

  /* Returns: (transfer full): the job's part of the finding, NULL if stopped. */
  LabFinding *(*run) (LabInstrumentJob *job);

  /* Fills in @finding from the parts, NULL for those not there yet. NULL for an instrument with
   * one job: its part is the finding. */
  void (*combine) (LabFinding *finding, LabFinding *const parts[]);

  /* (nullable): how serious it is; NULL for an instrument that only describes. */
  LabLight (*judge) (LabFinding *finding, const LabAuditFacts *facts);

  /* Called where the deciding number is there.
   *
   * Returns: (transfer full) (nullable): what it found and what that means, translated; NULL
   * where that cannot be told */
  char *(*say) (LabFinding *finding, const LabAuditFacts *facts);
} LabInstrumentKind;

/* Returns: (transfer none) */
const LabInstrumentKind *lab_instrument_get_kind (LabInstrument instrument);

#define LAB_INSTRUMENT_DECLARE(name, descriptor)                                                   \
  extern const LabInstrumentKind lab_instrument_##descriptor;
LAB_INSTRUMENT_TABLE (LAB_INSTRUMENT_DECLARE)

/* For get_cost: the number of features that networks and equations see of a ciphertext of @n_bits
 * numbers, relative to the 136 at N = 16. */
double lab_instrument_get_features (guint n_bits);

/* Copies all numbers of a part. */
void lab_instrument_copy_numbers (LabFinding *to, LabFinding *part);

/* value, low and high in three adjacent columns. */
static inline void
lab_instrument_write_interval (double *to, const NcAuditInterval *interval)
{
  to[0] = interval->value;
  to[1] = interval->low;
  to[2] = interval->high;
}

G_END_DECLS
