/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hand-made findings: an audit of a perfect cipher of 16 bits, of which tests change what
 * they want to see judged, kept or read.
 */
#pragma once

#include "audit/nc-audit-known.h"
#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

typedef struct
{
  LabAuditFacts facts; /* texts are constants */
  LabFinding *findings[LAB_N_INSTRUMENTS];
} HandMade;

/* Every instrument has found what it finds of a cipher that hides all. */
void hand_made_begin (HandMade *made);
void hand_made_clear (HandMade *made);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HandMade, hand_made_clear)

/* Gives a number another value, or adds it. */
void hand_made_set (HandMade *made,
                    LabInstrument instrument,
                    const char *name,
                    double value,
                    double low,
                    double high);

/* Without an interval. */
void
hand_made_set_figure (HandMade *made, LabInstrument instrument, const char *name, double value);

/* As if the instrument had not been used. */
void hand_made_remove (HandMade *made, LabInstrument instrument);

/* What every instrument must find of @kind, by calculation. */
void hand_made_begin_known (HandMade *made, NcAuditKnown kind, guint n_bits);

LabAuditResult *hand_made_end (HandMade *made);

G_END_DECLS
