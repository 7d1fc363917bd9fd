/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file that a person hands to the lab is.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_FILE_STUDY,
  LAB_FILE_STORE,
  LAB_FILE_WEIGHTS,
} LabFileKind;

/**
 * lab_file_kind_guess:
 * @path: of any file
 *
 * Judges by its first bytes, and takes none out of a pipe.
 *
 * Returns: LAB_FILE_STUDY for anything else, too: the reader of studies says what is wrong
 */
LabFileKind lab_file_kind_guess (const char *path);

G_END_DECLS
