/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points of a series as bytes, and back: the compact form in which a store keeps
 * them (see lab-store-schema.c). Whose turn an iteration was is not kept: the
 * experiment says it.
 */
#pragma once

#include "lab/training/lab-series.h"

G_BEGIN_DECLS

/**
 * lab_chunk_encode:
 * @first: iteration
 * @count: of points, all below the series' length
 * @columns: (out): bits of what was measured
 *
 * Returns: (transfer full)
 */
GBytes *lab_chunk_encode (LabSeries *series, guint64 first, guint count, guint *columns);

/**
 * lab_chunk_decode:
 * @setup: of the run, for the turns
 *
 * Appends the points to @series, whose length is the first one's iteration.
 *
 * Returns: FALSE, and nothing appended, when the size is not that of @count points, or
 * nothing was measured in several: such points would be made of nothing
 */
gboolean lab_chunk_decode (LabSeries *series,
                           const NcSetup *setup,
                           const guint8 *bytes,
                           gsize n_bytes,
                           guint count,
                           guint columns);

G_END_DECLS
