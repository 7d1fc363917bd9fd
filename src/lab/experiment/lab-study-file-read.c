/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads studies: from a file, from those shipped, from pasted text. Nothing is skipped: what is
 * not understood is an error that names it.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/input.h"
#include "lab/experiment/lab-hint.h"
#include "lab/experiment/lab-reading.h"
#include "base/text.h"
#include "lab/experiment/lab-name.h"
#include "lab/experiment/lab-study-lines.h"

#define CURVE_GROUP "curve "

/* A list may end with ';', as in key files. */
static char *
strip_list (const char *value)
{
  gsize length = strlen (value);

  return g_strndup (value, length > 1 && value[length - 1] == ';' ? length - 1 : length);
}

static gboolean
read_study_key (LabStudyFile *file, const char *key, const char *value, GError **error)
{
  if (g_str_equal (key, "title"))
    lab_study_file_set_title (file, value);
  else if (g_str_equal (key, "reading"))
    return lab_study_file_read_reading (file, value, error);
  else
    {
      static const char *const keys[] = { "title", "reading", NULL };
      g_autofree char *meant = lab_hint_suggest (key, keys);

      g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                   _ ("%s: [study] %s=%s: there is no such key%s; the keys are title, reading"),
                   file->origin, key, value, meant);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_paper_loss_rate (LabStudyFile *file, LabCurve *curve, const char *value, GError **error)
{
  g_autofree char *hint = lab_hint_for_number (value);
  char *end;
  double loss_rate = g_ascii_strtod (value, &end);

  if (*value != '\0' && *end == '\0' && strspn (value, "0123456789.eE+-") == strlen (value)
      && loss_rate >= 0 && loss_rate <= 1)
    {
      curve->paper_loss_rate = loss_rate;
      return TRUE;
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               _ ("%s: [curve %s] paper-loss-rate=%s: allowed: a number from 0 to 1%s"),
               file->origin, curve->label, value, hint);
  return FALSE;
}

static gboolean
read_paper_claim (LabStudyFile *file, LabCurve *curve, const char *value, GError **error)
{
  const char *names[LAB_N_CLAIMS + 1] = { NULL };
  g_autofree char *hint = NULL;

  for (guint claim = 0; claim < LAB_N_CLAIMS; claim++)
    names[claim] = lab_claim_names[claim];
  for (guint claim = 0; claim < LAB_N_CLAIMS; claim++)
    if (g_str_equal (value, lab_claim_names[claim]))
      {
        curve->paper_claim = (int) claim;
        return TRUE;
      }
  hint = lab_hint_for_choice (value, names);
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               _ ("%s: [curve %s] paper-claim=%s: allowed: none, loss-rate, not-zero, beats-eve, "
                  "both-fail%s"),
               file->origin, curve->label, value, hint);
  return FALSE;
}

static gboolean
read_curve_key (
    LabStudyFile *file, LabCurve *curve, const char *key, const char *value, GError **error)
{
  g_autofree char *place = NULL;
  g_autofree char *item = strip_list (value);

  if (g_str_equal (key, "paper-loss-rate"))
    return read_paper_loss_rate (file, curve, value, error);
  if (g_str_equal (key, "paper-claim"))
    return read_paper_claim (file, curve, value, error);
  if (g_str_equal (key, "paper-note"))
    {
      g_free (curve->paper_note);
      curve->paper_note = g_strdup (value);
      return TRUE;
    }
  place = g_strdup_printf ("%s: [curve %s]", file->origin, curve->label);
  if (lab_study_file_check (place, key, item, error) == NULL)
    return FALSE;
  g_hash_table_insert (curve->overrides, g_strdup (key), g_steal_pointer (&item));
  return TRUE;
}

static gboolean
read_own_key (
    LabStudyFile *file, const char *group, const char *key, const char *value, GError **error)
{
  g_autofree char *name = g_strconcat (group, ".", key, NULL);
  g_autofree char *item = strip_list (value);

  if (lab_study_file_check (file->origin, name, item, error) == NULL)
    return FALSE;
  g_hash_table_insert (file->values, g_steal_pointer (&name), g_steal_pointer (&item));
  return TRUE;
}

static const char *const groups[]
    = { "study", "parties", "networks", "alice", "bob", "eve", "training", NULL };

