/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points of a series as bytes: the compact form in which a store keeps them (see
 * lab-store-schema.c). The turn of an iteration is not stored: it follows from the experiment.
 */
#pragma once

#include "lab/training/lab-series.h"

G_BEGIN_DECLS

/**
 * lab_chunk_encode:
 * @first: iteration
 * @count: of points, all below the series' length
 * @columns: (out): one bit per measured column
 *
 * Returns: (transfer full)
 */
GBytes *lab_chunk_encode (LabSeries *series, guint64 first, guint count, guint *columns);

/**
 * lab_chunk_decode:
 * @setup: of the run, for the turns
 *
 * Appends the points to @series, at its present length.
 *
 * Returns: FALSE, with nothing appended, if the size does not match @count points, or if several
 * points have no values
 */
gboolean lab_chunk_decode (LabSeries *series,
                           const NcSetup *setup,
                           const guint8 *bytes,
                           gsize n_bytes,
                           guint count,
                           guint columns);

G_END_DECLS
