/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands under a store's name, told by the file's first bytes before anything is
 * done with it: what is no store is refused and stays as it is; for lab-store*.c alone.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the file's header, so that no other program's file is taken for a store. */
#define LAB_STORE_APPLICATION_ID 0x464b4c62 /* "FKLb" */

typedef enum
{
  LAB_PLACE_NOTHING,
  LAB_PLACE_EMPTY,   /* a file without a byte */
  LAB_PLACE_UNNAMED, /* a database that holds nothing and is nobody's: its log may say more */
  LAB_PLACE_STORE
} LabPlace;

/**
 * lab_place_look:
 *
 * Locks nothing and makes nothing. Safe where this process has the file open by SQLite,
 * whose locks go when anybody else in the process closes it.
 *
 * Returns: FALSE with LAB_ERROR_STORE where a file is no store, or cannot be read
 */
gboolean lab_place_look (const char *path, LabPlace *place, GError **error);

/**
 * lab_place_refuse_nothing:
 *
 * LAB_ERROR_STORE, by @place: there is no store yet, and what makes one.
 */
void lab_place_refuse_nothing (const char *path, LabPlace place, GError **error);

/* LAB_ERROR_STORE: it is the database of another program. */
void lab_place_refuse_other (const char *path, GError **error);

/* LAB_ERROR_STORE: the system did not open a file of the store, for that reason. */
void lab_place_refuse_unopened (const char *path, int reason, GError **error);

G_END_DECLS
