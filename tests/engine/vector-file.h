/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vectors of tests/reference, read into the engine's types. Whatever is
 * missing or of the wrong size ends the test: nothing is passed over in silence.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

/* The parameters and running statistics of layout from the object of its tensors;
 * the object has exactly the layout's tensors, or with statistics NULL those that
 * are trained. */
void vector_file_read_tensors (JsonObject *tensors,
                               const NcLayout *layout,
                               double *parameters,
                               double *statistics);

NcTopology vector_file_read_topology (JsonObject *party);

/* All but the learning rate's neighbours, which are README.md's. */
NcSetup vector_file_read_setup (JsonObject *file);

/* matrix is [sample][width]: into rows first, first + 1 … of numbers, which are
 * [tile][rows][lane]. */
void vector_file_read_batch (JsonArray *matrix, nc_real *numbers, guint rows, guint first);

G_END_DECLS
