/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as a file: a reading, values, and curves that override some of them.
 *
 * A value is looked up in this order: forced (--set), the curve's override, the file's own value,
 * the reading's value (which may differ with and without Eve). The result is an experiment.
 * Setters check each value on its own; conflicts between values are found by
 * lab_study_file_resolve().
 */
#pragma once

#include "lab/experiment/lab-error.h"
#include "lab/experiment/lab-experiment.h"
#include "lab/experiment/lab-key.h"

G_BEGIN_DECLS

/* Instead of a curve's index: the file's own values. */
#define LAB_BASE G_MAXUINT

/* A study is a page of text, and a plot of more curves is unreadable. */
#define LAB_MAX_CURVES 200

#define LAB_TYPE_STUDY_FILE (lab_study_file_get_type ())
G_DECLARE_FINAL_TYPE (LabStudyFile, lab_study_file, LAB, STUDY_FILE, GObject)

/**
 * lab_study_file_open:
 * @name_or_path: a shipped study ("figure-6", "figure-6-inferred") or a file
 * @reading: (nullable): instead of the study's own: "text", "inferred", "abadi"
 *
 * Returns: (transfer full): NULL with LAB_ERROR or G_FILE_ERROR
 */
LabStudyFile *lab_study_file_open (const char *name_or_path, const char *reading, GError **error);

/**
 * lab_study_file_get_lasting_name:
 *
 * Returns: (transfer full) (nullable): by what it can be opened again, from anywhere: a
 * file's whole path; NULL for what gives what it holds once, such as a pipe
 */
char *lab_study_file_get_lasting_name (const char *name_or_path);

/**
 * lab_study_file_new_from_text:
 * @origin: what to call it in errors: a path, or "the pasted text"
 */
LabStudyFile *
lab_study_file_new_from_text (const char *text, gssize length, const char *origin, GError **error);

LabStudyFile *lab_study_file_copy (LabStudyFile *file);

/* A study shipped with the lab. */
typedef struct
{
  char *name; /* for lab_study_file_open() */
  char *title;
  char *reading;
  guint n_curves;
} LabShippedStudy;

/**
 * lab_study_file_list_shipped:
 *
 * Returns: (transfer full) (element-type LabShippedStudy): in the paper's order
 */
GPtrArray *lab_study_file_list_shipped (void);

/**
 * lab_study_file_list_readings:
 *
 * Returns: (transfer none): NULL-terminated names, "text" first
 */
const char *const *lab_study_file_list_readings (void);

const char *lab_study_file_get_name (LabStudyFile *file); /* file name without its extension */
void lab_study_file_set_name (LabStudyFile *file, const char *name);
const char *lab_study_file_get_title (LabStudyFile *file); /* never empty */
void lab_study_file_set_title (LabStudyFile *file, const char *title);

/**
 * lab_study_file_follow_settings:
 * @before: the file as it was, with the same curves
 *
 * Where a change of settings made a label untrue that only stated them ("Bob1", "n = 3"), the label
 * says what the curve now is: "Bob1 + BN · n = 6". Then the title of a shipped study, or one made
 * here before, says what the curves are. What a person typed stays.
 */
void lab_study_file_follow_settings (LabStudyFile *file, LabStudyFile *before);

const char *lab_study_file_get_reading (LabStudyFile *file);

/**
 * lab_study_file_set_reading:
 *
 * Values of the file that only repeat the former reading, as in saved studies, are replaced by the
 * new reading's; those that differ from it stay.
 */
gboolean lab_study_file_set_reading (LabStudyFile *file, const char *reading, GError **error);

guint lab_study_file_get_n_curves (LabStudyFile *file);
const char *lab_study_file_get_curve_label (LabStudyFile *file, guint curve);

/**
 * lab_study_file_get_paper_loss_rate:
 *
 * Returns: Bob's final loss rate according to the paper, NAN if it gives none
 */
double lab_study_file_get_paper_loss_rate (LabStudyFile *file, guint curve);

/* What kind of claim the paper makes about a curve. */
typedef enum
{
  LAB_CLAIM_NONE,
  LAB_CLAIM_LOSS_RATE, /* Bob ends at the paper's loss rate; 0: he decrypts */
  LAB_CLAIM_NOT_ZERO,  /* Bob does not decrypt */
  LAB_CLAIM_BEATS_EVE, /* Bob decrypts and Eve does not */
  LAB_CLAIM_BOTH_FAIL, /* neither Bob nor Eve decrypts */
} LabClaim;
#define LAB_N_CLAIMS 5

/* As written in studies: paper-claim=not-zero. */
extern const char *const lab_claim_names[LAB_N_CLAIMS];

