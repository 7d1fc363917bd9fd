/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes of the learning rate as text: "none", or "ITERATION:RATE", several separated by ";".
 */
#pragma once

#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

#define LAB_RATE_CHANGES_NONE "none"

/**
 * lab_rate_changes_read:
 * @changes: (out) (nullable): up to NC_MAX_RATE_CHANGES of them
 * @n_changes: (out) (nullable): 0 for "none"
 *
 * Returns: FALSE if @text is none such list, or not in the order of iterations
 */
gboolean lab_rate_changes_read (const char *text, NcRateChange *changes, guint *n_changes);

/* Returns: (transfer full): the one text that @setup's changes have */
char *lab_rate_changes_write (const NcSetup *setup);

G_END_DECLS
