/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows that make up one party's network, for the panel.
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
