/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a loss has come to rest: Bob's loss rate over the last whole round
 * against the round before.
 */
#pragma once

#include "engine/model/nc-setup.h"
#include "lab/training/lab-series.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 stretch; /* iterations compared with as many before them, both turns counted */
  guint64 end;     /* past the last of them; 0 while there are not two stretches yet */
  double before;   /* Bob's mean loss rate in the earlier stretch, NAN while end is 0 */
  double last;     /* and in the later one */
  double noise;    /* of last - before, see below */
  gboolean flat;
} LabFlatness;

/**
 * lab_flatness_get_stretch:
 *
 * Returns: iterations of a round; of so many whole rounds that Bob is trained 200
 * times in them, where a round is shorter; of a tenth of a run that is one round
 * alone, but no fewer than 200
 */
guint64 lab_flatness_get_stretch (const NcSetup *setup);

/**
 * lab_flatness_measure:
 * @flatness: (out)
 *
 * Takes the last two whole stretches, counted from iteration 0. Each is cut into
 * ten parts, and the variance of the ten means, divided by ten, is that of the
 * stretch's mean (the method of batch means, which holds for measurements that
 * hang together over less than a part). Noise is what two stretches as quiet as
 * the quieter one would differ by, sqrt (2 variance): how a loss fell before it
 * came to rest is no noise. The loss is flat when
 *
 *   |last - before| <= max (3 noise, last / 100)
 *
 * and last is not near 0. A loss that falls evenly through both stretches, at
 * whatever slope, moves by 7.4 times the noise it is taken to have.
 */
void lab_flatness_measure (LabSeries *series, const NcSetup *setup, LabFlatness *flatness);

/**
 * lab_flatness_is_near_zero:
 *
 * Returns: whether @loss_rate is at most 1 / (16 N): half of one wrong bit in every
 * eighth message, 1 / (8 N), the least step at which runs were seen to rest
 */
gboolean lab_flatness_is_near_zero (const NcSetup *setup, double loss_rate);

G_END_DECLS
