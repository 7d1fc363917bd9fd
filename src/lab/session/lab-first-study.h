/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The study that is open when the lab starts.
 */
#pragma once

#include "lab/session/lab-desk.h"

G_BEGIN_DECLS

/* What was open last: @number of the store, if that is not 0 and can be read; else
 * @name (nullable); else the study to begin with. */
void lab_first_study_open (LabDesk *desk, gint64 number, const char *name);

G_END_DECLS
