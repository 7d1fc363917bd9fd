/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of reading tables. Every message is one sentence for the user.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPORT_ERROR (report_error_quark ())
typedef enum
{
  REPORT_ERROR_MALFORMED, /* a file that is not such a table */
  REPORT_ERROR_MEMORY,    /* more memory is needed than there is */
} ReportError;
GQuark report_error_quark (void);

G_END_DECLS
