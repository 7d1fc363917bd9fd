/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns values as text into the engine's setup.
 */
#pragma once

#include "engine/model/nc-setup.h"
#include "lab/experiment/lab-key.h"

G_BEGIN_DECLS

/* Returns the value of "GROUP.KEY" in force; NULL only for a key of [networks] for one party. */
typedef const char *(*LabLookup) (gpointer data, const char *name);

/**
 * lab_setup_read:
 * @lookup: its values have passed lab_key_check()
 * @setup: (out)
 * @culprit: (out) (transfer none): on failure, the key whose value does not fit
 *
 * Returns: FALSE with an NC_ERROR if the values do not fit together
 */
gboolean lab_setup_read (
    LabLookup lookup, gpointer data, NcSetup *setup, const LabKey **culprit, GError **error);

G_END_DECLS
