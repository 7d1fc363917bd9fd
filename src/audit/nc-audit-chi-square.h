/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How likely a deviation this large is by chance.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nc_audit_chi_square_get_p:
 * @chi_square: 0 or more
 * @degrees: of freedom, 1 or more
 *
 * Returns: the probability that a chi-square variable is at least that large
 */
double nc_audit_chi_square_get_p (double chi_square, guint degrees);

/**
 * nc_audit_normal_get_p:
 *
 * Returns: the two-sided probability that a standard normal variable is at least that far from 0
 */
double nc_audit_normal_get_p (double z);

G_END_DECLS
