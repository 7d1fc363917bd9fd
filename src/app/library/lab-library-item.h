/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stored study as the library shows it: texts, one line per curve. Uses no widget and no store.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* The columns of the library, from left to right. */
typedef enum
{
  LAB_LIBRARY_STUDY, /* the title */
  LAB_LIBRARY_CURVE, /* from here on, one line per curve */
  LAB_LIBRARY_MODEL,
  LAB_LIBRARY_STATE,
  LAB_LIBRARY_BOB,
  LAB_LIBRARY_EVE,
} LabLibraryColumn;
#define LAB_N_LIBRARY_COLUMNS 6

/* Who has the study open. */
typedef enum
{
  LAB_HOLDER_NONE,
  LAB_HOLDER_WINDOW,  /* this window */
  LAB_HOLDER_ANOTHER, /* another program holds one of its runs */
} LabHolder;

#define LAB_TYPE_LIBRARY_ITEM (lab_library_item_get_type ())
G_DECLARE_FINAL_TYPE (LabLibraryItem, lab_library_item, LAB, LIBRARY_ITEM, GObject)

/* @study is not needed afterwards. */
LabLibraryItem *lab_library_item_new (LabStoredStudy *study, LabHolder holder);

gint64 lab_library_item_get_number (LabLibraryItem *self);
const char *lab_library_item_get_title (LabLibraryItem *self);
LabHolder lab_library_item_get_holder (LabLibraryItem *self);

/* (transfer none): the text in a column. */
const char *lab_library_item_get_text (LabLibraryItem *self, LabLibraryColumn column);

/* (transfer none): below the title: its name and start date. */
const char *lab_library_item_get_subtitle (LabLibraryItem *self);

/* (transfer none): all curves in words. */
const char *lab_library_item_get_details (LabLibraryItem *self);

/* Whether both show the same. */
gboolean lab_library_item_equal (LabLibraryItem *a, LabLibraryItem *b);

/* Whether every word of @text occurs in the study's names or in what it trains. */
gboolean lab_library_item_matches (LabLibraryItem *self, const char *text);

G_END_DECLS
