/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an instrument of an audit is called, and its numbers, tables and picture, as far as they
 * matter outside this folder. A new instrument is a lab-instrument-*.c with a descriptor
 * (lab-instrument-private.h) and a line in lab-instrument-table.h.
 */
#pragma once

#include "lab/audit/lab-finding.h"

G_BEGIN_DECLS

/* What values a number may have. */
typedef enum
{
  LAB_RANGE_ANY,    /* even infinity */
  LAB_RANGE_SHARE,  /* 0 to 1 */
  LAB_RANGE_SIGNED, /* -1 to 1 */
  LAB_RANGE_COUNT,  /* whole, 0 to 2^53 */
  LAB_RANGE_AMOUNT, /* from 0 */
} LabRange;

/* How to show it to a person. */
typedef enum
{
  LAB_UNIT_PLAIN, /* no unit */
  LAB_UNIT_SHARE,
  LAB_UNIT_BITS,
  LAB_UNIT_COUNT,
  LAB_UNIT_INDEX, /* counted from 0; shown counted from 1 */
  LAB_UNIT_SECONDS,
  LAB_UNIT_TRUTH,
  LAB_UNIT_EVES, /* a kind of fresh Eve */
} LabUnit;

typedef struct
{
  const char *name; /* NULL: end of the list */
  LabRange range;
  LabUnit unit;
  const char *words; /* (nullable): for people; NULL if it is only for programs */
} LabInstrumentNumber;

/* @columns: separated by commas; "*" for any others; "#" for a matrix with numbered columns, "##"
 * for a square one. */
typedef struct
{
  const char *name; /* NULL: end of the list */
  const char *columns;
} LabInstrumentTable;

/* A chart of one table: the first column along the x axis, the others as curves. */
typedef struct
{
  const char *table;
  const char *title;
  const char *note;
  const char *x_words;
  const char *y_words;
  double y_least;
  double y_greatest;
} LabInstrumentPicture;

/* Returns: for programs: "key-tolerance", … */
const char *lab_instrument_get_name (LabInstrument instrument);

/* Returns: FALSE if there is no such instrument. */
gboolean lab_instrument_from_name (const char *name, LabInstrument *instrument);

/* Returns: translated: "Key tolerance", … */
const char *lab_instrument_get_title (LabInstrument instrument);

/* Returns: translated: what it does, one sentence, for a newcomer. */
const char *lab_instrument_get_purpose (LabInstrument instrument);

/* (nullable): a number by its name. */
const LabInstrumentNumber *lab_instrument_find_number (LabInstrument instrument, const char *name);

/* (nullable): the columns of a table by its name. */
const char *lab_instrument_find_columns (LabInstrument instrument, const char *name);

/* (nullable): NULL if a special one is drawn for it. */
const LabInstrumentPicture *lab_instrument_get_picture (LabInstrument instrument);

G_END_DECLS
