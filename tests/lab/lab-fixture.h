/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the lab share: small studies, waiting in the owner's main
 * context, and a fingerprint of what a run has measured.
 */
#pragma once

#include "lab/training/lab-scheduler.h"
#include "lab/training/lab-study.h"

/* A study that trains in milliseconds: N = 8, batch 8, 2 rounds of 50. */
#define FIXTURE_BASE                                                                               \
  "[parties]\nkey-bits=8\nkey-difference=1\n"                                                      \
  "[training]\nrounds=2\niterations=50\nbatch=8\n"

/* A study file of @text, which must be right. */
LabStudyFile *fixture_parse (const char *text);

/* The base of FIXTURE_BASE with "GROUP.KEY=VALUE" pairs forced, NULL-terminated. */
LabExperiment *fixture_experiment (const char *setting, ...) G_GNUC_NULL_TERMINATED;

/* An experiment that no test waits for to end. */
LabExperiment *fixture_long_experiment (void);

/* A run that is ready and has trained nothing. */
LabRun *fixture_run (const char *label, LabExperiment *experiment, guint32 seed);

/* @expected: the names of the states of all @runs, ' ' between. */
void fixture_assert_states (GPtrArray *runs, const char *expected);

/* Iterates the main context until @run is in @state; fails after a minute. */
void fixture_wait (LabRun *run, LabRunState state);

/* Until @run has done @iterations. */
void fixture_wait_iteration (LabRun *run, guint64 iterations);

/* For a moment, so that what should not happen could. */
void fixture_idle (guint milliseconds);

/* Until no run is queued or running. */
void fixture_wait_inactive (LabScheduler *scheduler);

/* Whether any listed run trained something else than its curve now says. */
gboolean fixture_is_outdated (LabStudy *study);

/* All bits of the first @length iterations. */
char *fixture_fingerprint (LabSeries *series, guint64 length);

/* The fingerprint of @experiment trained to its end, alone and in one go. */
char *fixture_train (LabExperiment *experiment, guint32 seed, guint64 *length);