/**
 * lab_study_file_get_paper_claim:
 *
 * Returns: the study's, else LAB_CLAIM_LOSS_RATE if there is a loss rate
 */
LabClaim lab_study_file_get_paper_claim (LabStudyFile *file, guint curve);

/**
 * lab_study_file_get_paper_note:
 *
 * Returns: (nullable) (transfer none): the paper's claim in words
 */
const char *lab_study_file_get_paper_note (LabStudyFile *file, guint curve);

/**
 * lab_study_file_get_value:
 * @curve: an index or LAB_BASE
 * @name: "GROUP.KEY" of lab_key_get_all()
 *
 * Returns: (transfer full): the value in force, as text
 */
char *lab_study_file_get_value (LabStudyFile *file, guint curve, const char *name);

/**
 * lab_study_file_get_overriding_curves:
 *
 * Returns: how many curves override @name, and so do not see the base's value
 */
guint lab_study_file_get_overriding_curves (LabStudyFile *file, const char *name);

/* Whether @curve has a value of its own for @name that differs from the base's. */
gboolean lab_study_file_is_own (LabStudyFile *file, guint curve, const char *name);

/* How many keys are. */
guint lab_study_file_count_own (LabStudyFile *file, guint curve);

/**
 * lab_study_file_set_curve_value:
 *
 * Sets the value of @curve alone; the base's value is the same as none of its own. Turning Eve on
 * or off drops a schedule of the curve that no longer fits. The paper's claim goes, as above.
 *
 * Returns: FALSE with LAB_ERROR_UNKNOWN or LAB_ERROR_VALUE, and nothing changed
 */
gboolean lab_study_file_set_curve_value (
    LabStudyFile *file, guint curve, const char *name, const char *value, GError **error);

/* The curve has the base's value again. */
void lab_study_file_unset_curve_value (LabStudyFile *file, guint curve, const char *name);

/**
 * lab_study_file_set_value:
 *
 * Sets the file's own value; curves that override @name keep theirs. Turning Eve on or off drops a
 * schedule of the file that no longer fits, so that the reading's applies. What the paper claims of
 * a curve is no longer claimed once a value of it, except the seed, has changed.
 *
 * Returns: FALSE with LAB_ERROR_UNKNOWN or LAB_ERROR_VALUE, and nothing changed
 */
gboolean
lab_study_file_set_value (LabStudyFile *file, const char *name, const char *value, GError **error);

/**
 * lab_study_file_force_value:
 *
 * Overrides file and curves (--set).
 */
gboolean lab_study_file_force_value (LabStudyFile *file,
                                     const char *name,
                                     const char *value,
                                     GError **error);

/**
 * lab_study_file_resolve:
 * @curve: an index or LAB_BASE
 * @seed: (out) (optional)
 *
 * Returns: (transfer full): NULL with LAB_ERROR_VALUE, a sentence that names
 * file, group, key, value and what is allowed
 */
LabExperiment *
lab_study_file_resolve (LabStudyFile *file, guint curve, guint32 *seed, GError **error);

/**
 * lab_study_file_refuse:
 * @curve: an index or LAB_BASE
 * @name: "GROUP.KEY", whose value in force does not fit
 *
 * Sets LAB_ERROR_VALUE with @reason behind the place where the value is written.
 */
void lab_study_file_refuse (
    LabStudyFile *file, guint curve, const char *name, const char *reason, GError **error);

/**
 * lab_study_file_add_curve:
 * @label: (nullable): NULL for one made from the model and n; made unique
 *
 * Adds a curve that keeps the base's present values, whatever is set later.
 *
 * Returns: its index
 */
guint lab_study_file_add_curve (LabStudyFile *file, const char *label);

/**
 * lab_study_file_freeze_curve:
 * @from: another state of the study
 * @from_curve: a curve of it
 *
 * Gives @curve all values of that curve, whatever the base says.
 */
void
lab_study_file_freeze_curve (LabStudyFile *file, guint curve, LabStudyFile *from, guint from_curve);

/**
 * lab_study_file_set_curve_label:
 *
 * Replaces characters that a group's name cannot hold, and makes the label unique.
 */
void lab_study_file_set_curve_label (LabStudyFile *file, guint curve, const char *label);

void lab_study_file_remove_curve (LabStudyFile *file, guint curve);

/**
 * lab_study_file_to_text:
 *
 * Returns: (transfer full): a study that reads back to the same experiments: every value of the
 * base, and the differences of each curve
 */
char *lab_study_file_to_text (LabStudyFile *file);

/**
 * lab_study_file_save:
 *
 * Replaces @path completely or leaves it unchanged.
 */
gboolean lab_study_file_save (LabStudyFile *file, const char *path, GError **error);

G_END_DECLS
