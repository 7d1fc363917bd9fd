/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The welcome page: shown on the first start and under Help, left for where the user was.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_WELCOME (lab_welcome_get_type ())
G_DECLARE_FINAL_TYPE (LabWelcome, lab_welcome, LAB, WELCOME, LabPart)

/* Shows the page if it has never been shown; remembers that it has. */
void lab_welcome_show_once (LabWelcome *self);

G_END_DECLS
