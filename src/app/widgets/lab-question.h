/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A question in front of @parent, which waits for an answer: the caller adds responses and presents
 * it.
 * @heading and @body (nullable) are plain text; @child (nullable) stands below them. Returns
 * (transfer none), as every window of GTK. */
AdwMessageDialog *
lab_question_new (GtkWindow *parent, const char *heading, const char *body, GtkWidget *child);
