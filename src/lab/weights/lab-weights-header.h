/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The header of a safetensors file, which may come from anyone.
 *
 * It is one JSON object of known depth: texts under "__metadata__", and for each tensor "dtype",
 * "shape" and "data_offsets". No other JSON is accepted, and nothing leniently: general JSON
 * readers accept comments, keep one of two members with the same name, cut texts at a NUL and
 * round large numbers.
 */
#pragma once

#include "lab/experiment/lab-error.h"

G_BEGIN_DECLS

#define LAB_WEIGHTS_MAX_DIMS 3

typedef struct
{
  char *name;
  char *type; /* "F32" */
  guint n_dims;
  guint64 dims[LAB_WEIGHTS_MAX_DIMS];
  guint64 begin; /* in bytes after the header; only checked to fit 64 bits */
  guint64 end;
} LabWeightsEntry;

typedef struct
{
  GHashTable *metadata; /* texts by name */
  GHashTable *entries;  /* LabWeightsEntry by name */
} LabWeightsHeader;

/**
 * lab_weights_header_parse:
 * @origin: begins errors
 *
 * Returns: (transfer full): NULL with LAB_ERROR_MALFORMED, which names the byte where parsing
 * failed
 */
LabWeightsHeader *
lab_weights_header_parse (const char *text, gsize length, const char *origin, GError **error);
void lab_weights_header_free (LabWeightsHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabWeightsHeader, lab_weights_header_free)

G_END_DECLS
