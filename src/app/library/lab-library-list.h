/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The studies in the store as a list of LabLibraryItem, newest first, which is read on
 * another thread while somebody looks at it. Knows no widget.
 */
#pragma once

#include "lab/session/lab-session.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_LISTING_UNREAD,
  LAB_LISTING_NO_STORE,
  LAB_LISTING_FAILED, /* see lab_library_list_get_failure() */
  LAB_LISTING_READ,
} LabListing;

/* Signals: "changing": studies are about to be replaced by what was read;
 * "changed": the list was read, or could not be */
#define LAB_TYPE_LIBRARY_LIST (lab_library_list_get_type ())
G_DECLARE_FINAL_TYPE (LabLibraryList, lab_library_list, LAB, LIBRARY_LIST, GObject)

/* The store is the session's, and may come later. */
LabLibraryList *lab_library_list_new (LabSession *session);

/* Reads the list now, whenever the store has changed, and now and then for what
 * other programs change, until lab_library_list_rest(). */
void lab_library_list_follow (LabLibraryList *self);
void lab_library_list_rest (LabLibraryList *self);

/* Reads the list anew if it is followed. */
void lab_library_list_refresh (LabLibraryList *self);

LabListing lab_library_list_get_listing (LabLibraryList *self);
const char *lab_library_list_get_failure (LabLibraryList *self); /* (nullable) */
GListModel *lab_library_list_get_model (LabLibraryList *self);   /* (transfer none) */

G_END_DECLS
