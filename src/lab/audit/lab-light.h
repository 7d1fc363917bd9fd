/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How grave a finding is, and what an audit comes to.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_LIGHT_NONE,    /* not measured, or the instrument only describes */
  LAB_LIGHT_NOTHING, /* nothing found */
  LAB_LIGHT_WEAK,    /* found, but little: more than chance */
  LAB_LIGHT_BROKEN,  /* plainly open, or plainly useless */
} LabLight;

/* In the order in which they are tried: the first that holds is the verdict. */
typedef enum
{
  LAB_AUDIT_INCOMPLETE, /* the key's tolerance was not measured; or nothing was found and not
                           every attack has tried */
  LAB_AUDIT_BOB_FAILS,
  LAB_AUDIT_KEY_UNUSED,
  LAB_AUDIT_OPEN_TO_EVE,    /* a fresh or a linear Eve reads bits */
  LAB_AUDIT_LEAKS_PARITIES, /* single bits are hidden, their products are not */
  LAB_AUDIT_OPEN_TO_CHOICE, /* chosen plaintexts are told apart */
  LAB_AUDIT_LEAKS_BITS,     /* fewer bits stay hidden than there are, and no more is known */
  LAB_AUDIT_NOTHING_FOUND,
} LabAuditVerdict;

G_END_DECLS
