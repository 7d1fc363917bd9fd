/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's passing messages, in toasts, one of which offers to undo what was just done.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_NOTICES (lab_notices_get_type ())
G_DECLARE_FINAL_TYPE (LabNotices, lab_notices, LAB, NOTICES, GObject)

/* @overlay: displays the toasts */
LabNotices *lab_notices_new (AdwToastOverlay *overlay);

void lab_notices_say (LabNotices *self, const char *sentence);

/* With a button that undoes the last step: see app/window/lab-undo-acts.c. */
void lab_notices_offer_undo (LabNotices *self, const char *sentence);

/* Its step is no longer the last. */
void lab_notices_withdraw_undo (LabNotices *self);

const char *lab_notices_get_sentence (LabNotices *self); /* the last message; NULL if none */

gboolean lab_notices_is_closed (LabNotices *self);

/* From now on nothing is shown. */
void lab_notices_close (LabNotices *self);

G_END_DECLS
