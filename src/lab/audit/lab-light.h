/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How grave a finding is.
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

G_END_DECLS
