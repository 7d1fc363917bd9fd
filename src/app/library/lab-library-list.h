/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The studies in the store as a list of LabLibraryItem, newest first, read on another thread while
 * it is on screen. Uses no widget.
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

/* Signals: "changing": the items are about to be replaced; "changed": the list was read, or
 * reading failed */
#define LAB_TYPE_LIBRARY_LIST (lab_library_list_get_type ())
G_DECLARE_FINAL_TYPE (LabLibraryList, lab_library_list, LAB, LIBRARY_LIST, GObject)

/* The store is the session's, which may get it later. */
LabLibraryList *lab_library_list_new (LabSession *session);

/* Reads the list now, whenever the store changes, and periodically for changes by other programs,
 * until lab_library_list_rest(). */
void lab_library_list_follow (LabLibraryList *self);
void lab_library_list_rest (LabLibraryList *self);

/* Reloads the list if it is being followed. */
void lab_library_list_refresh (LabLibraryList *self);

LabListing lab_library_list_get_listing (LabLibraryList *self);
const char *lab_library_list_get_failure (LabLibraryList *self); /* (nullable) */
GListModel *lab_library_list_get_model (LabLibraryList *self);   /* (transfer none) */

G_END_DECLS
