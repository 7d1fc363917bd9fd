/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line across the window for what must not be missed; it stays until the matter is over.
 * libadwaita has its own only from 1.3 on.
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
 * Takes precedence over a notice, and cannot be dismissed.
 */
void lab_banner_set_trouble (LabBanner *self, const char *sentence);

/* Something that has happened; the user can dismiss it. */
void lab_banner_set_notice (LabBanner *self, const char *sentence);

/* Shows the messages of @store from now on. */
void lab_banner_follow (LabBanner *self, LabStore *store);

/* (nullable): the sentence shown; NULL if the banner is hidden. */
const char *lab_banner_get_sentence (LabBanner *self);

G_END_DECLS
