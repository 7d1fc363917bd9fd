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

G_END_DECLS
