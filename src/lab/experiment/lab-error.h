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
  LAB_ERROR_MALFORMED, /* a file that is no study */
  LAB_ERROR_UNKNOWN,   /* a group or key that does not exist */
  LAB_ERROR_VALUE,     /* a value of the wrong type or out of range, or that fits no other */
  LAB_ERROR_STORE,     /* a store that cannot be read or written, or is newer than this program */
  LAB_ERROR_HELD,      /* another process has it */
  LAB_ERROR_MEMORY,    /* more of it is needed than there is */
} LabError;
GQuark lab_error_quark (void);

/* Where in a study, or on a command line, an error lies: NULL and 0 for what is not known. */
typedef struct
{
  char *file; /* or what else the text is called */
  guint line; /* from 1 */
  char *group;
  char *key;        /* without its group */
  char *assignment; /* behind the key's “=”: the value, and what is wrong with it */
} LabErrorPlace;

/**
 * lab_error_get_place:
 *
 * Returns: (transfer none): of an error of another domain one that knows nothing
 */
const LabErrorPlace *lab_error_get_place (const GError *error);

/* Of a LAB_ERROR: its message says so already. */
void lab_error_set_line (GError *error, const char *file, guint line);

/* Likewise. @name: "GROUP.KEY" */
void lab_error_set_key (GError *error, const char *name, const char *value, const char *reason);

G_END_DECLS
