/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds what can be resumed in a store.
 */
#pragma once

#include "cli/cli.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* In the order of the store's studies, oldest first. */
typedef struct
{
  LabStore *store;    /* NULL if there is nothing to do */
  GArray *numbers;    /* of gint64: runs to resume, or asked for */
  GPtrArray *studies; /* of LabStudy, parallel to runs: the study of each */
  GPtrArray *runs;    /* of LabRun: runs whose results are shown */
  GPtrArray *going;   /* of LabRun: those of runs to resume */
  gboolean history;   /* the earlier runs of each curve, too */
  gboolean whole;     /* whole studies are resumed; no run was named */
  gboolean complete;  /* whether everything asked for can be done */
} CliResume;

void cli_resume_init (CliResume *resume);
void cli_resume_clear (CliResume *resume);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliResume, cli_resume_clear)

/**
 * cli_resume_gather:
 * @resume: with the numbers asked for; without any, every study with something left is resumed,
 * and all its runs are shown; with history, those of the history, too
 * @path: (nullable): of the store
 *
 * Reads first, and opens the store for training only if there is something to do. Runs that cannot
 * continue are reported on standard error.
 */
CliStatus cli_resume_gather (CliResume *resume, const char *path);

G_END_DECLS
