/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of reports share: curves and studies made up without training.
 */
#pragma once

#include "report/study/report-curve.h"

ReportCurve *fixture_curve (const char *label, guint key_bits, guint key_difference, guint32 seed);

/* Sets the source of @channel to @n values of a pattern that @salt decides; none where
 * @measured (index) is FALSE. */
void fixture_set_source (ReportCurve *curve,
                         LabChannel channel,
                         gsize n,
                         guint salt,
                         gboolean (*measured) (gsize index));

gboolean fixture_always (gsize index);
gboolean fixture_never (gsize index);
gboolean fixture_first_turn (gsize index);  /* rounds of 10, 5 a turn */
gboolean fixture_second_turn (gsize index); /* likewise */

/* The value that fixture_set_source() puts at @index: a float from 0 to 1. */
double fixture_value (gsize index, guint salt);

/* A study of @text trained to its end. */
LabStudy *fixture_train_study (const char *text, guint n_seeds);
