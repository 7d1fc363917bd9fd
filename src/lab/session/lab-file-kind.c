/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file that a person hands to the lab is. It must never open a store but through SQLite,
 * whose locks on it would be lost when the file is closed again.
 */
#include "config.h"

#include "lab/session/lab-file-kind.h"

#include <stdio.h>

#include "lab/store/lab-store.h"

/* Safetensors begin with the length of their header, little-endian, and with the header. */
#define BRACE_OFFSET 8

static gboolean
is_weights (const char *path)
{
  guint8 bytes[BRACE_OFFSET + 1] = { 0 };
  FILE *file = fopen (path, "rbe");
  gsize n = file != NULL ? fread (bytes, 1, sizeof bytes, file) : 0;

  if (file != NULL)
    fclose (file);
  /* No header needs the upper half of its length. */
  return n == sizeof bytes && bytes[BRACE_OFFSET] == '{' && bytes[4] == 0 && bytes[5] == 0
         && bytes[6] == 0 && bytes[7] == 0;
}

LabFileKind
lab_file_kind_guess (const char *path)
{
  g_return_val_if_fail (path != NULL, LAB_FILE_STUDY);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return LAB_FILE_STUDY;
  if (lab_store_is_store (path))
    return LAB_FILE_STORE;
  return is_weights (path) ? LAB_FILE_WEIGHTS : LAB_FILE_STUDY;
}
