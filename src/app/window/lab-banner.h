/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line across the window that says what must not be missed and stays until it
 * is over; libadwaita has its own only from 1.3 on.
 */
#pragma once

#include <adwaita.h>

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

#define LAB_TYPE_BANNER (lab_banner_get_type ())
G_DECLARE_FINAL_TYPE (LabBanner, lab_banner, LAB, BANNER, AdwBin)

/**
 * lab_banner_set_trouble:
 * @sentence: (nullable): NULL when it is over
 *
 * Goes before a notice, and cannot be put away.
 */
void lab_banner_set_trouble (LabBanner *self, const char *sentence);

/* What has happened and can be put away. */
void lab_banner_set_notice (LabBanner *self, const char *sentence);

/* Says from now on what @store has to say. */
void lab_banner_follow (LabBanner *self, LabStore *store);

/* (nullable): what it says now; NULL when it is not there. */
const char *lab_banner_get_sentence (LabBanner *self);

G_END_DECLS
