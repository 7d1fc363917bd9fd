/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold of every picture, at every size.
 */
#pragma once

#include "plot-test-util.h"
#include "plot/picture/plot-picture.h"

#define N_CHECK_SIZES 6
extern const int check_sizes[N_CHECK_SIZES][2];

Picture draw_picture (PlotPicture *picture, int width, int height, PlotThemeName theme);

/* No text is cut, reaches beyond the picture or touches another. */
void assert_texts_fit (PlotPicture *picture, int width, int height);

/* Nothing is drawn on the outermost pixels, where it would be cut. */
void assert_border_blank (PlotPicture *picture, int width, int height);

gboolean has_text (PlotPicture *picture, int width, int height, const char *text);
void assert_has_text (PlotPicture *picture, int width, int height, const char *text);
void find_text (PlotPicture *picture, int width, int height, const char *text, PlotRect *rect);
