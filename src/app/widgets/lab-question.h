/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A modal question in front of @parent: the caller adds responses and presents it.
 * @heading and @body (nullable) are plain text; @child (nullable) goes below them. Returns
 * (transfer none), like all GTK windows. */
AdwMessageDialog *
lab_question_new (GtkWindow *parent, const char *heading, const char *body, GtkWidget *child);