/* The curve of a [curve …] group; *curve is NULL for other groups. */
static gboolean
begin_group (LabStudyFile *file, const char *group, LabCurve **curve, GError **error)
{
  *curve = NULL;
  if (g_strv_contains (groups, group))
    return TRUE;
  if (!g_str_has_prefix (group, CURVE_GROUP))
    {
      g_autofree char *meant = lab_hint_suggest (group, groups);

      g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                   _ ("%s: there is no group [%s]%s; the groups are study, parties, networks, "
                      "alice, bob, eve, training and “curve LABEL”"),
                   file->origin, group, meant);
      return FALSE;
    }
  if (file->curves->len == LAB_MAX_CURVES)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
                   _ ("%s: more than %d curves; a study holds up to %d"), file->origin,
                   LAB_MAX_CURVES, LAB_MAX_CURVES);
      return FALSE;
    }
  *curve = lab_curve_new (group + strlen (CURVE_GROUP));
  g_ptr_array_add (file->curves, *curve);
  return TRUE;
}

static gboolean
read_key (LabStudyFile *file, LabCurve *curve, const LabStudyLines *lines, GError **error)
{
  if (curve != NULL)
    return read_curve_key (file, curve, lines->key, lines->value, error);
  if (g_str_equal (lines->group, "study"))
    return read_study_key (file, lines->key, lines->value, error);
  return read_own_key (file, lines->group, lines->key, lines->value, error);
}

/* Where the line just read stands. */
static void
note_line (LabStudyFile *file, const LabCurve *curve, const LabStudyLines *lines)
{
  g_autofree char *own = g_strconcat (lines->group, ".", lines->key, NULL);
  g_autofree char *item = lines->key != NULL ? strip_list (lines->value) : NULL;

  if (curve != NULL)
    lab_study_file_note_line (file, curve->label, lines->key, item, lines->number);
  else if (lines->key != NULL)
    lab_study_file_note_line (file, NULL, own, item, lines->number);
}

/* A group or a key; errors are given its line. */
static gboolean
read_line (LabStudyFile *file,
           LabStudyLineKind kind,
           const LabStudyLines *lines,
           LabCurve **curve,
           GError **error)
{
  char *origin = file->origin;
  gboolean done;

  file->origin = lab_study_lines_describe_place (lines);
  done = kind == LAB_STUDY_LINE_GROUP ? begin_group (file, lines->group, curve, error)
                                      : read_key (file, *curve, lines, error);
  g_free (file->origin);
  file->origin = origin;
  if (done)
    note_line (file, *curve, lines);
  else
    lab_study_lines_set_place (lines, error);
  return done;
}

static gboolean
read_lines (LabStudyFile *file, const char *text, gsize length, GError **error)
{
  g_auto (LabStudyLines) lines = { 0 };
  LabCurve *curve = NULL;

  if (length > LAB_MAX_STUDY_SIZE)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
                   _ ("%s is not a study: it is larger than 1 MiB"), file->origin);
      lab_error_set_place (error, &(LabErrorPlace){ .file = file->origin });
      return FALSE;
    }
  if (!lab_study_lines_init (&lines, text, length, file->origin, error))
    return FALSE;
  for (;;)
    {
      LabStudyLineKind kind = lab_study_lines_next (&lines, error);

      if (kind == LAB_STUDY_LINE_END)
        return TRUE;
      if (kind == LAB_STUDY_LINE_WRONG || !read_line (file, kind, &lines, &curve, error))
        return FALSE;
    }
}

gboolean
lab_study_file_parse (LabStudyFile *file, const char *text, gssize length, GError **error)
{
  if (read_lines (file, text, length < 0 ? strlen (text) : (gsize) length, error))
    return TRUE;
  base_text_tidy_error (error);
  return FALSE;
}

LabStudyFile *
lab_study_file_new_parsed (
    const char *name, const char *origin, const char *text, gssize length, GError **error)
{
  g_autoptr (LabStudyFile) file = lab_study_file_new_empty (name, origin);

  if (!lab_study_file_parse (file, text, length, error))
    return NULL;
  return g_steal_pointer (&file);
}

LabStudyFile *
lab_study_file_new_from_text (const char *text, gssize length, const char *origin, GError **error)
{
  return lab_study_file_new_parsed ("study", origin, text, length, error);
}
