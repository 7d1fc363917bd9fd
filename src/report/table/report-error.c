/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of reading tables.
 */
#include "report/table/report-error.h"

GQuark
report_error_quark (void)
{
  return g_quark_from_static_string ("report-error-quark");
}
