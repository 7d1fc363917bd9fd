/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture on the screen, in the colours of the desktop and described to screen readers. By
 * default it takes the width it is given and a height that suits the picture. It only draws; the
 * caller makes the picture.
 */
#pragma once

#include <gtk/gtk.h>

#include "plot/picture/plot-picture.h"

G_BEGIN_DECLS

#define LAB_TYPE_PICTURE_VIEW (lab_picture_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (LabPictureView, lab_picture_view, LAB, PICTURE_VIEW, GtkWidget)

/**
 * LabPictureViewClass:
 * @opaque: whether the picture has its own background; if not, what is behind it shows through
 */
struct _LabPictureViewClass
{
  GtkWidgetClass parent_class;

  gboolean opaque;
};

LabPictureView *lab_picture_view_new (void);

/**
 * lab_picture_view_set_picture:
 * @picture: (nullable): a reference is taken
 */
void lab_picture_view_set_picture (LabPictureView *self, PlotPicture *picture);
PlotPicture *lab_picture_view_get_picture (LabPictureView *self); /* (transfer none) (nullable) */

/**
 * lab_picture_view_set_live:
 *
 * While live, the view checks once a frame whether the picture would look different, and redraws
 * it only then. Otherwise call lab_picture_view_refresh() after a change.
 */
void lab_picture_view_set_live (LabPictureView *self, gboolean live);

void lab_picture_view_refresh (LabPictureView *self);

/* (transfer none) The desktop's: light or dark, and in high contrast if set. */
const PlotTheme *lab_picture_view_get_theme (void);

/* The number of times it was drawn, for tests. */
guint lab_picture_view_get_n_drawn (LabPictureView *self);

G_END_DECLS
