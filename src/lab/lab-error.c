/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of the lab.
 */
#include "lab-error.h"

/* Not G_DEFINE_QUARK(): clang-format takes the hyphens of its name for minus signs. */
GQuark
lab_error_quark (void)
{
  return g_quark_from_static_string ("lab-error-quark");
}
