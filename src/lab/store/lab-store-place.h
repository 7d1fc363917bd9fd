/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What kind of file is at a store's path, according to its first bytes, before anything else is
 * done: whatever is not a store is rejected and left as it is; only for lab-store*.c.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the file's header, so that another program's file is never taken for a store. */
#define LAB_STORE_APPLICATION_ID 0x464b4c62 /* "FKLb" */

typedef enum
{
  LAB_PLACE_NOTHING,
  LAB_PLACE_EMPTY,   /* a file of zero bytes */
  LAB_PLACE_UNNAMED, /* an empty database without an id: its log may say more */
  LAB_PLACE_STORE
} LabPlace;

/**
 * lab_place_look:
 *
 * Locks nothing and creates nothing. Safe even if this process has the file open in SQLite, whose
 * locks would drop if other code in the process closed the file.
 *
 * Returns: FALSE with LAB_ERROR_STORE if the file is not a store, or cannot be read
 */
gboolean lab_place_look (const char *path, LabPlace *place, GError **error);

/**
 * lab_place_refuse_nothing:
 *
 * LAB_ERROR_STORE, by @place: there is no store yet, and how to create one.
 */
void lab_place_refuse_nothing (const char *path, LabPlace place, GError **error);

/* LAB_ERROR_STORE: it is another program's database. */
void lab_place_refuse_other (const char *path, GError **error);

/* LAB_ERROR_STORE: the system did not open a file of the store, for @reason. */
void lab_place_refuse_unopened (const char *path, int reason, GError **error);

G_END_DECLS
