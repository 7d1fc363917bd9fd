/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fits the window's frame to its width and height.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "changed": the room has changed, or the panel was shown or hidden. */
#define LAB_TYPE_LAYOUT (lab_layout_get_type ())
G_DECLARE_FINAL_TYPE (LabLayout, lab_layout, LAB, LAYOUT, GObject)

/**
 * lab_layout_new:
 * @flap: holds the panel beside the pages
 * @bar: below the pages, used if @switcher has no room above
 * @shows_panel: beside the pages, if there is room
 */
LabLayout *lab_layout_new (AdwFlap *flap,
                           AdwViewSwitcherTitle *switcher,
                           GtkWidget *bar,
                           gboolean shows_panel);

/* Immediately, before the window is shown. */
void lab_layout_fit (LabLayout *self, int width, int height);

/* Later, since the window is being laid out now. */
void lab_layout_fit_soon (LabLayout *self, int width, int height);

/* Whether there is anything to set on the page; if not, the panel is hidden, and what the user
 * wants of it is kept. */
void lab_layout_set_has_panel (LabLayout *self, gboolean has_panel);

/* Whether the panel overlays the page. */
gboolean lab_layout_is_folded (LabLayout *self);

gboolean lab_layout_is_narrow (LabLayout *self);
gboolean lab_layout_is_low (LabLayout *self);

/* Whether the panel is shown beside the pages if there is room. */
gboolean lab_layout_wants_panel (LabLayout *self);

gboolean lab_layout_get_panel (LabLayout *self); /* whether it is shown */
void lab_layout_set_panel (LabLayout *self, gboolean shows);

G_END_DECLS
