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
  LAB_LIGHT_WEAK,    /* a little, but better than chance */
  LAB_LIGHT_BROKEN,  /* plainly open, or plainly useless */
} LabLight;

/* In the order in which they are checked: the first that holds is the verdict. */
typedef enum
{
  LAB_AUDIT_INCOMPLETE, /* key tolerance not measured; or nothing found, but an attack is missing */
  LAB_AUDIT_BOB_FAILS,
  LAB_AUDIT_KEY_UNUSED,
  LAB_AUDIT_OPEN_TO_EVE,    /* a fresh or a linear Eve reads bits */
  LAB_AUDIT_LEAKS_PARITIES, /* single bits are hidden, their products are not */
  LAB_AUDIT_OPEN_TO_CHOICE, /* chosen plaintexts can be told apart */
  LAB_AUDIT_LEAKS_BITS,     /* fewer bits stay hidden than there are; no more is known */
  LAB_AUDIT_NOTHING_FOUND,
} LabAuditVerdict;

G_END_DECLS
