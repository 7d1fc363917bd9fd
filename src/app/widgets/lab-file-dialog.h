/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one way in which the lab asks for a file or a folder.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is asked for. Constant while the question is being asked; texts are translated. */
typedef struct
{
  const char *title;
  const char *accept; /* label of the button, "_Open" */
  GtkFileChooserAction action;
  const char *name;           /* proposed; NULL: none */
  const char *filter;         /* what the endings are called; NULL: all files */
  const char *endings[4];     /* without the dot, up to NULL */
  gboolean all_files;         /* can be chosen beside those of the filter */
  const char *const *formats; /* to choose one from, up to NULL; NULL: none */
  const char *const *labels;  /* of the formats */
} LabFileQuestion;

/**
 * LabFileChosen:
 * @owner: who has asked
 * @path: (nullable): NULL when nothing was chosen, or a place on another computer
 * @format: (nullable): one of those offered
 * @trouble: (nullable): why there is no path; NULL when it was not wanted
 */
typedef void (*LabFileChosen) (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data);

/**
 * lab_file_dialog_ask:
 * @owner: (type GObject): @chosen is called once, unless it has gone before
 * @user_data: (transfer full): freed by @free_data afterwards
 */
void lab_file_dialog_ask (GtkWindow *parent,
                          const LabFileQuestion *question,
                          gpointer owner,
                          LabFileChosen chosen,
                          gpointer user_data,
                          GDestroyNotify free_data);

G_END_DECLS
