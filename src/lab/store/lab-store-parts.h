/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the calls of a store need of it, in the owner's thread; for lab-store*.c alone.
 */
#pragma once

#include "lab/store/lab-store-locks.h"

G_BEGIN_DECLS

typedef struct _LabStore LabStore; /* whose own files know this one */

/* From any thread. */
LabLocks *lab_store_get_locks (LabStore *store);

/* Before anything is looked for by its number: where another file stands under the store's
 * path by now, that is opened, and numbers are those of that one. */
void lab_store_follow_path (LabStore *store);

/* What the writer has found out since. */
void lab_store_take_report (LabStore *store);

G_END_DECLS
