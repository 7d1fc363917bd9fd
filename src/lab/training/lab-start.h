/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What OpenBLAS must find in the environment before it is loaded, and whether what is
 * there can be had.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_start_with_blas:
 * @argv: the program's, NULL-terminated
 *
 * To be called first thing in main(). OpenBLAS reads its settings while it is
 * loaded: how many threads it starts, which then wait in a busy loop although
 * no run uses them, and, where it does not know the processor, which kernels it
 * takes. Where the environment says nothing of either, this says it and starts
 * the program again, once. What the person has set stays.
 */
void lab_start_with_blas (char **argv);

/**
 * lab_start_check:
 *
 * Whether the environment asks for kernels that there are. Numbers depend on them, so
 * that what cannot be done is not passed over. To be called once texts are translated.
 *
 * Returns: FALSE with LAB_ERROR_VALUE, one sentence
 */
gboolean lab_start_check (GError **error);

/**
 * lab_start_check_core_type:
 * @wanted: (nullable): what OPENBLAS_CORETYPE says
 * @taken: what OpenBLAS took
 *
 * Returns: FALSE likewise
 */
gboolean lab_start_check_core_type (const char *wanted, const char *taken, GError **error);

/**
 * lab_start_choose_core_type:
 * @core_type: what OpenBLAS took for the processor
 *
 * Returns: (nullable) (transfer none): a better one, NULL when there is none:
 * older releases fall back to kernels of twenty years ago on a processor they
 * do not know
 */
const char *lab_start_choose_core_type (const char *core_type);

G_END_DECLS
