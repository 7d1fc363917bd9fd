/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What OpenBLAS must find in the environment before it is loaded, and whether the settings there
 * are possible.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_start_with_blas:
 * @argv: the program's, NULL-terminated
 *
 * Call first in main(). OpenBLAS reads its settings while it is being loaded: how many threads to
 * start, which then busy-wait although no run uses them, and which kernels to use if it does not
 * know the processor. If the environment sets neither, this sets them and restarts the program,
 * once. Settings made by a person stay.
 */
void lab_start_with_blas (char **argv);

/**
 * lab_start_check:
 *
 * Whether the kernels requested in the environment exist. Numbers depend on them, so an impossible
 * request is not ignored. Call once translations are set up.
 *
 * Returns: FALSE with LAB_ERROR_VALUE, one sentence
 */
gboolean lab_start_check (GError **error);

/**
 * lab_start_check_core_type:
 * @wanted: (nullable): the value of OPENBLAS_CORETYPE
 * @taken: what OpenBLAS uses
 *
 * Returns: FALSE likewise
 */
gboolean lab_start_check_core_type (const char *wanted, const char *taken, GError **error);

/**
 * lab_start_choose_core_type:
 * @core_type: what OpenBLAS uses for the processor
 *
 * Returns: (nullable) (transfer none): a better one, NULL if there is none: on a processor they do
 * not know, older releases fall back to kernels of twenty years ago
 */
const char *lab_start_choose_core_type (const char *core_type);

G_END_DECLS
