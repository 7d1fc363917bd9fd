/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture on the screen: as wide as it is given, as high as suits it, in the
 * colours of the desktop, and described to screen readers. Draws only; what is in
 * the picture is its maker's.
 */
#pragma once

#include <gtk/gtk.h>

#include "plot/plot-picture.h"

G_BEGIN_DECLS

#define LAB_TYPE_PICTURE_VIEW (lab_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (LabPictureView, lab_picture_view, LAB, PICTURE_VIEW, GtkWidget)

LabPictureView *lab_picture_view_new (void);

/**
 * lab_picture_view_set_picture:
 * @picture: (nullable): a reference is taken; not to change any more
 */
void lab_picture_view_set_picture (LabPictureView *self, PlotPicture *picture);
PlotPicture *lab_picture_view_get_picture (LabPictureView *self); /* (transfer none) (nullable) */

/* Times it was drawn, for tests. */
guint lab_picture_view_get_n_drawn (LabPictureView *self);

G_END_DECLS
