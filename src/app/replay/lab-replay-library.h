/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the studies of a replay into the lab's library.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

/**
 * lab_replay_library_add:
 * @folder: of a replay that is not under way
 *
 * Copies its studies into the frame's store, one after the other in the background; those that are
 * there already are left out. The user is told when it is done, or why it cannot be.
 */
void lab_replay_library_add (LabFrame *frame, const char *folder);

G_END_DECLS
