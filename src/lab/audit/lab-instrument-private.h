/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The descriptor of an instrument: what it is called, what it does on a cipher, what it
 * writes, and what that means; for lab-audit*.c and lab-instrument*.c alone.
 *
 * An instrument knows no thread, lock or object: it has a cipher of its own, asks in
 * between whether to go on, and gives a finding.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-progress.h"
#include "engine/kernels/nc-kernels.h"
#include "lab/audit/lab-audit-result.h"
#include "lab/audit/lab-instrument.h"
#include "lab/audit/lab-light.h"

G_BEGIN_DECLS

/* Into how many jobs an instrument is cut at most. */
#define LAB_INSTRUMENT_MAX_JOBS 3

/* What a job is given. */
typedef struct
{
  NcAuditCipher *cipher; /* of this job alone */
  const NcKernels *kernels;
  guint32 seed;
  gboolean quick;
  guint nth; /* of the instrument's jobs */

  NcAuditProgress progress; /* waits in a pause; FALSE ends the job */
  gint64 paused;            /* microseconds that progress has waited so far */

  /* Shows what there is so far; @part stays the caller's. NULL where nobody looks. */
  void (*publish) (gpointer data, LabFinding *part);
  gpointer publish_data;
} LabInstrumentJob;

/* All there is to know of an instrument. What it writes never changes its name once
 * released: stored audits hold it. */
typedef struct
{
  const char *name;                    /* for programs */
  const char *title;                   /* marked for translation, as are all words */
  const char *purpose;                 /* what it does, one sentence, for who meets it first */
  const LabInstrumentNumber *numbers;  /* that it writes, ended by one without a name … */
  const LabInstrumentTable *tables;    /* … and tables from which pictures are made */
  const LabInstrumentPicture *picture; /* (nullable): where report/audit has none drawn for it */

  /* The number without which nothing was found, and nothing is said. Attacks that share a
   * verdict have an error here: the least reads most. */
  const char *deciding;

  /* What a broken light means, of an attack: without its light there is no verdict.
   * LAB_AUDIT_INCOMPLETE, 0, for one that is none. */
  LabAuditVerdict verdict;

  guint n_jobs;

  /* Seconds of one thread, roughly, as measured for N = 8 … 128, of the @nth job on an N
   * of @n_bits: which is begun first and how much of the whole it is; nothing else
   * depends on it. */
  double (*get_cost) (guint n_bits, gboolean quick, guint nth);

  /* Returns: (transfer full): the job's part of the finding, NULL when told to stop. */
  LabFinding *(*run) (LabInstrumentJob *job);

  /* Writes @finding from the parts that are there, NULL for those that are not. Of an
   * instrument of one job there is none: its part is the finding. */
  void (*combine) (LabFinding *finding, LabFinding *const parts[]);

  /* (nullable): how grave it is; NULL for one that only describes. */
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

/* What networks and equations are shown of a ciphertext of @n_bits numbers, as a multiple
 * of the 136 of N = 16: for get_cost. */
double lab_instrument_get_features (guint n_bits);

/* Copies all numbers of a part. */
void lab_instrument_copy_numbers (LabFinding *to, LabFinding *part);

/* value, low and high into three columns side by side. */
static inline void
lab_instrument_write_interval (double *to, const NcAuditInterval *interval)
{
  to[0] = interval->value;
  to[1] = interval->low;
  to[2] = interval->high;
}

G_END_DECLS
