/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Updates a list by a single splice of what differs, so that the other widgets, and with them
 * focus and scroll position, stay.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lab_list_splice:
 * @items: (element-type GObject): the new content of @store
 * @equal: whether an existing item may stay in place of a new one
 */
void lab_list_splice (GListStore *store, GPtrArray *items, GEqualFunc equal);

G_END_DECLS
