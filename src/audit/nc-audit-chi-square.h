/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How likely chance alone is to stray so far.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nc_audit_chi_square_get_p:
 * @chi_square: 0 or more
 * @degrees: of freedom, 1 or more
 *
 * Returns: the probability that a chi-square variable is that large or larger
 */
double nc_audit_chi_square_get_p (double chi_square, guint degrees);

/**
 * nc_audit_normal_get_p:
 *
 * Returns: the probability that a standard normal variable is that far from 0, on
 * either side
 */
double nc_audit_normal_get_p (double z);

G_END_DECLS
