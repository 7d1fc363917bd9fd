/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trained weights for tests, made on the spot.
 */
#pragma once

#include "lab/weights/lab-weights.h"

/* @experiment trained for @iterations with @seed. */
LabWeights *fixture_train_weights (LabExperiment *experiment, guint32 seed, guint64 iterations);

/* The same of a shipped study's first curve, with "GROUP.KEY=VALUE" forced; anything
 * wrong ends the program. */
LabWeights *fixture_train_study (const char *study,
                                 const char *const *settings,
                                 guint32 seed,
                                 guint64 iterations);
