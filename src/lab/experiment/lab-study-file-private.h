/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study file in memory; only for lab-study-file*.c, lab-study-open.c and lab-study-resolve.c.
 */
#pragma once

#include "lab/experiment/lab-curve.h"
#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

/* A study is a page of text; anything larger is not one. */
#define LAB_MAX_STUDY_SIZE (1024 * 1024)

struct _LabStudyFile
{
  GObject parent_instance;

  char *name;
  char *origin; /* begins errors: a path, or a shipped study's name */
  char *title;
  char *reading;
  GHashTable *values; /* "GROUP.KEY" -> value, the file's own */
  GHashTable *forced; /* likewise, from --set */
  GPtrArray *curves;  /* of LabCurve */
  GHashTable
      *lines; /* as written when it was read, see lab_study_file_get_line(); its copies' too */

  GMutex resolved_mutex; /* for what readers cache there: a store has threads */
  GArray *resolved;      /* of LabResolved: the base, then each curve */
};

/* What a curve trains, cached until something it depends on changes. */
typedef struct
{
  LabExperiment *experiment; /* NULL: not resolved yet */
  guint32 seed;
} LabResolved;

/* @curve may be NULL for the base. NULL for a party's own key if unset. */
const char *lab_study_file_lookup (LabStudyFile *file, LabCurve *curve, const char *name);

/* (transfer full): "Bob2 + BN · n = 3 · with Eve" */
char *lab_study_file_describe_settings (LabExperiment *experiment);

/* After a shared value changed from @before: what the paper claims of curves that have it is not
 * claimed of the new one. */
void lab_study_file_drop_claims (LabStudyFile *file, const char *name, const char *before);

/* The curve at an index, NULL for LAB_BASE. */
static inline LabCurve *
lab_study_file_get_curve (LabStudyFile *file, guint curve)
{
  g_return_val_if_fail (curve == LAB_BASE || curve < file->curves->len, NULL);
  return curve == LAB_BASE ? NULL : file->curves->pdata[curve];
}

/* Likewise, but for a change: other files no longer share it. */
LabCurve *lab_study_file_take_curve (LabStudyFile *file, guint curve);

/* lab-study-resolve.c: the cache of what the curves resolve to. */
void lab_study_file_init_resolved (LabStudyFile *file);
void lab_study_file_clear_resolved (LabStudyFile *file);
void lab_study_file_copy_resolved (LabStudyFile *to, LabStudyFile *from);

/* Drops what @curve resolved to. */
void lab_study_file_forget_resolved (LabStudyFile *file, guint curve);

/* Likewise after a change of the base. @name: (nullable): of a key that affects only the curves
 * that do not override it; NULL if other keys' values depend on it, too */
void lab_study_file_forget_base (LabStudyFile *file, const char *name);

/**
 * lab_study_file_get_line:
 * @curve: (nullable): label of a curve; NULL for the study's own groups
 * @name: (nullable): "GROUP.KEY"; NULL for the curve's group
 * @value: (nullable): that is in force
 *
 * Returns: where it stands in the file; 0 for what was not read from there or has changed
 */
guint lab_study_file_get_line (LabStudyFile *file,
                               const char *curve,
                               const char *name,
                               const char *value);
void lab_study_file_note_line (
    LabStudyFile *file, const char *curve, const char *name, const char *value, guint line);

/* Sets the reading; values are left as they are. */
gboolean lab_study_file_read_reading (LabStudyFile *file, const char *reading, GError **error);

/* Reads a key file into an empty study. */
gboolean lab_study_file_parse (LabStudyFile *file, const char *text, gssize length, GError **error);

/* Likewise, into a new study with a name and an origin. */
LabStudyFile *lab_study_file_new_parsed (
    const char *name, const char *origin, const char *text, gssize length, GError **error);

/* A study without values of its own. */
LabStudyFile *lab_study_file_new_empty (const char *name, const char *origin);

/* Checks one value against its key. */
const LabKey *
lab_study_file_check (const char *origin, const char *name, const char *value, GError **error);

G_END_DECLS
