/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a study line by line: groups, and keys with their values. It is GLib's key
 * file but for what that one passes over: a group or a key that comes twice, a key in
 * another language, a byte order mark, a comment that is none.
 */
#pragma once

#include "lab/experiment/lab-error.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_STUDY_LINE_GROUP,
  LAB_STUDY_LINE_KEY,
  LAB_STUDY_LINE_END,
  LAB_STUDY_LINE_WRONG, /* with an error */
} LabStudyLineKind;

typedef struct
{
  const char *at;
  const char *end;
  const char *origin; /* what errors begin with */
  guint number;       /* of the line that was read last, from 1 */
  char *group;        /* of that line, NULL before the first */
  char *key;          /* NULL for a group */
  char *value;        /* without the blanks around it, escapes resolved */
  GHashTable *seen;
} LabStudyLines;

/**
 * lab_study_lines_init:
 * @text: [length], must stay while it is read
 *
 * To be cleared in any case.
 *
 * Returns: FALSE with LAB_ERROR_MALFORMED when it is no text, or another kind of file
 */
gboolean lab_study_lines_init (
    LabStudyLines *self, const char *text, gsize length, const char *origin, GError **error);
void lab_study_lines_clear (LabStudyLines *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LabStudyLines, lab_study_lines_clear)

/* (transfer full): "my.ini: line 3", of the line that was read last, to begin an error with */
char *lab_study_lines_describe_place (const LabStudyLines *self);

/* Puts the file, the line, and the curve, group and key, as far as they are known, into @error. */
void lab_study_lines_set_place (const LabStudyLines *self, GError **error);

/* The next line that says something: @group is set, and for a key @key and @value. */
LabStudyLineKind lab_study_lines_next (LabStudyLines *self, GError **error);

G_END_DECLS
