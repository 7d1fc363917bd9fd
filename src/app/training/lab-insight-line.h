/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line below the runs that says what their numbers mean.
 */
#pragma once

#include <gtk/gtk.h>

#include "lab/session/lab-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_INSIGHT_LINE (lab_insight_line_get_type ())
G_DECLARE_FINAL_TYPE (LabInsightLine, lab_insight_line, LAB, INSIGHT_LINE, GtkBox)

LabInsightLine *lab_insight_line_new (LabSession *session);

G_END_DECLS
