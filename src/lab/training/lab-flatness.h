/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a loss no longer moves: Bob's loss rate over the last complete round, compared with the
 * round before.
 */
#pragma once

#include "engine/model/nc-setup.h"
#include "lab/training/lab-series.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 stretch; /* iterations compared with as many before them, counting both turns */
  guint64 end;     /* past the last of them; 0 until there are two stretches */
  double before;   /* Bob's mean loss rate in the earlier stretch, NAN if end is 0 */
  double last;     /* and in the later one */
  double noise;    /* of last - before, see below */
  gboolean flat;
} LabFlatness;

/**
 * lab_flatness_get_stretch:
 *
 * Returns: the iterations of a round; if Bob takes fewer than 200 steps in it, of enough complete
 * rounds for that; if the run is a single round, a tenth of it, but enough for 200 of Bob's steps
 */
guint64 lab_flatness_get_stretch (const NcSetup *setup);

/**
 * lab_flatness_measure:
 * @flatness: (out)
 *
 * Takes the last two complete stretches, counted from iteration 0. Each is split into
 * ten parts, and the variance of the ten means, divided by ten, is that of the stretch's
 * mean (the method of batch means, which holds for measurements that are correlated over
 * less than a part). Noise is the expected difference of two stretches as quiet as the
 * quieter one, sqrt (2 variance), because a fall of the loss before it settled is not
 * noise. The loss is flat if
 *
 *   |last - before| <= max (3 noise, last / 100)
 *
 * and last is not near 0. A loss that falls evenly through both stretches, at any slope,
 * moves by 7.4 times the noise computed for it.
 */
void lab_flatness_measure (LabSeries *series, const NcSetup *setup, LabFlatness *flatness);

/**
 * lab_flatness_is_near_zero:
 *
 * Returns: whether @loss_rate is at most 1 / (16 N): half of one wrong bit in every eighth
 * message, 1 / (8 N), the lowest level at which runs were seen to settle
 */
gboolean lab_flatness_is_near_zero (const NcSetup *setup, double loss_rate);

G_END_DECLS
