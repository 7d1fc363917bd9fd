/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The panel's rows for one party's network.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * lab_party_rows_add:
 * @party: "alice", "bob" or "eve"
 * @parent: an AdwPreferencesGroup or an AdwExpanderRow
 */
void lab_party_rows_add (const char *party, GtkWidget *parent);

G_END_DECLS
