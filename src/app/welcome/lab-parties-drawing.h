/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who Alice, Bob and Eve are, in one drawing.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAB_TYPE_PARTIES_DRAWING (lab_parties_drawing_get_type ())
G_DECLARE_FINAL_TYPE (LabPartiesDrawing, lab_parties_drawing, LAB, PARTIES_DRAWING, GtkWidget)

G_END_DECLS
