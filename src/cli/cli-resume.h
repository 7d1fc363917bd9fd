/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What there is to go on with in a store.
 */
#pragma once

#include "cli/cli.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* In the order of the store's studies, oldest first. */
typedef struct
{
  LabStore *store;    /* NULL where there is nothing to do */
  GArray *numbers;    /* of gint64: the runs that go on, or were asked for */
  GPtrArray *studies; /* of LabStudy, as many as runs: whose they are */
  GPtrArray *runs;    /* of LabRun: whose results are shown */
  GPtrArray *going;   /* of LabRun: those among them that go on */
  gboolean whole;     /* studies go on, none of their runs was named */
  gboolean complete;  /* whether all that was asked for can be done */
} CliResume;

void cli_resume_init (CliResume *resume);
void cli_resume_clear (CliResume *resume);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliResume, cli_resume_clear)

/**
 * cli_resume_gather:
 * @resume: with the numbers that were asked for; without any, each study goes on of which
 * something is left, and all its runs are shown
 * @path: (nullable): of the store
 *
 * Looks first, and opens the store to train only where there is something to do. What
 * cannot go on is said on standard error.
 */
CliStatus cli_resume_gather (CliResume *resume, const char *path);

G_END_DECLS
