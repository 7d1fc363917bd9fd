/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list brought up to date by one splice of what differs, so that the widgets of the rest,
 * and with them focus and scroll position, stay.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lab_list_splice:
 * @items: (element-type GObject): what @store is to hold
 * @equal: whether an item that is there may stay for one of @items
 */
void lab_list_splice (GListStore *store, GPtrArray *items, GEqualFunc equal);

G_END_DECLS
