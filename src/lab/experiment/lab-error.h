/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of the lab. Every message is one sentence for a person.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAB_ERROR (lab_error_quark ())
typedef enum
{
  LAB_ERROR_NOT_FOUND, /* no such study, curve or reading */
  LAB_ERROR_MALFORMED, /* a file that is not a study */
  LAB_ERROR_UNKNOWN,   /* a group or key that does not exist */
  LAB_ERROR_VALUE,     /* a value of the wrong type, out of range, or in conflict with another */
  LAB_ERROR_STORE,     /* a store that cannot be read or written, or is newer than this program */
  LAB_ERROR_HELD,      /* held by another process */
  LAB_ERROR_MEMORY,    /* more memory is needed than there is */
} LabError;
GQuark lab_error_quark (void);

/* Where in a study or on a command line an error is; NULL and 0 if unknown. */
typedef struct
{
  const char *file;  /* or another name for the text */
  guint line;        /* from 1 */
  const char *curve; /* in whose group it is written */
  const char *group;
  const char *key;        /* without the group */
  const char *assignment; /* after the key's “=”: the value, and what is wrong with it */
} LabErrorPlace;

/**
 * lab_error_get_place:
 *
 * Returns: (transfer none): an empty place for errors of other domains
 */
const LabErrorPlace *lab_error_get_place (const GError *error);

/**
 * lab_error_set_place:
 * @error: (nullable): if it is a LAB_ERROR; its message says so already
 * @place: what of it is known replaces what @error says; without a group, its key may
 * be "GROUP.KEY"
 */
void lab_error_set_place (GError **error, const LabErrorPlace *place);

G_END_DECLS
