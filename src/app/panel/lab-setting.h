/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A control of the panel for one key of the study. It shows the study's value and requests changes
 * through the action win.set; it never changes the study itself.
 */
#pragma once

#include <adwaita.h>

#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

#define LAB_TYPE_SETTING (lab_setting_get_type ())
G_DECLARE_INTERFACE (LabSetting, lab_setting, LAB, SETTING, GtkWidget)

/**
 * LabSettingInterface:
 * @show_value: shows @value, of @curve of @file or LAB_BASE, asking for nothing
 * @show_note: the line under the control; NULL clears it. @is_error: it says why
 *   a value was refused. Without it an AdwActionRow shows the note as its subtitle.
 * @describe: (transfer full) (nullable): what the value implies, for the note
 * @get_suffixes: (transfer none) (nullable): where buttons are appended, NULL: none; without this
 *   function an AdwActionRow has them as suffixes
 */
struct _LabSettingInterface
{
  GTypeInterface parent_iface;

  void (*show_value) (LabSetting *self, LabStudyFile *file, guint curve, const char *value);
  void (*show_note) (LabSetting *self, const char *note, gboolean is_error);
  char *(*describe) (LabSetting *self, LabStudyFile *file, guint curve, const char *value);
  GtkBox *(*get_suffixes) (LabSetting *self);
};

/* For a class's GObjectClass.set_property and .get_property, directly or called from them: they
 * implement its property "key", which it overrides. */
void lab_setting_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec);
void lab_setting_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec);

/* "GROUP.KEY", or "study.reading". */
const char *lab_setting_get_key (LabSetting *self);

/* For a class's own show_note: shows @note in @label, which is hidden if there is none. */
void lab_setting_show_note_in_label (LabSetting *self,
                                     GtkLabel *label,
                                     const char *note,
                                     gboolean is_error);

/**
 * lab_setting_update:
 * @curve: of @file, or LAB_BASE for what all curves share
 *
 * Shows the value with what it implies; for LAB_BASE what curves have of their own, for a curve
 * that has its own an arrow back to the shared one.
 */
void lab_setting_update (LabSetting *self, LabStudyFile *file, guint curve);

/* Says why the last request was refused, until the next update. */
void lab_setting_show_error (LabSetting *self, const char *sentence);

/* Asks the window to set another value. */
void lab_setting_request (LabSetting *self, const char *value);

G_END_DECLS
