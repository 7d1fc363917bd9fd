/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the window's frame fits into its width and height.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "changed": there is more or less room, or the panel came or went. */
#define LAB_TYPE_LAYOUT (lab_layout_get_type ())
G_DECLARE_FINAL_TYPE (LabLayout, lab_layout, LAB, LAYOUT, GObject)

/**
 * lab_layout_new:
 * @flap: with the panel beside the pages
 * @bar: below, where @switcher has no room above
 * @shows_panel: beside the pages, when there is room
 */
LabLayout *lab_layout_new (AdwFlap *flap,
                           AdwViewSwitcherTitle *switcher,
                           GtkWidget *bar,
                           gboolean shows_panel);

/* Now, before the window is seen. */
void lab_layout_fit (LabLayout *self, int width, int height);

/* Soon, while the window is being laid out. */
void lab_layout_fit_soon (LabLayout *self, int width, int height);

gboolean lab_layout_is_narrow (LabLayout *self);
gboolean lab_layout_is_low (LabLayout *self);

/* Whether the panel is beside the pages when there is room. */
gboolean lab_layout_wants_panel (LabLayout *self);

gboolean lab_layout_get_panel (LabLayout *self); /* whether it is seen */
void lab_layout_set_panel (LabLayout *self, gboolean shows);

G_END_DECLS
