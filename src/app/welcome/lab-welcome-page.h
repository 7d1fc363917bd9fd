/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page that welcomes a person: who and what the lab is about, and three things to do.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_WELCOME_PAGE (lab_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (LabWelcomePage, lab_welcome_page, LAB, WELCOME_PAGE, AdwBin)

G_END_DECLS
