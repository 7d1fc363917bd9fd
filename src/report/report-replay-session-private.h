/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of a replay under way share.
 */
#pragma once

#include "report-fresh-file.h"
#include "report-replay-session.h"

G_BEGIN_DECLS

struct _ReportReplay
{
  char *folder;
  char *command;
  guint64 eve_steps;
  LabStore *store;
  GPtrArray *stored;  /* of LabStoredStudy: what the folder had at first */
  GPtrArray *studies; /* of LabStudy */
  GHashTable *eves;   /* LabRun -> LabFreshEves */
  ReportFreshFile *fresh;
};

G_END_DECLS
