/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The study that is open when the lab starts.
 */
#pragma once

#include "lab/session/lab-desk.h"

G_BEGIN_DECLS

#define LAB_FIRST_STUDY "bob-bob1-bob2"

/* Opens the last study: @number of the store, if not 0 and readable; else
 * @name (nullable); else LAB_FIRST_STUDY. */
void lab_first_study_open (LabDesk *desk, gint64 number, const char *name);

G_END_DECLS
