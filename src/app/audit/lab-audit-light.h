/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A light of an audit: a dot whose colour and shape carry the meaning, and a word beside it. For
 * display only.
 */
#pragma once

#include <adwaita.h>

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_LIGHT (lab_audit_light_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditLight, lab_audit_light, LAB, AUDIT_LIGHT, AdwBin)

/* @size: of the dot, in pixels */
LabAuditLight *lab_audit_light_new (int size);

/* @words: beside the dot: a light's own, or a verdict's title */
void lab_audit_light_show (LabAuditLight *self, LabLight light, const char *words);

/* Adds a style class such as "title-2" to the word. */
void lab_audit_light_add_word_class (LabAuditLight *self, const char *name);

/* Lets the words wrap where there is little room. */
void lab_audit_light_wrap (LabAuditLight *self);

G_END_DECLS
