/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Start button, which says what it would start.
 */
#pragma once

#include <gtk/gtk.h>

#include "lab/session/lab-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_START_BUTTON (lab_start_button_get_type ())
G_DECLARE_FINAL_TYPE (LabStartButton, lab_start_button, LAB, START_BUTTON, GtkButton)

/* To be called once. */
void lab_start_button_set_session (LabStartButton *self, LabSession *session);

G_END_DECLS
