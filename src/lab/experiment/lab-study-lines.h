/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a study line by line: groups, and keys with their values. Like GLib's key file, but strict
 * about what that accepts: repeated groups or keys, keys in other languages, a byte order mark,
 * false comments.
 */
#pragma once

#include "lab/experiment/lab-error.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_STUDY_LINE_GROUP,
  LAB_STUDY_LINE_KEY,
  LAB_STUDY_LINE_END,
  LAB_STUDY_LINE_WRONG, /* an error is set */
} LabStudyLineKind;

typedef struct
{
  const char *at;
  const char *end;
  const char *origin; /* begins errors */
  guint number;       /* of the last line read, from 1 */
  char *group;        /* of that line; NULL before the first group */
  char *key;          /* NULL for a group */
  char *value;        /* stripped, escapes resolved */
  GHashTable *seen;
} LabStudyLines;

/**
 * lab_study_lines_init:
 * @text: [length], must outlive @self
 *
 * Must be cleared even on failure.
 *
 * Returns: FALSE with LAB_ERROR_MALFORMED if it is not text, or another kind of file
 */
gboolean lab_study_lines_init (
    LabStudyLines *self, const char *text, gsize length, const char *origin, GError **error);
void lab_study_lines_clear (LabStudyLines *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LabStudyLines, lab_study_lines_clear)

/* (transfer full): "my.ini: line 3", the last line read, to begin an error with */
char *lab_study_lines_describe_place (const LabStudyLines *self);

/* Puts the file, the line, and the curve, group and key, as far as they are known, into @error. */
void lab_study_lines_set_place (const LabStudyLines *self, GError **error);

/* The next group or key: sets @group and, for a key, @key and @value. */
LabStudyLineKind lab_study_lines_next (LabStudyLines *self, GError **error);

G_END_DECLS
